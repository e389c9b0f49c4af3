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
  return room.database.nested(() => {
    const results = mergeRows(room, master, duplicates, { ...options, allOrNone: true });
    const failure = results.find((result) => !result.success);
    return { value: failure ? duplicates.map(() => failure) : results, undo: failure !== undefined };
  });
}

/** One result a duplicate, or the failure of the master alone. */
function mergeRows(
  room: DmlRoom,
  master: SObjectValue,
  duplicates: readonly SObjectValue[],
  options: DmlOptions,
): RowResult[] {
  const { object } = master;
  for (const duplicate of duplicates) {
    if (duplicate.id !== null && master.id !== null) room.deletion.handOver(object, duplicate.id, master.id);
  }
  const results = new DmlStatement(room, 'delete', options).run(duplicates);
  const masterField = object.fields.get('masterrecordid');
  if (masterField) {
    const ids = duplicates.flatMap((each) => each.id ?? []);
    for (const row of room.records.findAll(object, ids).values()) {
      row.store(masterField.name, master.id);
      room.records.update(row, [masterField]);
    }
  }
  const saved = new DmlStatement(room, 'update', options).run([master]);
  return saved.some((result) => !result.success) ? saved : results;
}
