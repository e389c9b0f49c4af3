/**
 * The order `List.sort()` puts elements in.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_lists_sorting.htm
 */
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal, compareDecimals, decimalFrom } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { EnumValue } from '../../values/enum';
import { apexException, nullPointer } from '../../values/errors';
import { protocolOf } from '../../values/object';
import { SObjectValue } from '../../values/sobject';
import { ApexTime } from '../../values/time';
import type { Value } from '../../values/value';

/**
 * Null first, then ascending: numbers and dates by value, text by character codes, enums as declared, records by
 * their fields, other objects by their `compareTo`.
 *
 * @throws System.ListException for objects that are not Comparable
 */
export function naturalOrder(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  const numbers = compareNumbers(a, b);
  if (numbers !== null) return numbers;
  if (typeof a !== 'object' || typeof b !== 'object') throw notComparable();
  if (a instanceof ApexDate && b instanceof ApexDate) return a.days - b.days;
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.ms - b.ms;
  if (a instanceof ApexTime && b instanceof ApexTime) return a.ms - b.ms;
  if (a instanceof EnumValue && b instanceof EnumValue) return a.ordinal - b.ordinal;
  if (a instanceof SObjectValue && b instanceof SObjectValue) return compareRecords(a, b);
  const own = protocolOf(a);
  if (!own.compareto$object) throw notComparable();
  const result = own.compareto$object(b);
  if (result === null) throw nullPointer();
  return result;
}

function compareNumbers(a: Value, b: Value): number | null {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof ApexDouble && b instanceof ApexDouble) return a.value - b.value;
  const left = asDecimal(a);
  const right = asDecimal(b);
  return left && right ? compareDecimals(left, right) : null;
}

function asDecimal(value: Value): ApexDecimal | null {
  if (value instanceof ApexDecimal) return value;
  if (value instanceof ApexDouble) return decimalFrom(value.value);
  return typeof value === 'number' || typeof value === 'bigint' ? decimalFrom(value) : null;
}

/** Types without an order: their parts have one. */
const COMPOUND: ReadonlySet<string> = new Set(['address', 'location', 'base64']);

/** By label of the object, then Name, then standard fields and then custom fields, each by name. */
function compareRecords(a: SObjectValue, b: SObjectValue): number {
  const byObject = naturalOrder(a.object.label, b.object.label);
  if (byObject !== 0) return byObject;
  const fields = [...a.object.fields.values()]
    .filter((field) => field.name !== 'Id' && !COMPOUND.has(field.type))
    .sort((x, y) => rank(x) - rank(y) || naturalOrder(x.name, y.name));
  for (const field of fields) {
    const order = naturalOrder(a.rawField(field.name), b.rawField(field.name));
    if (order !== 0) return order;
  }
  return 0;
}

function rank(field: { readonly name: string; readonly isCustom: boolean }): number {
  if (field.name === 'Name') return 0;
  return field.isCustom ? 2 : 1;
}

function notComparable(): Error {
  return apexException('System.ListException', 'One or more of the items in this list is not Comparable.');
}
