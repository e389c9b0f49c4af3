import { isKey } from '../../data/dml/keys';
import { current } from '../../platform/current';
import { isGroupable, isSortable } from '../../schema/field-types';
import type { FieldSchema, FieldType, ObjectSchema, PicklistValue } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { Value } from '../../values/value';
import { listOf } from '../collections';
import { libraryClass } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';
import { PicklistEntry } from './picklist-entry';
import { sobjectFieldToken, sobjectTypeToken } from './tokens';
import { unsupportedIn } from '../unsupported';

/** A `Schema.DescribeFieldResult`. */
export class DescribeFieldResult extends PlatformObject {
  protected readonly typeName = 'Schema.DescribeFieldResult';

  constructor(
    readonly object: ObjectSchema,
    readonly field: FieldSchema,
  ) {
    super();
  }

  /** Whether the running user may read it: the Id always, system fields with the object, others as granted. */
  get isAccessible(): boolean {
    return current().user.canReadField(this.object, this.field);
  }

  get isCreateable(): boolean {
    const { user } = current();
    return this.field.isCreateable && user.canCreate(this.object) && user.canEditField(this.object, this.field);
  }

  get isUpdateable(): boolean {
    const { user } = current();
    return this.field.isUpdateable && user.canEdit(this.object) && user.canEditField(this.object, this.field);
  }

  override toApexText(): string {
    return `Schema.DescribeFieldResult[getName=${this.field.name};getType=${this.field.type.toUpperCase()};]`;
  }
}

/** How the API carries a type: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_fields_describe.htm */
const SOAP_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'ID',
  reference: 'ID',
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  long: 'LONG',
  double: 'DOUBLE',
  currency: 'DOUBLE',
  percent: 'DOUBLE',
  date: 'DATE',
  datetime: 'DATETIME',
  time: 'TIME',
  base64: 'BASE64BINARY',
  address: 'ADDRESS',
  location: 'LOCATION',
  anytype: 'ANYTYPE',
};

/** The values of some standard picklists (locales, time zones) are the platform's own, and are not known here. */
function picklistValues(object: ObjectSchema, field: FieldSchema): readonly PicklistValue[] {
  if (field.type === 'picklist' && !field.isCustom && field.picklistValues.length === 0)
    throw new UnsupportedError(`DescribeFieldResult.getPicklistValues of ${object.name}.${field.name}`);
  return field.picklistValues;
}

const NUMBERS: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent']);
type Self = DescribeFieldResult;
const unsupported = unsupportedIn('DescribeFieldResult');

