/** The demo at size: messages a second, and what each thousand of them costs. */
import { join } from 'node:path';
import type { DemoFigures } from '../demo/run';
import { figures, type Figure } from './figure';
import { runScript } from './processes';

const SIZES = [500, 5000];
const SEED = '7';

interface Measured {
  readonly figures: DemoFigures;
  readonly peakKilobytes: number;
}

/** @returns figures of one run a size, each in a process of its own, so that peak memory is its own too */
export function benchDemo(): Figure[] {
  return SIZES.flatMap((orders) => {
    const { figures: ran, peakKilobytes } = measure(orders);
    const figure = figures(`demo, ${orders} orders`);
    const perThousand = (count: number): number => (count * 1000) / Math.max(1, ran.delivered);
    const messages = ran.delivered + ran.dead;
    return [
      figure('messages a second of wall time', messages / Math.max(0.1, ran.wallSeconds), '/s'),
      figure('wall time', ran.wallSeconds, 's'),
      figure('peak memory', peakKilobytes / 1024, 'MB'),
      figure('async jobs per 1,000 delivered', perThousand(ran.asyncJobs)),
      figure('SOQL queries per 1,000 delivered', perThousand(ran.soqlQueries)),
      figure('DML statements per 1,000 delivered', perThousand(ran.dmlStatements)),
    ];
  });
}

function measure(orders: number): Measured {
  const run = runScript(join('bench', 'demo-process.ts'), [String(orders), SEED]);
  if (run.exitCode !== 0) throw new Error(`the demo with ${orders} orders failed: ${run.errors.trim()}`);
  return JSON.parse(run.output) as Measured;
}
