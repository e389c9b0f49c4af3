/** One transaction: what it runs as, what it may use, what it does when it is committed. */
import { apexException, LimitError } from '../values/errors';
import type { ApexDatabase } from './database';
import type { Engine } from './engine';
import type { KillTarget, LimitMeter } from './limits';
import { MixedDmlState } from './mixed-dml';
import type { TransactionUse } from './observers';
import type {
  CallerContext,
  Callouts,
  EventBatchContext,
  EventBus,
  Jobs,
  Org,
  OrgUser,
  Quiddity,
  RunningJob,
  Transaction,
  TriggerRun,
} from './services';
import type { StoreMark } from './store-port';
import type { TestRun } from './test-context';
import { TriggerStack } from './triggers';
import { UncommittedWork } from './uncommitted-work';

/** What makes one transaction differ from another. */
export interface TransactionInit {
  readonly quiddity: Quiddity;
  readonly requestId: string;
  readonly user: OrgUser;
  readonly limits: LimitMeter;
  readonly statics: unknown[];
  readonly test: TestRun | null;
  readonly job: JobInTransaction | null;
  readonly eventBatch: EventBatchContext | null;
}

/** The job whose code runs, with what the jobs room needs to know of it. */
export interface JobInTransaction extends RunningJob {
  /** Whether its class allows callouts. */
  readonly allowsCallouts: boolean;
}

/** Something to do after commit. */
export interface Effect {
  readonly run: () => void;
  /** Duplicate signature of the job it enqueues, where there is one. */
  readonly signature: string | null;
}

/** The transaction the local org runs Apex in. */
export class ApexTransaction implements Transaction {
  readonly quiddity: Quiddity;
  readonly requestId: string;
  readonly statics: unknown[];
  readonly test: TestRun | null;
  readonly job: JobInTransaction | null;
  readonly eventBatch: EventBatchContext | null;
  readonly database: ApexDatabase;
  readonly callouts: Callouts;
  readonly jobs: Jobs;
  readonly events: EventBus;
  readonly triggers = new TriggerStack();
  readonly work = new UncommittedWork();
  caller: CallerContext = { access: 'system', sharing: 'without' };
  /** Milliseconds callouts took so far. */
  calloutTime = 0;
  /** Where its changes begin in the store; moves when it steps aside for other work. */
  mark: StoreMark = 0;
  /** Objects whose reach is the heap beside statics: the job's instance, its finalizer. */
  readonly roots: unknown[] = [];

  private meter: LimitMeter;
  private readonly meters: LimitMeter[] = [];
  private runningUser: OrgUser;
  private mixedState = new MixedDmlState();
  private pending: Effect[] = [];

  constructor(
    readonly engine: Engine,
    init: TransactionInit,
  ) {
    this.quiddity = init.quiddity;
    this.requestId = init.requestId;
    this.runningUser = init.user;
    this.meter = init.limits;
    this.meters.push(init.limits);
    this.statics = init.statics;
    this.test = init.test;
    this.job = init.job;
    this.eventBatch = init.eventBatch;
    this.meter.measureHeap = () => engine.measureHeap(this);
    this.database = engine.services.database(this);
    this.callouts = engine.services.callouts(this);
    this.jobs = engine.services.jobs(this);
    this.events = engine.services.events(this);
  }

  get org(): Org {
    return this.engine;
  }

  get user(): OrgUser {
    return this.runningUser;
  }

  get limits(): LimitMeter {
    return this.meter;
  }

  get isTest(): boolean {
    return this.test !== null;
  }

  get mixedDml(): MixedDmlState {
    return this.mixedState;
  }

  get trigger(): TriggerRun | null {
    return this.triggers.top;
  }

  /** Exchanges the meter, as `Test.startTest()` and `stopTest()` do; answers the one before. */
  replaceLimits(meter: LimitMeter): LimitMeter {
    this.engine.program.settle();
    const before = this.meter;
    this.meter = meter;
    if (!this.meters.includes(meter)) this.meters.push(meter);
    meter.measureHeap = () => this.engine.measureHeap(this);
    return before;
  }

  /** Everything used, whatever meter counted it. */
  get used(): TransactionUse {
    const sum = (name: 'queries' | 'dmlStatements' | 'dmlRows' | 'callouts') =>
      this.meters.reduce((total, meter) => total + meter.get(name), 0);
    return {
      soqlQueries: sum('queries'),
      dmlStatements: sum('dmlStatements'),
      dmlRows: sum('dmlRows'),
      callouts: sum('callouts'),
      statements: this.meters.reduce((total, meter) => total + meter.statementCount, 0),
    };
  }

  get killTarget(): KillTarget {
    return { quiddity: this.quiddity, requestId: this.requestId, jobId: this.job?.id ?? null };
  }

  /** The last moment at which a test or chaos may kill the transaction. @throws LimitError */
  checkCommit(): void {
    const message = this.engine.killHook?.('commit', 0, this.killTarget);
    if (message) throw new LimitError(message);
  }

  runAs<T>(userId: string, body: () => T): T {
    if (!this.test) throw apexException('System.SecurityException', 'System.runAs is only allowed in tests');
    this.limits.use('dmlStatements');
    const user = this.engine.users.byId(userId);
    const before = { user: this.runningUser, mixed: this.mixedState };
    this.runningUser = user;
    // "You can use runAs to perform mixed DML operations in a test by enclosing the operations within the block."
    this.mixedState = new MixedDmlState();
    try {
      return body();
    } finally {
      this.runningUser = before.user;
      this.mixedState = before.mixed;
    }
  }

  noteUncommittedWork(): void {
    this.work.add();
  }

  afterCommit(effect: () => void): void {
    this.addEffect({ run: effect, signature: null });
  }

  addEffect(effect: Effect): void {
    this.pending.push(effect);
  }

  /** How many effects wait, so that a rollback to a savepoint can drop those that came after it. */
  get effectCount(): number {
    return this.pending.length;
  }

  dropEffects(from = 0): void {
    if (from < this.pending.length) this.pending.length = from;
  }

  hasSignature(signature: string): boolean {
    return this.pending.some((effect) => effect.signature === signature);
  }

  /** Does what waits for the commit. An effect may add others. */
  runEffects(): void {
    while (this.pending.length) {
      const effects = this.pending;
      this.pending = [];
      for (const effect of effects) effect.run();
    }
  }
}
