/**
 * Transaction finalizers: run after their job whatever became of it, in a transaction of their own, with the state they
 * had at the end of the job.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm
 */
import { apexException } from '../../values/errors';
import type { Engine } from '../engine';
import type { AsyncInfo } from '../services';
import type { ApexTransaction } from '../transaction';
import { jobFinished, runJobTransaction } from './job-run';
import { isRunningQueueable, type QueueableJob, type RunningFinalizer } from './queueable';

/** How often in a row a failing job may be enqueued by its finalizers. */
export const MAXIMUM_CONSECUTIVE_FAILURES = 5;

/** `System.attachFinalizer`. @returns an id @throws System.AsyncException outside a queueable, or for a second one */
export function attachFinalizer(transaction: ApexTransaction, finalizer: object): string {
  const { job } = transaction;
  if (!isRunningQueueable(job))
    throw apexException('System.AsyncException', 'A finalizer can only be attached while a Queueable job executes');
  if (job.finalizer)
    throw apexException('System.AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
  job.finalizer = finalizer;
  return transaction.engine.ids.next('707');
}

export interface FinalizerRun {
  readonly finalizer: object;
  /** A finalizer has its job's request id. */
  readonly requestId: string;
  readonly error: Error | null;
  readonly failures: number;
  readonly info: AsyncInfo;
}

/** Runs the finalizer of a job that just ended. A failing finalizer changes nothing for the job. */
export function runFinalizer(engine: Engine, job: QueueableJob, run: FinalizerRun): void {
  // What the job left in it, transient fields lost; a rollback of the job does not reach objects.
  const finalizer = engine.program.serialise(run.finalizer);
  const running: RunningFinalizer = {
    id: job.id,
    kind: 'Finalizer',
    allowsCallouts: true,
    info: run.info,
    failures: run.failures,
  };
  const { error } = runJobTransaction(
    engine,
    job,
    {
      quiddity: 'TRANSACTION_FINALIZER_QUEUEABLE',
      column: 'finalizer',
      requestId: run.requestId,
      roots: [finalizer],
      running,
    },
    () => {
      const context = engine.contexts.finalizerContext({
        jobId: job.id,
        requestId: run.requestId,
        result: run.error ? 'UNHANDLED_EXCEPTION' : 'SUCCESS',
        exception: run.error,
      });
      engine.program.invoke(finalizer, 'System.Finalizer', 'execute', [context]);
    },
  );
  jobFinished(engine, { ...job, className: engine.program.classNameOf(finalizer) }, 'Finalizer', error);
}
