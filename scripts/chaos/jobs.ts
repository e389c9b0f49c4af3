/** Schedules in several processes, each with its own range of them: the result is the same as in one, only sooner. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { checkSchedules, type CheckOptions, type CheckResult } from './check';
import type { World } from './world';

const LAUNCH = join(__dirname, '..', 'launch');

export interface JobsOptions extends Pick<CheckOptions, 'runs' | 'seed' | 'onProgress'> {
  /** How many processes, at most one a schedule. */
  readonly jobs: number;
}

interface Range {
  readonly from: number;
  readonly runs: number;
}

/** What a process tells: that one more schedule held, or how it ended. */
interface Message {
  readonly result: CheckResult | null;
}

/** @throws Error when a process ended without a result: it has said why */
export async function checkInProcesses({ runs, seed, jobs, onProgress }: JobsOptions): Promise<CheckResult> {
  let done = 0;
  const children: ChildProcess[] = [];
  const results = rangesOf(runs, jobs).map(
    (range, index) =>
      new Promise<CheckResult | null>((resolve, reject) => {
        const child = fork(LAUNCH, ['chaos', '--seed', seed, '--from', range.from, '--runs', range.runs].map(String));
        children.push(child);
        let result: CheckResult | null = null;
        child.on('message', (message: Message) => {
          if (!message.result) return onProgress?.(++done);
          result = message.result;
          // What comes later does not count any more: with one process it would not have been reached.
          if (result.failure) for (const other of children.slice(index + 1)) other.kill();
        });
        child.on('error', reject);
        child.on('exit', (code, signal) => {
          if (result || signal) resolve(result);
          else reject(new Error(`a process that ran schedules from ${range.from} on ended with ${code}`));
        });
      }),
  );
  try {
    return sumOf(await Promise.all(results));
  } finally {
    for (const child of children) child.kill();
  }
}

/** In a process of its own: tells the one that started it of each schedule, and of the result. */
export function reportToParent(world: World, options: CheckOptions): void {
  const tell = (message: Message): void => void process.send?.(message);
  const result = checkSchedules(world, { ...options, onProgress: () => tell({ result: null }) });
  tell({ result });
}

/** As many ranges as there are processes, equally long but for one schedule. */
export function rangesOf(runs: number, jobs: number): Range[] {
  const count = Math.min(runs, jobs);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((runs * index) / count);
    return { from, runs: Math.floor((runs * (index + 1)) / count) - from };
  });
}

/** All sums up to the first range in which something did not hold. */
function sumOf(results: readonly (CheckResult | null)[]): CheckResult {
  const failed = results.findIndex((result) => result?.failure);
  const counted = results.slice(0, failed < 0 ? undefined : failed + 1).flatMap((result) => result ?? []);
  const sum = (what: keyof CheckResult['sums']): number => counted.reduce((all, { sums }) => all + sums[what], 0);
  return {
    sums: { runs: sum('runs'), messages: sum('messages'), requests: sum('requests'), faults: sum('faults') },
    failure: results[failed]?.failure ?? null,
  };
}
