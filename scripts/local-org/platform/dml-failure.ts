/** The DmlException of a statement the platform itself refuses, before the store sees it. */
import { apexException, type ApexException, type DmlFailure } from '../values/errors';
import type { SObjectValue } from '../values/sobject';
import type { DmlRowError, DmlRowResult, DmlVerb } from './services';

/** The result of a row that failed. */
export function failedRow(id: string | null, error: DmlRowError): DmlRowResult {
  return { id, success: false, created: false, errors: [error] };
}

/** `Insert failed. First exception on row 0; first error: CODE, message: [fields]`. */
export function dmlException(
  operation: DmlVerb | 'merge',
  records: readonly SObjectValue[],
  failures: ReadonlyMap<number, DmlRowError>,
): ApexException {
  const rows = [...failures].map(([index, error]) => ({
    index,
    id: records[index]?.id ?? null,
    message: error.message,
    statusCode: error.statusCode,
    fieldNames: error.fields,
    objectName: records[index]?.object.name ?? '',
  }));
  const first = rows[0];
  const where = first ? `${first.index}${first.id ? ` with id ${first.id}` : ''}` : '0';
  const verb = operation.charAt(0).toUpperCase() + operation.slice(1);
  const details: DmlFailure = { rows };
  return apexException(
    'System.DmlException',
    `${verb} failed. First exception on row ${where}; first error: ${first?.statusCode}, ${first?.message}: [${first?.fieldNames.join(', ') ?? ''}]`,
    details,
  );
}
