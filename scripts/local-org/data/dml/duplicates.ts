/** Unique fields: one look-up a field for all rows of a chunk. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { encode } from '../sql/codec';
import type { SqlValue } from '../sql/database';
import { isStored, typeStorage } from '../sql/storage';
import { fold } from '../sql/text';
import type { Records } from './records';
import { rowError, type RowError } from './results';
import { alive, type Work } from './work';

export function checkDuplicates(object: ObjectSchema, records: Records, works: readonly Work[]): void {
  for (const field of object.fields.values()) {
    if (isUnique(object, field)) checkField(object, field, records, works);
  }
}

/** A hierarchy custom setting has one row for each user, profile and organization. */
function isUnique(object: ObjectSchema, field: FieldSchema): boolean {
  if (object.customSettingsType === 'hierarchy' && field.name === 'SetupOwnerId') return true;
  return field.isUnique && isStored(field) && field.name !== 'Id';
}

function checkField(object: ObjectSchema, field: FieldSchema, records: Records, works: readonly Work[]): void {
  const key = (value: SqlValue): SqlValue =>
    typeStorage(field) === 'text' ? fold(value) : typeof value === 'bigint' ? String(value) : value;
  const given = alive(works).flatMap((work) => {
    const value = work.changed.includes(field) ? encode(field, work.row.rawField(field.name)) : null;
    return value === null ? [] : [{ work, value }];
  });
  if (given.length === 0) return;
  const taken = new Map<SqlValue, string>();
  for (const [value, id] of records.idsByValues(
    object,
    field,
    given.map((each) => each.value),
  ))
    taken.set(key(value), id);
  // A row of the same statement may give up the value another takes.
  const leaving = new Set(given.flatMap(({ work }) => work.row.id ?? []));
  const seen = new Set<SqlValue>();
  for (const { work, value } of given) {
    const other = taken.get(key(value));
    if (other !== undefined && other !== work.row.id && !leaving.has(other))
      work.errors.push(duplicate(object, field, other));
    else if (seen.has(key(value))) work.errors.push(duplicate(object, field, null));
    seen.add(key(value));
  }
}

/** Two rows of one statement do not know each other's id yet. */
function duplicate(object: ObjectSchema, field: FieldSchema, id: string | null): RowError {
  if (object.name === 'User' && field.name === 'Username') {
    const message =
      'Duplicate Username.The username already exists in this or another Salesforce organization. ' +
      'Usernames must be unique across all Salesforce organizations.';
    return rowError('DUPLICATE_USERNAME', message, ['Username']);
  }
  const message =
    id === null
      ? 'duplicate value found: <unknown> duplicates value on record with id: <unknown>'
      : `duplicate value found: ${field.name} duplicates value on record with id: ${id.slice(0, 15)}`;
  return rowError('DUPLICATE_VALUE', message);
}
