/**
 * For the tests of this folder: an engine over a store of plain maps, and programs written in TypeScript. What SOQL and DML
 * mean is the data room's business; here a record is only put and found.
 */
import { ApexException } from '../values/errors';
import type { SObjectValue } from '../values/sobject';
import type { ProgramHooks } from '../values/type-registry';
import type { Value } from '../values/value';
import { loadSchema, type Schema } from '../schema';
import { assemble } from './assemble';
import type { CalloutTransport } from './callouts/transport';
import { VirtualClock } from './clock';
import type { Engine } from './engine';
import { SequentialIds } from './ids';
import { DEFAULT_OPTIONS, type PlatformOptions } from './options';
import { SeededRandom } from './random';
import type { ContextFactory, DmlRowResult, ProgramPort, TriggerPort, TriggerRun } from './services';
import type { RowValues, Store, SystemRows } from './store-port';
import type { ApexTransaction } from './transaction';

type Rows = Map<string, Map<string, RowValues>>;

/** Rows by object and id, with savepoints by copying. */
export class MapStore implements Store, SystemRows {
  private rows: Rows = new Map();
  private readonly savepoints: Rows[] = [];

  constructor(
    private readonly schema: Schema,
    private readonly ids: SequentialIds,
  ) {}

  savepoint(): number {
    this.savepoints.push(copy(this.rows));
    return this.savepoints.length;
  }

  rollbackTo(mark: number): void {
    this.savepoints.length = mark;
    this.rows = copy(this.savepoints[mark - 1]!);
  }

  release(mark: number): void {
    this.savepoints.length = mark - 1;
  }

  isRemembering = false;

  /** It knows of no other transactions; the real store does. */
  setAside(): never {
    throw new Error('what was written cannot be set aside in a store of maps');
  }

  insert(object: string, values: RowValues): string {
    const id = (values.Id as string | undefined) ?? this.ids.next(this.schema.object(object)?.keyPrefix ?? 'zzz');
    this.table(object).set(id, { ...values, Id: id });
    return id;
  }

  update(object: string, id: string, values: RowValues): void {
    this.table(object).set(id, { ...this.table(object).get(id), ...values });
  }

  delete(object: string, id: string): void {
    this.table(object).delete(id);
  }

  get(object: string, id: string): RowValues | null {
    return this.table(object).get(id) ?? null;
  }

  find(object: string, where: RowValues): readonly RowValues[] {
    return [...this.table(object).values()].filter((row) =>
      Object.entries(where).every(([name, value]) => (row[name] ?? null) === value),
    );
  }

  query(): { records: readonly SObjectValue[]; count: number | null; rows: number } {
    return { records: [], count: null, rows: 0 };
  }

  search(): readonly (readonly SObjectValue[])[] {
    return [];
  }

  dml(_operation: string, records: readonly SObjectValue[]): readonly DmlRowResult[] {
    return records.map((record) => {
      record.id ??= this.ids.next(record.object.keyPrefix);
      this.insert(record.object.name, Object.fromEntries(record.populated()));
      return { id: record.id, success: true, created: true, errors: [] };
    });
  }

  merge(): readonly DmlRowResult[] {
    return [];
  }

  emptyRecycleBin(): readonly DmlRowResult[] {
    return [];
  }

  private table(object: string): Map<string, RowValues> {
    const key = object.toLowerCase();
    let table = this.rows.get(key);
    if (!table) this.rows.set(key, (table = new Map<string, RowValues>()));
    return table;
  }
}

function copy(rows: Rows): Rows {
  return new Map([...rows].map(([object, table]) => [object, new Map(table)]));
}

/** A class of a test's program: methods by their Apex names, interfaces by name, fields that serialise by copying. */
export interface FakeInstance {
  readonly interfaces?: readonly string[];
  readonly transient?: readonly string[];
  readonly [member: string]: unknown;
}

type Method = (...args: readonly Value[]) => Value | undefined | void;

/** Calls methods of {@link FakeInstance}s. */
class FakeProgram implements ProgramPort {
  readonly triggers: TriggerPort[] = [];
  readonly hooks = { types: { lookup: () => null } } as unknown as ProgramHooks;

