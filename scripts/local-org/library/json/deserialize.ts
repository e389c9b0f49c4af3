/**
 * JSON to Apex values by type, as `JSON.deserialize` and `deserializeStrict` read it. Constructors do not run
 * (https://salesforce.stackexchange.com/questions/337877).
 */
import { apexException, UnsupportedError } from '../../values/errors';
import { EnumValue } from '../../values/enum';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { ApexSet } from '../../values/set';
import { hooks, requiredType } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { mapOf, listOf } from '../collections';
import { jsonReaderOf } from './exchange';
import { readRecord } from './read-record';
import { scalarValue, untypedNumber } from './scalars';
import { jsonException } from './serialize';
import type { JsonNode } from './tree';
import { fieldNamed, isForbidden, type JsonField } from './type-members';

/** @throws System.JSONException when the JSON does not fit the type */
export function deserialize(node: JsonNode, type: ApexType, strict: boolean): Value {
  if (node.kind === 'null') return null;
  switch (type.kind) {
    case 'primitive':
      return scalarValue(node, type.name.toLowerCase());
    case 'enum':
      return enumConstant(node, type);
    case 'sobject':
      return readRecord(node, type, (child, childType) => deserialize(child, childType, strict));
    case 'class':
    case 'interface':
      return type.generic ? collection(node, type, strict) : instance(node, type, strict);
    default:
      throw jsonException(`Apex Type unsupported in JSON: ${type.displayName}`);
  }
}

/** `JSON.deserializeUntyped`: maps, lists and primitives. */
export function deserializeUntyped(node: JsonNode): Value {
  switch (node.kind) {
    case 'null':
      return null;
    case 'boolean':
      return node.value;
    case 'string':
      return node.text;
    case 'number':
      return untypedNumber(node.text, node.isInteger);
    case 'array':
      return listOf('System.Object', node.items.map(deserializeUntyped));
    case 'object':
      return mapOf(
        'System.String',
        'System.Object',
        node.entries.map(([name, item]) => [name, deserializeUntyped(item)] as const),
      );
  }
}

/** @throws System.JSONException when a text that begins a value does not begin one of the type's shape */
export function checkBeginning(text: string, type: ApexType): void {
  const first = text.trimStart().charAt(0);
  if (!/^["[{0-9tf-]$/.test(first)) return;
  if (/^(List|Set)$/.test(type.generic?.name ?? '')) {
    if (first !== '[') throw malformedList();
  } else if (first !== '{' && (type.kind === 'sobject' || type.generic || isProjectClass(type)))
    throw malformedObject();
}

function isProjectClass(type: ApexType): boolean {
  return type.kind === 'class' && type.namespace === '' && !type.isAbstract;
}

function enumConstant(node: JsonNode, type: ApexType): Value {
  const name = node.kind === 'string' ? node.text : '';
  const constant = type.enumConstants.find((each) => each.toLowerCase() === name.toLowerCase());
  if (constant !== undefined && constant !== name)
    throw new UnsupportedError(`JSON.deserialize of an enum constant in another case: ${name}`);
  if (constant === undefined) throw jsonException(`Illegal value for enum ${type.displayName}: ${name}`);
  return EnumValue.of(type, constant);
}

function collection(node: JsonNode, type: ApexType, strict: boolean): Value {
  const [first, second] = type.typeArguments;
  const name = type.name.toLowerCase();
  if ((name === 'list' || name === 'set' || name === 'iterable') && first) {
    if (node.kind !== 'array') throw malformedList();
    const items = node.items.map((item) => deserialize(item, first, strict));
    return name === 'set' ? new ApexSet(type, items) : new ApexList(hooks().types.list(first), items);
  }
  if (name === 'map' && first && second) {
    if (node.kind !== 'object') throw malformedObject();
    const map = new ApexMap(type);
    for (const [key, item] of node.entries) {
      map.put(deserialize({ kind: 'string', text: key }, first, strict), deserialize(item, second, strict));
    }
    return map;
  }
  throw jsonException(`Apex Type unsupported in JSON: ${type.displayName}`);
}

function instance(node: JsonNode, type: ApexType, strict: boolean): Value {
  const reader = jsonReaderOf(type.displayName);
  if (reader) return reader(node, (child, typeName) => deserialize(child, typeByText(typeName), strict));
  if (type.namespace !== '') throw jsonException(`Apex Type unsupported in JSON: ${type.displayName}`);
  if (isForbidden(type, 'deserializable')) throw jsonException(`Deserialization is not allowed: ${type.displayName}`);
  if (type.isAbstract || type.kind === 'interface') {
    throw apexException('System.TypeException', `Cannot deserialize JSON as abstract type: ${type.displayName}`);
  }
  if (node.kind !== 'object') throw malformedObject();
  const target = hooks().allocate(type);
  const read = new Set<JsonField>();
  for (const [name, item] of node.entries) {
    const field = fieldNamed(type, name);
    if (!field) {
      if (strict) throw jsonException(`Unknown field: ${type.displayName}.${name}`);
      continue;
    }
    if (read.has(field))
      throw new UnsupportedError(`JSON.deserialize of a repeated attribute: ${type.displayName}.${name}`);
    read.add(field);
    field.write?.(target, deserialize(item, field.type, strict));
  }
  return target;
}

function malformedList(): Error {
  return jsonException("Malformed JSON: Expected '[' at the beginning of List/Set");
}

function malformedObject(): Error {
  return jsonException("Malformed JSON: Expected '{' at the beginning of object");
}

/** `List<Database.Error>` and plain names, as readers of library classes give them. */
function typeByText(text: string): ApexType {
  const list = /^List<(.+)>$/.exec(text)?.[1];
  return list === undefined ? requiredType(text) : hooks().types.list(typeByText(list));
}
