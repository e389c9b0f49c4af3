/** The transaction that runs now. There is one thread of Apex: running a transaction sets it, ending it puts back the one before. */
import type { Transaction } from './services';

export type { Transaction } from './services';

let running: Transaction | null = null;

/**
 * The transaction Apex runs in.
 *
 * @throws Error outside a transaction: a mistake of the local org, never of Apex
 */
export function current(): Transaction {
  if (!running) throw new Error('no transaction is running');
  return running;
}

/** The running transaction, or null. */
export function currentOrNull(): Transaction | null {
  return running;
}

/** Forgets the running transaction, which was interrupted and will never end. */
export function abandonCurrent(): void {
  running = null;
}

/** Runs the body with `transaction` as the current one and puts back what was current before. */
export function withCurrent<T>(transaction: Transaction, body: () => T): T {
  const before = running;
  running = transaction;
  try {
    return body();
  } finally {
    running = before;
  }
}
