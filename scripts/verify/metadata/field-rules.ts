/** What the types cannot say of fields. Source: Metadata API Developer Guide, CustomField. */
import { child, flag, textOf, type XmlElement } from '../../local-org/schema/xml';
import type { Finding } from '../finding';
import { at } from './shape';

/** At a child of that name, at an element, or at the field itself. */
type Complaint = readonly [element: string | XmlElement | null, rule: string, message: string, remedy: string];

/** Types that may be unique or an external ID (Salesforce Help, Custom Field Attributes). */
const UNIQUE = new Set(['Text', 'Email', 'Number', 'AutoNumber', 'MetadataRelationship']);
/** Custom Metadata Types Implementation Guide, Custom Metadata Type Field Types. */
const METADATA_TYPE_FIELDS = new Set([
  'Checkbox',
  'Date',
  'DateTime',
  'Email',
  'LongTextArea',
  'MetadataRelationship',
  'Number',
  'Percent',
  'Phone',
  'Picklist',
  'Text',
  'TextArea',
  'Url',
]);
/** Platform Events Developer Guide, Platform Event Fields. */
const EVENT_FIELDS = new Set(['Checkbox', 'Date', 'DateTime', 'LongTextArea', 'Number', 'Text']);

/** @param object name of the object whose field it is */
export function fieldFindings(file: string, field: XmlElement, object: string): Finding[] {
  const name = textOf(field, 'fullName') ?? '';
  // A standard field has only what may be changed of it; one of an installed package is checked by its author.
  if (!name.endsWith('__c') || /__.+__/.test(name)) return [];
  return [...generalComplaints(field, name, object), ...typeComplaints(field)].map(([element, rule, message, remedy]) =>
    at(file, (typeof element === 'string' ? child(field, element) : element) ?? field, rule, message, { remedy }),
  );
}

function* generalComplaints(field: XmlElement, name: string, object: string): Generator<Complaint> {
  const type = textOf(field, 'type');
  const developerName = name.slice(0, -'__c'.length);
  if (developerName.length > 40 || !/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(developerName)) {
    yield [
      'fullName',
      'developer-name',
      `${name}: a name begins with a letter, has letters, digits and single underscores, and 40 characters at most.`,
      'Choose another name.',
    ];
  }
  const label = textOf(field, 'label') ?? '';
  if (label === '') yield [null, 'field-label', `Must specify a label for the CustomField ${name}.`, 'Add <label>.'];
  if (label.length > 40) {
    yield ['label', 'field-label', `Label: data value too large (max length=40).`, 'Shorten the label.'];
  }
  if (type === null) {
    yield [null, 'field-type', `Must specify a type for the CustomField ${name}.`, 'Add <type>.'];
    return;
  }
  if (object.endsWith('__mdt') && !METADATA_TYPE_FIELDS.has(type)) {
    yield ['type', 'field-type', `A custom metadata type has no fields of type ${type}.`, 'Choose another type.'];
  }
  if (object.endsWith('__e') && !EVENT_FIELDS.has(type)) {
    yield ['type', 'field-type', `A platform event has no fields of type ${type}.`, 'Choose another type.'];
  }
  for (const each of ['unique', 'externalId']) {
    if (flag(field, each) && !UNIQUE.has(type)) {
      yield [each, 'field-unique', `Can not specify '${each}' for a CustomField of type ${type}.`, `Remove <${each}>.`];
    }
  }
}

function* typeComplaints(field: XmlElement): Generator<Complaint> {
  const type = textOf(field, 'type');
  if (child(field, 'formula')) {
    yield* formulaField(field);
    return;
  }
  if (type === null) return;
  switch (type) {
    case 'Text':
      yield* within(field, 'length', 1, 255);
      break;
    case 'LongTextArea':
    case 'Html':
      yield* within(field, 'length', 256, 131_072);
      yield* within(field, 'visibleLines', 1, 50);
      break;
    case 'MultiselectPicklist':
      yield* within(field, 'visibleLines', 3, 10);
      yield* needs(field, 'valueSet');
      yield* values(field);
      break;
    case 'Picklist':
      yield* needs(field, 'valueSet');
      yield* values(field);
      break;
    case 'EncryptedText':
      yield* within(field, 'length', 1, 175);
      break;
    case 'Number':
    case 'Currency':
    case 'Percent':
      yield* numeric(field);
      break;
    case 'Checkbox':
      yield* needs(field, 'defaultValue');
      break;
    case 'AutoNumber':
      yield* needs(field, 'displayFormat');
      break;
    case 'Lookup':
      yield* lookup(field);
      break;
    case 'MasterDetail':
      yield* masterDetail(field);
      break;
    case 'MetadataRelationship':
      yield* needs(field, 'referenceTo');
      break;
    case 'Summary':
      yield* needs(field, 'summaryForeignKey');
      yield* needs(field, 'summaryOperation');
      if (textOf(field, 'summaryOperation') !== 'count') yield* needs(field, 'summarizedField');
      break;
    default:
  }
}

