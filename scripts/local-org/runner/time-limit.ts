/** Stops a test that would run for ever. Each transaction has its CPU limit; a test may start any number of them. */
import { LimitError } from '../values/errors';
import { MICROSECONDS_PER_STATEMENT, type KillHook } from '../platform/limits';

/** Two minutes of CPU time of the platform: twelve times what one transaction may use. */
export const DEFAULT_TEST_SECONDS = 120;

export const STOPPED = 'test stopped: time limit';

/**
 * A hook for the org that counts statements over all transactions of a test. Counting work instead of time, a test stops at
 * the same statement on every machine.
 */
export class TimeLimit {
  private readonly budget: number;
  private total = 0;
  /** The last count heard of each transaction. */
  private readonly counts = new Map<string, number>();

  constructor(seconds: number) {
    this.budget = Math.floor((seconds * 1_000_000) / MICROSECONDS_PER_STATEMENT);
  }

  /** A test begins. */
  reset(): void {
    this.total = 0;
    this.counts.clear();
  }

  readonly hook: KillHook = (point, used, { requestId }) => {
    if (point !== 'statement') return null;
    const last = this.counts.get(requestId) ?? 0;
    // A count that fell is that of another meter: the test has started or stopped.
    this.total += used < last ? used : used - last;
    this.counts.set(requestId, used);
    return this.total > this.budget ? STOPPED : null;
  };
}

/** Whether an error is this limit's. */
export function isTimeLimit(error: unknown): boolean {
  return error instanceof LimitError && error.message === STOPPED;
}
