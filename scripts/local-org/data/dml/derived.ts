/**
 * Fields the org works out of others when a row is saved: full names, and what a status says.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm
 */
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';

type Derivation = (row: SObjectValue) => Value;

const status =
  (field: string, ...closed: readonly string[]): Derivation =>
  (row) =>
    closed.some((each) => each === row.rawField(field));

/** By object and field. Statuses are those an org is delivered with. */
const DERIVED: Readonly<Record<string, Readonly<Record<string, Derivation>>>> = {
  Opportunity: {
    IsClosed: status('StageName', 'Closed Won', 'Closed Lost'),
    IsWon: status('StageName', 'Closed Won'),
  },
  Case: { IsClosed: status('Status', 'Closed') },
  Task: { IsClosed: status('Status', 'Completed') },
  Lead: { IsConverted: (row) => row.rawField('IsConverted') === true },
};

/** Writes the row's derived fields. */
export function derive(row: SObjectValue): void {
  const { object } = row;
  if (object.fields.get('name')?.isCreateable === false && object.fields.has('lastname')) {
    const parts = [row.rawField('FirstName'), row.rawField('LastName')].filter(
      (part) => typeof part === 'string' && part !== '',
    );
    row.store('Name', parts.length > 0 ? parts.join(' ') : null);
  }
  for (const [field, value] of Object.entries(DERIVED[object.name] ?? {})) {
    if (object.fields.has(field.toLowerCase())) row.store(field, value(row));
  }
}
