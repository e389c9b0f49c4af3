/** What a flow names inside itself and of the schema: elements, resources, fields. Source: Metadata API Developer Guide, Flow. */
import { child, children, flag, textOf, type XmlElement } from '../../local-org/schema/xml';
import type { Names } from '../references/names';

/** One thing that is wrong, and the element it is wrong at. */
export interface Complaint {
  readonly at: XmlElement;
  readonly rule: string;
  readonly message: string;
}

/** Elements whose text names a resource of the flow, fields after a point. */
const REFERENCES = new Set([
  'assignToReference',
  'choiceReferences',
  'collectionReference',
  'elementReference',
  'inputReference',
  'leftValueReference',
  'outputReference',
]);
const FIELD_ELEMENTS = new Set(['field', 'queriedFields', 'sortField', 'objectField']);
/** `{!Get_Order.Total__c}` in formulas and texts. */
const MERGE_FIELD = /\{!([^{}]+)\}/g;
const PATH = /^\$?[A-Za-z]\w*(?:\.\w+)*$/;
const COLLECTION_STEPS = new Set(['recordLookups', 'recordCreates', 'recordUpdates', 'recordDeletes']);

/** Holds a flow to its own names, and to the objects it reads and writes. */
export function* resourceComplaints(flow: XmlElement, names: Names): Generator<Complaint> {
  const known = new Map<string, XmlElement>();
  for (const element of flow.children.filter((each) => each.children.length > 0)) {
    const name = child(element, 'name');
    // A parameter's name, and what describes the flow to its builder, are no names of the flow.
    if (!name || element.name === 'processMetadataValues') continue;
    const text = name.text.trim();
    if (known.has(text.toLowerCase())) {
      yield { at: name, rule: 'duplicate-name', message: `There are two elements named ${text}.` };
    }
    known.set(text.toLowerCase(), element);
  }
  const everything = new Set(namesIn(flow));
  const types = objectsOf(flow);
  for (const [element, object] of walk(flow, null)) {
    const text = element.text.trim();
    if (text === '') continue;
    if (element.name === 'targetReference') {
      if (!known.has(text.toLowerCase())) {
        yield { at: element, rule: 'unknown-element', message: `There is no element ${text} to go to.` };
      }
    } else if (object !== null && FIELD_ELEMENTS.has(element.name)) {
      const missing = names.missingOnPath(object, text.split('.'));
      if (missing !== null) yield { at: element, rule: 'unknown-field', message: `There is no ${missing}.` };
    } else {
      const paths = REFERENCES.has(element.name)
        ? [text]
        : [...element.text.matchAll(MERGE_FIELD)].map((match) => match[1]?.trim() ?? '');
      for (const path of paths.filter((each) => PATH.test(each))) {
        const complaint = complaintOf(path, everything, types, names);
        if (complaint) yield { at: element, ...complaint };
      }
    }
  }
}

function complaintOf(
  path: string,
  everything: ReadonlySet<string>,
  types: ReadonlyMap<string, string>,
  names: Names,
): Omit<Complaint, 'at'> | null {
  const [first = '', ...rest] = path.split('.');
  const object = types.get(first.toLowerCase());
  if (object !== undefined && rest.length > 0) {
    const missing = names.missingOnPath(object, rest);
    return missing === null ? null : { rule: 'unknown-field', message: `There is no ${missing}.` };
  }
  if (first.startsWith('$') || everything.has(first.toLowerCase())) return null;
  return { rule: 'unknown-resource', message: `The flow has no resource ${first}.` };
}

/** Every element, and the object whose fields it names by themselves. */
function* walk(element: XmlElement, object: string | null): Generator<readonly [XmlElement, string | null]> {
  for (const each of element.children) {
    yield [each, object];
    const own = COLLECTION_STEPS.has(each.name) || each.name === 'dynamicChoiceSets' || each.name === 'start';
    yield* walk(each, own ? textOf(each, 'object') : object);
  }
}

/** All names in a flow: of its elements, and of what is below them, as fields of screens, rules and stages. */
function* namesIn(element: XmlElement): Generator<string> {
  for (const each of element.children) {
    if (each.name === 'name') yield each.text.trim().toLowerCase();
    else yield* namesIn(each);
  }
}

/** Resource, lower case → the object of the one record it holds. */
function objectsOf(flow: XmlElement): ReadonlyMap<string, string> {
  const objects = new Map<string, string>();
  const add = (name: string | null, object: string | null): void => {
    if (name !== null && object !== null) objects.set(name.toLowerCase(), object);
  };
  for (const each of children(flow, 'variables')) {
    if (!flag(each, 'isCollection')) add(textOf(each, 'name'), textOf(each, 'objectType'));
  }
  for (const each of children(flow, 'recordLookups')) {
    if (flag(each, 'getFirstRecordOnly')) add(textOf(each, 'name'), textOf(each, 'object'));
  }
  for (const each of children(flow, 'loops')) {
    const collection = textOf(each, 'collectionReference');
    const lookup = children(flow, 'recordLookups').find((other) => textOf(other, 'name') === collection);
    const variable = children(flow, 'variables').find((other) => textOf(other, 'name') === collection);
    add(
      textOf(each, 'name'),
      (lookup && textOf(lookup, 'object')) ?? (variable && textOf(variable, 'objectType')) ?? null,
    );
  }
  const start = child(flow, 'start');
  for (const name of ['$Record', '$Record__Prior']) add(name, start && textOf(start, 'object'));
  return objects;
}
