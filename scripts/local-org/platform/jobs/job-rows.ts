/** The rows of jobs: AsyncApexJob, CronTrigger and CronJobDetail, as the platform keeps them. */
import { ApexDatetime } from '../../values/datetime';
import type { Engine } from '../engine';
import type { JobKind } from '../services';
import type { RowValues } from '../store-port';

export type JobStatus = 'Holding' | 'Queued' | 'Preparing' | 'Processing' | 'Completed' | 'Failed' | 'Aborted';

/** Statuses of a job that will do nothing more. */
const ENDED: ReadonlySet<string> = new Set<JobStatus>(['Completed', 'Failed', 'Aborted']);

/** `ExtendedStatus` holds so many characters. */
const EXTENDED_STATUS_LENGTH = 1000;

export interface NewJobRow {
  readonly kind: Exclude<JobKind, 'Finalizer'>;
  readonly className: string;
  readonly methodName?: string;
  readonly userId: string;
  readonly status?: JobStatus;
  readonly cronTriggerId?: string;
}

export class JobRows {
  constructor(private readonly engine: Engine) {}

  /** Writes the row of a new job; answers its id. */
  add(job: NewJobRow): string {
    return this.engine.rows.insert('AsyncApexJob', {
      JobType: job.kind,
      Status: job.status ?? 'Queued',
      ApexClassId: this.classId(job.className),
      MethodName: job.methodName ?? null,
      JobItemsProcessed: 0,
      TotalJobItems: 0,
      NumberOfErrors: 0,
      CreatedById: job.userId,
      CronTriggerId: job.cronTriggerId ?? null,
    });
  }

  status(id: string): JobStatus | null {
    const row = this.engine.rows.get('AsyncApexJob', id);
    return row ? (row.Status as JobStatus) : null;
  }

  /** Whether the job may still run: it is there and nobody ended it. */
  isAlive(id: string): boolean {
    const status = this.status(id);
    return status !== null && !ENDED.has(status);
  }

  set(id: string, values: RowValues): void {
    this.engine.rows.update('AsyncApexJob', id, values);
  }

  setStatus(id: string, status: JobStatus): void {
    this.set(id, { Status: status });
  }

  /** Ends a job. `error` is what it failed with, null when it did not. */
  complete(id: string, error: string | null): void {
    this.set(id, {
      Status: error === null ? 'Completed' : 'Failed',
      CompletedDate: this.now(),
      ...(error === null ? {} : { NumberOfErrors: 1, ExtendedStatus: error.slice(0, EXTENDED_STATUS_LENGTH) }),
    });
  }

  abort(id: string): void {
    this.set(id, { Status: 'Aborted', CompletedDate: this.now() });
  }

  /** The ApexClass row of a class; inner classes have their outer class's. */
  private classId(className: string): string | null {
    const outer = className.split('.')[0]!;
    const [row] = this.engine.rows.find('ApexClass', { Name: outer });
    return (row?.Id as string | undefined) ?? null;
  }

  private now(): ApexDatetime {
    return new ApexDatetime(this.engine.clock.now());
  }
}
