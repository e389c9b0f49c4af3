/**
 * One DML statement: chunks of 200 rows through triggers, validation and the table, all or nothing or row by row.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import type { ObjectSchema } from '../../schema/model';
import { apexException, UnsupportedError } from '../../values/errors';
import { type SaveOptions, SObjectValue } from '../../values/sobject';
import type { AccessOptions } from '../access';
import { applyDefaults } from './defaults';
import { derive } from './derived';
import { triggerError } from './failures';
import { findOld, prepareInsert, prepareUpdate, trimTexts } from './prepare';
import { resolveParents } from './parents';
import { checkRecordTypes } from './record-types';
import { changedParents, parentIds, readSummaries, rollUpsOf, type RollUp } from './roll-ups';
import { rowError, type RowError, type RowResult } from './results';
import { checkSaveOptions, truncate } from './save-options';
import type { DmlRoom, TriggerCase } from './room';
import { checkShares } from './shares';
import { changedFields, givenFields, stampChange, stampNew, stampOwner } from './stamps';
import { alive, type Work, workOf } from './work';

export type DmlVerb = 'insert' | 'update' | 'delete' | 'undelete';

export interface DmlOptions extends AccessOptions {
  readonly allOrNone: boolean;
  /** Of the statement as a whole; the records' own count where it has none. */
  readonly saveOptions: SaveOptions | null;
  /** Of a deletion that is part of a merge: the record that is left. */
  readonly winner?: string;
}

const CHUNK = 200;

/**
 * Records of one object that stand together are a chunk, and one statement takes at most this many.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm (Creating Records for
 * Different Object Types)
 */
const OBJECT_CHUNKS = 10;
const TOO_MANY_CHUNKS =
  'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.';

/**
 * After a partial failure the rows that are left are tried again, triggers and all, at most this often.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_bulk_exceptions.htm
 */
const PASSES = 3;
const TOO_MANY_RETRIES = 'Too many batch retries in the presence of Apex triggers and partial failures.';

export class DmlStatement {
  constructor(
    private readonly room: DmlRoom,
    private readonly verb: DmlVerb,
    private readonly options: DmlOptions,
    /** Roll-up summaries as they were before what led to this statement, by id. */
    private readonly summariesBefore: ReadonlyMap<string, SObjectValue> = new Map(),
  ) {}

  /**
   * @param records rows of any objects; rows of one object that stand together share their chunks
   * @returns one result a row, in order; with `allOrNone` and a failure nothing is kept, and the ids of inserted records
   *   are null
   * @throws System.SecurityException when the user may not write the object; System.TypeException when the objects of
   *   the rows change more often than allowed; what a trigger threw
   */
  run(records: readonly SObjectValue[]): RowResult[] {
    const { database } = this.room;
    const { allOrNone } = this.options;
    const chunks = records.filter((record, index) => record.object !== records[index - 1]?.object).length;
    if (chunks > OBJECT_CHUNKS) throw apexException('System.TypeException', TOO_MANY_CHUNKS);
    if (this.verb === 'insert' || this.verb === 'update')
      for (const record of records) checkSaveOptions(this.room.schema, record, this.options);
    const mark = database.savepoint();
    const results: RowResult[] = [];
    try {
      for (const chunk of chunksOf(records)) {
        results.push(...this.runChunk(chunk));
        if (allOrNone && results.some((result) => !result.success)) break;
      }
    } catch (error) {
      database.rollbackTo(mark);
      database.release(mark);
      throw error;
    }
    const failed = allOrNone && results.some((result) => !result.success);
    if (failed) database.rollbackTo(mark);
    database.release(mark);
    if (!failed && this.verb === 'insert') {
      results.forEach((result, index) => {
        const record = records[index];
        if (record && result.success) record.id = result.id;
      });
    }
    while (results.length < records.length) results.push(failure([]));
    return results;
  }

  /** All rows are of one object. */
  private runChunk(records: readonly SObjectValue[]): RowResult[] {
    const { database } = this.room;
    const done = new Map<SObjectValue, Work>();
    let remaining = records;
    const resetLimits = this.room.markLimits();
    for (let pass = 1; remaining.length > 0; pass++) {
      const mark = database.savepoint();
      const works = this.pass(remaining);
      const failed = works.filter((work) => work.errors.length > 0);
      const isUndone = failed.length > 0 && !this.options.allOrNone && this.mayFailOnceSaved(works[0]!.given.object);
      const mustRepeat = isUndone && failed.length < works.length;
      if (isUndone) database.rollbackTo(mark);
      // "During the second and third attempts, governor limits are reset to their original state before the first attempt."
      if (mustRepeat) resetLimits();
      if (mustRepeat && pass === PASSES)
        for (const work of alive(works)) work.errors.push(rowError('UNKNOWN_EXCEPTION', TOO_MANY_RETRIES));
      database.release(mark);
      for (const work of mustRepeat && pass < PASSES ? failed : works) done.set(work.given, work);
      remaining = remaining.filter((record) => !done.has(record));
    }
    return records.map((record) => {
      const work = done.get(record);
      if (!work || work.errors.length > 0)
        return failure(work?.errors ?? [], this.verb === 'insert' ? null : record.id);
      return { id: work.row.id, success: true, created: false, errors: [], moved: work.moved };
    });
  }

