/** Stops a test that would run for ever. Each transaction has its CPU limit; a test may start any number of them. */
import { Interrupted, within } from '../platform/interrupt';
import { MICROSECONDS_PER_STATEMENT, type KillHook } from '../platform/limits';
import { LimitError } from '../values/errors';

/** Two minutes of CPU time of the platform: twelve times what one transaction may use. */
export const DEFAULT_CPU_SECONDS = 120;
/** Real time. The slowest tests there are take a few seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 300;

/** Work that does not look at the clock is given this much longer, so that a test is stopped in Apex where it can be. */
const GRACE_MILLISECONDS = 500;

export interface TestLimits {
  /** CPU time of the platform that a test may use over all its transactions: counted work, the same on every machine. */
  readonly cpuSeconds?: number;
  /** Real time it may take on this machine. */
  readonly timeoutSeconds?: number;
}

export class TimeLimit {
  private readonly budget: number;
  private readonly milliseconds: number;
  private readonly cpuMessage: string;
  private readonly timeMessage: string;
  private total = 0;
  private deadline = Infinity;
  /** The last count heard of each transaction. */
  private readonly counts = new Map<string, number>();

  constructor({ cpuSeconds = DEFAULT_CPU_SECONDS, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: TestLimits = {}) {
    this.budget = Math.floor((cpuSeconds * 1_000_000) / MICROSECONDS_PER_STATEMENT);
    this.milliseconds = Math.ceil(timeoutSeconds * 1000);
    this.cpuMessage = `test stopped: more than ${cpuSeconds} s of CPU time over all its transactions`;
    this.timeMessage = `test stopped: still running after ${timeoutSeconds} s (--test-timeout)`;
  }

  /**
   * Runs a test.
   *
   * @throws what the test throws; LimitError when it was stopped in Apex; {@link TestInterrupted} when it hung outside
   *   of it, so that nothing of its org can be relied on any more
   */
  run(body: () => void): void {
    this.total = 0;
    this.counts.clear();
    this.deadline = performance.now() + this.milliseconds;
    try {
      within(this.milliseconds + GRACE_MILLISECONDS, body);
    } catch (error) {
      throw error instanceof Interrupted ? new TestInterrupted(this.timeMessage) : error;
    } finally {
      this.deadline = Infinity;
    }
  }

  /** For the org: hears of all statements. */
  readonly hook: KillHook = (point, used, { requestId }) => {
    if (point !== 'statement') return null;
    const last = this.counts.get(requestId) ?? 0;
    // A count that fell is that of another meter: the test has started or stopped.
    this.total += used < last ? used : used - last;
    this.counts.set(requestId, used);
    if (this.total > this.budget) return this.cpuMessage;
    return performance.now() > this.deadline ? this.timeMessage : null;
  };
}

/** A test that hung where no Apex ran. */
export class TestInterrupted extends Error {
  override readonly name = 'TestInterrupted';
}

/** Whether an error is this limit's. */
export function isTimeLimit(error: unknown): boolean {
  return (
    error instanceof TestInterrupted || (error instanceof LimitError && error.message.startsWith('test stopped: '))
  );
}
