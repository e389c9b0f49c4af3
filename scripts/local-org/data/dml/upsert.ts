/**
 * Upsert: updates the rows that are there and inserts the others.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_upsert.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import type { SObjectValue } from '../../values/sobject';
import { UnsupportedError } from '../../values/errors';
import { toText } from '../../values/operations';
import type { Value } from '../../values/value';
import { isKey, KeyMatches } from './keys';
import { rowError, type RowError, type RowResult } from './results';
import type { DmlRoom } from './room';
import { DmlStatement, type DmlOptions } from './statement';

export interface UpsertOptions extends DmlOptions {
  /** The field rows are found by; null is Id. */
  readonly externalIdField: string | null;
}

/** One result a record, in order. With `allOrNone` and a failure nothing is kept. */
export function upsert(room: DmlRoom, records: readonly SObjectValue[], options: UpsertOptions): RowResult[] {
  const results = new Map<SObjectValue, RowResult>();
  const found =
    options.externalIdField === null ? foundById(records) : foundByKey(room, records, options.externalIdField, options);
  const inserts: SObjectValue[] = [];
  const updates: SObjectValue[] = [];
  for (const record of records) {
    const id = found.get(record);
    if (id === undefined) inserts.push(record);
    else if (typeof id === 'string') updates.push(record);
    else results.set(record, { id: null, success: false, created: false, errors: [id] });
  }
  const withoutId = updates.filter((record) => record.id === null);
  for (const record of updates) record.id = found.get(record) as string;
  const run = (verb: 'insert' | 'update', rows: SObjectValue[]): void => {
    new DmlStatement(room, verb, options).run(rows).forEach((result, index) => {
      const record = rows[index];
      if (record) results.set(record, { ...result, created: verb === 'insert' && result.success });
    });
  };
  let isUndone = true;
  try {
    return room.database.nested(() => {
      run('insert', inserts);
      run('update', updates);
      const inOrder = records.flatMap((record) => results.get(record) ?? []);
      isUndone = options.allOrNone && inOrder.some((result) => !result.success);
      return { value: inOrder, undo: isUndone };
    });
  } finally {
    // Records keep the ids of what was saved, and of nothing else.
    if (isUndone) for (const record of inserts) record.id = null;
    for (const record of withoutId) if (isUndone || !results.get(record)?.success) record.id = null;
  }
}

function foundById(records: readonly SObjectValue[]): Map<SObjectValue, string | RowError> {
  return new Map(
    records.flatMap((record): [SObjectValue, string][] => (record.id === null ? [] : [[record, record.id]])),
  );
}

/** The ids of the rows that have the records' keys; an error for keys that name no row or several. */
function foundByKey(
  room: DmlRoom,
  records: readonly SObjectValue[],
  name: string,
  options: DmlOptions,
): Map<SObjectValue, string | RowError> {
  const answers = new Map<SObjectValue, string | RowError>();
  const byObject = new Map<ObjectSchema, SObjectValue[]>();
  for (const record of records) {
    const known = byObject.get(record.object);
    if (known) known.push(record);
    else byObject.set(record.object, [record]);
  }
  for (const [object, rows] of byObject) {
    const field = object.fields.get(name.toLowerCase());
    // The compiler refuses such fields where it sees them; no page says what happens to those it does not.
    if (!field || !isKey(object, field))
      throw new UnsupportedError(`upsert of ${object.name} by ${name}, which is no key`);
    if (field.name === 'Id') for (const [record, id] of foundById(rows)) answers.set(record, id);
    else if (!field.isUnique && field.isExternalId && !options.user.viewAll(object))
      throw new UnsupportedError(`upsert by ${object.name}.${name}, which is not unique, without View All Data`);
    else findRows(room, object, field, rows, answers);
  }
  return answers;
}

function findRows(
  room: DmlRoom,
  object: ObjectSchema,
  field: FieldSchema,
  records: readonly SObjectValue[],
  answers: Map<SObjectValue, string | RowError>,
): void {
  const valueOf = (record: SObjectValue): Value => record.rawField(field.name);
  const matches = new KeyMatches(field, object, room.records, records.map(valueOf));
  for (const record of records) {
    const value = valueOf(record);
    const found = matches.idsOf(value);
    if (value === null || value === '')
      answers.set(record, rowError('MISSING_ARGUMENT', `${field.name} not specified`));
    // "If the key is matched multiple times, then an error is generated and the object record is neither inserted or updated."
    else if (matches.timesOf(value) > 1)
      answers.set(
        record,
        rowError('DUPLICATE_VALUE', `Duplicate external id specified: ${toText(value)}`, [field.name]),
      );
    else if (found.length > 1) {
      const message = `more than one record found for external id field: [${found.join(', ')}]`;
      answers.set(record, rowError('DUPLICATE_EXTERNAL_ID', message));
    } else if (found[0] !== undefined) answers.set(record, found[0]);
  }
}
