/**
 * Which record type a record may be given: an active one of its object that the user has.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_recordtype.htm
 */
import type { ObjectSchema, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SecurityUser } from '../access';
import { completeId } from '../sql/ids';
import type { Records } from './records';
import { rowError } from './results';
import { alive, type Work } from './work';

const FIELD = 'RecordTypeId';

/** What a record has that was given no record type. */
const MASTER = '012000000000000';

/** @throws UnsupportedError where profiles or the values of picklists decide, which the local org does not know */
export function checkRecordTypes(schema: Schema, records: Records, user: SecurityUser, works: readonly Work[]): void {
  const object = works[0]?.row.object;
  const recordType = schema.object('RecordType');
  const field = object?.fields.get(FIELD.toLowerCase());
  if (!object || !recordType || !field) return;
  const changing = alive(works).filter((work) => work.changed.includes(field));
  const ids = changing.flatMap((work) => idOf(work) ?? []);
  const rows = records.findAll(recordType, [...new Set(ids)]);
  for (const work of changing) {
    const id = idOf(work);
    if (id === null) continue;
    if (id.startsWith(MASTER)) throw new UnsupportedError('the master record type in DML');
    const row = rows.get(id);
    const isUsable = row?.rawField('SobjectType') === object.name && row.rawField('IsActive') === true;
    if (isUsable) checkKnown(object, String(row.rawField('DeveloperName')), user, work);
    else
      work.errors.push(
        rowError('INVALID_CROSS_REFERENCE_KEY', `${field.label}: this ID value isn't valid for the user: ${id}`, [
          FIELD,
        ]),
      );
  }
}

/** Ids of something else are refused as in all references. */
function idOf({ row }: Work): string | null {
  const id = row.rawField(FIELD);
  return typeof id === 'string' && id.startsWith('012') ? completeId(id) : null;
}

/** What is valid for sure, and no more. */
function checkKnown(object: ObjectSchema, name: string, user: SecurityUser, work: Work): void {
  if (user.seesRecordType(object, name) === null)
    throw new UnsupportedError(`record type ${object.name}.${name} for users whom no permission set shows it`);
  const { picklists = [] } = object.recordTypes.find((each) => each.name === name) ?? {};
  for (const picklist of picklists) {
    const field = object.fields.get(picklist.field.toLowerCase());
    if (!field) continue;
    const value = work.row.rawField(field.name);
    if (work.old === null && !work.given.isSet(field.name) && value !== picklist.defaultValue)
      throw new UnsupportedError(`default of ${object.name}.${field.name} by record type`);
    if (field.isRestrictedPicklist && typeof value === 'string' && !picklist.values.includes(value))
      throw new UnsupportedError(`values of ${object.name}.${field.name} by record type`);
  }
}
