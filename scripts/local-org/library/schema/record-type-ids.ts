/** Ids of record types: those of the RecordType rows the org keeps. */
import { current } from '../../platform/current';
import type { ObjectSchema } from '../../schema/model';
import { systemRows } from './system-rows';

/** @throws Error when the org has no such record type: a mistake of the local org */
export function recordTypeIdOf(object: ObjectSchema, developerName: string): string {
  const recordType = current().org.schema.object('RecordType');
  const rows = recordType ? systemRows(recordType, 'SobjectType', object.name) : [];
  const row = rows.find((each) => each.rawField('DeveloperName') === developerName);
  if (!row?.id) throw new Error(`the org has no row for record type ${object.name}.${developerName}`);
  return row.id;
}
