/**
 * Governor limits: counted and enforced per transaction, as the platform's table has them.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
import { LimitError } from '../values/errors';
import { excessiveMemory } from './memory';

/** Everything that is counted. */
export type LimitName =
  | 'queries'
  | 'queryRows'
  | 'queryLocatorRows'
  | 'aggregateQueries'
  | 'soslQueries'
  | 'dmlStatements'
  | 'dmlRows'
  | 'callouts'
  | 'futureCalls'
  | 'queueableJobs'
  | 'emailInvocations'
  | 'publishImmediateDml'
  | 'mobilePushApexCalls'
  | 'cursorRows'
  | 'cursorFetches'
  | 'paginationCursors'
  | 'paginationCursorRows'
  | 'cpuTime'
  | 'heapSize';

/** Which column of the table holds. */
export type LimitColumn = 'sync' | 'async' | 'finalizer' | 'eventTrigger' | 'scheduled' | 'future' | 'batch';

export type LimitTable = Readonly<Record<LimitName, number>>;

const MEGABYTE = 1024 * 1024;

const SYNC: LimitTable = {
  queries: 100,
  queryRows: 50_000,
  queryLocatorRows: 10_000,
  aggregateQueries: 300,
  soslQueries: 20,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  futureCalls: 50,
  queueableJobs: 50,
  emailInvocations: 10,
  publishImmediateDml: 150,
  mobilePushApexCalls: 10,
  cursorRows: 50_000_000,
  cursorFetches: 100,
  paginationCursors: 50,
  paginationCursorRows: 100_000,
  cpuTime: 10_000,
  // Winter '27; 6 and 12 MB before.
  heapSize: 10 * MEGABYTE,
};

const ASYNC: LimitTable = {
  ...SYNC,
  queries: 200,
  queueableJobs: 1,
  cpuTime: 60_000,
  heapSize: 25 * MEGABYTE,
};

/** The limits of a column. Scheduled Apex and platform event triggers have the synchronous ones. */
export const LIMITS: Readonly<Record<LimitColumn, LimitTable>> = {
  sync: SYNC,
  scheduled: SYNC,
  eventTrigger: SYNC,
  async: ASYNC,
  // A future or batch method may start neither a future method; a batch chains no more than a queueable does.
  future: { ...ASYNC, futureCalls: 0 },
  batch: { ...ASYNC, futureCalls: 0 },
  // Synchronous except heap, queueable jobs and future methods
  // (https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm).
  finalizer: { ...SYNC, heapSize: ASYNC.heapSize, queueableJobs: ASYNC.queueableJobs, futureCalls: ASYNC.futureCalls },
};

/** What the message says was too much: `Too many SOQL queries: 101`. */
const NOUNS: Readonly<Record<Exclude<LimitName, 'cpuTime' | 'heapSize'>, string>> = {
  queries: 'SOQL queries',
  queryRows: 'query rows',
  queryLocatorRows: 'query locator rows',
  aggregateQueries: 'aggregate queries',
  soslQueries: 'SOSL queries',
  dmlStatements: 'DML statements',
  dmlRows: 'DML rows',
  callouts: 'callouts',
  futureCalls: 'future calls',
  queueableJobs: 'queueable jobs added to the queue',
  emailInvocations: 'Email Invocations',
  publishImmediateDml: 'publish immediate DML statements',
  mobilePushApexCalls: 'mobile push Apex calls',
  cursorRows: 'Apex cursor rows',
  cursorFetches: 'fetch calls on Apex cursor',
  paginationCursors: 'Apex pagination cursors',
  paginationCursorRows: 'Apex pagination cursor rows',
};

/**
 * CPU time one counted statement stands for, in microseconds. The org measures CPU as work, not as time, so that a limit
 * is reached at the same statement on every machine. Two microseconds are about what a simple statement takes on the
 * platform: its 10 s are five million statements.
 */
export const MICROSECONDS_PER_STATEMENT = 2;

/** A place where a transaction can be stopped by a test or by chaos: each is told before the thing happens. */
export type KillPoint = LimitName | 'commit' | 'statement';

/** Which transaction is at a {@link KillPoint}. */
export interface KillTarget {
  /** A `System.Quiddity`. */
  readonly quiddity: string;
  readonly requestId: string;
  /** The AsyncApexJob that runs; null outside jobs. */
  readonly jobId: string | null;
}

/** Answers a message to kill the transaction with, as an uncatchable limit would; null lets it go on. */
export type KillHook = (point: KillPoint, used: number, target: KillTarget) => string | null;

/** A {@link KillHook} that knows its transaction. */
export type MeterHook = (point: KillPoint, used: number) => string | null;

