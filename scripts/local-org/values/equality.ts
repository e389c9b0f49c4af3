/**
 * Equality and hashing as `equals()`, sets and map keys use them. The `==` of the language compares Strings without
 * case; that is the compiler's business, which knows the static types ({@link compareText}).
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_maps_keys_userdefined.htm
 */
import { BigDecimal } from 'bigdecimal.js';
import { decimalFrom, decimalOf } from './decimal';
import { ApexDouble } from './double';
import { protocolOf } from './object';
import type { Value } from './value';

/** A value of this folder that is equal by content. */
export interface ValueObject {
  valueEquals(other: object): boolean;
  valueHash(): number;
  /** Something two equal values share and unequal ones do not, comparable by JavaScript's Map. */
  valueKey(index: KeyIndex): unknown;
}

/** Settles which of several equal objects with `equals()` and `hashCode()` of their own stands for all. */
export interface KeyIndex {
  keyOf(value: Value): unknown;
}

export function isValueObject(value: object): value is ValueObject {
  return typeof (value as Partial<ValueObject>).valueEquals === 'function';
}

/** `a.equals(b)`: content for values, collections and sObjects; the class's own `equals` for others, else identity. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isNumeric(a)) return isNumeric(b) && numbersEqual(a, b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (isValueObject(a)) return a.valueEquals(b);
  const own = protocolOf(a);
  return own.equals$object ? (own.equals$object(b) ?? false) : false;
}

/**
 * Whether two lists agree in an element: as {@link equals}, but decimals of different scale differ.
 * https://salesforce.stackexchange.com/questions/278496
 */
export function sameElement(a: Value, b: Value): boolean {
  if (a instanceof BigDecimal && b instanceof BigDecimal) return a.equals(b);
  return equals(a, b);
}

/** `===`: the same object; primitives by value. */
export function identical(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isNumeric(a) && isNumeric(b)) return numbersEqual(a, b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return isValueObject(a) && isPrimitive(a) && a.valueEquals(b);
}

/** `System.hashCode(x)`, with Java's numbers where the platform shows them. */
export function hashCode(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'string') return textHash(value);
  if (typeof value === 'number') return value | 0;
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (typeof value === 'bigint') return longHash(value);
  if (value instanceof ApexDouble) return doubleHash(value.value);
  if (value instanceof BigDecimal) return (31 * Number(BigInt.asIntN(32, value.unscaledValue())) + value.scale()) | 0;
  if (isValueObject(value)) return value.valueHash() | 0;
  const own = protocolOf(value);
  return own.hashcode$ ? (own.hashcode$() ?? 0) | 0 : identityHash(value);
}

/**
 * The key a value has in sets and maps. Equal values have the same key, but objects that bring `equals()` of their own
 * only within one {@link KeyIndex}. Decimals of different scale differ, as the reference warns:
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
export function hashKey(value: Value, index: KeyIndex = LOOSE_INDEX): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof ApexDouble) return `\u0000d${value.value}`;
  if (value instanceof BigDecimal) return `\u0000n${value.toString()}`;
  if (isValueObject(value)) return value.valueKey(index);
  return value;
}

const LOOSE_INDEX: KeyIndex = { keyOf: (value) => hashKey(value, LOOSE_INDEX) };

/** Key of something made of several values. */
export function compositeKey(kind: string, parts: Iterable<Value>, index: KeyIndex): string {
  let key = `\u0000${kind}`;
  for (const part of parts) {
    const own = index.keyOf(part);
    const text = typeof own === 'object' && own !== null ? `@${identityHash(own)}` : `${typeof own}:${String(own)}`;
    key += `${text.length}.${text}`;
  }
  return key;
}

/** `==` of two Strings: letter case aside. */
export function compareText(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || (a.length === b.length ? a.toLowerCase() === b.toLowerCase() : false);
}

type Numeric = number | bigint | ApexDouble | BigDecimal;

function isNumeric(value: Value): value is Numeric {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof ApexDouble || value instanceof BigDecimal
  );
}

/** By value, whatever the types: `System.assertEquals(100, account.AnnualRevenue)` holds for 100.00. */
function numbersEqual(a: Numeric, b: Numeric): boolean {
  if (a instanceof BigDecimal || b instanceof BigDecimal) {
    const left = asDecimal(a);
    const right = asDecimal(b);
    return left !== null && right !== null && left.compareTo(right) === 0;
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return a === b;
  return Number(a instanceof ApexDouble ? a.value : a) === Number(b instanceof ApexDouble ? b.value : b);
}

function asDecimal(value: Numeric): BigDecimal | null {
  if (value instanceof BigDecimal) return value;
  if (value instanceof ApexDouble) return Number.isFinite(value.value) ? decimalOf(String(value.value)) : null;
  return decimalFrom(value);
}

/** Dates, times and blobs are primitives; collections and records are not. */
function isPrimitive(value: ValueObject): boolean {
  return (value as { readonly isPrimitive?: boolean }).isPrimitive === true;
}

function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Java's `Long.hashCode`. */
export function longHash(value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}

function doubleHash(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getInt32(0) ^ view.getInt32(4);
}

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

function identityHash(value: object): number {
  let hash = identities.get(value);
  if (hash === undefined) identities.set(value, (hash = nextIdentity++));
  return hash;
}
