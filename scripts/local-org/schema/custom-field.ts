/**
 * Custom fields from `CustomField` metadata.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
 */

import { makeField } from './make';
import type { FieldSchema, FieldType, PicklistValue, RollUpSummary } from './model';
import type { ProblemList } from './problems';
import { child, children, flag, textOf, type XmlElement } from './xml';

/** Where a custom field is declared, and what it may refer to. */
export interface FieldContext {
  readonly file: string;
  readonly object: string;
  readonly problems: ProblemList;
  /** Values of a global value set by name; null when there is none. */
  valueSet(name: string): readonly PicklistValue[] | null;
}

type Reader = (element: XmlElement, context: FieldContext, name: string) => Partial<FieldSchema> & { type: FieldType };

const text =
  (type: FieldType, length: number, details: Partial<FieldSchema> = {}): Reader =>
  (element) => ({ type, length: numberOf(element, 'length') ?? length, ...details });

const number =
  (type: FieldType): Reader =>
  (element) => ({ type, precision: numberOf(element, 'precision') ?? 18, scale: numberOf(element, 'scale') ?? 0 });

const plain =
  (type: FieldType): Reader =>
  () => ({ type });

const picklist =
  (type: FieldType): Reader =>
  (element, context) => {
    const controllingField = textOf(
      child(element, 'valueSet') ?? child(element, 'picklist') ?? element,
      'controllingField',
    );
    return { type, controllingField, ...readPicklist(element, context) };
  };

/** How each metadata type reads; keyed by what `<type>` says. */
const READERS: Readonly<Record<string, Reader>> = {
  AutoNumber: (element) => ({
    type: 'string',
    length: 30,
    isAutoNumber: true,
    displayFormat: textOf(element, 'displayFormat') ?? '{0}',
    isCreateable: false,
    isUpdateable: false,
  }),
  Checkbox: plain('boolean'),
  Currency: number('currency'),
  Date: plain('date'),
  DateTime: plain('datetime'),
  Email: text('email', 80),
  EncryptedText: text('encryptedstring', 175, { isFilterable: false }),
  ExternalLookup: reference(),
  Hierarchy: reference('User'),
  Html: text('textarea', 32768, { isHtml: true, isLongText: true, isFilterable: false }),
  IndirectLookup: reference(),
  Location: plain('location'),
  LongTextArea: text('textarea', 32768, { isLongText: true, isFilterable: false }),
  Lookup: reference(),
  MasterDetail: reference(),
  MetadataRelationship: reference(),
  MultiselectPicklist: picklist('multipicklist'),
  Number: number('double'),
  Percent: number('percent'),
  Phone: text('phone', 40),
  Picklist: picklist('picklist'),
  Summary: (element) => ({
    type: 'double',
    precision: 18,
    scale: 0,
    summary: readSummary(element),
    isCreateable: false,
    isUpdateable: false,
  }),
  Text: text('string', 255),
  TextArea: text('textarea', 255),
  Time: plain('time'),
  Url: text('url', 255),
};

/**
 * Reads one custom field; what is wrong with it goes to the context's problems.
 *
 * @param element a `CustomField`, or a `fields` element of a single-file object
 * @param name the field's API name
 * @returns the field and, for a geolocation, its latitude and longitude; empty when it cannot be read
 */
export function readCustomField(element: XmlElement, name: string, context: FieldContext): FieldSchema[] {
  const type = textOf(element, 'type');
  if (!type) {
    context.problems.add(context.file, element, `Field ${context.object}.${name} has no <type>.`);
    return [];
  }
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!reader) {
    context.problems.add(
      context.file,
      child(element, 'type'),
      `Field ${context.object}.${name}: unknown field type ${type}. Known are ${Object.keys(READERS).join(', ')}.`,
    );
    return [];
  }
  const particular = reader(element, context, name);
  const formula = textOf(element, 'formula');
  const keepsBlank = textOf(element, 'formulaTreatBlanksAs') === 'BlankAsBlank';
  const calculated = formula !== null ? { formula, keepsBlank, isCreateable: false, isUpdateable: false } : {};
  const field = makeField(name, particular.type, {
    label: textOf(element, 'label') ?? name.replace(/__c$/, '').replace(/_/g, ' '),
    isCustom: true,
    isRequired: flag(element, 'required'),
    isUnique: flag(element, 'unique'),
    isCaseSensitive: flag(element, 'caseSensitive'),
    isExternalId: flag(element, 'externalId'),
    defaultValue: defaultOf(element, particular.type),
    description: textOf(element, 'description'),
    inlineHelpText: textOf(element, 'inlineHelpText'),
    ...particular,
    ...calculated,
  });
  return field.type === 'location' ? [field, ...coordinates(field, numberOf(element, 'scale') ?? 5)] : [field];
}

