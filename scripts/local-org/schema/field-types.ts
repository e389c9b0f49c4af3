/** What the types of fields come to in Apex and in the metadata files. */

import type { FieldSchema, FieldType } from './model';

/** The Apex types a field's value can have. */
export type ApexFieldType =
  | 'Id'
  | 'String'
  | 'Boolean'
  | 'Integer'
  | 'Long'
  | 'Decimal'
  | 'Date'
  | 'Datetime'
  | 'Time'
  | 'Blob'
  | 'Address'
  | 'Location'
  | 'Object';

/**
 * Number, currency and percent fields are Decimal in Apex, whatever their scale; Integer is for the `int` fields of standard objects.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm
 */
const APEX_TYPES: Readonly<Record<FieldType, ApexFieldType>> = {
  id: 'Id',
  reference: 'Id',
  string: 'String',
  textarea: 'String',
  email: 'String',
  phone: 'String',
  url: 'String',
  picklist: 'String',
  multipicklist: 'String',
  combobox: 'String',
  encryptedstring: 'String',
  boolean: 'Boolean',
  integer: 'Integer',
  long: 'Long',
  double: 'Decimal',
  currency: 'Decimal',
  percent: 'Decimal',
  date: 'Date',
  datetime: 'Datetime',
  time: 'Time',
  base64: 'Blob',
  address: 'Address',
  location: 'Location',
  anytype: 'Object',
};

/** Setup entities whose "ids" are durable names, so that references to them are text. */
const NAMED_BY_TEXT = new Set(['EntityDefinition', 'FieldDefinition', 'EntityParticle']);

/**
 * The name of the Apex type a field is read and written as. Give the field itself where there is one: references to
 * `EntityDefinition` and `FieldDefinition` are text.
 */
export function apexTypeOf(field: FieldType | FieldSchema): ApexFieldType {
  if (typeof field === 'string') return APEX_TYPES[field];
  if (
    field.type === 'reference' &&
    field.referenceTo.length > 0 &&
    field.referenceTo.every((to) => NAMED_BY_TEXT.has(to))
  )
    return 'String';
  return APEX_TYPES[field.type];
}

const NEVER_GROUPED: ReadonlySet<FieldType> = new Set([
  'base64',
  'encryptedstring',
  'multipicklist',
  'location',
  'address',
  'double',
  'currency',
  'percent',
  'datetime',
  'time',
]);

/**
 * Whether `GROUP BY` may name the field. Of formula fields only checkboxes and dates may be grouped.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby_considerations.htm
 */
export function isGroupable(field: FieldSchema): boolean {
  if (NEVER_GROUPED.has(field.type) || field.isLongText || field.isHtml || field.isAutoNumber) return false;
  return (field.formula === null || field.type === 'boolean' || field.type === 'date') && field.summary === undefined;
}

const UNSORTABLE: ReadonlySet<FieldType> = new Set([
  'base64',
  'encryptedstring',
  'multipicklist',
  'location',
  'address',
]);

/** Whether a query may order its rows by the field. */
export function isSortable(field: FieldSchema): boolean {
  return !UNSORTABLE.has(field.type) && !field.isLongText && !field.isHtml;
}

/** Whether the type holds text of a limited length. */
export function isTextType(type: FieldType): boolean {
  return APEX_TYPES[type] === 'String';
}
