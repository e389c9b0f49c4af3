/** JSON to sObjects. Any field may be set this way, read-only ones too: it is how tests make system fields. */
import { current } from '../../platform/current';
import { apexTypeOf } from '../../schema/field-types';
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { isIdText } from '../../values/ids';
import { ApexList } from '../../values/list';
import { typeRegistry } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { newRecord } from '../sobject/new-record';
import { fieldType } from '../sobject/field-type';
import { jsonException } from './serialize';
import type { JsonNode } from './tree';

type Read = (node: JsonNode, type: ApexType) => Value;

/** @throws System.JSONException when a name is no field of the object */
export function readRecord(node: JsonNode, declared: ApexType, read: Read): Value {
  if (node.kind !== 'object') throw jsonException("Malformed JSON: Expected '{' at the beginning of object");
  const object = objectOf(node, declared);
  const record = newRecord(object, { id: null });
  for (const [name, item] of node.entries) {
    if (name.toLowerCase() === 'attributes') continue;
    const field = object.fields.get(name.toLowerCase());
    if (field) {
      record.store(field.name, isLooseId(item, field) ? item.text : read(item, fieldType(field)));
      continue;
    }
    const parent = [...object.fields.values()].find((each) => same(each.relationshipName, name));
    if (parent) {
      record.store(parent.relationshipName ?? name, read(item, parentType(parent.referenceTo)));
      continue;
    }
    const child = object.childRelationships.find((each) => same(each.name, name));
    if (!child) throw jsonException(`No such column '${name}' on sobject of type ${object.name}`);
    const type = typeRegistry().sobject(child.childObject);
    if (type) record.store(child.name ?? name, children(item, type, read));
  }
  return record;
}

/** Text where an id belongs is taken as it is: public suites that pass on an org make records with such ids. */
function isLooseId(item: JsonNode, field: FieldSchema): item is JsonNode & { kind: 'string' } {
  return item.kind === 'string' && apexTypeOf(field) === 'Id' && !isIdText(item.text);
}

function same(name: string | null, wanted: string): boolean {
  return name?.toLowerCase() === wanted.toLowerCase();
}

function parentType(referenceTo: readonly string[]): ApexType {
  const only = referenceTo.length === 1 ? referenceTo[0] : undefined;
  const type = only === undefined ? null : typeRegistry().sobject(only);
  return type ?? typeRegistry().lookup('SObject') ?? fail();
}

function fail(): never {
  throw new Error('the library has no SObject');
}

/** The declared object, or for generic SObject the one the attributes name. */
function objectOf(node: JsonNode & { kind: 'object' }, declared: ApexType): ObjectSchema {
  const { schema } = current().org;
  const concrete = schema.object(declared.name);
  if (concrete) return concrete;
  const attributes = node.entries.find(([name]) => name === 'attributes')?.[1];
  const type = attributes?.kind === 'object' ? attributes.entries.find(([name]) => name === 'type')?.[1] : undefined;
  const named = type?.kind === 'string' ? schema.object(type.text) : null;
  if (!named) throw jsonException('Apex Type unsupported in JSON: SObject');
  return named;
}

/** `{"totalSize":…,"done":true,"records":[…]}`, or a bare list. */
function children(node: JsonNode, type: ApexType, read: Read): ApexList {
  const records = node.kind === 'object' ? node.entries.find(([name]) => name === 'records')?.[1] : node;
  if (records?.kind !== 'array') throw jsonException("Malformed JSON: Expected '[' at the beginning of List/Set");
  return new ApexList(
    typeRegistry().list(type),
    records.items.map((item) => read(item, type)),
  );
}
