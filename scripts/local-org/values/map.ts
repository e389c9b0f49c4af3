/** `Map<K, V>`. Iterates in the order keys were added. */
import { compositeKey, equals, hashCode, type KeyIndex, type ValueObject } from './equality';
import { HashStore } from './hash-store';
import { ApexSet } from './set';
import type { ApexType } from './types';
import type { Value } from './value';

export class ApexMap implements ValueObject {
  private readonly store = new HashStore();

  constructor(
    readonly type: ApexType,
    entries: Iterable<readonly [Value, Value]> = [],
  ) {
    for (const [key, value] of entries) this.store.put(key, value);
  }

  /** Another map of this kind. */
  with(entries: Iterable<readonly [Value, Value]>): ApexMap {
    return new ApexMap(this.type, entries);
  }

  get $type(): ApexType {
    return this.type;
  }

  get size(): number {
    return this.store.entries.size;
  }

  get isReadOnly(): boolean {
    return this.store.isReadOnly;
  }

  set isReadOnly(readOnly: boolean) {
    this.store.isReadOnly = readOnly;
  }

  has(key: Value): boolean {
    return this.store.find(key) !== undefined;
  }

  /** Null when there is no such key. */
  get(key: Value): Value {
    return this.store.find(key)?.value ?? null;
  }

  /** The value before, null when there was none. */
  put(key: Value, value: Value): Value {
    return this.store.put(key, value) ?? null;
  }

  remove(key: Value): Value {
    return this.store.remove(key)?.value ?? null;
  }

  clear(): void {
    this.store.clear();
  }

  /**
   * A view of the keys: removing from it removes from the map, adding throws.
   *
   * @param setType `Set<K>`
   */
  keySet(setType: ApexType): ApexSet {
    return new ApexSet(setType, [], this.store);
  }

  keys(): Value[] {
    return [...this.store.entries.values()].map((entry) => entry.key);
  }

  values(): Value[] {
    return [...this.store.entries.values()].map((entry) => entry.value);
  }

  *entries(): Generator<readonly [Value, Value], void, void> {
    for (const { key, value } of this.store.entries.values()) yield [key, value];
  }

  valueEquals(other: object): boolean {
    if (!(other instanceof ApexMap) || other.size !== this.size) return false;
    return [...this.entries()].every(([key, value]) => other.has(key) && equals(value, other.get(key)));
  }

  valueHash(): number {
    return [...this.entries()].reduce((hash, [key, value]) => (hash + (hashCode(key) ^ hashCode(value))) | 0, 0);
  }

  /** Order does not count. */
  valueKey(index: KeyIndex): string {
    const keys = [...this.entries()].map((entry) => compositeKey('', entry, index));
    return compositeKey('M', keys.sort(), index);
  }
}
