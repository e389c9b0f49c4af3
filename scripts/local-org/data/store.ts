/**
 * The data of an org: queries, DML and the rows the org keeps for itself, over one SQLite database in memory.
 *
 * What it needs of the floors above comes in through {@link StorePorts}.
 */
import type { FieldSchema, ObjectSchema, Schema } from '../schema/model';
import { apexException, UnsupportedError } from '../values/errors';
import { SObjectValue } from '../values/sobject';
import type { Value } from '../values/value';
import type { AccessOptions } from './access';
import { Deletion } from './dml/deletion';
import { prepareFile, publishFile } from './dml/files';
import { Records } from './dml/records';
import { rowError, type RowResult } from './dml/results';
import { Rights } from './dml/rights';
import type { DmlRoom, TriggerFiring } from './dml/room';
import { DmlStatement, type DmlOptions, type DmlVerb } from './dml/statement';
import { Validator } from './dml/validate';
import { FormulaFields, type FormulaContext } from './formula/fields';
import { bindQuery } from './soql/bind';
import { Parameters, type SqlEnvironment } from './soql/environment';
import { checkReadable, checkSelected } from './soql/permissions';
import type { SoqlQuery } from './soql/query';
import { SoqlError } from './soql/resolve';
import { runQuery, type QueryResult } from './soql/run';
import { SqlScope } from './soql/scope';
import { reachSql } from './soql/sharing';
import { fold } from './soql/comparisons';
import { queryException } from './soql/values';
import { encode } from './sql/codec';
import { SqlDatabase, type SavepointMark, type SqlValue } from './sql/database';
import { completeId } from './sql/ids';
import { quoted, storedFields } from './sql/storage';
import { Tables } from './sql/tables';

/** What the store asks of the floors above it. */
export interface StorePorts {
  /** The org's clock, in milliseconds since 1970. */
  now(): number;
  /** The next id for a key prefix, 18 characters. */
  nextId(keyPrefix: string): string;
  hasTriggers(object: ObjectSchema): boolean;
  /** Runs the triggers. @throws what a trigger threw */
  fire(firing: TriggerFiring): void;
  /** What formulas read besides the record. */
  formulaContext(): FormulaContext;
}

export interface StatementOptions extends AccessOptions {
  readonly allOrNone: boolean;
  readonly allowFieldTruncation: boolean;
  /** Of an upsert: the field rows are found by; null is Id. */
  readonly externalIdField: string | null;
}

