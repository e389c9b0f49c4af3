/** How the fields of an object are kept in its table. */
import { apexTypeOf } from '../../schema/field-types';
import type { FieldSchema, ObjectSchema } from '../../schema/model';

/**
 * - `id`: 18 characters, compared as they are.
 * - `text` compares without regard to case (SOQL's rule), `exactText` with (case-sensitive fields).
 * - `decimal`: the value times 10^scale; an integer when that is exact, otherwise a float. The platform keeps digits
 *   beyond the field's scale: https://help.salesforce.com/s/articleView?id=000387302
 * - `date` as `2026-11-23`, `datetime` as milliseconds since 1970, `time` as milliseconds since midnight.
 * - `none`: nothing is kept (compound fields, formulas, roll-up summaries).
 */
export type Storage =
  | 'id'
  | 'text'
  | 'exactText'
  | 'boolean'
  | 'integer'
  | 'long'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'time'
  | 'blob'
  | 'none';

/** How a value of this type is kept, whether or not the field is stored (formula fields have a type, too). */
export function typeStorage(field: FieldSchema): Storage {
  switch (field.type) {
    case 'id':
      return 'id';
    case 'reference':
      return apexTypeOf(field) === 'String' ? 'text' : 'id';
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'integer';
    case 'long':
      return 'long';
    case 'double':
    case 'currency':
    case 'percent':
      return 'decimal';
    case 'date':
    case 'datetime':
    case 'time':
      return field.type;
    case 'base64':
      return 'blob';
    case 'address':
    case 'location':
      return 'none';
    default:
      return field.isCaseSensitive ? 'exactText' : 'text';
  }
}

/** Whether the field has a column. */
export function isStored(field: FieldSchema): boolean {
  return field.formula === null && !field.summary && typeStorage(field) !== 'none';
}

/** The declared type and collation of the field's column. Numbers have no affinity, so that they stay as written. */
export function columnType(field: FieldSchema): string {
  switch (typeStorage(field)) {
    case 'text':
      return 'TEXT COLLATE NOCASE';
    case 'id':
    case 'exactText':
    case 'date':
      return 'TEXT';
    default:
      return '';
  }
}

/** An identifier as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const storedFieldsOf = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

/** The fields of an object that have a column, in declaration order. */
export function storedFields(object: ObjectSchema): readonly FieldSchema[] {
  let fields = storedFieldsOf.get(object);
  if (!fields) storedFieldsOf.set(object, (fields = [...object.fields.values()].filter(isStored)));
  return fields;
}

/** Whether deleted rows stay in the recycle bin; those of other objects are gone at once. */
export function hasRecycleBin(object: ObjectSchema): boolean {
  return object.fields.has('isdeleted');
}
