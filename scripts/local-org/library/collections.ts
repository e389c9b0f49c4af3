/** Makes collections for library functions to answer. Element types are given by qualified name: `System.String`. */
import { ApexList } from '../values/list';
import { ApexMap } from '../values/map';
import { ApexSet } from '../values/set';
import { requiredType, typeRegistry } from '../values/type-registry';
import type { Value } from '../values/value';

/** `new List<elementType>(items)`. */
export function listOf(elementType: string, items: Iterable<Value> = []): ApexList {
  return new ApexList(typeRegistry().list(requiredType(elementType)), [...items]);
}

/** `new Set<elementType>(items)`. */
export function setOf(elementType: string, items: Iterable<Value> = []): ApexSet {
  return new ApexSet(typeRegistry().set(requiredType(elementType)), items);
}

/** `new Map<keyType, valueType>` with the entries, in order. */
export function mapOf(keyType: string, valueType: string, entries: Iterable<readonly [Value, Value]> = []): ApexMap {
  return new ApexMap(typeRegistry().map(requiredType(keyType), requiredType(valueType)), entries);
}

/** A map by API names: its keys are in lower case and found whatever the case asked for. */
class NameMap extends ApexMap {
  override with(entries: Iterable<readonly [Value, Value]>): ApexMap {
    return new NameMap(this.type, entries);
  }

  override has(key: Value): boolean {
    return super.has(lower(key));
  }

  override get(key: Value): Value {
    return super.get(lower(key));
  }
}

function lower(key: Value): Value {
  return typeof key === 'string' ? key.toLowerCase() : key;
}

/**
 * A `Map<String, valueType>` as `getGlobalDescribe()` and `fields.getMap()` answer it.
 *
 * @param entries keys in lower case
 */
export function nameMapOf(valueType: string, entries: Iterable<readonly [string, Value]>): ApexMap {
  return new NameMap(typeRegistry().map(requiredType('System.String'), requiredType(valueType)), entries);
}
