/** Starts and asks the demo's ERP. */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DemoOrder } from './personalities';

/** What the ERP saw. */
export interface ErpRecord {
  /** The references of all orders that had an effect, once for each effect. */
  readonly effects: readonly string[];
  /** How often each order was sent. */
  readonly attempts: Readonly<Record<string, number>>;
}

export interface DemoErp {
  /** Where it listens. */
  readonly url: string;
  /** What it saw so far. */
  record(): Promise<ErpRecord>;
  stop(): Promise<void>;
}

/** @param orders the orders it will be sent, with how it treats each */
export async function startErp(orders: readonly DemoOrder[]): Promise<DemoErp> {
  const scripts = Object.fromEntries(orders.map((order) => [order.reference, order.personality.script]));
  const worker = new Worker(join(__dirname, 'erp-server.js'), { workerData: { scripts } });
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    async record() {
      worker.postMessage('record');
      const [record] = (await once(worker, 'message')) as [ErpRecord];
      return record;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