export class DataStore implements DmlRoom {
  readonly database = new SqlDatabase();
  readonly records: Records;
  readonly validator: Validator;
  readonly deletion: Deletion;
  private readonly tables: Tables;
  private readonly formulas: FormulaFields;
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly schema: Schema,
    private readonly ports: StorePorts,
  ) {
    this.tables = new Tables(this.database);
    this.records = new Records(this.database, this.tables);
    this.validator = new Validator(schema, this.records);
    this.deletion = new Deletion(schema, this.tables, this.records);
    this.formulas = new FormulaFields(schema, () => ports.formulaContext());
    this.database.define('apex_formula', this.formulas.calculate);
    this.database.define('apex_fold', (text: SqlValue) => (typeof text === 'string' ? fold(text) : text));
  }

  // ------------------------------------------------------------------------------------------------ savepoints

  savepoint(): SavepointMark {
    return this.database.savepoint();
  }

  rollbackTo(mark: SavepointMark): void {
    this.database.rollbackTo(mark);
  }

  release(mark: SavepointMark): void {
    this.database.release(mark);
  }

  close(): void {
    this.database.close();
  }

  // ------------------------------------------------------------------------------------------------ queries

  /**
   * @param binds values of the query's binds, by their index
   * @throws System.QueryException for what is wrong with the query and for what the user may not read
   */
  query(query: SoqlQuery, binds: readonly Value[], options: AccessOptions): QueryResult {
    const bound = this.bound(query);
    if (query.access === 'securityEnforced') checkSelected(bound, options.user);
    else if (options.access === 'user') checkReadable(bound, options.user);
    return runQuery(this.database, this.environment(binds, options), bound);
  }

  private bound(query: SoqlQuery) {
    try {
      const bound = bindQuery(query, this.schema);
      const [problem] = bound.problems;
      if (problem) throw queryException(problem.message);
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

  /** SOSL; `Test.setFixedSearchResults` is the platform's. */
  search(): SObjectValue[][] {
    throw new UnsupportedError('SOSL search');
  }

  // ------------------------------------------------------------------------------------------------ DML

  /**
   * Runs one statement over the records.
   *
   * @returns one result a record, in order. With `allOrNone` nothing is kept unless all succeed.
   * @throws what a trigger threw
   */
  dml(verb: DmlVerb | 'upsert', records: readonly SObjectValue[], options: StatementOptions): RowResult[] {
    for (const { object } of records) {
      if (object.kind === 'customMetadata') {
        throw apexException(
          'System.TypeException',
          `DML operation ${verb.toUpperCase()} not allowed on ${object.name}`,
        );
      }
    }
    return verb === 'upsert' ? this.upsert(records, options) : new DmlStatement(this, verb, options).run(records);
  }

  /** Updates the rows that are there and inserts the others. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_upsert.htm */
  private upsert(records: readonly SObjectValue[], options: StatementOptions): RowResult[] {
    const mark = this.database.savepoint();
    const results = new Map<SObjectValue, RowResult>();
    const inserts: SObjectValue[] = [];
    const updates: SObjectValue[] = [];
    for (const record of records) {
      const found = this.existing(record, options.externalIdField);
      if (found.length > 1) {
        const message = `${options.externalIdField}: more than one record found for external id field: [${found.join(', ')}]`;
        results.set(record, {
          id: null,
          success: false,
          created: false,
          errors: [rowError('DUPLICATE_EXTERNAL_ID', message)],
        });
      } else if (found[0] === undefined) inserts.push(record);
      else {
        record.id = found[0];
        updates.push(record);
      }
    }
    const each: DmlOptions = options;
    new DmlStatement(this, 'insert', each).run(inserts).forEach((result, index) => {
      results.set(inserts[index]!, { ...result, created: result.success });
    });
    new DmlStatement(this, 'update', each)
      .run(updates)
      .forEach((result, index) => results.set(updates[index]!, result));
    const inOrder = records.map((record) => results.get(record)!);
    if (options.allOrNone && inOrder.some((result) => !result.success)) {
      this.database.rollbackTo(mark);
      for (const record of inserts) record.id = null;
    }
    this.database.release(mark);
    return inOrder;
  }

  private existing(record: SObjectValue, fieldName: string | null): string[] {
    if (fieldName === null || fieldName.toLowerCase() === 'id') return record.id === null ? [] : [record.id];
    const field = record.object.fields.get(fieldName.toLowerCase());
    if (!field) throw new Error(`no field ${record.object.name}.${fieldName}`);
    const value = record.rawField(field.name);
    return value === null ? [] : this.records.idsByField(record.object, field, encode(field, value));
  }

  merge(): RowResult[] {
    throw new UnsupportedError('merge');
  }

  /** `Database.emptyRecycleBin`: what is in the recycle bin goes for good. */
  emptyRecycleBin(ids: readonly string[]): RowResult[] {
    return ids.map((id) => {
      const object = this.schema.objectByKeyPrefix(id.slice(0, 3));
      const row = object && this.records.find(object, id);
      if (row?.rawField('IsDeleted') !== true) {
        const errors = [rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')];
        return { id, success: false, created: false, errors };
      }
      this.records.purge(row.object, id);
      return { id, success: true, created: false, errors: [] };
    });
  }

  // ------------------------------------------------------------------------------------------------ the org's own rows

  /** Writes a row past triggers, rules and limits; answers its id. */
  insertRow(objectName: string, values: Readonly<Record<string, Value>>): string {
    const row = new SObjectValue(this.objectOf(objectName));
    for (const [field, value] of Object.entries(values)) row.store(field, value);
    row.id ??= this.nextId(row.object);
    for (const field of storedFields(row.object)) {
      if (field.type === 'boolean' && row.rawField(field.name) === null) row.store(field.name, false);
    }
    this.records.insert(row);
    return row.id;
  }

  updateRow(objectName: string, id: string, values: Readonly<Record<string, Value>>): void {
    const object = this.objectOf(objectName);
    const row = new SObjectValue(object);
    row.id = completeId(id);
    for (const [field, value] of Object.entries(values)) row.store(field, value);
    const names = new Set(Object.keys(values).map((name) => name.toLowerCase()));
    this.records.update(
      row,
      storedFields(object).filter((field) => names.has(field.name.toLowerCase())),
    );
  }

  deleteRow(objectName: string, id: string): void {
    this.records.purge(this.objectOf(objectName), id);
  }

  row(objectName: string, id: string): SObjectValue | null {
    return this.records.find(this.objectOf(objectName), id);
  }

  /** Rows whose fields have these values, in order of id. */
  rowsWhere(objectName: string, where: Readonly<Record<string, Value>>): SObjectValue[] {
    const object = this.objectOf(objectName);
    const conditions: string[] = [];
    const parameters: SqlValue[] = [];
    for (const [name, value] of Object.entries(where)) {
      const field = object.fields.get(name.toLowerCase());
      if (!field) throw new Error(`no field ${objectName}.${name}`);
      const encoded = encode(field, value);
      conditions.push(encoded === null ? `${quoted(field.name)} IS NULL` : `${quoted(field.name)} = ?`);
      if (encoded !== null) parameters.push(encoded);
    }
    return this.records.where(object, conditions.length > 0 ? conditions.join(' AND ') : '1', parameters);
  }

  private objectOf(name: string): ObjectSchema {
    const object = this.schema.object(name);
    if (!object) throw new Error(`no object ${name}`);
    return object;
  }

  // ------------------------------------------------------------------------------------------------ for DML statements

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

  rights(options: AccessOptions): Rights {
    return new Rights(options, (record) => this.reaches(record, options));
  }

  private reaches(record: SObjectValue, options: AccessOptions): boolean {
    const parameters = new Parameters();
    const scope = new SqlScope(this.environment([], options), parameters, record.object);
    const condition = reachSql(scope, record.object, scope.alias, 'edit');
    if (condition === null || record.id === null) return true;
    const id = parameters.add(completeId(record.id));
    const sql = `SELECT 1 FROM ${quoted(record.object.name)} ${scope.alias} WHERE ${scope.alias}."Id" = ${id} AND ${condition}`;
    return (
      this.database.texts(sql, parameters.values).length > 0 || this.records.find(record.object, record.id) === null
    );
  }

  hasTriggers(object: ObjectSchema): boolean {
    return this.ports.hasTriggers(object);
  }

  fire(firing: TriggerFiring): void {
    this.ports.fire(firing);
  }

  beforeInsert(row: SObjectValue): void {
    if (row.object.name === 'ContentVersion') prepareFile(row, this);
  }

  afterInsert(row: SObjectValue): void {
    if (row.object.name === 'ContentVersion') publishFile(row, this);
  }
}
