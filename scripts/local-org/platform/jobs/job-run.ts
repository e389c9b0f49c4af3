/** What the jobs of every kind share: running one as its own transaction and telling how it went. */
import { describeFailure, isApexFailure } from '../apex-failure';
import type { Engine, RunOptions } from '../engine';
import type { JobKind } from '../services';
import type { TestRun } from '../test-context';
import type { ApexTransaction, JobInTransaction } from '../transaction';
import { JobRows } from './job-rows';

/** What every job remembers from where it was enqueued. */
export interface JobOrigin {
  readonly id: string;
  readonly className: string;
  readonly userId: string;
  /** The test it was enqueued in; null outside tests. */
  readonly test: TestRun | null;
}

/** How a transaction of a job ended. */
export type JobOutcome = { readonly error: null } | { readonly error: Error };

/**
 * Runs one transaction of a job.
 *
 * @returns what Apex failed with, if it did
 * @throws whatever is not Apex's own failure: unsupported features, mistakes of the local org
 */
export function runJobTransaction(
  engine: Engine,
  job: JobOrigin,
  options: Pick<RunOptions, 'quiddity' | 'column' | 'requestId' | 'roots'> & { readonly running: JobInTransaction },
  body: (transaction: ApexTransaction) => void,
): JobOutcome {
  try {
    engine.run(
      {
        quiddity: options.quiddity,
        column: options.column,
        requestId: options.requestId,
        roots: options.roots,
        user: engine.users.byId(job.userId),
        test: job.test,
        job: options.running,
      },
      body,
    );
    return { error: null };
  } catch (error) {
    if (!isApexFailure(error)) {
      new JobRows(engine).complete(job.id, error instanceof Error ? error.message : String(error));
      throw error;
    }
    return { error };
  }
}

/** Tells observers that a job is done, and a test what its job failed with: it surfaces at `Test.stopTest()`. */
export function jobFinished(engine: Engine, job: JobOrigin, kind: JobKind, error: Error | null): void {
  engine.observers.notify({
    kind: 'jobFinished',
    at: engine.clock.now(),
    jobId: job.id,
    jobKind: kind,
    className: job.className,
    error,
  });
  if (error) job.test?.jobFailed(error);
}

/** The text of `AsyncApexJob.ExtendedStatus`. */
export function extendedStatus(error: Error): string {
  return isApexFailure(error) ? describeFailure(error) : error.message;
}
