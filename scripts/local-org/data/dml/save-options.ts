/**
 * What `Database.DMLOptions` ask of a save, whether for the statement or for one record.
 * Options for duplicate rules and for emails change nothing here, where neither runs.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_database_dmloptions.htm
 */
import type { FieldSchema, FieldType, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SaveOptions, SObjectValue } from '../../values/sobject';

/** Assignment rules are for these alone. */
const ASSIGNED_BY_RULE = new Set(['Case', 'Lead']);

/** https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_allowfieldtruncation.htm */
const CUT = new Set<FieldType>([
  'string',
  'textarea',
  'email',
  'phone',
  'picklist',
  'multipicklist',
  'encryptedstring',
]);

/** @throws UnsupportedError for an option that would have an effect on an org and has none here */
export function checkSaveOptions(
  schema: Schema,
  record: SObjectValue,
  statement: { readonly allOrNone: boolean; readonly saveOptions: SaveOptions | null },
): void {
  const options = statement.saveOptions ?? record.saveOptions;
  if (!options) return;
  // No page says whose word counts where a record and its statement differ.
  if (options.optAllOrNone !== null && options.optAllOrNone !== statement.allOrNone)
    throw new UnsupportedError('SObject.setOptions with another optAllOrNone than the statement has');
  if (options.localeName !== null) throw new UnsupportedError('Database.DMLOptions.localeOptions');
  const { name } = record.object;
  const { assignmentRule } = options;
  if (assignmentRule === null || !ASSIGNED_BY_RULE.has(name)) return;
  // Without rules there is no default one; an id names one that this org does not know.
  if (assignmentRule !== 'default' || schema.assignmentRules?.includes(name))
    throw new UnsupportedError('Database.DMLOptions.assignmentRuleHeader');
}

/** Text is cut where it would be refused. */
export function truncate(row: SObjectValue, fields: readonly FieldSchema[]): void {
  for (const field of fields) {
    const value = row.rawField(field.name);
    if (typeof value === 'string' && field.length > 0 && CUT.has(field.type))
      row.store(field.name, value.slice(0, field.length));
  }
}
