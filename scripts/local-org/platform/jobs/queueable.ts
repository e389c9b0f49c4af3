/**
 * Queueable Apex: enqueued in a transaction, run in one of its own after that is committed.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 */
import { apexException, UnsupportedError } from '../../values/errors';
import type { Engine } from '../engine';
import type { AsyncInfo, QueueableOptions } from '../services';
import type { ApexTransaction, JobInTransaction } from '../transaction';
import { checkDailyLimit, jobsRefused } from './daily-limit';
import { MAXIMUM_CONSECUTIVE_FAILURES, runFinalizer } from './finalizer';
import { JobRows } from './job-rows';
import { extendedStatus, jobFinished, runJobTransaction, type JobOrigin } from './job-run';

/** Longest delay of a queueable, in minutes. */
const MAXIMUM_DELAY = 10;
const MINUTE = 60_000;

/** A queueable that waits. */
export interface QueueableJob extends JobOrigin {
  readonly instance: object;
  readonly stackDepth: number;
  readonly maximumStackDepth: number | null;
  readonly delayMinutes: number | null;
  readonly signature: string | null;
  readonly allowsCallouts: boolean;
  /** How many jobs in a row failed before this one, each enqueued by the finalizer of the one before. */
  readonly failuresBefore: number;
}

/** What a transaction that runs a queueable knows of it. */
export interface RunningQueueable extends JobInTransaction {
  readonly kind: 'Queueable';
  readonly info: AsyncInfo;
  /** Set by `System.attachFinalizer`. */
  finalizer: object | null;
}

/** What a finalizer's transaction knows of its job. */
export interface RunningFinalizer extends JobInTransaction {
  readonly kind: 'Finalizer';
  readonly info: AsyncInfo;
  /** Consecutive failures up to and including the job. */
  readonly failures: number;
}

export function isRunningQueueable(job: JobInTransaction | null): job is RunningQueueable {
  return job?.kind === 'Queueable';
}

export function isRunningFinalizer(job: JobInTransaction | null): job is RunningFinalizer {
  return job?.kind === 'Finalizer';
}

/** `System.enqueueJob`. @returns the id of the AsyncApexJob */
export function enqueueQueueable(
  transaction: ApexTransaction,
  instance: object,
  options: QueueableOptions = {},
): string {
  const { engine } = transaction;
  const delayMinutes = options.delayMinutes ?? null;
  if (delayMinutes !== null && !(delayMinutes >= 0 && delayMinutes <= MAXIMUM_DELAY))
    throw apexException(
      'System.AsyncException',
      `The delay of a queueable job must be between 0 and ${MAXIMUM_DELAY} minutes: ${delayMinutes}`,
    );
  transaction.limits.use('queueableJobs');
  const chain = chainOf(transaction, options);
  const signature = options.duplicateSignature ?? null;
  if (signature !== null && (engine.work.signatures.has(signature) || transaction.hasSignature(signature)))
    throw apexException(
      'System.DuplicateMessageException',
      'Attempt to enqueue job with duplicate queueable signature',
    );
  const { program, clock, work } = engine;
  const className = program.classNameOf(instance);
  checkDailyLimit(transaction);
  if (engine.faults.refusesJobs?.(className)) throw jobsRefused();

  const id = new JobRows(engine).add({ kind: 'Queueable', className, userId: transaction.user.id });
  const job: QueueableJob = {
    id,
    className,
    userId: transaction.user.id,
    test: transaction.test,
    // The state at this moment is what runs; later changes by the caller do not reach it.
    instance: program.serialise(instance),
    ...chain,
    delayMinutes,
    signature,
    allowsCallouts: program.implementsInterface(instance, 'Database.AllowsCallouts'),
  };
  transaction.work.add();
  transaction.addEffect({
    signature,
    run: () => {
      const delay = delayMinutes === null ? engine.options.defaultQueueableDelay * 1000 : delayMinutes * MINUTE;
      const dueAt = clock.now() + delay + (engine.faults.queueDelay?.(className) ?? 0);
      if (signature !== null) work.signatures.set(signature, id);
      const parent = transaction.job;
      const continues = isRunningQueueable(parent) || isRunningFinalizer(parent) ? parent.id : undefined;
      work.queue.add({ key: id, dueAt, continues, run: () => runQueueable(engine, job) });
      engine.observers.notify({
        kind: 'jobEnqueued',
        at: clock.now(),
        jobId: id,
        jobKind: 'Queueable',
        className,
        dueAt,
      });
    },
  });
  return id;
}

