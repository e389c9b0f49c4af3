/**
 * Batch Apex: start, execute for each scope, finish; each in a transaction of its own.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm
 */
import { apexException } from '../../values/errors';
import type { Value } from '../../values/value';
import type { Engine } from '../engine';
import type { ApexTransaction, JobInTransaction } from '../transaction';
import { publishBatchError } from './batch-error';
import { checkDailyLimit } from './daily-limit';
import { JobRows } from './job-rows';
import { extendedStatus, jobFinished, runJobTransaction, type JobOrigin, type JobOutcome } from './job-run';

const DEFAULT_SCOPE = 200;
const MAXIMUM_SCOPE = 2_000;
/** Jobs that are queued or active at once; the others wait in the flex queue. */
const MAXIMUM_ACTIVE = 5;
const MAXIMUM_HOLDING = 100;

const BATCHABLE = 'Database.Batchable';

/** A batch job between its steps. */
export interface BatchJob extends JobOrigin {
  /** As it was when the job was made: what every scope starts from, unless the class is stateful. */
  instance: object;
  readonly scope: number;
  readonly isStateful: boolean;
  readonly raisesEvents: boolean;
  readonly allowsCallouts: boolean;
  /** What is left to do; null before start. */
  chunks: readonly (readonly Value[])[] | null;
  done: number;
  errors: number;
  firstError: Error | null;
}

export type BatchPhase = 'START' | 'EXECUTE' | 'FINISH';

/** What a transaction that runs a batch knows of it. */
interface RunningBatch extends JobInTransaction {
  readonly kind: 'BatchApex';
  readonly phase: BatchPhase;
}

/** `Database.executeBatch`. @returns the id of the AsyncApexJob */
export function executeBatch(transaction: ApexTransaction, batchable: object, scope = DEFAULT_SCOPE): string {
  const { engine, job: parent } = transaction;
  if (!(scope >= 1 && scope <= MAXIMUM_SCOPE))
    throw apexException(
      'System.InvalidParameterValueException',
      `Invalid batch size, must be between 1 and ${MAXIMUM_SCOPE}: ${scope}`,
    );
  // From a batch, only finish may start another: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm
  if (parent?.kind === 'Future' || (isRunningBatch(parent) && parent.phase !== 'FINISH'))
    throw apexException(
      'System.AsyncException',
      'Database.executeBatch cannot be called from a batch start, batch execute, or future method.',
    );
  checkDailyLimit(transaction);
  const { program, work } = engine;
  const className = program.classNameOf(batchable);
  const status = work.batches.length < MAXIMUM_ACTIVE ? 'Queued' : 'Holding';
  if (work.batches.length >= MAXIMUM_ACTIVE + MAXIMUM_HOLDING)
    throw apexException(
      'System.AsyncException',
      `You've exceeded the limit of ${MAXIMUM_HOLDING} jobs in the flex queue`,
    );
  const id = new JobRows(engine).add({ kind: 'BatchApex', className, status, userId: transaction.user.id });
  const batch: BatchJob = {
    id,
    className,
    userId: transaction.user.id,
    test: transaction.test,
    instance: program.serialise(batchable),
    scope,
    isStateful: program.implementsInterface(batchable, 'Database.Stateful'),
    raisesEvents: program.implementsInterface(batchable, 'Database.RaisesPlatformEvents'),
    allowsCallouts: program.implementsInterface(batchable, 'Database.AllowsCallouts'),
    chunks: null,
    done: 0,
    errors: 0,
    firstError: null,
  };
  transaction.work.add();
  transaction.afterCommit(() => {
    const dueAt = engine.clock.now();
    work.batches.push({ id, begin: () => enqueueStep(engine, batch) });
    if (work.batches.length <= MAXIMUM_ACTIVE) enqueueStep(engine, batch, parent?.id);
    engine.observers.notify({ kind: 'jobEnqueued', at: dueAt, jobId: id, jobKind: 'BatchApex', className, dueAt });
  });
  return id;
}

function isRunningBatch(job: JobInTransaction | null): job is RunningBatch {
  return job?.kind === 'BatchApex';
}

/** @param continues the batch whose end started this one */
function enqueueStep(engine: Engine, batch: BatchJob, continues?: string): void {
  engine.work.queue.add({ key: batch.id, continues, dueAt: engine.clock.now(), run: () => step(engine, batch) });
}

