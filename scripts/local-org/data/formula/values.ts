/** Values as formulas see them. Numbers are Decimals throughout; a blank number counts as zero, blank text as empty. */
import { Big, type BigDecimal } from 'bigdecimal.js';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal } from '../../values/decimal';
import { ApexTime } from '../../values/time';
import type { Value } from '../../values/value';
import { asDecimal } from '../sql/codec';

/** A number; blank is zero. */
export function numberOf(value: Value): BigDecimal {
  return asDecimal(value) ?? (typeof value === 'string' && value.trim() !== '' ? Big(value.trim()) : Big(0));
}

/** Text as `&` joins it. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof ApexDecimal) return value.stripTrailingZeros().toPlainString();
  if (value instanceof ApexDatetime) return `${value.textIn('UTC')}Z`;
  return String(value);
}

export function isBlank(value: Value): boolean {
  return value === null || value === '';
}

/** Equality of formulas: blank equals blank, numbers by value, text with regard to case. */
export function areEqual(left: Value, right: Value): boolean {
  if (left instanceof ApexDecimal || right instanceof ApexDecimal)
    return numberOf(left).compareTo(numberOf(right)) === 0;
  if (isBlank(left) || isBlank(right)) return isBlank(left) === isBlank(right);
  return comparable(left) === comparable(right);
}

/** Something JavaScript can put in order. */
export function comparable(value: Value): number | string {
  if (value instanceof ApexDate) return value.ms;
  if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
  return typeof value === 'boolean' ? Number(value) : String(value);
}
