/** Arithmetic and conversions of numbers, dates and text as emitted code calls them. Operands are not null unless said. */
import type { ApexDecimal } from '../../values/decimal';
import {
  addDecimals,
  decimalFrom,
  decimalFromDouble,
  decimalOf,
  decimalToDouble as toDouble,
  decimalToInteger as toInteger,
  decimalToLong as toLong,
  divideByZero,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from '../../values/decimal';
import type { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDouble } from '../../values/double';
import { ApexTime } from '../../values/time';

type Numeric = number | bigint | ApexDouble | ApexDecimal;

const DAY_MS = 86_400_000;

export const NUMBERS = {
  double: (value: number) => new ApexDouble(value),
  decimal: (text: string) => decimalOf(text),

  divideInteger(a: number, b: number): number {
    if (b === 0) throw divideByZero();
    return (a / b) | 0;
  },
  divideLong(a: bigint, b: bigint): bigint {
    if (b === 0n) throw divideByZero();
    return BigInt.asIntN(64, a / b);
  },
  shiftLeft: (a: bigint, by: bigint) => BigInt.asIntN(64, a << (by & 63n)),
  shiftRight: (a: bigint, by: bigint) => a >> (by & 63n),
  shiftRightUnsigned: (a: bigint, by: bigint) => BigInt.asIntN(64, BigInt.asUintN(64, a) >> (by & 63n)),

  addDouble: (a: ApexDouble, b: ApexDouble) => new ApexDouble(a.value + b.value),
  subtractDouble: (a: ApexDouble, b: ApexDouble) => new ApexDouble(a.value - b.value),
  multiplyDouble: (a: ApexDouble, b: ApexDouble) => new ApexDouble(a.value * b.value),
  divideDouble(a: ApexDouble, b: ApexDouble): ApexDouble {
    if (b.value === 0) throw divideByZero();
    return new ApexDouble(a.value / b.value);
  },
  negateDouble: (a: ApexDouble) => new ApexDouble(-a.value),

  addDecimal: addDecimals,
  subtractDecimal: subtractDecimals,
  multiplyDecimal: multiplyDecimals,
  divideDecimal: divideDecimals,
  negateDecimal: (a: ApexDecimal) => a.negate(),

  // Dates move by days, datetimes by days and parts of days, times by milliseconds.
  negate: (by: Numeric): Numeric => (typeof by === 'bigint' ? -by : -asNumber(by)),
  shiftDate: (date: ApexDate, by: Numeric) => date.addDays(asNumber(by)),
  shiftDatetime: (at: ApexDatetime, by: Numeric) => at.addMs(Math.round(asNumber(by) * DAY_MS)),
  shiftTime: (time: ApexTime, by: Numeric) => new ApexTime(time.ms + asNumber(by)),

  // Conversions let null pass.
  integerToLong: (a: number | null) => (a === null ? null : BigInt(a)),
  integerToDouble: (a: number | null) => (a === null ? null : new ApexDouble(a)),
  integerToDecimal: (a: number | null) => (a === null ? null : decimalFrom(a)),
  longToDouble: (a: bigint | null) => (a === null ? null : new ApexDouble(Number(a))),
  longToDecimal: (a: bigint | null) => (a === null ? null : decimalFrom(a)),
  doubleToDecimal: (a: ApexDouble | null) => (a === null ? null : decimalFromDouble(a.value)),
  decimalToDouble: (a: ApexDecimal | null) => (a === null ? null : new ApexDouble(toDouble(a))),
  longToInteger: (a: bigint | null) => (a === null ? null : Number(BigInt.asIntN(32, a))),
  doubleToInteger: (a: ApexDouble | null) => (a === null ? null : saturate(a.value)),
  doubleToLong: (a: ApexDouble | null) => (a === null ? null : BigInt.asIntN(64, BigInt(Math.trunc(a.value) || 0))),
  decimalToInteger: (a: ApexDecimal | null) => (a === null ? null : toInteger(a)),
  decimalToLong: (a: ApexDecimal | null) => (a === null ? null : toLong(a)),
  dateToDatetime: (a: ApexDate | null) => (a === null ? null : new ApexDatetime(a.ms)),

  // Comparisons with null are false: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
  less: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a < b,
  lessOrEqual: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a <= b,
  greater: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a > b,
  greaterOrEqual: (a: number | bigint | null, b: number | bigint | null) => a !== null && b !== null && a >= b,
  compareDouble: (a: ApexDouble | null, b: ApexDouble | null) =>
    a === null || b === null ? NaN : order(a.value, b.value),
  compareDecimal: (a: ApexDecimal | null, b: ApexDecimal | null) => (a === null || b === null ? NaN : a.compareTo(b)),
  compareDate: (a: ApexDate | null, b: ApexDate | null) => (a === null || b === null ? NaN : a.days - b.days),
  compareDatetime: (a: ApexDatetime | null, b: ApexDatetime | null) => (a === null || b === null ? NaN : a.ms - b.ms),
  compareTime: (a: ApexTime | null, b: ApexTime | null) => (a === null || b === null ? NaN : a.ms - b.ms),
};

function order(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN;
}

/** A cast to Integer stops at the ends of its range, as Java's does. */
function saturate(value: number): number {
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value) || 0));
}

function asNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof ApexDouble ? value.value : toDouble(value);
}
