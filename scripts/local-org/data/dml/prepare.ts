/** Makes the rows a statement works on out of the records it was given. */
import { isTextType } from '../../schema/field-types';
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { equals } from '../../values/equality';
import { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { completeId } from '../sql/ids';
import { isStored } from '../sql/storage';
import { rowError } from './results';
import type { Work } from './work';

const AUDIT_FIELDS: ReadonlySet<string> = new Set([
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
]);

/** A new row with what the record brings. */
export function prepareInsert(work: Work): void {
  const { given } = work;
  if (given.id !== null) {
    work.errors.push(rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
    return;
  }
  work.row = new SObjectValue(given.object);
  const readOnly: string[] = [];
  for (const [field, value] of fieldsOf(given)) {
    if (field.name === 'Id') continue;
    if (!field.isCreateable) {
      // What `getOrgDefaults()` answers comes with them, and public suites insert it anew for somebody else.
      if (given.object.kind === 'customSetting' && AUDIT_FIELDS.has(field.name)) continue;
      if (value !== null && value !== false) readOnly.push(field.name);
    } else if (isStored(field)) work.row.store(field.name, blankAsNull(value));
  }
  if (readOnly.length > 0) work.errors.push(notWritable(readOnly));
}

/** The row that is there with what the record changes. Read-only fields that still have their value are no change. */
export function prepareUpdate(work: Work): void {
  const { given, old } = work;
  if (!old) return;
  work.row = old.duplicate();
  const readOnly: string[] = [];
  for (const [field, value] of fieldsOf(given)) {
    if (!isStored(field) || field.name === 'Id') continue;
    if (field.isUpdateable) work.row.store(field.name, blankAsNull(value));
    else if (value !== null && !equals(value, old.rawField(field.name))) readOnly.push(field.name);
  }
  if (readOnly.length > 0) work.errors.push(notWritable(readOnly));
}

function notWritable(fields: readonly string[]) {
  const message =
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify ` +
    `that it is read/write for your profile or permission set.`;
  return rowError('INVALID_FIELD_FOR_INSERT_UPDATE', message, fields);
}

function* fieldsOf(record: SObjectValue): Generator<[FieldSchema, Value]> {
  for (const [name, value] of record.populated()) {
    const field = record.object.fields.get(name.toLowerCase());
    if (field) yield [field, value];
  }
}

/** Empty text is stored as null. */
function blankAsNull(value: Value): Value {
  return value === '' ? null : value;
}

/** White space at either end; no-break spaces are none. */
const BLANKS = /^[\t-\r ]+|[\t-\r ]+$/g;

/**
 * Text fields are "never empty (only null)" and "never include leading and trailing whitespace" once they are stored.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
export function trimTexts(row: SObjectValue): void {
  for (const [field, value] of fieldsOf(row)) {
    if (typeof value !== 'string' || !isTextType(field.type) || !/^[\t-\r ]|[\t-\r ]$|^$/.test(value)) continue;
    row.store(field.name, blankAsNull(value.replace(BLANKS, '')));
  }
}

/** Finds the rows of a statement that works on rows that are there; missing ones are errors. */
export function findOld(
  verb: 'update' | 'delete' | 'undelete',
  object: ObjectSchema,
  works: readonly Work[],
  find: (object: ObjectSchema, ids: readonly string[]) => Map<string, SObjectValue>,
  isInRecycleBin: (id: string) => boolean,
): void {
  const ids = works.flatMap(({ given }) => (given.id === null ? [] : [completeId(given.id)]));
  const found = find(object, ids);
  for (const work of works) {
    const { id } = work.given;
    if (id === null) {
      const article = verb === 'update' || verb === 'undelete' ? 'an' : 'a';
      work.errors.push(rowError('MISSING_ARGUMENT', `Id not specified in ${article} ${verb} call`));
      continue;
    }
    const old = found.get(completeId(id)) ?? null;
    const isDeleted = old?.rawField('IsDeleted') === true;
    if (!old) work.errors.push(rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
    else if (verb === 'undelete' && !(isDeleted && isInRecycleBin(id)))
      work.errors.push(rowError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
    else if (verb !== 'undelete' && isDeleted) work.errors.push(rowError('ENTITY_IS_DELETED', 'entity is deleted'));
    else {
      work.old = old;
      work.row = old.duplicate();
    }
  }
}