/** `Schema.DescribeFieldResult`. */
export const describeFieldResultClass = libraryClass(
  'Schema.DescribeFieldResult',
  withProperties(
    {
      'Integer getByteLength()': ({ field }: Self) => field.length * 3,
      'String getCalculatedFormula()': ({ field }: Self) => field.formula,
      'String getCompoundFieldName()': ({ object, field }: Self) => compoundOf(object, field)?.name ?? null,
      'Schema.SObjectField getController()': ({ object, field }: Self) => {
        const controlling = object.fields.get(field.controllingField?.toLowerCase() ?? '');
        return controlling ? sobjectFieldToken(object, controlling) : null;
      },
      'Object getDefaultValue()': ({ field }: Self) => defaultValue(field),
      'String getDefaultValueFormula()': ({ field }: Self) => (field.type === 'boolean' ? null : field.defaultValue),
      'Integer getDigits()': digits,
      'String getInlineHelpText()': ({ field }: Self) => field.inlineHelpText,
      'String getLabel()': ({ field }: Self) => field.label,
      'Integer getLength()': ({ field }: Self) => (NUMBERS.has(field.type) ? 0 : field.length),
      'String getLocalName()': ({ field }: Self) => field.name,
      'String getName()': ({ field }: Self) => field.name,
      'List<Schema.PicklistEntry> getPicklistValues()': ({ object, field }: Self) =>
        listOf(
          'Schema.PicklistEntry',
          picklistValues(object, field).map(
            (each) => new PicklistEntry(each, (field.controllingField ?? null) !== null),
          ),
        ),
      'Integer getPrecision()': ({ field }: Self) => (NUMBERS.has(field.type) ? field.precision : 0),
      'String getReferenceTargetField()': () => null,
      'List<Schema.SObjectType> getReferenceTo()': ({ field }: Self) => {
        const { schema } = current().org;
        const objects = field.referenceTo.map((name) => schema.object(name)).filter((object) => object !== null);
        return listOf('Schema.SObjectType', objects.map(sobjectTypeToken));
      },
      'String getRelationshipName()': ({ field }: Self) => field.relationshipName,
      'Integer getRelationshipOrder()': ({ field }: Self) => field.relationshipOrder ?? null,
      'Integer getScale()': ({ field }: Self) => field.scale,
      'Schema.SOAPType getSOAPType()': ({ field }: Self) =>
        enumValue('Schema.SOAPType', SOAP_TYPES[field.type] ?? 'STRING'),
      'Schema.SObjectField getSObjectField()': ({ object, field }: Self) => sobjectFieldToken(object, field),
      'Schema.SObjectType getSObjectType()': ({ object }: Self) => sobjectTypeToken(object),
      'Schema.DisplayType getType()': ({ field }: Self) => enumValue('Schema.DisplayType', field.type.toUpperCase()),
      'Boolean isAccessible()': (self: Self) => self.isAccessible,
      'Boolean isAggregatable()': unsupported('isAggregatable'),
      'Boolean isAiPredictionField()': () => false,
      'Boolean isAutoNumber()': ({ field }: Self) => field.isAutoNumber,
      'Boolean isCalculated()': ({ field }: Self) => field.formula !== null,
      'Boolean isCascadeDelete()': ({ field }: Self) => field.deleteConstraint === 'cascade',
      'Boolean isCaseSensitive()': ({ field }: Self) => field.isCaseSensitive,
      'Boolean isCreateable()': (self: Self) => self.isCreateable,
      'Boolean isCustom()': ({ field }: Self) => field.isCustom,
      'Boolean isDefaultedOnCreate()': ({ field }: Self) =>
        field.isSystem || field.type === 'boolean' || field.defaultValue !== null || field.isAutoNumber,
      'Boolean isDependentPicklist()': ({ field }: Self) => (field.controllingField ?? null) !== null,
      'Boolean isDeprecatedAndHidden()': () => false,
      'Boolean isDisplayLocationInDecimal()': unsupported('isDisplayLocationInDecimal'),
      'Boolean isEncrypted()': ({ field }: Self) => field.type === 'encryptedstring',
      'Boolean isExternalID()': ({ field }: Self) => field.isExternalId,
      'Boolean isFilterable()': ({ field }: Self) => field.isFilterable,
      'Boolean isFormulaTreatNullNumberAsZero()': unsupported('isFormulaTreatNullNumberAsZero'),
      'Boolean isGroupable()': ({ field }: Self) => isGroupable(field),
      'Boolean isHtmlFormatted()': ({ field }: Self) => field.isHtml,
      'Boolean isIdLookup()': ({ object, field }: Self) => isKey(object, field),
      'Boolean isNameField()': ({ field }: Self) => field.isNameField,
      'Boolean isNamePointing()': ({ field }: Self) => field.referenceTo.length > 1,
      'Boolean isNillable()': ({ field }: Self) => !field.isRequired && field.type !== 'boolean' && field.type !== 'id',
      'Boolean isPermissionable()': ({ field }: Self) => !field.isSystem && !field.isRequired && !field.isMasterDetail,
      'Boolean isQueryByDistance()': ({ field }: Self) => field.type === 'location',
      'Boolean isRestrictedDelete()': ({ field }: Self) => field.deleteConstraint === 'restrict',
      'Boolean isRestrictedPicklist()': ({ field }: Self) => field.isRestrictedPicklist,
      'Boolean isSearchPrefilterable()': unsupported('isSearchPrefilterable'),
      'Boolean isSortable()': ({ field }: Self) => isSortable(field),
      'Boolean isUnique()': ({ field }: Self) => field.isUnique,
      'Boolean isUpdateable()': (self: Self) => self.isUpdateable,
      'Boolean isWriteRequiresMasterRead()': ({ field }: Self) => field.needsMasterReadOnly ?? false,
      'String toString()': unsupported('toString'),
    },
    ['Schema.SObjectType getSObjectType()'],
  ),
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_fields_describe.htm',
  },
);

const NAME_PARTS = new Set(['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix']);
const ADDRESS_PART =
  /^(.*)(?:Street|City|State|StateCode|PostalCode|Country|CountryCode|Latitude|Longitude|GeocodeAccuracy)$/;

/** The name, address or location a field is part of. */
function compoundOf(object: ObjectSchema, field: FieldSchema): FieldSchema | null {
  const named = (name: string): FieldSchema | null => object.fields.get(name.toLowerCase()) ?? null;
  if (NAME_PARTS.has(field.name)) return named('Name');
  const [, location] = /^(.*)__(?:Latitude|Longitude)__s$/.exec(field.name) ?? [];
  if (location !== undefined) return named(`${location}__c`);
  const [, prefix] = ADDRESS_PART.exec(field.name) ?? [];
  const address = prefix === undefined ? null : named(`${prefix}Address`);
  return address?.type === 'address' ? address : null;
}

/** Of whole numbers alone. How many a standard field takes, the metadata here does not tell. */
function digits({ object, field }: Self): number {
  if (field.type !== 'integer' && field.type !== 'long') return 0;
  if (field.precision === 0) throw new UnsupportedError(`getDigits of ${object.name}.${field.name}`);
  return field.precision;
}

/** Only literal defaults are told; formulas show through `getDefaultValueFormula`. */
function defaultValue(field: FieldSchema): Value {
  if (field.type === 'boolean') return field.defaultValue?.toLowerCase() === 'true';
  const picked = field.picklistValues.find((each) => each.isDefault);
  return picked?.value ?? null;
}
