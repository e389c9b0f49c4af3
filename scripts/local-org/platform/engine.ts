/** The heart of the org: runs transactions from begin to commit or rollback and keeps what they share. */
import type { Schema } from '../schema/model';
import { installHooks } from '../values/type-registry';
import { AsyncWork } from './async-work';
import type { CalloutTransport } from './callouts/transport';
import type { Clock } from './clock';
import { withCurrent } from './current';
import type { ApexDatabase } from './database';
import type { BesidePoint, Faults } from './faults';
import { reachableBytes } from './heap';
import type { IdSource } from './ids';
import { LimitMeter, type KillHook, type LimitColumn, type MeterHook } from './limits';
import { Locks } from './locks';
import { Observers } from './observers';
import type { PlatformOptions } from './options';
import { orgLimits } from './org-limits';
import type { RandomSource } from './random';
import type {
  Callouts,
  ContextFactory,
  EventBatchContext,
  EventBus,
  Jobs,
  Org,
  OrganizationInfo,
  OrgUser,
  ProgramPort,
  Quiddity,
} from './services';
import type { Store, SystemRows } from './store-port';
import type { TestRun } from './test-context';
import { ApexTransaction, type JobInTransaction } from './transaction';
import type { OrgUsers } from './users/users';

/** What an engine is made of. */
export interface EngineParts {
  readonly schema: Schema;
  readonly store: Store;
  readonly rows: SystemRows;
  readonly program: ProgramPort;
  readonly contexts: ContextFactory;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: RandomSource;
  readonly transport: CalloutTransport;
  readonly options: PlatformOptions;
}

/** Makes the services of a transaction; kept apart from the engine so that neither knows the other's rooms. */
export interface TransactionServices {
  database(transaction: ApexTransaction): ApexDatabase;
  callouts(transaction: ApexTransaction): Callouts;
  jobs(transaction: ApexTransaction): Jobs;
  events(transaction: ApexTransaction): EventBus;
}

/** How a transaction is to run. */
export interface RunOptions {
  readonly quiddity: Quiddity;
  readonly column: LimitColumn;
  readonly user: OrgUser;
  readonly requestId?: string;
  readonly test?: TestRun | null;
  readonly job?: JobInTransaction | null;
  readonly eventBatch?: EventBatchContext | null;
  /** Values that count to the heap: the job's instance. */
  readonly roots?: readonly unknown[];
  /**
   * Whether an uncaught error keeps what was done before it: platform event triggers do
   * (https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm).
   */
  readonly keepsOnError?: (error: unknown) => boolean;
}

export class Engine implements Org {
  readonly schema: Schema;
  readonly store: Store;
  readonly rows: SystemRows;
  readonly program: ProgramPort;
  readonly contexts: ContextFactory;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** A test has its own, so that what it draws does not depend on the tests before it. */
  random: RandomSource;
  readonly transport: CalloutTransport;
  readonly options: PlatformOptions;
  readonly observers = new Observers();
  locks = new Locks();
  /** Jobs, schedules and undelivered events; each test has its own. */
  work = new AsyncWork();
  /** Stops transactions at a point of one's choice, for tests and chaos. */
  killHook: KillHook | null = null;
  /** What goes wrong, for tests and chaos. */
  faults: Faults = {};
  isReadOnly = false;
  /** The test that runs; its events are delivered within it. */
  currentTest: TestRun | null = null;
  /** Installed by `org.ts` after the rows of users are there. */
  users!: OrgUsers;
  organization!: OrganizationInfo;
  services!: TransactionServices;

  constructor(parts: EngineParts) {
    this.schema = parts.schema;
    this.store = parts.store;
    this.rows = parts.rows;
    this.program = parts.program;
    this.contexts = parts.contexts;
    this.clock = parts.clock;
    this.ids = parts.ids;
    this.random = parts.random;
    this.transport = parts.transport;
    this.options = parts.options;
  }