  /** By its own triggers, or by those of parents. */
  private mayFailOnceSaved(object: ObjectSchema): boolean {
    return this.room.hasTriggers(object) || rollUpsOf(this.room.schema, object).length > 0;
  }

  /** One way through the order of execution. Rows with errors are left out of what follows. */
  private pass(records: readonly SObjectValue[]): Work[] {
    const works = records.map(workOf);
    const { object } = records[0]!;
    this.checkRights(object, works);
    this.prepare(object, works);
    this.fire('before', object, works);
    const rollUps = rollUpsOf(this.room.schema, object).map((rollUp) => ({
      rollUp,
      before: readSummaries(this.room, rollUp, alive(works)),
    }));
    this.save(object, works);
    const changed = rollUps.map(({ rollUp, before }) =>
      changedParents(rollUp, before, readSummaries(this.room, rollUp, alive(works))),
    );
    this.fire('after', object, works);
    rollUps.forEach(({ rollUp, before }, index) => this.saveParents(rollUp, before, changed[index] ?? [], works));
    return works;
  }

  /** Whatever the parents' triggers and rules refuse, the rows that led to it have as their errors. */
  private saveParents(
    rollUp: RollUp,
    before: ReadonlyMap<string, SObjectValue>,
    ids: readonly string[],
    works: readonly Work[],
  ): void {
    if (ids.length === 0) return;
    const options: DmlOptions = {
      ...this.options,
      access: 'system',
      sharing: 'without',
      allOrNone: false,
      saveOptions: null,
    };
    const parents = ids.map((id) => {
      const parent = new SObjectValue(rollUp.parent);
      parent.id = id;
      return parent;
    });
    const results = new DmlStatement(this.room, 'update', options, before).run(parents);
    results.forEach(({ errors }, index) => {
      if (errors.length === 0) return;
      for (const work of alive(works))
        if (parentIds(work, rollUp).includes(ids[index] ?? '')) work.errors.push(...errors);
    });
  }

  private checkRights(object: ObjectSchema, works: readonly Work[]): void {
    const rights = this.room.rights(this.options);
    if (rights.allows(this.verb, object)) return rights.check(this.verb, object, works);
    const message = `Access to entity '${object.name}' denied`;
    if (this.options.allOrNone) throw apexException('System.SecurityException', message);
    for (const work of works) work.errors.push(rowError('INSUFFICIENT_ACCESS_OR_READONLY', message));
  }

  private prepare(object: ObjectSchema, works: readonly Work[]): void {
    const { room, verb } = this;
    if (verb === 'insert') {
      for (const work of alive(works)) {
        prepareInsert(work);
        resolveParents(room.schema, room.records, work);
        applyDefaults(work.row, room.rules);
        stampOwner(work.row, this.options.user.id, room);
      }
      return;
    }
    findOld(
      verb,
      object,
      alive(works),
      (each, ids) => this.find(each, ids),
      (id) => room.records.isInRecycleBin(object, id),
    );
    if (verb !== 'update') return;
    for (const work of alive(works)) {
      prepareUpdate(work);
      resolveParents(room.schema, room.records, work);
      for (const [name, value] of this.summariesBefore.get(work.row.id ?? '')?.populated() ?? [])
        work.old?.store(name, value);
    }
  }

  /** Triggers also see formula fields, which cost a query of their own. */
  private find(object: ObjectSchema, ids: readonly string[]): Map<string, SObjectValue> {
    return this.showsFormulas(object) ? this.room.withFormulas(object, ids) : this.room.records.findAll(object, ids);
  }

  private showsFormulas(object: ObjectSchema): boolean {
    return this.room.hasTriggers(object) && hasFormulas(object);
  }

  private save(object: ObjectSchema, works: readonly Work[]): void {
    switch (this.verb) {
      case 'insert':
        return this.insert(object, alive(works));
      case 'update':
        return this.update(object, alive(works));
      case 'delete':
        checkShares(this.room.schema, this.verb, object, works);
        for (const work of alive(works)) {
          const moved = this.options.winner === undefined ? [] : this.lose(work, this.options.winner);
          work.moved = moved;
          const restricted = this.room.deletion.remove(object, work.row.id ?? '');
          if (restricted) work.errors.push(restricted);
        }
        return;
      case 'undelete':
        for (const work of alive(works)) {
          this.room.deletion.restore(object, work.row.id ?? '');
          work.row.store('IsDeleted', false);
        }
    }
  }

