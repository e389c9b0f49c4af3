/** `Integer`, `Long`, `Double`, `Boolean`. */
import type { ApexDouble } from '../../values/double';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { booleanFrom, doubleFrom, integerFrom, parseBoolean, parseDouble, parseInteger, parseLong } from './convert';
import { roundToLong } from './math-round';
import { formatNumber } from './number-format';

const REFERENCE = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_';

export const integerClass = libraryClass(
  'System.Integer',
  {
    'static Integer valueOf(String text)': parseInteger,
    'static Integer valueOf(Object value)': integerFrom,
    'static final Integer MAX_VALUE': { get: () => 2_147_483_647 },
    'static final Integer MIN_VALUE': { get: () => -2_147_483_648 },
    'String format()': (self: number) => formatNumber(String(self), 0),
  },
  { docs: `${REFERENCE}integer.htm` },
);

export const longClass = libraryClass(
  'System.Long',
  {
    'static Long valueOf(String text)': parseLong,
    'static final Long MAX_VALUE': { get: () => 9_223_372_036_854_775_807n },
    'static final Long MIN_VALUE': { get: () => -9_223_372_036_854_775_808n },
    'String format()': (self: bigint) => formatNumber(String(self), 0),
    'Integer intValue()': (self: bigint) => Number(BigInt.asIntN(32, self)),
  },
  { docs: `${REFERENCE}long.htm` },
);

export const doubleClass = libraryClass(
  'System.Double',
  {
    'static Double valueOf(String text)': parseDouble,
    'static Double valueOf(Object value)': doubleFrom,
    'String format()': (self: ApexDouble) => formatNumber(String(self.value), 3),
    'Integer intValue()': (self: ApexDouble) => javaCast(self.value, -2_147_483_648, 2_147_483_647),
    'Long longValue()': (self: ApexDouble) => doubleToLong(self.value),
    'Long round()': (self: ApexDouble) => roundToLong(self.value),
  },
  { docs: `${REFERENCE}double.htm` },
);

export const booleanClass = libraryClass(
  'System.Boolean',
  {
    'static Boolean valueOf(String text)': parseBoolean,
    'static Boolean valueOf(Object value)': (value: Value) => booleanFrom(value),
  },
  { docs: `${REFERENCE}boolean.htm` },
);

/** As Java casts: cut towards zero, held at the ends of the range, NaN is 0. */
function javaCast(value: number, least: number, greatest: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.trunc(Math.min(Math.max(value, least), greatest)) + 0;
}

function doubleToLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}
