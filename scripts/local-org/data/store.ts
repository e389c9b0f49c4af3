/**
 * The data of an org: queries, DML and the rows the org keeps for itself, over one SQLite database in memory.
 *
 * What it needs of the floors above it comes in through {@link StorePorts}.
 */
import type { FieldSchema, ObjectSchema, Schema } from '../schema/model';
import { apexException } from '../values/errors';
import type { SObjectValue } from '../values/sobject';
import type { Value } from '../values/value';
import { toWall } from '../values/time-zone';
import type { AccessOptions } from './access';
import { ClearedLinks } from './dml/cleared-links';
import { Deletion } from './dml/deletion';
import { checkList, dmlException } from './dml/failures';
import { prepareDistribution, prepareFile, publishFile } from './dml/files';
import { rowsWithFormulas } from './dml/formula-rows';
import { merge } from './dml/merge';
import { Records } from './dml/records';
import { rowError, type RowResult } from './dml/results';
import { type Reach, Rights } from './dml/rights';
import type { DmlRoom, TriggerFiring } from './dml/room';
import { Rules } from './dml/rules';
import { groupsOfRole, OwnerShares } from './dml/shares';
import { DmlStatement, type DmlVerb } from './dml/statement';
import { upsert, type UpsertOptions } from './dml/upsert';
import { Validator } from './dml/validate';
import { FormulaFields, type FormulaContext } from './formula/fields';
import { globalValue } from './formula/globals';
import { bindQuery } from './soql/bind';
import type { BoundQuery } from './soql/bound';
import { Parameters, type SqlEnvironment } from './soql/environment';
import { checkReadable, checkSelected } from './soql/permissions';
import type { SoqlQuery, SoslQuery } from './soql/query';
import { noSuchObject, SoqlError } from './soql/resolve';
import { explainQuery, runQuery, type QueryResult } from './soql/run';
import { stop } from './soql/implicit-sharing';
import { SqlScope } from './soql/scope';
import { matchingIds, searchQuery, searchText } from './soql/search';
import { ownSql, reachSql } from './soql/sharing';
import { queryException } from './soql/values';
import { Views } from './soql/views';
import { SqlDatabase, type SavepointMark } from './sql/database';
import { completeId } from './sql/ids';
import { Tables } from './sql/tables';
import { fold } from './sql/text';
import { opposite } from './soql/conditions';
import { SystemRows, type RowValues } from './system-rows';

/** What the store asks of the floors above it. */
export interface StorePorts {
  /** The org's clock, in milliseconds since 1970. */
  now(): number;
  /** The next id for a key prefix, 18 characters. */
  nextId(keyPrefix: string): string;
  hasTriggers(object: ObjectSchema): boolean;
  /** Answers what puts the governor limits back to where they stand now. */
  markLimits(): () => void;
  /**
   * Runs the triggers.
   *
   * @throws an Error with a `statusCode` when a trigger threw: its message becomes the error of the rows; anything else
   *   ends the statement
   */
  fire(firing: TriggerFiring): void;
}

export type StatementOptions = UpsertOptions;

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

export class DataStore implements DmlRoom {
  private readonly boundQueries = new WeakMap<SoqlQuery, BoundQuery>();
  readonly database = new SqlDatabase();
  readonly records: Records;
  readonly rules: Rules;
  readonly validator: Validator;
  readonly deletion: Deletion;
  /** The org's own rows. */
  readonly rows: SystemRows;
  private readonly tables: Tables;
  private readonly shares: OwnerShares;
  private readonly formulas: FormulaFields;
  private readonly views = new Views(this.database);
  private numbers = new Map<string, number>();
  /** Of the innermost statement: whose user formulas read. */
  private options: AccessOptions | null = null;
  /** What was taken out of the recycle bin within the last day, oldest first. */
  private readonly emptied: { object: ObjectSchema; id: string; at: number }[] = [];

