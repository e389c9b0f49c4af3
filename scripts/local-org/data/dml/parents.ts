/**
 * Parents that are named by an external id: `new Contact(Account = new Account(Key__c = 'x'))`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_nested_object.htm
 */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { toText } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { referenceField } from '../soql/resolve';
import { isKey, KeyMatches } from './keys';
import type { Records } from './records';
import { rowError, type RowError } from './results';
import type { Work } from './work';

/** Sets the references of a row; what is wrong with its parents is the row's error. */
export function resolveParents(schema: Schema, records: Records, work: Work): void {
  const { given, row, errors } = work;
  for (const [name, parent] of given.populated()) {
    // A parent with an id came with the row from a query.
    if (!(parent instanceof SObjectValue) || parent.id !== null) continue;
    const reference = referenceField(given.object, name);
    const object = schema.object(parent.object.name);
    if (!reference || !object) continue;
    const found = parentId(object, parent, records);
    if (found === null) continue;
    if (typeof found !== 'string') errors.push(found);
    else if (given.rawField(reference.name) !== null) errors.push(bothGiven(name, reference));
    else row.store(reference.name, found);
  }
}

/** Null where the parent has no values at all: it says nothing. */
function parentId(object: ObjectSchema, parent: SObjectValue, records: Records): string | RowError | null {
  const values = valuesOf(parent);
  const [only] = values;
  if (!only) return null;
  if (values.length > 1)
    return rowError(
      'INVALID_FIELD',
      `More than 1 field provided in an external foreign key reference in entity: ${object.name}`,
    );
  const [field, value] = only;
  if (!isKey(object, field))
    return rowError('INVALID_FIELD', `${field.name} is not an External ID or indexed field for ${object.name}`);
  const ids = new KeyMatches(field, object, records, [value]).idsOf(value);
  if (ids.length === 1 && ids[0] !== undefined) return ids[0];
  const found = ids.length === 0 ? 'not found' : 'found more than once';
  const message = `Foreign key external ID: ${toText(value)} ${found} for field ${field.name} in entity ${object.name}`;
  return rowError('INVALID_FIELD', message);
}

function valuesOf(parent: SObjectValue): [FieldSchema, Value][] {
  return [...parent.populated()].flatMap(([name, value]): [FieldSchema, Value][] => {
    const field = parent.object.fields.get(name.toLowerCase());
    return field && value !== null ? [[field, value]] : [];
  });
}

function bothGiven(relationship: string, reference: FieldSchema): RowError {
  const message = `Cannot specify both an external ID reference ${relationship} and a salesforce id, ${reference.name}`;
  return rowError('INVALID_FIELD', message);
}
