/** Makes fields with everything that is not said at its usual value. */

import type { ChildRelationship, FieldSchema, FieldType, ObjectSchema, PicklistValue } from './model';

const DEFAULT_LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  textarea: 255,
  email: 80,
  phone: 40,
  url: 255,
  picklist: 255,
  multipicklist: 4099,
  combobox: 255,
  encryptedstring: 175,
};

const DEFAULT_NUMBERS: Partial<Record<FieldType, readonly [precision: number, scale: number]>> = {
  double: [18, 2],
  currency: [18, 2],
  percent: [5, 2],
};

/** A field of that name and type; `details` says what is unusual about it. */
export function makeField(name: string, type: FieldType, details: Partial<FieldSchema> = {}): FieldSchema {
  const [precision, scale] = DEFAULT_NUMBERS[type] ?? [0, 0];
  return {
    name,
    label: labelFromName(name, type),
    type,
    isCustom: false,
    length: DEFAULT_LENGTHS[type] ?? 0,
    precision,
    scale,
    isRequired: false,
    isUnique: false,
    isCaseSensitive: false,
    isExternalId: false,
    isNameField: false,
    isAutoNumber: false,
    displayFormat: null,
    isHtml: false,
    isLongText: false,
    formula: null,
    defaultValue: null,
    picklistValues: [],
    isRestrictedPicklist: false,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    isMasterDetail: false,
    deleteConstraint: null,
    isCreateable: true,
    isUpdateable: true,
    isFilterable: true,
    isSystem: false,
    description: null,
    inlineHelpText: null,
    ...details,
  };
}

/** A picklist value that is its own label. */
export function makePicklistValue(value: string, details: Partial<PicklistValue> = {}): PicklistValue {
  return { value, label: value, isActive: true, isDefault: false, ...details };
}

/** Fields keyed by lower-case name, in the order given; a later one of the same name replaces the earlier. */
export function fieldMap(fields: Iterable<FieldSchema>): Map<string, FieldSchema> {
  const map = new Map<string, FieldSchema>();
  for (const field of fields) map.set(field.name.toLowerCase(), field);
  return map;
}

/** `BillingCity` → `Billing City`, `AccountId` → `Account ID`. */
export function labelFromName(name: string, type: FieldType): string {
  const words = name.replace(/([a-z0-9])(?=[A-Z])/g, '$1 ').replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ');
  return type === 'reference' && words.endsWith(' Id') ? `${words.slice(0, -3)} ID` : words;
}

/** The relationship a reference field is for its parent. */
export function childRelationshipOf(object: string, field: FieldSchema): ChildRelationship {
  return {
    name: field.childRelationshipName,
    childObject: object,
    field: field.name,
    cascadeDelete: field.deleteConstraint === 'cascade',
  };
}

/** An object of that name; `details` says what is unusual about it. */
export function makeObject(
  name: string,
  details: Partial<ObjectSchema> & Pick<ObjectSchema, 'kind' | 'fields'>,
): ObjectSchema {
  const label = details.label ?? name.replace(/__\w+$/, '').replace(/_/g, ' ');
  return {
    name,
    label,
    pluralLabel: label,
    keyPrefix: '',
    childRelationships: [],
    recordTypes: [],
    validationRules: [],
    fieldSets: [],
    sharingModel: 'readWrite',
    publishBehavior: null,
    customSettingsType: null,
    isCreateable: true,
    isUpdateable: true,
    isDeletable: true,
    isQueryable: true,
    isSetupObject: false,
    description: null,
    ...details,
  };
}
