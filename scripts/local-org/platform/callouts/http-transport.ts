/**
 * Real HTTP: a worker thread makes the exchange while this thread waits. The thread starts with the first callout and does
 * not keep the process alive.
 */
import { join } from 'node:path';
import { createSyncFn } from 'synckit';
import type { CalloutTransport, WireOutcome, WireRequest } from './transport';

type Exchange = (request: WireRequest) => WireOutcome;

let exchange: Exchange | null = null;

export class HttpTransport implements CalloutTransport {
  exchange(request: WireRequest): WireOutcome {
    exchange ??= createSyncFn<(request: WireRequest) => Promise<WireOutcome>>(join(__dirname, 'http-worker.cjs'));
    return exchange(request);
  }
}
