/** Everything asynchronous an org has to do. A test gets an empty one of its own, so that it sees nothing of the org's. */
import { EventLog } from './events/event-log';
import type { Schedule } from './jobs/schedule';
import { DailyAsyncExecutions } from './org-limits';
import { WorkQueue } from './work-queue';

export class AsyncWork {
  readonly queue = new WorkQueue();
  /** Duplicate signatures of queueables that wait, with the id of the job. */
  readonly signatures = new Map<string, string>();
  /** By CronTrigger id. */
  readonly schedules = new Map<string, Schedule>();
  /** Batch jobs that were started and are not done, in order; those beyond the fifth are Holding. */
  readonly batches: { readonly id: string; readonly begin: () => void }[] = [];
  readonly events = new EventLog();
  readonly asyncExecutions = new DailyAsyncExecutions();
}
