/** `Map<K, V>`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm */
import { valueOf } from '../../values/elements';
import { equals } from '../../values/equality';
import { apexException, nullPointer, required } from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { SObjectValue } from '../../values/sobject';
import { toText } from '../../values/text';
import { typeRegistry } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { asElement } from './iterate';
import { sobjectTypeOf } from './list';

/** A new map is stricter than `putAll`. @throws System.ListException for records without id, and for the second of one id */
function fromRecords(type: ApexType, records: ApexList): ApexMap {
  const map = new ApexMap(type);
  putRecords(map, records, true);
  return map;
}

/** Records by their ids; `putAll` takes those without, as public suites that pass on an org rely on. */
function putRecords(map: ApexMap, records: ApexList, strict: boolean): void {
  required(records).items.forEach((record, index) => {
    if (!(record instanceof SObjectValue)) throw nullPointer();
    const { id } = record;
    if (strict && id === null) throw apexException('System.ListException', `Row with null Id at index: ${index}`);
    if (strict && map.has(id)) throw apexException('System.ListException', `Row with duplicate Id at index: ${index}`);
    map.put(id, record);
  });
}

function deepClone(self: ApexMap): ApexMap {
  const options = { preserveId: true, deep: true, preserveReadonlyTimestamps: true, preserveAutonumber: true };
  const copy = new ApexMap(self.type);
  for (const [key, value] of self.entries())
    copy.put(key, value instanceof SObjectValue ? value.clone(options) : value);
  return copy;
}

/** Entries of another map as those of a map of this type. @throws System.NullPointerException for null */
function entriesOf(entries: ApexMap | null, type: ApexType): (readonly [Value, Value])[] {
  const [keys, values] = [argument(type, 0), argument(type, 1)];
  return [...required(entries).entries()].map(([key, value]) => [asElement(key, keys), asElement(value, values)]);
}

function argument(map: ApexType, index: 0 | 1): ApexType {
  const type = map.typeArguments[index];
  if (!type) throw new Error(`${map.displayName} has no type arguments`);
  return type;
}

export const mapClass = libraryClass(
  'System.Map<K, V>',
  {
    'new()': (type: ApexType) => new ApexMap(type),
    'new(Map<K, V> entries)': (type: ApexType, entries: ApexMap) => new ApexMap(type, entriesOf(entries, type)),
    'new(List<SObject> records)': fromRecords,
    'void clear()': (self: ApexMap) => self.clear(),
    'Map<K, V> clone()': (self: ApexMap) => self.with(self.entries()),
    'Boolean containsKey(K key)': (self: ApexMap, key: Value) => self.has(key),
    'Map<K, V> deepClone()': deepClone,
    'Boolean equals(Object other)': (self: ApexMap, other: Value) => equals(self, other),
    'V get(K key)': (self: ApexMap, key: Value) => self.get(key),
    'Schema.SObjectType getSObjectType()': (self: ApexMap) => sobjectTypeOf(self.type.typeArguments[1]),
    'Integer hashCode()': (self: ApexMap) => self.valueHash(),
    'Boolean isEmpty()': (self: ApexMap) => self.size === 0,
    'Set<K> keySet()': (self: ApexMap) => self.keySet(typeRegistry().set(argument(self.type, 0))),
    'V put(K key, V value)': (self: ApexMap, key: Value, value: Value) => self.put(key, valueOf(self, value)),
    'void putAll(Map<K, V> entries)': (self: ApexMap, entries: ApexMap) => {
      for (const [key, value] of entriesOf(entries, self.type)) self.put(key, valueOf(self, value));
    },
    'void putAll(List<SObject> records)': (self: ApexMap, records: ApexList) => putRecords(self, records, false),
    'V remove(K key)': (self: ApexMap, key: Value) => self.remove(key),
    'Integer size()': (self: ApexMap) => self.size,
    'String toString()': (self: ApexMap) => toText(self),
    'List<V> values()': (self: ApexMap) => new ApexList(typeRegistry().list(argument(self.type, 1)), self.values()),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm' },
);