/** The result of a formula has no value of its own: nothing to require, to make unique or to begin with. */
function* formulaField(field: XmlElement): Generator<Complaint> {
  for (const element of ['required', 'unique', 'externalId', 'defaultValue', 'valueSet']) {
    const value = textOf(field, element);
    if (!child(field, element) || value === 'false') continue;
    yield [element, 'formula-field', `Can not specify '${element}' for a formula field.`, `Remove <${element}>.`];
  }
}

/** Values are told apart by their full name, whatever its case, and one of them is chosen at first. */
function* values(field: XmlElement): Generator<Complaint> {
  const definition = child(field, 'valueSet')?.children.find(({ name }) => name === 'valueSetDefinition');
  const seen = new Set<string>();
  let chosen = false;
  for (const each of definition?.children.filter(({ name }) => name === 'value') ?? []) {
    const name = child(each, 'fullName');
    const key = name?.text.trim().toLowerCase() ?? '';
    if (name && seen.has(key)) {
      yield [name, 'picklist-value', `Duplicate value: ${name.text.trim()}.`, 'Keep one of them.'];
    }
    seen.add(key);
    const isDefault = child(each, 'default');
    if (isDefault?.text.trim() !== 'true') continue;
    if (chosen) yield [isDefault, 'picklist-default', 'Two values are the default one.', 'Choose one of them.'];
    chosen = true;
  }
}

function* needs(field: XmlElement, element: string): Generator<Complaint> {
  if (child(field, element)) return;
  const type = textOf(field, 'type') ?? '';
  yield [null, 'field-incomplete', `Must specify '${element}' for a CustomField of type ${type}.`, `Add <${element}>.`];
}

function* within(field: XmlElement, element: string, least: number, most: number): Generator<Complaint> {
  yield* needs(field, element);
  const text = textOf(field, element);
  const value = Number(text);
  if (text === null || Number.isNaN(value) || (value >= least && value <= most)) return;
  yield [
    element,
    `field-${element === 'visibleLines' ? 'visible-lines' : element}`,
    `The ${element} of a CustomField of type ${textOf(field, 'type') ?? ''} is from ${least} to ${most}, not ${value}.`,
    `Choose a ${element} from ${least} to ${most}.`,
  ];
}

function* numeric(field: XmlElement): Generator<Complaint> {
  yield* within(field, 'precision', 1, 18);
  yield* needs(field, 'scale');
  const [precision, scale] = [Number(textOf(field, 'precision')), Number(textOf(field, 'scale'))];
  if (scale > precision || scale < 0) {
    yield [
      'scale',
      'field-scale',
      `The scale ${scale} is not within the precision ${precision}.`,
      'Correct the scale.',
    ];
  }
}

function* lookup(field: XmlElement): Generator<Complaint> {
  yield* needs(field, 'referenceTo');
  const onDelete = textOf(field, 'deleteConstraint');
  if (flag(field, 'required') && (onDelete === null || onDelete === 'SetNull')) {
    yield [
      child(field, 'deleteConstraint') ? 'deleteConstraint' : 'required',
      'lookup-delete',
      'Cannot set the deleteConstraint SetNull on a required lookup.',
      'Write Restrict or Cascade in <deleteConstraint>, or do not require the field.',
    ];
  }
}

function* masterDetail(field: XmlElement): Generator<Complaint> {
  yield* needs(field, 'referenceTo');
  for (const element of ['required', 'deleteConstraint']) {
    const value = textOf(field, element);
    if (value === null || value === 'false') continue;
    yield [
      element,
      'master-detail',
      `Can not specify '${element}' for a CustomField of type MasterDetail.`,
      `Remove <${element}>: a detail always has its master.`,
    ];
  }
  yield* ordered(field);
}

/** A junction object has two masters, the primary one of order 0 and the secondary one of order 1. */
function* ordered(field: XmlElement): Generator<Complaint> {
  const order = textOf(field, 'relationshipOrder');
  if (order === null || order === '0' || order === '1') return;
  yield ['relationshipOrder', 'master-detail', 'relationshipOrder is 0 or 1.', 'An object has two masters at most.'];
}
