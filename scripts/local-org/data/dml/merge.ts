/**
 * Merge: duplicates go, what belonged to them belongs to the master.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_merge.htm
 */
import { UnsupportedError } from '../../values/errors';
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
  // The compiler refuses what it sees; no page says what happens to the rest.
  if (!MERGEABLE.has(object.name)) throw new UnsupportedError(`merge of ${object.name}`);
  if (duplicates.length > MOST_DUPLICATES) throw new UnsupportedError(`merge of more than ${MOST_DUPLICATES} records`);
  if (duplicates.some((each) => each.object !== object || each.id === null || each.id === master.id))
    throw new UnsupportedError('merge of a record with itself, or with what it cannot be merged with');
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
  const results = new DmlStatement(room, 'delete', { ...options, winner: master.id ?? '' }).run(duplicates);
  const saved = new DmlStatement(room, 'update', options).run([master]);
  return saved.some((result) => !result.success) ? saved : results;
}