function defaultOf(element: XmlElement, type: FieldType): string | null {
  return textOf(element, 'defaultValue') ?? (type === 'boolean' ? 'FALSE' : null);
}

/** `Place__c` is written and queried through `Place__Latitude__s` and `Place__Longitude__s`. */
function coordinates(field: FieldSchema, scale: number): FieldSchema[] {
  const stem = field.name.replace(/__c$/, '');
  return ['Latitude', 'Longitude'].map((part) =>
    makeField(`${stem}__${part}__s`, 'double', {
      label: `${field.label} (${part})`,
      isCustom: true,
      isRequired: field.isRequired,
      precision: scale + 3,
      scale,
    }),
  );
}

function reference(fixedTarget?: string): Reader {
  return (element, context, name) => {
    const type = textOf(element, 'type');
    const target = fixedTarget ?? textOf(element, 'referenceTo');
    if (!target)
      context.problems.add(
        context.file,
        element,
        `Field ${context.object}.${name} of type ${type} has no <referenceTo>.`,
      );
    const relationship = textOf(element, 'relationshipName');
    const isMasterDetail = type === 'MasterDetail';
    return {
      type: 'reference',
      referenceTo: target ? [target] : [],
      relationshipName: name.replace(/__c$/, '__r'),
      childRelationshipName: relationship === null ? null : `${relationship}__r`,
      isMasterDetail,
      needsMasterReadOnly: isMasterDetail && flag(element, 'writeRequiresMasterRead'),
      ...(isMasterDetail ? { relationshipOrder: Number(textOf(element, 'relationshipOrder') ?? 0) } : {}),
      isRequired: isMasterDetail || flag(element, 'required'),
      isUpdateable: !isMasterDetail || flag(element, 'reparentableMasterDetail'),
      deleteConstraint: isMasterDetail ? 'cascade' : constraintOf(textOf(element, 'deleteConstraint')),
    };
  };
}

function constraintOf(text: string | null): FieldSchema['deleteConstraint'] {
  return text === 'Cascade' ? 'cascade' : text === 'Restrict' ? 'restrict' : 'setNull';
}

function readPicklist(element: XmlElement, context: FieldContext): Partial<FieldSchema> {
  const valueSet = child(element, 'valueSet');
  const setName = valueSet ? textOf(valueSet, 'valueSetName') : null;
  if (valueSet && setName) {
    const values = context.valueSet(setName);
    if (!values)
      context.problems.add(
        context.file,
        child(valueSet, 'valueSetName'),
        `Global value set ${setName} is not among the project's globalValueSets.`,
      );
    return { picklistValues: values ?? [], isRestrictedPicklist: true };
  }
  const definition = valueSet ? child(valueSet, 'valueSetDefinition') : child(element, 'picklist');
  return {
    picklistValues: definition ? readValues(definition, valueSet ? 'value' : 'picklistValues') : [],
    isRestrictedPicklist: valueSet
      ? flag(valueSet, 'restricted')
      : definition !== null && flag(definition, 'restrictedPicklist'),
  };
}

/** Values under an element, each in a child of the given name. */
export function readValues(element: XmlElement, name: string): PicklistValue[] {
  return children(element, name).flatMap((each) => {
    const value = textOf(each, 'fullName');
    if (!value) return [];
    const encoded = safeDecode(value);
    return [
      {
        value: encoded,
        label: textOf(each, 'label') ?? encoded,
        isActive: flag(each, 'isActive', true),
        isDefault: flag(each, 'default'),
      },
    ];
  });
}

/** Value names come with `%2E` and the like for characters a full name may not have. */
function safeDecode(value: string): string {
  return /%[0-9A-Fa-f]{2}/.test(value)
    ? value.replace(/%([0-7][0-9A-Fa-f])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : value;
}

function readSummary(element: XmlElement): RollUpSummary {
  const [childObject = '', childReference = ''] = (textOf(element, 'summaryForeignKey') ?? '').split('.');
  const summarized = textOf(element, 'summarizedField');
  const operation = textOf(element, 'summaryOperation')?.toLowerCase();
  return {
    operation: operation === 'sum' || operation === 'min' || operation === 'max' ? operation : 'count',
    childObject,
    childReference,
    childField: summarized === null ? null : summarized.slice(summarized.indexOf('.') + 1),
    filters: children(element, 'summaryFilterItems').map((item) => ({
      field: (textOf(item, 'field') ?? '').replace(/^[^.]*\./, ''),
      operator: textOf(item, 'operation') ?? 'equals',
      value: textOf(item, 'value') ?? '',
      valueField: textOf(item, 'valueField'),
    })),
  };
}

function numberOf(element: XmlElement, name: string): number | null {
  const text = textOf(element, name);
  const value = text === null ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 ? value : null;
}
