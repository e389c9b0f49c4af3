/**
 * One DML statement: chunks of 200 rows through triggers, validation and the table, all or nothing or row by row.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { SObjectValue } from '../../values/sobject';
import type { AccessOptions } from '../access';
import { completeId } from '../sql/ids';
import { applyDefaults } from './defaults';
import { rowError, type RowError, type RowResult } from './results';
import type { DmlRoom } from './room';
import { changedFields, stampChange, stampNew } from './stamps';

export type DmlVerb = 'insert' | 'update' | 'delete' | 'undelete';

export interface DmlOptions extends AccessOptions {
  readonly allOrNone: boolean;
  readonly allowFieldTruncation: boolean;
}

const CHUNK = 200;
/** After a partial failure the rows that are left are tried again, triggers and all, at most this often. */
const PASSES = 3;

/** A row on its way: what the caller gave, what becomes of it, what was there. */
interface Work {
  readonly given: SObjectValue;
  row: SObjectValue;
  old: SObjectValue | null;
  errors: RowError[];
}

export class DmlStatement {
  constructor(
    private readonly room: DmlRoom,
    private readonly verb: DmlVerb,
    private readonly options: DmlOptions,
  ) {}

  /**
   * @param records rows of any objects; rows of one object that stand together share their chunks
   * @returns one result a row, in order; with `allOrNone` and a failure nothing is kept
   */
  run(records: readonly SObjectValue[]): RowResult[] {
    const mark = this.room.database.savepoint();
    const results: RowResult[] = [];
    for (const chunk of chunksOf(records)) {
      results.push(...this.runChunk(chunk));
      if (this.options.allOrNone && results.some((result) => !result.success)) break;
    }
    const failed = this.options.allOrNone && results.some((result) => !result.success);
    if (failed) {
      this.room.database.rollbackTo(mark);
      if (this.verb === 'insert') for (const record of records) record.id = null;
    }
    this.room.database.release(mark);
    for (let index = results.length; index < records.length; index++) results.push(failure([]));
    return results;
  }

  private runChunk(records: readonly SObjectValue[]): RowResult[] {
    const failed = new Map<SObjectValue, RowError[]>();
    let remaining = records;
    for (let pass = 1; ; pass++) {
      const mark = this.room.database.savepoint();
      const works = this.pass(remaining);
      const errors = works.filter((work) => work.errors.length > 0);
      const hasTriggers = this.room.hasTriggers(records[0]!.object);
      const mustRepeat = errors.length > 0 && errors.length < works.length && hasTriggers && !this.options.allOrNone;
      if (mustRepeat && pass < PASSES) {
        this.room.database.rollbackTo(mark);
        this.room.database.release(mark);
        for (const work of errors) failed.set(work.given, work.errors);
        remaining = remaining.filter((record) => !failed.has(record));
        continue;
      }
      if (mustRepeat) {
        this.room.database.rollbackTo(mark);
        const message = 'Too many batch retries in the presence of Apex triggers and partial failures.';
        for (const work of works)
          if (work.errors.length === 0) work.errors.push(rowError('TOO_MANY_APEX_REQUESTS', message));
      }
      this.room.database.release(mark);
      for (const work of works) {
        if (work.errors.length > 0) failed.set(work.given, work.errors);
        else if (this.verb === 'insert') work.given.id = work.row.id;
      }
      return records.map((record) => {
        const errorsOfRow = failed.get(record);
        return errorsOfRow ? failure(errorsOfRow, this.verb === 'insert' ? null : record.id) : success(record.id);
      });
    }
  }

  /** One way through the order of execution. Rows with errors are left out of what follows. */
  private pass(records: readonly SObjectValue[]): Work[] {
    const works = records.map((given): Work => ({ given, row: given, old: null, errors: [] }));
    for (const work of works) this.prepare(work);
    this.fire('before', works);
    for (const work of alive(works)) this.save(work);
    this.fire('after', works);
    return works;
  }

