/** Reads and writes whole rows: what DML and the org itself do below triggers and rules. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { SObjectValue } from '../../values/sobject';
import { columnForJson, decoderOf, encode, place, type Decoder } from '../sql/codec';
import type { SqlDatabase, SqlValue } from '../sql/database';
import { completeId } from '../sql/ids';
import { hasRecycleBin, quoted, storedFields, typeStorage } from '../sql/storage';
import { fold, isAscii, jsonList } from '../sql/text';
import { DELETED_WITH, type Tables } from '../sql/tables';

interface RowReader {
  readonly select: string;
  readonly fields: readonly FieldSchema[];
  readonly decoders: readonly Decoder[];
}

export class Records {
  private readonly readers = new WeakMap<ObjectSchema, RowReader>();

  constructor(
    private readonly database: SqlDatabase,
    private readonly tables: Tables,
  ) {}

  /** The row with this id and all its stored fields, also from the recycle bin; null when there is none. */
  find(object: ObjectSchema, id: string): SObjectValue | null {
    return this.where(object, '"Id" = ?', [completeId(id)])[0] ?? null;
  }

  /** The rows with these ids, by id: as {@link find}, in one statement. */
  findAll(object: ObjectSchema, ids: readonly string[]): Map<string, SObjectValue> {
    if (ids.length === 0) return new Map();
    const rows = this.where(object, '"Id" IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
    return new Map(rows.map((row) => [row.id ?? '', row]));
  }

  /** Which of these ids belong to rows outside the recycle bin. */
  existing(object: ObjectSchema, ids: readonly string[]): Set<string> {
    const table = this.tables.ensure(object);
    const alive = hasRecycleBin(object) ? ' AND "IsDeleted" = 0' : '';
    const sql = `SELECT "Id" FROM ${table} WHERE "Id" IN (SELECT value FROM json_each(?))${alive}`;
    return new Set(this.database.texts(sql, [JSON.stringify(ids)]));
  }

  /** Ids of rows outside the recycle bin by the value their field has, for those of the given values that occur. */
  idsByValues(
    object: ObjectSchema,
    field: FieldSchema,
    values: readonly SqlValue[],
  ): [value: null | number | string, id: string][] {
    const table = this.tables.ensure(object);
    const alive = hasRecycleBin(object) ? ' AND "IsDeleted" = 0' : '';
    const name = quoted(field.name);
    // The column's own rule for case knows ASCII only; the index is no help beyond it.
    const beyond = typeStorage(field) === 'text' ? values.filter((value) => !isAscii(value)) : [];
    const found = `${name} IN (SELECT value FROM json_each(?))`;
    const foundBeyond = beyond.length ? ` OR apex_fold(${name}) IN (SELECT value FROM json_each(?))` : '';
    const sql =
      `SELECT json_array(${columnForJson(field, name)}, "Id") FROM ${table} ` +
      `WHERE (${found}${foundBeyond}) AND ${name} IS NOT NULL${alive} ORDER BY "Id"`;
    const lists = beyond.length ? [values, beyond.map(fold)] : [values];
    return this.database.rows(sql, lists.map(jsonList)) as [null | number | string, string][];
  }

  /** Rows that meet a condition on stored columns, in order of id. */
  where(object: ObjectSchema, condition: string, parameters: SqlValue[]): SObjectValue[] {
    this.tables.ensure(object);
    const reader = this.reader(object);
    const rows = this.database.rows(`${reader.select} WHERE ${condition} ORDER BY "Id"`, parameters);
    return rows.map((row) => {
      const record = new SObjectValue(object);
      // What is null reads as null without being there.
      reader.fields.forEach((field, place) => {
        const column = row[place] ?? null;
        if (column !== null) record.store(field.name, reader.decoders[place]!(column));
      });
      return record;
    });
  }

  /** Ids of rows outside the recycle bin whose field has this value. */
  idsByField(object: ObjectSchema, field: FieldSchema, value: SqlValue): string[] {
    const table = this.tables.ensure(object);
    const alive = hasRecycleBin(object) ? ' AND "IsDeleted" = 0' : '';
    const sql = `SELECT "Id" FROM ${table} WHERE ${quoted(field.name)} = ? AND ${quoted(field.name)} IS NOT NULL${alive} ORDER BY "Id"`;
    return this.database.texts(sql, [value]);
  }

  /** Stores new rows of one object. Columns none of them has a value for are left out. */
  insertAll(object: ObjectSchema, rows: readonly SObjectValue[]): void {
    const table = this.tables.ensure(object);
    const fields = presentFields(object, rows);
    const columns = fields.map((field) => quoted(field.name)).join(', ');
    const places = fields.map(place).join(', ');
    const sql = `INSERT INTO ${table} (${columns}) VALUES (${places})`;
    for (const row of rows)
      this.database.run(
        sql,
        fields.map((field) => encode(field, row.rawField(field.name))),
      );
  }

  insert(record: SObjectValue): void {
    this.insertAll(record.object, [record]);
  }

  /** Writes the named fields of a record that is there. */
  update(record: SObjectValue, fields: readonly FieldSchema[]): void {
    if (fields.length === 0) return;
    const table = this.tables.ensure(record.object);
    const settings = fields.map((field) => `${quoted(field.name)} = ${place(field)}`).join(', ');
    const values = fields.map((field) => encode(field, record.rawField(field.name)));
    this.database.run(`UPDATE ${table} SET ${settings} WHERE "Id" = ?`, [...values, record.id]);
  }

  /** Puts a row into the recycle bin, together with the record whose deletion took it along; or away for good. */
  remove(object: ObjectSchema, id: string, deletedWith: string): void {
    const table = this.tables.ensure(object);
    if (hasRecycleBin(object)) {
      this.database.run(`UPDATE ${table} SET "IsDeleted" = 1, ${quoted(DELETED_WITH)} = ? WHERE "Id" = ?`, [
        deletedWith,
        id,
      ]);
    } else {
      this.database.run(`DELETE FROM ${table} WHERE "Id" = ?`, [id]);
    }
  }

  /** Takes back all rows of an object that went to the recycle bin with this record. */
  restore(object: ObjectSchema, deletedWith: string): void {
    const table = this.tables.ensure(object);
    this.database.run(
      `UPDATE ${table} SET "IsDeleted" = 0, ${quoted(DELETED_WITH)} = NULL WHERE ${quoted(DELETED_WITH)} = ?`,
      [deletedWith],
    );
  }

  /** Takes all rows of an object that went with this record out of the recycle bin, deleted as they are. */
  forget(object: ObjectSchema, deletedWith: string): void {
    const table = this.tables.ensure(object);
    this.database.run(`UPDATE ${table} SET ${quoted(DELETED_WITH)} = NULL WHERE ${quoted(DELETED_WITH)} = ?`, [
      deletedWith,
    ]);
  }

  /** Whether a deleted row can be taken back: it went by itself, and nobody emptied the recycle bin since. */
  isInRecycleBin(object: ObjectSchema, id: string): boolean {
    const sql = `SELECT 1 FROM ${this.tables.ensure(object)} WHERE "Id" = ? AND ${quoted(DELETED_WITH)} IS NOT NULL`;
    return this.database.rows(sql, [completeId(id)]).length > 0;
  }

  /** Removes a deleted row that is no longer in the recycle bin. */
  purgeForgotten(object: ObjectSchema, id: string): void {
    const condition = `"Id" = ? AND "IsDeleted" = 1 AND ${quoted(DELETED_WITH)} IS NULL`;
    this.database.run(`DELETE FROM ${this.tables.ensure(object)} WHERE ${condition}`, [completeId(id)]);
  }

  /** Removes a row for good. */
  purge(object: ObjectSchema, id: string): void {
    this.database.run(`DELETE FROM ${this.tables.ensure(object)} WHERE "Id" = ?`, [completeId(id)]);
  }

  private reader(object: ObjectSchema): RowReader {
    let reader = this.readers.get(object);
    if (!reader) {
      const fields = storedFields(object);
      const columns = fields.map((field) => columnForJson(field, quoted(field.name)));
      reader = {
        select: `SELECT json_array(${columns.join(', ')}) FROM ${quoted(object.name)}`,
        fields,
        decoders: fields.map(decoderOf),
      };
      this.readers.set(object, reader);
    }
    return reader;
  }
}

/** The stored fields any of the rows has a value for. */
function presentFields(object: ObjectSchema, rows: readonly SObjectValue[]): FieldSchema[] {
  const names = new Set<string>();
  for (const row of rows) for (const [name, value] of row.populated()) if (value !== null) names.add(name);
  return storedFields(object).filter((field) => names.has(field.name));
}