  constructor(
    readonly schema: Schema,
    private readonly ports: StorePorts,
  ) {
    this.tables = new Tables(this.database, (object) => this.shares.made(object));
    this.records = new Records(this.database, this.tables);
    this.shares = new OwnerShares(schema, this.tables, this.records, this.database, (object) => this.nextId(object));
    this.rows = new SystemRows(
      schema,
      this.records,
      (object) => this.nextId(object),
      () => ports.now(),
    );
    this.rules = new Rules(schema, this.records, () => this.formulaContext());
    this.validator = new Validator(schema, this.records, this.rules);
    const links = new ClearedLinks(schema, this.database, this.records);
    this.deletion = new Deletion(schema, this.tables, this.records, links);
    this.formulas = new FormulaFields(schema, () => this.formulaContext());
    this.database.define('apex_formula', this.formulas.calculate);
    this.database.define('apex_fold', fold);
    this.database.define('apex_not', opposite);
    this.database.define('apex_stop', stop);
    this.database.define('apex_wall', (instant, zone) =>
      typeof instant === 'number' ? toWall(String(zone), instant) : null,
    );
  }

  // ---------------------------------------------------------------- savepoints

  /** Opens a savepoint; the first begins a transaction. A test is a savepoint that is rolled back. */
  savepoint(): SavepointMark {
    return this.database.savepoint();
  }

  /** Undoes everything since the mark, which stays open. */
  rollbackTo(mark: SavepointMark): void {
    this.database.rollbackTo(mark);
  }

  /** Closes the mark and those above it; what they did belongs to the level below. */
  release(mark: SavepointMark): void {
    this.database.release(mark);
  }

  /** Whether what transactions write from now on can be set aside. */
  set isRemembering(on: boolean) {
    this.database.isRemembering = on;
  }

  /** Runs the body on what there was at the mark, then does again what was done since; nobody may write that in the body. */
  setAside<T>(mark: SavepointMark, body: () => T): T {
    return this.database.setAside(mark, body);
  }

  /** Remembers everything there is; answers how to come back to it, any number of times. */
  checkpoint(): () => void {
    const mark = this.savepoint();
    const numbers = new Map(this.numbers);
    return () => {
      this.rollbackTo(mark);
      this.numbers = new Map(numbers);
    };
  }

  /** Frees the memory, which is not garbage-collected. */
  close(): void {
    this.database.close();
  }

  // ---------------------------------------------------------------- queries

  /**
   * @param binds values of the query's binds, by their index
   * @throws System.QueryException for what is wrong with the query and for what the user may not read
   */
  query(query: SoqlQuery, binds: readonly Value[], options: AccessOptions): QueryResult {
    const bound = this.bound(query);
    if (query.access === 'securityEnforced') checkSelected(bound, options.user);
    else if (options.access === 'user') checkReadable(bound, options.user);
    this.views.check(bound);
    return this.as(options, () => runQuery(this.database, this.environment(binds, options), bound));
  }

  /** SQLite's plan for a query, one line a step: which indexes it uses. */
  explain(query: SoqlQuery, binds: readonly Value[], options: AccessOptions): string[] {
    return this.as(options, () => explainQuery(this.database, this.environment(binds, options), this.bound(query)));
  }

  /**
   * A search. In the order of RETURNING, a list of records for each object.
   *
   * @throws System.QueryException
   */
  search(query: SoslQuery, binds: readonly Value[], options: AccessOptions): SObjectValue[][] {
    const text = searchText(this.environment(binds, options), query);
    return query.returning.map((returning) => {
      const object = this.schema.object(returning.object);
      if (!object) throw queryException(noSuchObject(returning.object));
      this.tables.ensure(object);
      const ids = matchingIds(this.database, object, query.group, text);
      return [...this.query(searchQuery(query, returning, ids), binds, options).records];
    });
  }