  private prepare(work: Work): void {
    const { given } = work;
    const { object } = given;
    const refusal = this.room.rights(this.options).check(this.verb, given);
    if (refusal) {
      work.errors.push(refusal);
      return;
    }
    if (this.verb === 'insert') {
      if (given.id !== null) {
        work.errors.push(rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
        return;
      }
      work.row = new SObjectValue(object);
      for (const [name, value] of given.populated())
        if (object.fields.has(name.toLowerCase())) work.row.store(name, value);
      applyDefaults(work.row, this.room.now());
      return;
    }
    work.old = given.id === null ? null : this.room.records.find(object, completeId(given.id));
    const problem = missingRow(this.verb, given, work.old);
    if (problem) {
      work.errors.push(problem);
      return;
    }
    work.row = work.old!.duplicate();
    if (this.verb === 'update') {
      for (const [name, value] of given.populated()) {
        const field = object.fields.get(name.toLowerCase());
        if (field?.isUpdateable) work.row.store(field.name, value);
      }
    }
  }

  private save(work: Work): void {
    const { row, old } = work;
    switch (this.verb) {
      case 'insert':
        this.insert(work);
        break;
      case 'update': {
        const changed = changedFields(old!, row);
        if (!this.isValid(work, changed)) return;
        this.room.records.update(row, [...changed, ...stampChange(row, this.options.user.id, this.room.now())]);
        break;
      }
      case 'delete': {
        const restricted = this.room.deletion.remove(row.object, row.id!);
        if (restricted) work.errors.push(restricted);
        break;
      }
      case 'undelete':
        this.room.deletion.restore(row.object, row.id!);
        row.store('IsDeleted', false);
        break;
    }
  }

  private insert(work: Work): void {
    const { row } = work;
    const fields = [...row.object.fields.values()].filter((field) => row.rawField(field.name) !== null);
    row.id = this.room.nextId(row.object);
    stampNew(row, this.options.user.id, this.room);
    if (!this.isValid(work, fields)) return;
    this.room.beforeInsert(row);
    this.room.records.insert(row);
    this.room.afterInsert(row);
  }

  private isValid(work: Work, changed: readonly FieldSchema[]): boolean {
    const { row } = work;
    if (this.options.allowFieldTruncation) truncate(row, changed);
    work.errors.push(...this.room.validator.check(row, changed));
    if (work.errors.length === 0) {
      const duplicate = this.room.validator.duplicate(row, changed);
      if (duplicate) work.errors.push(duplicate);
    }
    return work.errors.length === 0;
  }

  private fire(moment: 'before' | 'after', works: readonly Work[]): void {
    const living = alive(works);
    const [first] = living;
    if (!first || (this.verb === 'undelete' && moment === 'before') || !this.room.hasTriggers(first.row.object)) return;
    const rows = living.map((work) => work.row);
    const olds = living.flatMap((work) => work.old ?? []);
    for (const old of olds) old.isReadOnly = true;
    for (const row of rows) row.isReadOnly = moment === 'after';
    const isDelete = this.verb === 'delete';
    this.room.fire({
      case: `${moment}${this.verb.charAt(0).toUpperCase()}${this.verb.slice(1)}`,
      object: first.row.object,
      newRecords: isDelete ? null : rows,
      oldRecords: isDelete || this.verb === 'update' ? olds : null,
    });
    living.forEach((work) => {
      const carrier = isDelete ? work.old! : work.row;
      for (const error of carrier.errors.splice(0)) {
        work.errors.push(
          rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', error.message, error.field === null ? [] : [error.field]),
        );
      }
      work.row.isReadOnly = false;
    });
  }
}

function alive(works: readonly Work[]): Work[] {
  return works.filter((work) => work.errors.length === 0);
}

function missingRow(verb: DmlVerb, given: SObjectValue, old: SObjectValue | null): RowError | null {
  if (given.id === null) return rowError('MISSING_ARGUMENT', `Id not specified in an ${verb} call`);
  if (old === null) return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  const isDeleted = old.rawField('IsDeleted') === true;
  if (verb === 'undelete') return isDeleted ? null : rowError('UNDELETE_FAILED', 'Entity is not in the recycle bin');
  return isDeleted ? rowError('ENTITY_IS_DELETED', 'entity is deleted') : null;
}

function truncate(row: SObjectValue, fields: readonly FieldSchema[]): void {
  for (const field of fields) {
    const value = row.rawField(field.name);
    if (typeof value === 'string' && field.length > 0) row.store(field.name, value.slice(0, field.length));
  }
}

function* chunksOf(records: readonly SObjectValue[]): Generator<SObjectValue[]> {
  let chunk: SObjectValue[] = [];
  let object: ObjectSchema | null = null;
  for (const record of records) {
    if (chunk.length === CHUNK || (object !== null && record.object !== object)) {
      yield chunk;
      chunk = [];
    }
    object = record.object;
    chunk.push(record);
  }
  if (chunk.length > 0) yield chunk;
}

function success(id: string | null): RowResult {
  return { id, success: true, created: false, errors: [] };
}

function failure(errors: readonly RowError[], id: string | null = null): RowResult {
  return { id, success: false, created: false, errors };
}
