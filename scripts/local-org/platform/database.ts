/** Queries and DML of a transaction: limits, locks, savepoints and the platform's rules around the store. */
import { checkList } from '../data/dml/failures';
import type { SoqlQuery, SoslQuery } from '../data/soql/query';
import { apexException } from '../values/errors';
import type { SObjectValue } from '../values/sobject';
import type { Value } from '../values/value';
import { dmlException, failedRow } from './dml-failure';
import type { BesidePoint } from './faults';
import { fixedSearch } from './fixed-search';
import { LOCK_WAIT, lockedRow, lockOwner } from './locks';
import type {
  Database,
  DmlRequest,
  DmlRowError,
  DmlRowResult,
  DmlVerb,
  QueryAnswer,
  QueryLocator,
  QueryRequest,
  RowMeter,
  Savepoint,
  TriggerRun,
} from './services';
import type { Store, StoreAccess, StoreAnswer, StoreDml, StoreMark } from './store-port';
import type { ApexTransaction } from './transaction';
import { TriggerFailure } from './triggers';

/** Estimated bytes of a queried row, for the heap. */
const ROW_BYTES = 100;

/** A `System.Savepoint` with what has to go back with it. */
class OpenSavepoint implements Savepoint {
  constructor(
    readonly name: string,
    readonly mark: StoreMark,
    readonly effects: number,
    readonly work: number,
    /** The trigger it was set in; it means nothing in another. */
    readonly trigger: TriggerRun | null,
  ) {}
}

export class ApexDatabase implements Database {
  private savepoints: OpenSavepoint[] = [];
  /** How many statements are writing: more than one where triggers write. */
  private writing = 0;

  constructor(private readonly transaction: ApexTransaction) {}

  query(query: SoqlQuery, request: QueryRequest): QueryAnswer {
    const answer = this.read(query, request);
    if (answer.count !== null) return { records: [], count: answer.count };
    return { records: answer.records, count: null };
  }

  count(query: SoqlQuery, request: QueryRequest): number {
    const answer = this.read(query, request);
    return answer.count ?? answer.records.length;
  }

  systemQuery(query: SoqlQuery, binds: readonly Value[]): readonly SObjectValue[] {
    const { user } = this.transaction;
    return this.store.query(query, binds, { access: 'system', sharing: 'without', user }).records;
  }

  search(query: SoslQuery, request: QueryRequest): readonly (readonly SObjectValue[])[] {
    const { limits, test } = this.transaction;
    limits.use('soslQueries');
    const access = this.access(query.access, request);
    if (!test) return this.store.search(query, request.binds, access);
    // In a test a search finds what the test said it finds, as far as the rest of the query lets it through.
    return fixedSearch(query, test.fixedSearchResults ?? []).map((each) =>
      each === null ? [] : this.store.query(each, request.binds, access).records,
    );
  }

  queryLocator(query: SoqlQuery, request: QueryRequest, meter: RowMeter = 'queryLocatorRows'): QueryLocator {
    const { job, limits } = this.transaction;
    this.countQuery(query);
    const access = this.access(query.access, request);
    const { records } = this.store.query(query, request.binds, access);
    // A batch may locate fifty million rows, everything else ten thousand.
    if (meter !== 'queryLocatorRows' || job?.kind !== 'BatchApex') limits.use(meter, records.length);
    return { query, records: () => records };
  }

  dml(operation: DmlVerb, records: readonly SObjectValue[], request: DmlRequest): readonly DmlRowResult[] {
    // DML on an empty list does nothing and counts as nothing.
    if (records.length === 0) return [];
    checkList(operation, records);
    this.checkNotGiven(records);
    this.begin(records.length);
    const refused = this.refusals(operation, records, request.externalIdField ?? null);
    if (refused.size && request.allOrNone) throw dmlException(operation, records, refused);
    const allowed = refused.size ? records.filter((_, index) => !refused.has(index)) : records;
    const results = [...this.write(operation, allowed, request)];
    if (refused.size === 0) return results;
    return records.map((record, index) => {
      const error = refused.get(index);
      return error ? failedRow(record.id, error) : results.shift()!;
    });
  }

