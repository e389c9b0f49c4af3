/** What sets and maps share: entries by hash key in insertion order, and the rules on when they may change. */
import { equals, hashCode, hashKey, isValueObject, type KeyIndex } from './equality';
import { FinalException } from './errors';
import { protocolOf } from './object';
import type { Value } from './value';

export interface Entry {
  readonly key: Value;
  value: Value;
}

export class HashStore implements KeyIndex {
  readonly entries = new Map<unknown, Entry>();
  /** Set for collections the platform hands out to be read only (`Trigger.newMap`). */
  isReadOnly = false;
  private iterating = 0;
  /** By hash code, the objects with `equals()` of their own that stand for their equals. */
  private representatives: Map<number, object[]> | null = null;

  /** The key under which JavaScript's Map keeps a value. */
  keyOf(value: Value): unknown {
    if (value === null || typeof value !== 'object' || isValueObject(value)) return hashKey(value, this);
    return protocolOf(value).equals$object ? this.representative(value) : hashKey(value, this);
  }

  find(key: Value): Entry | undefined {
    return this.entries.get(this.keyOf(key));
  }

  /** @returns the entry that was there, if any */
  put(key: Value, value: Value): Value | undefined {
    const own = this.keyOf(key);
    const entry = this.entries.get(own);
    if (entry) {
      this.checkWritable();
      const before = entry.value;
      entry.value = value;
      return before;
    }
    this.checkChange();
    this.entries.set(own, { key, value });
    return undefined;
  }

  remove(key: Value): Entry | undefined {
    const own = this.keyOf(key);
    const entry = this.entries.get(own);
    if (!entry) {
      this.checkWritable();
      return undefined;
    }
    this.checkChange();
    this.entries.delete(own);
    return entry;
  }

  clear(): void {
    this.checkChange();
    this.entries.clear();
    this.representatives = null;
  }

  /** Walks the entries; until the walk ends the store may not change. */
  *each(): Generator<Entry, void, void> {
    this.iterating++;
    try {
      yield* this.entries.values();
    } finally {
      this.iterating--;
    }
  }

  /** @throws System.FinalException where the collection must stay as it is */
  checkChange(): void {
    this.checkWritable();
    if (this.iterating) throw iterationConflict();
  }

  private checkWritable(): void {
    if (this.isReadOnly) throw readOnlyCollection();
  }

  private representative(value: object): object {
    this.representatives ??= new Map();
    const hash = hashCode(value);
    const bucket = this.representatives.get(hash);
    if (!bucket) {
      this.representatives.set(hash, [value]);
      return value;
    }
    const found = bucket.find((each) => each === value || equals(value, each));
    if (found) return found;
    bucket.push(value);
    return value;
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm */
export function iterationConflict(): Error {
  return new FinalException('Cannot modify a collection while it is being iterated.');
}

export function readOnlyCollection(): Error {
  return new FinalException('Collection is read-only');
}