/** Does the next of the job's transactions and puts the one after in the queue. */
function step(engine: Engine, batch: BatchJob): void {
  const rows = new JobRows(engine);
  if (!rows.isAlive(batch.id)) return end(engine, batch, null);
  if (batch.chunks === null) {
    rows.setStatus(batch.id, 'Preparing');
    const { error } = start(engine, batch);
    if (error) {
      rows.complete(batch.id, `First error: ${extendedStatus(error)}`);
      return end(engine, batch, error);
    }
  } else if (batch.done < batch.chunks.length) {
    executeScope(engine, batch, batch.chunks[batch.done]!);
  } else {
    const { error } = finish(engine, batch);
    rows.complete(batch.id, null);
    if (error ?? batch.firstError)
      rows.set(batch.id, { ExtendedStatus: `First error: ${extendedStatus((batch.firstError ?? error)!)}` });
    return end(engine, batch, error ?? batch.firstError);
  }
  enqueueStep(engine, batch);
}

function start(engine: Engine, batch: BatchJob): JobOutcome {
  const instance = engine.program.serialise(batch.instance);
  let rowsFound: Value[] = [];
  const outcome = runPhase(engine, batch, 'START', instance, () => {
    const context = engine.contexts.batchableContext(batch.id, null);
    const located = engine.program.invoke(instance, BATCHABLE, 'start', [context]);
    rowsFound = located === null ? [] : [...engine.program.iterate(located as object)];
  });
  if (outcome.error) return outcome;
  if (batch.isStateful) batch.instance = instance;
  const chunks = inChunks(rowsFound, batch.scope);
  if (batch.test && chunks.length > 1) {
    const error = apexException(
      'System.UnexpectedException',
      'No more than one executeBatch can be called from within a testmethod.  Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.',
    );
    return { error };
  }
  batch.chunks = chunks;
  new JobRows(engine).set(batch.id, { Status: 'Processing', TotalJobItems: chunks.length });
  return outcome;
}

function executeScope(engine: Engine, batch: BatchJob, scope: readonly Value[]): void {
  const instance = engine.program.serialise(batch.instance);
  const { error } = runPhase(engine, batch, 'EXECUTE', instance, () => {
    const context = engine.contexts.batchableContext(batch.id, batch.id);
    engine.program.invoke(instance, BATCHABLE, 'execute', [context, engine.program.batchScope(instance, scope)]);
  });
  batch.done += 1;
  if (error) {
    batch.errors += 1;
    batch.firstError ??= error;
    if (batch.raisesEvents) publishBatchError(engine, batch, 'EXECUTE', error, scope);
  } else if (batch.isStateful) {
    batch.instance = instance;
  }
  new JobRows(engine).set(batch.id, { JobItemsProcessed: batch.done, NumberOfErrors: batch.errors });
}

function finish(engine: Engine, batch: BatchJob): JobOutcome {
  const instance = engine.program.serialise(batch.instance);
  return runPhase(engine, batch, 'FINISH', instance, () => {
    const context = engine.contexts.batchableContext(batch.id, null);
    engine.program.invoke(instance, BATCHABLE, 'finish', [context]);
  });
}

function runPhase(engine: Engine, batch: BatchJob, phase: BatchPhase, instance: object, body: () => void): JobOutcome {
  const running: RunningBatch = { id: batch.id, kind: 'BatchApex', allowsCallouts: batch.allowsCallouts, phase };
  const outcome = runJobTransaction(
    engine,
    batch,
    { quiddity: 'BATCH_APEX', column: 'batch', roots: [instance], running },
    body,
  );
  if (outcome.error && batch.raisesEvents && phase !== 'EXECUTE')
    publishBatchError(engine, batch, phase, outcome.error, []);
  return outcome;
}

/** Frees the job's place among the active ones for the first that waits. */
function end(engine: Engine, batch: BatchJob, error: Error | null): void {
  const { work } = engine;
  work.batches.splice(
    work.batches.findIndex((each) => each.id === batch.id),
    1,
  );
  const next = work.batches[MAXIMUM_ACTIVE - 1];
  if (next) {
    const rows = new JobRows(engine);
    if (rows.status(next.id) === 'Holding') rows.setStatus(next.id, 'Queued');
    next.begin();
  }
  jobFinished(engine, batch, 'BatchApex', error);
}

function inChunks(values: readonly Value[], size: number): Value[][] {
  const chunks: Value[][] = [];
  for (let at = 0; at < values.length; at += size) chunks.push(values.slice(at, at + size));
  return chunks;
}