  /**
   * A trigger that throws undoes its whole statement: with `allOrNone` the statement throws, otherwise every row has failed.
   * (The platform keeps the chunks of 200 rows before the failing one; losing them, too, is the stricter reading.)
   */
  private write(operation: DmlVerb, records: readonly SObjectValue[], request: DmlRequest): readonly DmlRowResult[] {
    const mark = this.store.savepoint();
    let results: readonly DmlRowResult[];
    this.writing += 1;
    try {
      results = this.store.dml(operation, records, this.storeOptions(request));
      this.store.release(mark);
      this.lockWritten(records, results);
    } catch (error) {
      this.store.rollbackTo(mark);
      this.store.release(mark);
      if (!(error instanceof TriggerFailure)) throw error;
      const failure = { statusCode: error.statusCode, message: error.message, fields: [] };
      results = records.map((record) => failedRow(record.id, failure));
    } finally {
      this.writing -= 1;
      // "References to savepoints cannot cross trigger invocations."
      this.savepoints = this.savepoints.filter((savepoint) => savepoint.mark < mark);
      this.noteOpenSavepoints();
    }
    if (request.allOrNone) throwFailures(operation, records, results);
    return results;
  }

  merge(master: SObjectValue, duplicates: readonly SObjectValue[], request: DmlRequest): readonly DmlRowResult[] {
    const records = [master, ...duplicates];
    this.checkNotGiven(records);
    this.begin(records.length);
    const refused = this.refusals('update', records);
    if (refused.size) throw dmlException('merge', records, refused);
    return this.store.merge(master, duplicates, this.storeOptions(request));
  }

  emptyRecycleBin(ids: readonly string[]): readonly DmlRowResult[] {
    if (ids.length === 0) return [];
    this.begin(ids.length);
    return this.store.emptyRecycleBin(ids, this.storeOptions({ allOrNone: false }));
  }

  setSavepoint(): Savepoint {
    const { transaction } = this;
    transaction.limits.use('dmlStatements');
    const savepoint = new OpenSavepoint(
      `SP${this.savepoints.length + 1}`,
      this.store.savepoint(),
      transaction.effectCount,
      transaction.work.mark,
      transaction.trigger,
    );
    this.savepoints.push(savepoint);
    this.noteOpenSavepoints();
    return savepoint;
  }

  rollback(savepoint: Savepoint): void {
    const { transaction } = this;
    transaction.limits.use('dmlStatements');
    const open = this.mustBeOpen(savepoint);
    this.store.rollbackTo(open.mark);
    transaction.engine.users.forget();
    transaction.dropEffects(open.effects);
    transaction.work.restore(open.work);
    // Those set later are gone; this one can be rolled back to again.
    this.savepoints.length = this.savepoints.indexOf(open) + 1;
    this.noteOpenSavepoints();
  }

  /** Counts as a statement, too: a public suite saw an org do so. */
  release(savepoint: Savepoint): void {
    this.transaction.limits.use('dmlStatements');
    const open = this.mustBeOpen(savepoint);
    this.store.release(open.mark);
    this.savepoints.length = this.savepoints.indexOf(open);
    this.noteOpenSavepoints();
  }

  private get store(): Store {
    return this.transaction.engine.store;
  }

  private read(query: SoqlQuery, request: QueryRequest): StoreAnswer {
    const { limits, engine, requestId } = this.transaction;
    this.countQuery(query);
    const { faults } = engine;
    if (faults.meanwhile && this.transaction.work.isNone)
      engine.stepAside(this.transaction, () => faults.meanwhile?.({ object: query.from, requestId }));
    this.beside('query');
    const answer = this.store.query(query, request.binds, this.access(query.access, request));
    if (!this.isFree(query)) limits.use('queryRows', answer.rows);
    limits.allocate(answer.rows * ROW_BYTES);
    if (query.forClause === 'update') this.lock(answer.records);
    return answer;
  }