  /** What belongs to a record that loses a merge belongs to the winner; answers the ids. */
  private lose({ row, old }: Work, winner: string): string[] {
    const field = row.object.fields.get('masterrecordid');
    if (field) {
      row.store(field.name, winner);
      old?.store(field.name, winner);
      this.room.records.update(row, [field]);
    }
    return this.room.deletion.handOver(row.object, row.id ?? '', winner);
  }

  private insert(object: ObjectSchema, works: readonly Work[]): void {
    const { room } = this;
    for (const work of works) {
      trimTexts(work.row);
      derive(work.row);
      work.changed = givenFields(work.row);
    }
    // No page says what becomes of an id that was made up.
    if (works.some(({ row }) => row.id !== null)) throw new UnsupportedError('Id set by a before insert trigger');
    this.validate(object, works);
    const valid = alive(works);
    const rows = valid.map((work) => work.row);
    // A share may be the same as the one before it.
    if (object.kind === 'share') for (const row of rows) this.insertRows(object, room.replacesShare(row) ? [] : [row]);
    else this.insertRows(object, rows);
    if (this.showsFormulas(object)) this.reload(object, valid);
  }

  private insertRows(object: ObjectSchema, rows: readonly SObjectValue[]): void {
    const { room, options } = this;
    for (const row of rows) {
      row.id = room.nextId(object);
      stampNew(row, options.user.id, room);
      room.beforeInsert(row);
    }
    if (rows.length > 0) room.records.insertAll(object, rows);
    for (const row of rows) room.afterInsert(row);
  }

  private update(object: ObjectSchema, works: readonly Work[]): void {
    const { room, options } = this;
    for (const work of works) {
      trimTexts(work.row);
      derive(work.row);
      work.changed = work.old ? changedFields(work.old, work.row) : [];
    }
    this.validate(object, works);
    for (const work of alive(works)) {
      const stamps = stampChange(work.row, options.user.id, room.now());
      room.records.update(work.row, [...work.changed, ...stamps]);
      room.afterUpdate(work.row, work.changed);
    }
    if (this.showsFormulas(object)) this.reload(object, alive(works));
  }

  /** Formula fields as they are after the save. */
  private reload(object: ObjectSchema, works: readonly Work[]): void {
    const rows = this.room.withFormulas(
      object,
      works.flatMap((work) => work.row.id ?? []),
    );
    for (const work of works) work.row = rows.get(work.row.id ?? '') ?? work.row;
  }

  private validate(object: ObjectSchema, works: readonly Work[]): void {
    for (const work of works) {
      const options = this.options.saveOptions ?? work.given.saveOptions;
      if (options?.allowFieldTruncation) truncate(work.row, work.changed);
    }
    checkShares(this.room.schema, this.verb, object, works);
    checkRecordTypes(this.room.schema, this.room.records, this.options.user, works);
    this.room.rights(this.options).checkParents(this.room.schema, alive(works));
    this.room.validator.check(object, works);
  }

  private fire(moment: 'before' | 'after', object: ObjectSchema, works: readonly Work[]): void {
    const living = alive(works);
    if (living.length === 0 || (this.verb === 'undelete' && moment === 'before') || !this.room.hasTriggers(object))
      return;
    const rows = living.map((work) => work.row);
    const olds = living.flatMap((work) => work.old ?? []);
    for (const old of olds) {
      old.isReadOnly = true;
      old.takesErrors = this.verb === 'delete';
    }
    for (const row of rows) row.isReadOnly = moment === 'after';
    const isDelete = this.verb === 'delete';
    try {
      this.room.fire({
        case: `${moment}${this.verb.charAt(0).toUpperCase()}${this.verb.slice(1)}` as TriggerCase,
        object,
        newRecords: isDelete ? null : rows,
        oldRecords: isDelete || this.verb === 'update' ? olds : null,
      });
    } catch (error) {
      const stopped = triggerError(error);
      if (!stopped) throw error;
      for (const work of living) work.errors.push(stopped);
    }
    for (const work of living) {
      const carrier = isDelete && work.old ? work.old : work.row;
      for (const { field, message } of carrier.errors.splice(0)) {
        work.errors.push(rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, field === null ? [] : [field]));
      }
      work.row.isReadOnly = false;
    }
  }
}

const withFormulaFields = new WeakMap<ObjectSchema, boolean>();

function hasFormulas(object: ObjectSchema): boolean {
  let answer = withFormulaFields.get(object);
  if (answer === undefined) {
    answer = [...object.fields.values()].some((field) => field.formula !== null || field.summary !== undefined);
    withFormulaFields.set(object, answer);
  }
  return answer;
}

function* chunksOf(records: readonly SObjectValue[]): Generator<SObjectValue[]> {
  let chunk: SObjectValue[] = [];
  for (const record of records) {
    if (chunk.length === CHUNK || (chunk[0] && record.object !== chunk[0].object)) {
      yield chunk;
      chunk = [];
    }
    chunk.push(record);
  }
  if (chunk.length > 0) yield chunk;
}

function failure(errors: readonly RowError[], id: string | null = null): RowResult {
  return { id, success: false, created: false, errors };
}
