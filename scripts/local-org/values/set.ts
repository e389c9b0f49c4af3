/** `Set<T>`. Iterates in the order elements were added. */
import { compositeKey, hashCode, type KeyIndex, type ValueObject } from './equality';
import { HashStore, readOnlyCollection } from './hash-store';
import { ApexIterator } from './iterator';
import type { ApexType } from './types';
import type { Value } from './value';

export class ApexSet implements ValueObject, Iterable<Value> {
  private readonly store: HashStore;
  /** `Map.keySet()` shares the store of the map: elements may be removed, not added. */
  private readonly isKeySet: boolean;

  constructor(
    readonly type: ApexType,
    values: Iterable<Value> = [],
    keysOf: HashStore | null = null,
  ) {
    this.store = keysOf ?? new HashStore();
    this.isKeySet = keysOf !== null;
    for (const value of values) this.store.put(value, null);
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

  has(value: Value): boolean {
    return this.store.find(value) !== undefined;
  }

  /** Whether the set has changed. */
  add(value: Value): boolean {
    if (this.isKeySet) throw readOnlyCollection();
    const before = this.size;
    if (!this.store.find(value)) this.store.put(value, null);
    return this.size > before;
  }

  remove(value: Value): boolean {
    return this.store.remove(value) !== undefined;
  }

  clear(): void {
    this.store.clear();
  }

  values(): Value[] {
    return [...this];
  }

  /** Elements in order, unguarded: for library code. */
  *[Symbol.iterator](): Iterator<Value> {
    for (const entry of this.store.entries.values()) yield entry.key;
  }

  /** What a for-each of the program walks: until it ends, adding and removing throw. */
  *each(): Generator<Value, void, void> {
    for (const entry of this.store.each()) yield entry.key;
  }

  /** `iterator()`, under the name compiled code calls it through `Iterable`. */
  iterator$(): ApexIterator {
    return new ApexIterator(this.type.typeArguments[0], this.values());
  }

  valueEquals(other: object): boolean {
    if (!(other instanceof ApexSet) || other.size !== this.size) return false;
    return this.values().every((value) => other.has(value));
  }

  valueHash(): number {
    return this.values().reduce<number>((hash, value) => (hash + hashCode(value)) | 0, 0);
  }

  /** Order does not count. */
  valueKey(index: KeyIndex): string {
    const keys = this.values().map((value) => compositeKey('', [value], index));
    return compositeKey('S', keys.sort(), index);
  }
}
