/**
 * The orders of `List.sort()`.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_lists_sorting.htm
 */
import { ApexBlob } from '../../values/blob';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal, decimalFrom, decimalFromDouble } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { EnumValue } from '../../values/enum';
import { apexException, required } from '../../values/errors';
import type { ApexList } from '../../values/list';
import { protocolOf } from '../../values/object';
import { SObjectValue } from '../../values/sobject';
import { ApexTime } from '../../values/time';
import { hooks } from '../../values/type-registry';
import type { Value } from '../../values/value';

type Order = (first: Value, second: Value) => number;

/** `list.sort()`: ascending, null first; objects by their `compareTo`. @throws System.ListException */
export function sortNaturally(list: ApexList): void {
  sortBy(list, compareValues);
}

/** `list.sort(comparator)`: nulls go to the comparator too. */
export function sortWith(list: ApexList, comparator: object | null): void {
  const by = required(comparator);
  sortBy(list, (first, second) => {
    const result = hooks().invokeInterface(by, 'System.Comparator', 'compare', [first, second]);
    return typeof result === 'number' ? result : 0;
  });
}

function sortBy(list: ApexList, order: Order): void {
  list.checkChange();
  list.items = [...list.items].sort(order);
}

function compareValues(first: Value, second: Value): number {
  if (first === null || second === null) return Number(first !== null) - Number(second !== null);
  if (typeof first === 'string' && typeof second === 'string') return compareRaw(first, second);
  if (isNumeric(first) && isNumeric(second)) return compareNumbers(first, second);
  if (typeof first === 'boolean' && typeof second === 'boolean') return Number(first) - Number(second);
  if (typeof first === 'object') return compareObjects(first, second);
  throw notComparable();
}

function compareObjects(first: object, second: Value): number {
  if (first instanceof EnumValue && second instanceof EnumValue) return first.ordinal - second.ordinal;
  if (first instanceof ApexDate && second instanceof ApexDate) return compareRaw(first.toString(), second.toString());
  if (first instanceof ApexDatetime && second instanceof ApexDatetime) return first.ms - second.ms;
  if (first instanceof ApexTime && second instanceof ApexTime) return first.ms - second.ms;
  if (first instanceof ApexBlob && second instanceof ApexBlob) return Buffer.compare(first.bytes, second.bytes);
  if (first instanceof SObjectValue && second instanceof SObjectValue) return compareRecords(first, second);
  const own = protocolOf(first);
  if (!own.compareto$object) throw notComparable();
  return own.compareto$object(second) ?? 0;
}

/** By object, then name, then the standard fields in alphabetical order, then the custom ones. */
function compareRecords(first: SObjectValue, second: SObjectValue): number {
  const byObject =
    compareRaw(first.object.label, second.object.label) || compareRaw(first.object.name, second.object.name);
  if (byObject) return byObject;
  for (const field of sortFields(first)) {
    const difference = compareField(first.rawField(field), second.rawField(field));
    if (difference) return difference;
  }
  return 0;
}

function sortFields(record: SObjectValue): string[] {
  const rank = (field: { readonly name: string; readonly isCustom: boolean }): number =>
    field.name === 'Name' ? 0 : field.isCustom ? 2 : 1;
  return [...record.object.fields.values()]
    .sort((first, second) => rank(first) - rank(second) || compareRaw(first.name, second.name))
    .map((field) => field.name);
}

/** Compound fields have no order of their own: their parts do. */
function compareField(first: Value, second: Value): number {
  const isCompound = [first, second].some(
    (each) => typeof each === 'object' && each !== null && !isNumeric(each) && !isMoment(each),
  );
  return isCompound ? 0 : compareValues(first, second);
}

function isMoment(value: Value): boolean {
  return value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime;
}

function compareRaw(first: string, second: string): number {
  return first === second ? 0 : first < second ? -1 : 1;
}

type Numeric = number | bigint | ApexDouble | ApexDecimal;

function isNumeric(value: Value): value is Numeric {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof ApexDouble ||
    value instanceof ApexDecimal
  );
}

function compareNumbers(first: Numeric, second: Numeric): number {
  if (first instanceof ApexDecimal || second instanceof ApexDecimal) return decimal(first).compareTo(decimal(second));
  const [a, b] = [first, second].map((each) => (each instanceof ApexDouble ? each.value : each));
  if (a === b) return 0;
  return (a ?? 0) < (b ?? 0) ? -1 : 1;
}

function decimal(value: Numeric): ApexDecimal {
  if (value instanceof ApexDecimal) return value;
  return value instanceof ApexDouble ? decimalFromDouble(value.value) : decimalFrom(value);
}

function notComparable(): Error {
  return apexException('System.ListException', 'One or more of the items in this list is not Comparable.');
}
