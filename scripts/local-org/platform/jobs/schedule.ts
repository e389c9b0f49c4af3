/**
 * Scheduled Apex: CronTrigger rows and what they start.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
import { ApexDatetime } from '../../values/datetime';
import { apexException } from '../../values/errors';
import type { Engine } from '../engine';
import type { ApexTransaction } from '../transaction';
import { executeBatch } from './batch';
import { CronExpression } from './cron';
import { checkDailyLimit } from './daily-limit';
import { JobRows } from './job-rows';
import { extendedStatus, jobFinished, runJobTransaction, type JobOrigin } from './job-run';

/** Apex jobs scheduled at once. */
const MAXIMUM_SCHEDULED = 100;
/** `CronJobDetail.JobType` of scheduled Apex and of a scheduled batch. */
const SCHEDULED_APEX = '7';
const BATCH_JOB = '9';
const MINUTE = 60_000;

/** A scheduled job: its schedule and what is kept of its object. */
export interface Schedule {
  readonly triggerId: string;
  readonly name: string;
  readonly cron: CronExpression;
  readonly timeZone: string;
  readonly job: JobOrigin;
  instance: object;
  readonly fire: (schedule: Schedule) => void;
}

/** `System.schedule`. @returns the id of the CronTrigger */
export function scheduleApex(transaction: ApexTransaction, name: string, cron: string, schedulable: object): string {
  return addSchedule(transaction, name, new CronExpression(cron), schedulable, SCHEDULED_APEX, (schedule) =>
    runScheduled(transaction.engine, schedule),
  );
}

/** `System.scheduleBatch`: once, so many minutes from now. @returns the id of the CronTrigger */
export function scheduleBatch(
  transaction: ApexTransaction,
  batchable: object,
  name: string,
  minutesFromNow: number,
  scope?: number,
): string {
  const { engine } = transaction;
  if (minutesFromNow < 1)
    throw apexException('System.InvalidParameterValueException', `Invalid minutes from now: ${minutesFromNow}`);
  const at = new Date(engine.clock.now() + minutesFromNow * MINUTE);
  const cron = [
    at.getUTCSeconds(),
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
    '?',
    at.getUTCFullYear(),
  ].join(' ');
  const fire = (schedule: Schedule): void => {
    engine.run(
      {
        quiddity: 'SCHEDULED',
        column: 'scheduled',
        user: engine.users.byId(schedule.job.userId),
        test: schedule.job.test,
      },
      (started) => executeBatch(started, schedule.instance, scope),
    );
    jobFinished(engine, schedule.job, 'ScheduledApex', null);
  };
  return addSchedule(transaction, name, new CronExpression(cron), batchable, BATCH_JOB, fire, 'UTC');
}

function addSchedule(
  transaction: ApexTransaction,
  name: string,
  cron: CronExpression,
  instance: object,
  jobType: string,
  fire: (schedule: Schedule) => void,
  timeZone = transaction.user.timeZone,
): string {
  const { engine } = transaction;
  const { rows, work, clock, program } = engine;
  const userId = transaction.user.id;
  if (rows.find('CronJobDetail', { Name: name, JobType: jobType }).length)
    throw apexException('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
  if (rows.find('CronTrigger', {}).length >= MAXIMUM_SCHEDULED)
    throw apexException(
      'System.AsyncException',
      `You have exceeded the maximum number (${MAXIMUM_SCHEDULED}) of Apex scheduled jobs.`,
    );
  const next = cron.next(clock.now(), timeZone);
  if (next === null)
    throw apexException(
      'System.AsyncException',
      `Based on configured schedule, the given trigger '${name}' will never fire.`,
    );
  checkDailyLimit(transaction);
  const detailId = rows.insert('CronJobDetail', { Name: name, JobType: jobType });
  const triggerId = rows.insert('CronTrigger', {
    CronJobDetailId: detailId,
    CronExpression: cron.text,
    State: 'WAITING',
    NextFireTime: new ApexDatetime(next),
    StartTime: new ApexDatetime(clock.now()),
    TimesTriggered: 0,
    TimeZoneSidKey: timeZone,
    OwnerId: userId,
    CreatedById: userId,
  });
  const className = program.classNameOf(instance);
  const jobId = new JobRows(engine).add({ kind: 'ScheduledApex', className, userId, cronTriggerId: triggerId });
  const schedule: Schedule = {
    triggerId,
    name,
    cron,
    timeZone,
    job: { id: jobId, className, userId, test: transaction.test },
    instance: program.serialise(instance),
    fire,
  };
  transaction.work.add();
  transaction.afterCommit(() => {
    work.schedules.set(triggerId, schedule);
    enqueueFire(engine, schedule, next);
    engine.observers.notify({
      kind: 'jobEnqueued',
      at: clock.now(),
      jobId,
      jobKind: 'ScheduledApex',
      className,
      dueAt: next,
    });
  });
  return triggerId;
}

function enqueueFire(engine: Engine, schedule: Schedule, dueAt: number): void {
  engine.work.queue.add({ key: schedule.triggerId, dueAt, run: () => fire(engine, schedule) });
}

function fire(engine: Engine, schedule: Schedule): void {
  const { rows, clock, work } = engine;
  const trigger = rows.get('CronTrigger', schedule.triggerId);
  // Aborted: the row is gone.
  if (!trigger) return;
  schedule.fire(schedule);
  // A test runs its scheduled jobs once, whenever they are due; their triggers never fire by that.
  if (schedule.job.test || !rows.get('CronTrigger', schedule.triggerId)) return;
  const next = schedule.cron.next(clock.now(), schedule.timeZone);
  rows.update('CronTrigger', schedule.triggerId, {
    PreviousFireTime: new ApexDatetime(clock.now()),
    NextFireTime: next === null ? null : new ApexDatetime(next),
    TimesTriggered: ((trigger.TimesTriggered as number | null) ?? 0) + 1,
    State: next === null ? 'DELETED' : 'WAITING',
  });
  if (next !== null) return enqueueFire(engine, schedule, next);
  // A job that will not run again frees its name.
  work.schedules.delete(schedule.triggerId);
  rows.delete('CronJobDetail', trigger.CronJobDetailId as string);
  new JobRows(engine).complete(schedule.job.id, null);
}

function runScheduled(engine: Engine, schedule: Schedule): void {
  const { instance, job, triggerId } = schedule;
  const jobRows = new JobRows(engine);
  const { error } = runJobTransaction(
    engine,
    job,
    {
      quiddity: 'SCHEDULED',
      column: 'scheduled',
      roots: [instance],
      // "Synchronous Web service callouts are not supported from scheduled Apex."
      running: { id: job.id, kind: 'ScheduledApex', allowsCallouts: false },
    },
    () => {
      const context = engine.contexts.schedulableContext(triggerId);
      engine.program.invoke(instance, 'System.Schedulable', 'execute', [context]);
    },
  );
  if (error) jobRows.set(job.id, { ExtendedStatus: extendedStatus(error), NumberOfErrors: 1 });
  // What the run left in the object's fields is there at the next one.
  else schedule.instance = engine.program.serialise(instance);
  jobFinished(engine, job, 'ScheduledApex', error);
}