  /**
   * Runs the body in a transaction of its own.
   *
   * @throws what the body threw, after the rollback
   */
  run<T>(options: RunOptions, body: (transaction: ApexTransaction) => T): T {
    const { store, clock, observers } = this;
    this.program.settle();
    const transaction = this.begin(options);
    const { quiddity, requestId } = transaction;
    store.isRemembering = this.faults.beside !== undefined;
    transaction.mark = store.savepoint();
    const hooksBefore = installHooks(this.program.hooks);
    observers.notify({ kind: 'transactionStarted', at: clock.now(), quiddity, requestId });
    let failure: unknown = null;
    let committed = false;
    try {
      return withCurrent(transaction, () => {
        try {
          const result = body(transaction);
          this.program.settle();
          this.beside(transaction, 'commit');
          transaction.checkCommit();
          committed = true;
          return result;
        } catch (error) {
          failure = error;
          this.settleFailed();
          committed = options.keepsOnError?.(error) ?? false;
          throw error;
        } finally {
          this.end(transaction, committed);
        }
      });
    } finally {
      installHooks(hooksBefore);
      observers.notify({
        kind: 'transactionEnded',
        at: clock.now(),
        quiddity,
        requestId,
        committed,
        error: failure,
        used: transaction.used,
      });
    }
  }

  /** A meter of the column with the org's changes and the kill hook, for the transaction `owner` answers. */
  meter(column: LimitColumn, owner: () => ApexTransaction): LimitMeter {
    const hook = this.killHook;
    const bound: MeterHook | null = hook && ((point, used) => hook(point, used, owner().killTarget));
    return LimitMeter.of(column, this.options.limits, bound);
  }

  /**
   * Runs something in the middle of a transaction that has nothing uncommitted, a callout above all. Other work of the org
   * may run in it and is committed whatever becomes of the transaction.
   */
  stepAside<T>(transaction: ApexTransaction, body: () => T): T {
    if (transaction.test || !transaction.work.isNone) return body();
    this.program.settle();
    this.store.release(transaction.mark);
    try {
      return body();
    } finally {
      transaction.mark = this.store.savepoint();
    }
  }

  /**
   * Runs another transaction in the middle of one, as if both ran at the same time: on what is committed. What this one wrote or locked
   * the other cannot have: it waits for it in vain.
   */
  beside(transaction: ApexTransaction, point: BesidePoint): void {
    const other = transaction.test ? null : this.faults.beside?.(point);
    if (!other) return;
    this.program.settle();
    this.users.forget();
    try {
      this.store.setAside(transaction.mark, other);
    } finally {
      this.users.forget();
    }
  }

  /** Forgets everything that is not in the store, as if the org had just been made at this time. */
  restart(at: number, random: RandomSource): void {
    this.work = new AsyncWork();
    this.locks = new Locks();
    this.random = random;
    this.killHook = null;
    this.faults = {};
    this.isReadOnly = false;
    this.users.forget();
    this.clock.rewind(at);
  }

  newRequestId(): string {
    return this.random.uuid();
  }

  measureHeap(transaction: ApexTransaction): number {
    return reachableBytes([transaction.statics, ...transaction.roots]);
  }

  orgLimits(): ReadonlyMap<string, { readonly value: number; readonly limit: number }> {
    return orgLimits(this);
  }

  debug(level: string, text: string): void {
    this.observers.notify({ kind: 'debug', at: this.clock.now(), level, text });
  }

  /** Its last steps are the failed transaction's own, not the next one's. That they may be too many changes nothing now. */
  private settleFailed(): void {
    try {
      this.program.settle();
    } catch {
      // It has failed already.
    }
  }

  private begin(options: RunOptions): ApexTransaction {
    const test = options.test ?? null;
    const transaction: ApexTransaction = new ApexTransaction(this, {
      quiddity: options.quiddity,
      requestId: options.requestId ?? this.newRequestId(),
      user: options.user,
      limits: this.meter(options.column, () => transaction),
      // In a test, code that runs asynchronously sees and leaves the test's own static state.
      statics: test ? test.statics : this.program.newStatics(),
      test,
      job: options.job ?? null,
      eventBatch: options.eventBatch ?? null,
    });
    transaction.roots.push(...(options.roots ?? []));
    return transaction;
  }

  private end(transaction: ApexTransaction, committed: boolean): void {
    if (!committed) this.store.rollbackTo(transaction.mark);
    this.store.release(transaction.mark);
    this.locks.releaseAll(transaction);
    if (committed) {
      transaction.runEffects();
    } else {
      transaction.dropEffects();
      this.users.forget();
    }
  }
}