  private countQuery(query: SoqlQuery): void {
    const { limits } = this.transaction;
    const subQueries = query.select.filter((item) => item.kind === 'subQuery').length;
    if (subQueries) limits.use('aggregateQueries', subQueries);
    if (!this.isFree(query)) limits.use('queries');
  }

  /**
   * Queries of custom metadata types are free, but for those with long texts.
   * https://help.salesforce.com/s/articleView?id=platform.custommetadatatypes_limits.htm&type=5
   */
  private isFree(query: SoqlQuery): boolean {
    const object = this.transaction.engine.schema.object(query.from);
    if (object?.kind !== 'customMetadata') return false;
    const selected = query.select.flatMap((item) => {
      if (item.kind === 'fields') return item.set === 'standard' ? [] : [...object.fields.values()];
      const isField = item.kind === 'expression' && item.expression.kind === 'field';
      return isField ? [object.fields.get(item.expression.path.join('.').toLowerCase())] : [];
    });
    return !selected.some((field) => field?.isLongText);
  }

  private lock(records: readonly SObjectValue[]): void {
    const { engine } = this.transaction;
    const ids = records.flatMap((record) => (record.id ? [record.id] : []));
    const isHeld = engine.faults.holdsRows?.(records) ?? false;
    if (!isHeld && engine.locks.take(lockOwner(this.transaction), ids) === null) return;
    engine.clock.spend(LOCK_WAIT);
    throw lockedRow();
  }

  /** @throws System.SObjectException for the very records a trigger runs for */
  private checkNotGiven(records: readonly SObjectValue[]): void {
    if (!this.transaction.triggers.gave(records)) return;
    throw apexException('System.SObjectException', 'DML statement cannot operate on trigger.new or trigger.old');
  }

  /** Others may run beside the transaction, but not in the middle of a statement of its own. */
  private beside(point: BesidePoint): void {
    if (this.writing === 0) this.transaction.engine.beside(this.transaction, point);
  }

  /** Until the transaction ends, nobody else writes what it wrote, or a row with the same value of a unique field. */
  private lockWritten(records: readonly SObjectValue[], results: readonly DmlRowResult[]): void {
    if (!this.transaction.engine.faults.beside) return;
    const written = results.flatMap(({ id, success }, index) =>
      success && id ? [id, ...uniqueValuesOf(records[index]!)] : [],
    );
    this.transaction.engine.locks.take(lockOwner(this.transaction), written);
  }

  /** What a row of a statement must have to itself: the record, where there is one, and its values of unique fields. */
  private lockedBy(record: SObjectValue, externalIdField: string | null): readonly string[] {
    const id = record.id ?? this.idByExternalId(record, externalIdField);
    return [...(id === null ? [] : [id]), ...uniqueValuesOf(record)];
  }

  private idByExternalId(record: SObjectValue, field: string | null): string | null {
    const value = field === null ? null : record.rawField(field);
    if (field === null || value === null) return null;
    return (
      (this.transaction.engine.rows.find(record.object.name, { [field]: value })[0]?.Id as string | undefined) ?? null
    );
  }

  /** What every DML statement costs and leaves behind. */
  private begin(rows: number): void {
    const { transaction } = this;
    this.beside('dml');
    if (transaction.engine.isReadOnly)
      throw apexException(
        'System.InvalidReadOnlyUserDmlException',
        'DML is not allowed: the application is in read-only mode',
      );
    transaction.limits.use('dmlStatements');
    transaction.limits.use('dmlRows', rows);
    transaction.work.add();
  }