  triggersOn(object: string): readonly TriggerPort[] {
    return this.triggers.filter((trigger) => trigger.object === object);
  }

  settle(): void {
    // TypeScript counts no statements.
  }

  newStatics(): unknown[] {
    return [];
  }

  serialise<T extends Value>(value: T): T {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each: Value) => this.serialise(each)) as unknown as T;
    const { transient = [] } = value as FakeInstance;
    return Object.fromEntries(
      Object.entries(value as Record<string, Value>).map(([name, field]) => [
        name,
        transient.includes(name) ? null : Array.isArray(field) ? [...(field as Value[])] : field,
      ]),
    ) as T;
  }

  implementsInterface(instance: object, name: string): boolean {
    return (instance as FakeInstance).interfaces?.includes(name) ?? false;
  }

  invoke(instance: object, _interface: string, method: string, args: readonly Value[]): Value {
    return ((instance as FakeInstance)[method] as Method).apply(instance, args as Value[]) ?? null;
  }

  iterate(value: object): Iterable<Value> {
    return value as Iterable<Value>;
  }

  batchScope(_batchable: object, values: readonly Value[]): Value {
    return [...values];
  }

  classNameOf(instance: object): string {
    return ((instance as FakeInstance).className as string | undefined) ?? 'Fake';
  }

  stackTrace(error: unknown): string {
    return error instanceof ApexException ? 'Class.Fake.run: line 1, column 1' : '';
  }
}

const CONTEXTS: ContextFactory = {
  queueableContext: (jobId) => ({ jobId }),
  finalizerContext: (data) => ({ ...data }),
  batchableContext: (jobId) => ({ jobId }),
  schedulableContext: (triggerId) => ({ triggerId }),
  publishResult: (kind, eventUuids) => ({ kind, eventUuids }),
};

const NO_NETWORK: CalloutTransport = {
  exchange: () => ({ failure: { code: 'ECONNREFUSED', message: 'no network' } }),
};

const standard = loadSchema([]).schema;

/** The standard schema with something of a project's. */
export function schemaWith(changes: Partial<Schema>): Schema {
  const { schema } = loadSchema([]);
  const properties = Object.entries(changes).map(([name, value]) => [name, { value }] as const);
  return Object.create(schema, Object.fromEntries(properties)) as Schema;
}

export interface FakeOrgInput {
  readonly schema?: Schema;
  readonly options?: Partial<PlatformOptions>;
  readonly transport?: CalloutTransport;
}

/** An org of the platform alone. */
export class FakeOrg {
  readonly engine: Engine;
  readonly program = new FakeProgram();
  readonly clock = new VirtualClock();

  constructor({ schema = standard, options = {}, transport = NO_NETWORK }: FakeOrgInput = {}) {
    const ids = new SequentialIds();
    const store = new MapStore(schema, ids);
    this.engine = assemble({
      schema,
      store,
      rows: store,
      program: this.program,
      contexts: CONTEXTS,
      clock: this.clock,
      ids,
      random: new SeededRandom(1),
      transport,
      options: { ...DEFAULT_OPTIONS, ...options },
    });
  }

  /** Runs a synchronous transaction as the administrator. */
  run<T>(body: (transaction: ApexTransaction) => T): T {
    const user = this.engine.users.administrator;
    return this.engine.run({ quiddity: 'ANONYMOUS', column: 'sync', user }, body);
  }

  /** Adds an event trigger; answers the batches it was given. */
  onEvent(object: string, body: (run: TriggerRun) => void = () => undefined): TriggerRun[] {
    const runs: TriggerRun[] = [];
    this.program.triggers.push({
      name: `${object}Trigger${this.program.triggers.length}`,
      object,
      cases: new Set(['afterInsert']),
      run: (run) => {
        runs.push(run);
        body(run);
      },
    });
    return runs;
  }

  row(object: string, id: string): RowValues {
    return this.engine.rows.get(object, id) ?? {};
  }
}

/** The message of what the body throws. */
export function messageOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof ApexException) return error.description;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'nothing was thrown';
}
