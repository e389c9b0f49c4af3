/** Exceptions of DML statements. */
import { apexException, type ApexException, type DmlFailure } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import { type RowError, type RowResult, rowError } from './results';

/** A row's result with the errors that count for the exception. */
interface FailedRow {
  readonly index: number;
  readonly record: SObjectValue;
  readonly errors: readonly RowError[];
}

/** Where a user may not write fields, the statement says so as a whole; the fields are in the rows. */
export const INACCESSIBLE_FIELDS = 'Operation failed due to fields being inaccessible on Sobject';

/**
 * `Insert failed. First exception on row 0; first error: CODE, message: [fields]`
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_exceptions.htm
 */
export function dmlException(
  verb: string,
  records: readonly SObjectValue[],
  results: readonly RowResult[],
): ApexException {
  const failed = results.flatMap((result, index): FailedRow[] => {
    const record = records[index];
    return record && result.errors.length > 0 ? [{ index, record, errors: result.errors }] : [];
  });
  const details: DmlFailure = {
    rows: failed.flatMap(({ index, record, errors }) =>
      errors.map((error) => ({
        index,
        id: record.id,
        message: error.message,
        statusCode: error.statusCode,
        fieldNames: error.fields,
        objectName: record.object.name,
      })),
    ),
  };
  const [row] = failed;
  const [error] = row?.errors ?? [];
  if (!row || !error) return apexException('System.DmlException', `${capitalised(verb)} failed.`, details);
  if (error.message.startsWith(INACCESSIBLE_FIELDS))
    return apexException('System.DmlException', error.message, details);
  const where = row.record.id === null ? `row ${row.index}` : `row ${row.index} with id ${row.record.id}`;
  const text = `${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`;
  return apexException(
    'System.DmlException',
    `${capitalised(verb)} failed. First exception on ${where}; first error: ${text}`,
    details,
  );
}

function capitalised(verb: string): string {
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}

/** The error rows get from a trigger that stopped them; null when the failure is none of theirs (limits, missing features). */
export function triggerError(error: unknown): RowError | null {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'string') return null;
  return rowError(error.statusCode, error.message);
}

/** Refuses lists that no statement takes. @throws System.ListException */
export function checkList(verb: string, records: readonly (SObjectValue | null)[]): void {
  const ids = new Set<string>();
  const seen = new Set<SObjectValue>();
  records.forEach((record, index) => {
    if (record === null)
      throw apexException('System.ListException', `DML statement found null SObject at position ${index}`);
    // No page says so; the wording is that of public reports.
    if (seen.has(record) && (verb === 'insert' || verb === 'upsert')) {
      const message = 'Before Insert or Upsert list must not have two identically equal elements';
      throw apexException('System.ListException', message);
    }
    seen.add(record);
    if (record.id === null || verb === 'insert') return;
    if (ids.has(record.id)) throw apexException('System.ListException', `Duplicate id in list: ${record.id}`);
    ids.add(record.id);
  });
}
