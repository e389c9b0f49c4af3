/** Runs schedules until one of them breaks something, and then looks for the simplest that does. */
import * as fc from 'fast-check';
import { violations } from './invariants';
import { schedules } from './arbitraries';
import type { Schedule } from './schedule';
import type { World } from './world';

export interface CheckOptions {
  readonly runs: number;
  readonly seed: number;
  /** One schedule of the seed, as a failure names it. */
  readonly path?: string;
  /** How many schedules of the seed are left out at the beginning. */
  readonly from?: number;
  /** How long a failing schedule is made simpler, in milliseconds. */
  readonly shrinking?: number;
  readonly onProgress?: (runs: number) => void;
}

export interface CheckResult {
  readonly sums: {
    readonly runs: number;
    readonly messages: number;
    readonly requests: number;
    readonly faults: number;
  };
  readonly failure: Failure | null;
}

export interface Failure {
  readonly problems: readonly string[];
  readonly schedule: Schedule;
  readonly path: string;
  readonly shrinks: number;
}

const SHRINKING = 60_000;

export function checkSchedules(
  world: World,
  { runs, seed, path, from = 0, shrinking = SHRINKING, onProgress }: CheckOptions,
): CheckResult {
  const sums = { runs: 0, messages: 0, requests: 0, faults: 0 };
  let failedAt = Infinity;
  const check = (schedule: Schedule): void => {
    // A path names one schedule; when that holds, the simpler ones behind it are of no interest.
    if (path?.includes(':') && sums.runs === 1) return;
    // Simple enough: what follows counts as sound, which ends the search.
    if (performance.now() > failedAt + shrinking) return;
    const after = world.run(schedule);
    sums.runs += 1;
    sums.messages += after.accepted.length;
    sums.requests += after.receiver.arrivals.length;
    sums.faults += after.faults;
    const found = violations(world.org, schedule, after);
    if (found.length) {
      failedAt = Math.min(failedAt, performance.now());
      throw new Error(found.join('\n'));
    }
    if (failedAt === Infinity) onProgress?.(sums.runs);
  };
  const details = fc.check(fc.property(schedules, check), {
    numRuns: runs,
    seed,
    path: path ?? String(from),
    endOnFailure: path !== undefined,
  });
  if (!details.failed || !details.counterexample) return { sums, failure: null };
  const { errorInstance: error, counterexample, counterexamplePath, numShrinks } = details;
  // Anything but a violation is a fault of the harness or of the local org.
  if (!(error instanceof Error) || failedAt === Infinity) throw error;
  return {
    sums,
    failure: {
      problems: error.message.split('\n'),
      schedule: counterexample[0],
      path: counterexamplePath ?? '',
      shrinks: numShrinks,
    },
  };
}