  /** A query is bound once, however often it runs: neither queries nor the schema change. */
  private bound(query: SoqlQuery): BoundQuery {
    const known = this.boundQueries.get(query);
    if (known) return known;
    try {
      const bound = bindQuery(query, this.schema);
      const [problem] = bound.problems;
      if (problem) throw queryException(problem.message);
      this.boundQueries.set(query, bound);
      return bound;
    } catch (error) {
      if (error instanceof SoqlError) throw queryException(error.message);
      throw error;
    }
  }

  private environment(binds: readonly Value[], options: AccessOptions): SqlEnvironment {
    const { schema, tables, formulas } = this;
    return { schema, tables, formulas, now: this.ports.now(), binds, options };
  }

  private as<T>(options: AccessOptions, body: () => T): T {
    const before = this.options;
    this.options = options;
    try {
      return body();
    } finally {
      this.options = before;
    }
  }

  private formulaContext(): FormulaContext {
    const user = this.innermost.user;
    return {
      now: this.ports.now(),
      timeZone: user.timeZone,
      global: (path) => globalValue(this.schema, this.rows, user, path),
    };
  }

  private get innermost(): AccessOptions {
    if (!this.options) throw new Error('no statement is running');
    return this.options;
  }

  // ---------------------------------------------------------------- DML

  /**
   * Runs one statement over the records.
   *
   * @returns one result a record, in order
   * @throws System.DmlException with `allOrNone`, when a row fails: then nothing is kept; System.ListException for a list
   *   with a record twice; System.SecurityException when the user may not write the object
   */
  dml(verb: DmlVerb | 'upsert', records: readonly SObjectValue[], options: StatementOptions): RowResult[] {
    checkList(verb, records);
    for (const { object } of records) {
      if (!allows(object, verb)) {
        const message = `DML operation ${verb.toUpperCase()} not allowed on ${object.name}`;
        throw apexException('System.TypeException', message);
      }
    }
    return this.as(options, () => {
      const results =
        verb === 'upsert' ? upsert(this, records, options) : new DmlStatement(this, verb, options).run(records);
      if (options.allOrNone && results.some((result) => !result.success)) throw dmlException(verb, records, results);
      return results;
    });
  }

  /**
   * Merges duplicates into a master; everything or nothing.
   *
   * @returns one result a duplicate
   * @throws System.DmlException with `allOrNone`, when a row fails
   */
  merge(master: SObjectValue, duplicates: readonly SObjectValue[], options: StatementOptions): RowResult[] {
    return this.as(options, () => {
      const results = merge(this, master, duplicates, options);
      if (options.allOrNone && results.some((result) => !result.success))
        throw dmlException('merge', duplicates, results);
      return results;
    });
  }

