/** `List<T>` and arrays. */
import { elementOf } from './elements';
import { compositeKey, equals, hashCode, sameElement, type KeyIndex, type ValueObject } from './equality';
import { apexException } from './errors';
import { iterationConflict, readOnlyCollection } from './hash-store';
import { ApexIterator } from './iterator';
import type { ApexType } from './types';
import type { Value } from './value';

export class ApexList implements ValueObject, Iterable<Value> {
  /** The elements themselves: library code may read them; changes go through the methods, which guard iteration. */
  items: Value[];
  /** Set for lists the platform hands out to be read only (`Trigger.new`). */
  isReadOnly = false;
  private iterating = 0;

  /** @param type `List<Account>`; the array is taken over, not copied */
  constructor(
    readonly type: ApexType,
    items: Value[] = [],
  ) {
    this.items = items;
  }

  get $type(): ApexType {
    return this.type;
  }

  get size(): number {
    return this.items.length;
  }

  /** @throws System.ListException when there is no such element */
  get(index: number): Value {
    const value = this.items[index];
    if (value === undefined) throw outOfBounds(index);
    return value;
  }

  /** @throws System.ListException when there is no such element; System.TypeException for none of the list's type */
  set(index: number, value: Value): void {
    if (this.isReadOnly) throw readOnlyCollection();
    if (!(index >= 0 && index < this.items.length)) throw outOfBounds(index);
    this.items[index] = elementOf(this, value);
  }

  add(value: Value): void {
    this.checkChange();
    this.items.push(value);
  }

  /** `list.add(index, value)`: index may be the size. */
  insert(index: number, value: Value): void {
    this.checkChange();
    if (!(index >= 0 && index <= this.items.length)) throw outOfBounds(index);
    this.items.splice(index, 0, value);
  }

  addAll(values: Iterable<Value>): void {
    this.checkChange();
    for (const value of [...values]) this.items.push(value);
  }

  removeAt(index: number): Value {
    this.checkChange();
    const value = this.get(index);
    this.items.splice(index, 1);
    return value;
  }

  clear(): void {
    this.checkChange();
    this.items = [];
  }

  /** Puts the elements in another order, the same ones. */
  reorder(sorted: Value[]): void {
    this.checkChange();
    this.items = sorted;
  }

  /** The place of the first equal element, or -1. */
  indexOf(value: Value): number {
    return this.items.findIndex((each) => equals(each, value));
  }

  contains(value: Value): boolean {
    return this.indexOf(value) >= 0;
  }

  /** Elements in order, unguarded: for library code. */
  [Symbol.iterator](): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }

  /** What a for-each of the program walks: until it ends, adding and removing throw. */
  each(): IterableIterator<Value> {
    return new GuardedWalk(this.items, (change) => (this.iterating += change));
  }

  /** @throws System.FinalException where the list must stay as it is */
  checkChange(): void {
    if (this.isReadOnly) throw readOnlyCollection();
    if (this.iterating) throw iterationConflict();
  }

  /** `iterator()`, under the name compiled code calls it through `Iterable`. */
  iterator$(): ApexIterator {
    return new ApexIterator(this.type.typeArguments[0], this.items);
  }

  valueEquals(other: object): boolean {
    return (
      other instanceof ApexList &&
      other.items.length === this.items.length &&
      this.items.every((item, index) => sameElement(item, other.items[index] ?? null))
    );
  }

  valueHash(): number {
    return this.items.reduce<number>((hash, item) => (Math.imul(hash, 31) + hashCode(item)) | 0, 1);
  }

  valueKey(index: KeyIndex): string {
    return compositeKey('L', this.items, index);
  }
}

/** A generator would do, but this is the innermost loop of every program. */
class GuardedWalk implements IterableIterator<Value> {
  private at = 0;
  private open = true;

  constructor(
    private readonly items: readonly Value[],
    private readonly count: (change: 1 | -1) => void,
  ) {
    count(1);
  }

  next(): IteratorResult<Value> {
    const value = this.items[this.at++];
    if (value !== undefined) return { done: false, value };
    return this.return();
  }

  return(): IteratorResult<Value> {
    if (this.open) this.count(-1);
    this.open = false;
    return { done: true, value: null };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

function outOfBounds(index: number): Error {
  return apexException('System.ListException', `List index out of bounds: ${index}`);
}