  /** Rows the platform refuses by itself: mixed DML and rows somebody else holds. */
  private refusals(
    operation: DmlVerb,
    records: readonly SObjectValue[],
    externalIdField: string | null = null,
  ): Map<number, DmlRowError> {
    const { transaction } = this;
    const { locks } = transaction.engine;
    const owner = lockOwner(transaction);
    const refused = new Map<number, DmlRowError>();
    const noted = new Set<string>();
    records.forEach((record, index) => {
      const held = locks.hasOthers(owner)
        ? this.lockedBy(record, externalIdField).find((each) => locks.isHeldByOther(owner, each))
        : undefined;
      if (held !== undefined) {
        refused.set(index, {
          statusCode: 'UNABLE_TO_LOCK_ROW',
          message: `unable to obtain exclusive access to this record or 1 records: ${record.id ?? held}`,
          fields: [],
        });
        return;
      }
      const holder = record.id === null ? null : transaction.triggers.holderOf(operation, record.id);
      if (holder !== null) {
        const what = operation === 'upsert' ? 'update' : operation;
        refused.set(index, {
          statusCode: 'SELF_REFERENCE_FROM_TRIGGER',
          message: `Object (id = ${record.id}) is currently in trigger ${holder}, therefore it cannot recursively ${what} itself`,
          fields: [],
        });
        return;
      }
      // What the transaction has locked itself nobody else can hold.
      const isOwn = record.id !== null && locks.isHeldBy(owner, record.id);
      const error = isOwn ? null : transaction.engine.faults.rowError?.(operation, record);
      if (error) {
        refused.set(index, error);
        return;
      }
      const fields = record.object.isSetupObject ? fieldsOf(record) : NO_FIELDS;
      const key = `${record.object.name} ${[...fields].join()}`;
      if (noted.has(key)) return;
      const mixed = transaction.mixedDml.note(operation, record.object, fields);
      if (mixed) refused.set(index, { statusCode: 'MIXED_DML_OPERATION', message: mixed, fields: [] });
      else noted.add(key);
      if (record.object.isSetupObject) transaction.engine.users.forget();
    });
    if ([...refused.values()].some((error) => error.statusCode === 'UNABLE_TO_LOCK_ROW'))
      transaction.engine.clock.spend(LOCK_WAIT);
    return refused;
  }

  private access(written: SoqlQuery['access'], request: Pick<QueryRequest, 'access' | 'sharing'>): StoreAccess {
    const { caller, user } = this.transaction;
    const mode = written === 'user' || written === 'system' ? written : (request.access ?? caller.access);
    return {
      access: written === 'securityEnforced' ? 'system' : mode,
      sharing: request.sharing ?? caller.sharing,
      user,
    };
  }

  private storeOptions(request: DmlRequest): StoreDml {
    return {
      ...this.access(null, request),
      allOrNone: request.allOrNone,
      externalIdField: request.externalIdField ?? null,
      saveOptions: request.saveOptions ?? null,
    };
  }

  private mustBeOpen(savepoint: Savepoint): OpenSavepoint {
    const open = this.savepoints.find((each) => each === savepoint);
    if (open?.trigger === this.transaction.trigger) return open;
    throw apexException('System.InvalidParameterValueException', 'Invalid savepoint');
  }

  private noteOpenSavepoints(): void {
    this.transaction.work.openSavepoints = this.savepoints.length;
  }
}

/** @throws System.DmlException when a row failed */
function throwFailures(operation: DmlVerb, records: readonly SObjectValue[], results: readonly DmlRowResult[]): void {
  const failures = new Map<number, DmlRowError>();
  results.forEach(({ errors: [first] }, index) => {
    if (first && !results[index]?.success) failures.set(index, first);
  });
  if (failures.size) throw dmlException(operation, records, failures);
}

function uniqueValuesOf(record: SObjectValue): string[] {
  return [...record.object.fields.values()].flatMap(({ name, isUnique, isCaseSensitive }) => {
    const value = isUnique ? record.rawField(name) : null;
    if (value === null) return [];
    const text = JSON.stringify(value);
    return [`${record.object.name}.${name} ${isCaseSensitive ? text : text.toLowerCase()}`];
  });
}

const NO_FIELDS: ReadonlySet<string> = new Set();

function fieldsOf(record: SObjectValue): ReadonlySet<string> {
  return new Set([...record.object.fields.keys()].filter((name) => record.rawField(name) !== null));
}