/** Counts what one transaction uses. A count over its limit throws {@link LimitError}, which Apex cannot catch. */
export class LimitMeter {
  private readonly used: Record<LimitName, number>;
  /** Statements run so far; compiled code adds to it through {@link tick}. */
  private statements = 0;
  /** Those of them that no longer count against the limit. */
  private forgiven = 0;
  private readonly statementLimit: number;
  /** Measures the heap when somebody asks; installed by the transaction. */
  measureHeap: (() => number) | null = null;
  /** Largest single value made since the last look at the heap. */
  private largestValue = 0;
  private allocated = 0;

  constructor(
    readonly limits: LimitTable,
    private readonly kill: MeterHook | null = null,
  ) {
    this.used = { ...ZERO };
    this.statementLimit = Math.floor((limits.cpuTime * 1000) / MICROSECONDS_PER_STATEMENT);
  }

  /** A meter of a column, with the changes an org makes to the table. */
  static of(column: LimitColumn, changes: Partial<LimitTable> = {}, kill: MeterHook | null = null): LimitMeter {
    return new LimitMeter({ ...LIMITS[column], ...changes }, kill);
  }

  get(name: LimitName): number {
    if (name === 'cpuTime') return Math.floor(((this.statements - this.forgiven) * MICROSECONDS_PER_STATEMENT) / 1000);
    if (name === 'heapSize') return this.heap();
    return this.used[name];
  }

  limit(name: LimitName): number {
    return this.limits[name];
  }

  /** Uses `amount` more. @throws LimitError when that is too much: the count stands at what was tried, as the message says */
  use(name: Exclude<LimitName, 'cpuTime' | 'heapSize'>, amount = 1): void {
    const message = this.kill?.(name, this.used[name] + amount);
    if (message) throw new LimitError(message);
    this.used[name] += amount;
    // The platform counts one by one and never comes further than one too many.
    if (this.used[name] > this.limits[name]) throw new LimitError(`Too many ${NOUNS[name]}: ${this.limits[name] + 1}`);
  }

  /** Answers what puts all counts back to where they stand now. */
  mark(): () => void {
    const used = { ...this.used };
    const counted = this.statements - this.forgiven;
    return () => {
      Object.assign(this.used, used);
      this.forgiven = this.statements - counted;
    };
  }

  /** Whether `amount` more would stay within the limit. */
  allows(name: LimitName, amount = 1): boolean {
    return this.get(name) + amount <= this.limits[name];
  }

  /** Counts statements of compiled code, each {@link MICROSECONDS_PER_STATEMENT} of CPU time. */
  tick(statements = 1): void {
    this.statements += statements;
    if (this.statements - this.forgiven > this.statementLimit) throw new LimitError('Apex CPU time limit exceeded');
    const held = excessiveMemory();
    if (held !== null) throw new LimitError(`Apex heap size too large: ${held}`);
    if (this.kill) {
      const message = this.kill('statement', this.statements);
      if (message) throw new LimitError(message);
    }
  }

  /** Counts CPU time that library work stands for, in milliseconds (a large regular expression, a large parse). */
  spendCpu(ms: number): void {
    this.tick(Math.ceil((ms * 1000) / MICROSECONDS_PER_STATEMENT));
  }

  /** Statements run so far, for benchmarks. */
  get statementCount(): number {
    return this.statements;
  }

  /**
   * Tells of a value of so many bytes made from outside or at one stroke: a response body, a query's rows, a long text.
   * The heap is looked at when enough came together to matter.
   *
   * @throws LimitError `Apex heap size too large: N`
   */
  allocate(bytes: number): void {
    if (bytes > this.largestValue) this.largestValue = bytes;
    this.allocated += bytes;
    if (this.allocated < this.limits.heapSize / 8) return;
    this.allocated = 0;
    const heap = this.heap();
    this.largestValue = 0;
    if (heap > this.limits.heapSize) throw new LimitError(`Apex heap size too large: ${heap}`);
  }

  /** One value of so many bytes, which cannot be there if it alone is more than the heap may be. @throws LimitError */
  hold(bytes: number): void {
    if (bytes > this.largestValue) this.largestValue = bytes;
    if (bytes > this.limits.heapSize) throw new LimitError(`Apex heap size too large: ${bytes}`);
  }

  /**
   * The heap, estimated: what statics, the running job and the trigger's records hold, or the largest value just made
   * where that is more. Local variables cannot be seen, so the estimate is low rather than high: it never stops code
   * that the platform lets run because of garbage.
   */
  private heap(): number {
    return Math.max(this.measureHeap?.() ?? 0, this.largestValue);
  }
}

const ZERO: Readonly<Record<LimitName, number>> = {
  queries: 0,
  queryRows: 0,
  queryLocatorRows: 0,
  aggregateQueries: 0,
  soslQueries: 0,
  dmlStatements: 0,
  dmlRows: 0,
  callouts: 0,
  futureCalls: 0,
  queueableJobs: 0,
  emailInvocations: 0,
  publishImmediateDml: 0,
  mobilePushApexCalls: 0,
  cursorRows: 0,
  cursorFetches: 0,
  paginationCursors: 0,
  paginationCursorRows: 0,
  cpuTime: 0,
  heapSize: 0,
};
