/**
 * Merge: duplicates go, what belonged to them belongs to the master.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_merge.htm
 */
import { apexException } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import type { RowResult } from './results';
import type { DmlRoom } from './room';
import { DmlStatement, type DmlOptions } from './statement';

const MERGEABLE = new Set(['Account', 'Case', 'Contact', 'Lead']);
const MOST_DUPLICATES = 2;

/** One result a duplicate. Either everything is done or nothing. */
export function merge(
  room: DmlRoom,
  master: SObjectValue,
  duplicates: readonly SObjectValue[],
  options: DmlOptions,
): RowResult[] {
  const { object } = master;
  if (!MERGEABLE.has(object.name)) {
    throw apexException(
      'System.DmlException',
      `Merge failed. First exception on row 0; first error: INVALID_OPERATION, ${object.name} cannot be merged: []`,
    );
  }
  if (duplicates.length > MOST_DUPLICATES) {
    throw apexException('System.ListException', `Only ${MOST_DUPLICATES} records can be merged into another`);
  }
  const mark = room.database.savepoint();
  for (const duplicate of duplicates) {
    if (duplicate.id !== null && master.id !== null) room.deletion.handOver(object, duplicate.id, master.id);
  }
  const strict = { ...options, allOrNone: true };
  const results = new DmlStatement(room, 'delete', strict).run(duplicates);
  const masterField = object.fields.get('masterrecordid');
  if (masterField) {
    for (const row of room.records
      .findAll(
        object,
        duplicates.flatMap((each) => each.id ?? []),
      )
      .values()) {
      row.store(masterField.name, master.id);
      room.records.update(row, [masterField]);
    }
  }
  const [saved] = new DmlStatement(room, 'update', strict).run([master]);
  const failure = saved && !saved.success ? saved : results.find((result) => !result.success);
  if (failure) room.database.rollbackTo(mark);
  room.database.release(mark);
  return failure ? duplicates.map(() => ({ ...failure, success: false })) : results;
}
