/**
 * Future methods.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_future.htm
 */
import { apexException } from '../../values/errors';
import type { Value } from '../../values/value';
import type { Engine } from '../engine';
import type { FutureCall } from '../services';
import type { ApexTransaction } from '../transaction';
import { checkDailyLimit } from './daily-limit';
import { JobRows } from './job-rows';
import { extendedStatus, jobFinished, runJobTransaction, type JobOrigin } from './job-run';

/** Calls a future method: it runs after commit. @returns the id of the AsyncApexJob */
export function callFuture(transaction: ApexTransaction, call: FutureCall): string {
  const { engine } = transaction;
  if (transaction.job?.kind === 'Future' || transaction.job?.kind === 'BatchApex')
    throw apexException(
      'System.AsyncException',
      `Future method cannot be called from a future or batch method: ${call.className}.${call.methodName}`,
    );
  transaction.limits.use('futureCalls');
  checkDailyLimit(transaction);
  const { className, methodName } = call;
  const id = new JobRows(engine).add({ kind: 'Future', className, methodName, userId: transaction.user.id });
  const job: JobOrigin = { id, className, userId: transaction.user.id, test: transaction.test };
  const args = call.arguments.map((argument) => engine.program.serialise(argument));
  transaction.work.add();
  transaction.afterCommit(() => {
    const dueAt = engine.clock.now();
    engine.work.queue.add({ key: id, dueAt, run: () => runFuture(engine, job, call, args) });
    engine.observers.notify({ kind: 'jobEnqueued', at: dueAt, jobId: id, jobKind: 'Future', className, dueAt });
  });
  return id;
}

function runFuture(engine: Engine, job: JobOrigin, call: FutureCall, args: readonly Value[]): void {
  const rows = new JobRows(engine);
  if (!rows.isAlive(job.id)) return;
  rows.setStatus(job.id, 'Processing');
  const { error } = runJobTransaction(
    engine,
    job,
    {
      quiddity: 'FUTURE',
      column: 'future',
      running: { id: job.id, kind: 'Future', allowsCallouts: call.callout },
    },
    () => call.run(args),
  );
  rows.complete(job.id, error && extendedStatus(error));
  jobFinished(engine, job, 'Future', error);
}
