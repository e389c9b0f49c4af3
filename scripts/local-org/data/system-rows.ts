/** Rows the org writes itself (jobs, users, classes): past triggers, rules and limits, in the same transaction as everything else. */
import { ApexDatetime } from '../values/datetime';
import type { ObjectSchema, Schema } from '../schema/model';
import { SObjectValue } from '../values/sobject';
import type { Value } from '../values/value';
import type { Records } from './dml/records';
import { encode } from './sql/codec';
import type { SqlValue } from './sql/database';
import { completeId } from './sql/ids';
import { quoted, storedFields } from './sql/storage';

/** What a row holds, by field name. */
export type RowValues = Readonly<Record<string, Value>>;

const WHEN: ReadonlySet<string> = new Set(['CreatedDate', 'LastModifiedDate', 'SystemModstamp']);

export class SystemRows {
  constructor(
    private readonly schema: Schema,
    private readonly records: Records,
    private readonly nextId: (object: ObjectSchema) => string,
    private readonly now: () => number,
  ) {}

  /** Writes a row; answers its id, made by the org unless `values` has one. */
  insert(objectName: string, values: RowValues): string {
    const row = this.rowOf(this.objectOf(objectName), values);
    const id = row.id ?? this.nextId(row.object);
    row.id = id;
    for (const field of storedFields(row.object)) {
      if (row.rawField(field.name) !== null) continue;
      if (field.type === 'boolean') row.store(field.name, false);
      else if (WHEN.has(field.name)) row.store(field.name, new ApexDatetime(this.now()));
    }
    this.records.insert(row);
    return id;
  }

  update(objectName: string, id: string, values: RowValues): void {
    const row = this.rowOf(this.objectOf(objectName), values);
    const changed = storedFields(row.object).filter((field) => row.isSet(field.name) && field.name !== 'Id');
    row.id = completeId(id);
    this.records.update(row, changed);
  }

  delete(objectName: string, id: string): void {
    this.records.purge(this.objectOf(objectName), id);
  }

  get(objectName: string, id: string): SObjectValue | null {
    return this.records.find(this.objectOf(objectName), id);
  }

  /** Rows whose fields have these values, in order of id. */
  find(objectName: string, where: RowValues): SObjectValue[] {
    const object = this.objectOf(objectName);
    const conditions: string[] = [];
    const parameters: SqlValue[] = [];
    for (const [name, value] of Object.entries(where)) {
      const field = object.fields.get(name.toLowerCase());
      if (!field) throw new Error(`no field ${objectName}.${name}`);
      const encoded = encode(field, value);
      if (encoded === null) conditions.push(`${quoted(field.name)} IS NULL`);
      else conditions.push(`${quoted(field.name)} = ?${parameters.push(encoded)}`);
    }
    return this.records.where(object, conditions.length > 0 ? conditions.join(' AND ') : '1', parameters);
  }

  private rowOf(object: ObjectSchema, values: RowValues): SObjectValue {
    const row = new SObjectValue(object);
    for (const [field, value] of Object.entries(values)) row.store(field, value);
    return row;
  }

  private objectOf(name: string): ObjectSchema {
    const object = this.schema.object(name);
    if (!object) throw new Error(`no object ${name}`);
    return object;
  }
}
