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
  /** Statements of transactions before the one that runs. */
  private before = 0;
  private last = 0;

  constructor(seconds: number) {
    this.budget = Math.floor((seconds * 1_000_000) / MICROSECONDS_PER_STATEMENT);
  }

  /** A test begins. */
  reset(): void {
    this.before = 0;
    this.last = 0;
  }

  readonly hook: KillHook = (point, used) => {
    if (point !== 'statement') return null;
    // A count that fell belongs to another transaction's meter.
    if (used < this.last) this.before += this.last;
    this.last = used;
    return this.before + used > this.budget ? STOPPED : null;
  };
}

/** Whether an error is this limit's. */
export function isTimeLimit(error: unknown): boolean {
  return error instanceof LimitError && error.message === STOPPED;
}
