/** Asynchronous Apex as one transaction asks for it. */
import { JobRows } from './job-rows';
import type { AsyncInfo, FutureCall, Jobs, QueueableOptions } from '../services';
import type { ApexTransaction } from '../transaction';
import { abortJob } from './abort';
import { executeBatch } from './batch';
import { attachFinalizer } from './finalizer';
import { callFuture } from './future';
import { enqueueQueueable, isRunningQueueable } from './queueable';
import { scheduleApex, scheduleBatch } from './schedule';

export class ApexJobs implements Jobs {
  constructor(private readonly transaction: ApexTransaction) {}

  enqueue(queueable: object, options?: QueueableOptions): string {
    return enqueueQueueable(this.transaction, queueable, options);
  }

  attachFinalizer(finalizer: object): string {
    return attachFinalizer(this.transaction, finalizer);
  }

  future(call: FutureCall): string {
    return callFuture(this.transaction, call);
  }

  executeBatch(batchable: object, scope?: number): string {
    return executeBatch(this.transaction, batchable, scope);
  }

  scheduleBatch(batchable: object, name: string, minutesFromNow: number, scope?: number): string {
    return scheduleBatch(this.transaction, batchable, name, minutesFromNow, scope);
  }

  schedule(name: string, cron: string, schedulable: object): string {
    return scheduleApex(this.transaction, name, cron, schedulable);
  }

  abort(jobId: string): void {
    abortJob(this.transaction, jobId);
  }

  get asyncInfo(): AsyncInfo | null {
    const { job } = this.transaction;
    return isRunningQueueable(job) ? job.info : null;
  }

  get flexQueue(): readonly string[] {
    const { engine } = this.transaction;
    const rows = new JobRows(engine);
    return engine.work.batches.map(({ id }) => id).filter((id) => rows.status(id) === 'Holding');
  }
}