/** Depth of the chain the new job continues, and the rules that may stop it. */
function chainOf(
  transaction: ApexTransaction,
  options: QueueableOptions,
): Pick<QueueableJob, 'stackDepth' | 'maximumStackDepth' | 'failuresBefore'> {
  const parent = transaction.job;
  const asked = options.maximumStackDepth ?? null;
  // How the platform refuses it, no page says.
  if (asked !== null && asked < 1) throw new UnsupportedError(`AsyncOptions.MaximumQueueableStackDepth ${asked}`);
  if (!isRunningQueueable(parent) && !isRunningFinalizer(parent))
    return { stackDepth: 1, maximumStackDepth: asked, failuresBefore: 0 };
  const maximum = asked ?? parent.info.maximumStackDepth;
  const depth = parent.info.currentStackDepth + 1;
  // What a finalizer enqueues begins a stack of its own, unless a depth was asked for.
  const most = maximum ?? (isRunningFinalizer(parent) ? Number.POSITIVE_INFINITY : defaultMaximum(transaction));
  if (depth > most) throw apexException('System.AsyncException', 'Maximum stack depth has been reached.');
  if (!isRunningFinalizer(parent)) return { stackDepth: depth, maximumStackDepth: maximum, failuresBefore: 0 };
  if (parent.failures > MAXIMUM_CONSECUTIVE_FAILURES)
    throw apexException(
      'System.AsyncException',
      `A queueable job that failed can be enqueued by its finalizer at most ${MAXIMUM_CONSECUTIVE_FAILURES} times in a row`,
    );
  // "When that finalizer enqueues the class again, the stack information is cleared."
  return { stackDepth: 1, maximumStackDepth: asked, failuresBefore: parent.failures };
}

/**
 * How long a chain may get where nobody said. A test may not chain at all: "You can't chain queueable jobs in an Apex
 * test", unless a maximum depth was asked for.
 */
function defaultMaximum(transaction: ApexTransaction): number {
  if (transaction.isTest) return 1;
  return transaction.engine.options.maximumStackDepth ?? Number.POSITIVE_INFINITY;
}

function runQueueable(engine: Engine, job: QueueableJob): void {
  const rows = new JobRows(engine);
  // The signature is free again once the job is taken from the queue, so one runs and one waits.
  if (job.signature !== null) engine.work.signatures.delete(job.signature);
  if (!rows.isAlive(job.id)) return;
  rows.setStatus(job.id, 'Processing');
  const requestId = engine.newRequestId();
  const running: RunningQueueable = {
    id: job.id,
    kind: 'Queueable',
    allowsCallouts: job.allowsCallouts,
    info: infoOf(job),
    finalizer: null,
  };
  const { error } = runJobTransaction(
    engine,
    job,
    { quiddity: 'QUEUEABLE', column: 'async', requestId, roots: [job.instance, running], running },
    () => {
      const context = engine.contexts.queueableContext(job.id);
      engine.program.invoke(job.instance, 'System.Queueable', 'execute', [context]);
    },
  );
  rows.complete(job.id, error && extendedStatus(error));
  const { finalizer, info } = running;
  const { faults } = engine;
  if (finalizer && !faults.losesFinalizer?.(job.id)) {
    const failures = error ? job.failuresBefore + 1 : 0;
    const run = (): void => runFinalizer(engine, job, { finalizer, requestId, error, failures, info });
    if (!faults.holdsFinalizer?.(job.id, run)) run();
  }
  jobFinished(engine, job, 'Queueable', error);
}

function infoOf(job: QueueableJob): AsyncInfo {
  return {
    currentStackDepth: job.stackDepth,
    maximumStackDepth: job.maximumStackDepth,
    minimumDelayInMinutes: job.delayMinutes,
  };
}