  /**
   * `Database.emptyRecycleBin`: there is no way back for what is in the recycle bin, but `ALL ROWS` finds it for a day.
   * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm
   */
  emptyRecycleBin(ids: readonly string[]): RowResult[] {
    while ((this.emptied[0]?.at ?? Infinity) < this.now() - DAY) {
      const gone = this.emptied.shift();
      if (gone) this.records.purgeForgotten(gone.object, gone.id);
    }
    return ids.map((id) => {
      const object = this.schema.objectByKeyPrefix(id.slice(0, 3));
      const row = object && this.records.find(object, id);
      if (!row || !this.records.isInRecycleBin(row.object, id)) {
        const errors = [rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')];
        return { id, success: false, created: false, errors };
      }
      this.deletion.forget(row.object, row.id ?? id);
      this.emptied.push({ object: row.object, id, at: this.now() });
      return { id, success: true, created: false, errors: [] };
    });
  }

  // ---------------------------------------------------------------- the org's own rows

  /** @see SystemRows.insert */
  insertRow(object: string, values: RowValues): string {
    return this.rows.insert(object, values);
  }

  updateRow(object: string, id: string, values: RowValues): void {
    this.rows.update(object, id, values);
  }

  deleteRow(object: string, id: string): void {
    this.rows.delete(object, id);
  }

  row(object: string, id: string): SObjectValue | null {
    return this.rows.get(object, id);
  }

  rowsWhere(object: string, where: RowValues): SObjectValue[] {
    return this.rows.find(object, where);
  }

  // ---------------------------------------------------------------- for DML statements

  now(): number {
    return this.ports.now();
  }

  nextId(object: ObjectSchema): string {
    return this.ports.nextId(object.keyPrefix);
  }

  /** Numbers are not taken back by a rollback, as on the platform. */
  nextNumber(object: ObjectSchema, field: FieldSchema): number {
    const key = `${object.name}.${field.name}`;
    const number = (this.numbers.get(key) ?? 0) + 1;
    this.numbers.set(key, number);
    return number;
  }

  organizationId(): string | null {
    return this.rows.find('Organization', {})[0]?.id ?? null;
  }

  rights(options: AccessOptions): Rights {
    return new Rights(options, (object, ids, to) => this.outOfReach(object, ids, to, options));
  }

  private outOfReach(object: ObjectSchema, ids: readonly string[], to: Reach, options: AccessOptions): Set<string> {
    const scope = new SqlScope(this.environment([], options), new Parameters(), object);
    const needed = reachSql(scope, object, scope.alias, to === 'share' ? 'edit' : to);
    if (needed === null) return new Set();
    const condition = to === 'share' ? ownSql(scope, scope.alias) : needed;
    const list = scope.parameters.add(JSON.stringify(ids.map(completeId)));
    const sql =
      `SELECT ${scope.alias}."Id" FROM ${scope.from} ` +
      `WHERE ${scope.alias}."Id" IN (SELECT value FROM json_each(${list})) AND NOT ifnull(${condition}, 0)`;
    return new Set(this.database.texts(sql, scope.parameters.values));
  }

  withFormulas(
    object: ObjectSchema,
    ids: readonly string[],
    wanted?: readonly FieldSchema[],
  ): Map<string, SObjectValue> {
    return rowsWithFormulas(this.database, this.environment([], this.innermost), object, ids, wanted);
  }

  markLimits(): () => void {
    return this.ports.markLimits();
  }

  hasTriggers(object: ObjectSchema): boolean {
    return this.ports.hasTriggers(object);
  }

  fire(firing: TriggerFiring): void {
    this.ports.fire(firing);
  }

  replacesShare(row: SObjectValue): boolean {
    return this.shares.replaces(row);
  }

  beforeInsert(row: SObjectValue): void {
    if (row.object.name === 'ContentVersion') prepareFile(row, this);
    if (row.object.name === 'ContentDistribution') prepareDistribution(row);
  }

  afterInsert(row: SObjectValue): void {
    if (row.object.name === 'ContentVersion') publishFile(row, this);
    if (row.object.name === 'UserRole')
      for (const group of groupsOfRole(row.id!, row.rawField('DeveloperName'))) this.insertRow('Group', group);
    this.shares.add(row);
  }

  afterUpdate(row: SObjectValue, changed: readonly FieldSchema[]): void {
    if (changed.some((field) => field.name === 'OwnerId')) this.shares.handOver(row);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_dml_objects.htm */
const READ_ONLY: ReadonlySet<string> = new Set([
  'ApexComponent',
  'ApexPage',
  'BusinessHours',
  'BusinessProcess',
  'CategoryNode',
  'CurrencyType',
  'DatedConversionRate',
  'ProcessInstance',
  'Profile',
  'RecordType',
  'StaticResource',
  'Territory2',
  'WebLink',
]);

/** Whether the object takes the verb at all: custom metadata takes none, users are not deleted. */
function allows(object: ObjectSchema, verb: DmlVerb | 'upsert'): boolean {
  if (object.kind === 'customMetadata' || READ_ONLY.has(object.name)) return false;
  switch (verb) {
    case 'insert':
      return object.isCreateable;
    case 'update':
      return object.isUpdateable;
    case 'upsert':
      return object.isCreateable && object.isUpdateable;
    default:
      return object.isDeletable;
  }
}
