/** Text and fields to primitives, with the exceptions the platform throws. */
import { decimalFrom, decimalToDouble, decimalToInteger, ApexDecimal } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { apexException, nullArgument, required } from '../../values/errors';
import type { Value } from '../../values/value';

/** `Integer.valueOf(String)`. @throws System.TypeException `Invalid integer: x` */
export function parseInteger(text: string | null): number {
  const value = wholeNumber(required(text));
  if (value === null || BigInt.asIntN(32, value) !== value)
    throw apexException('System.TypeException', `Invalid integer: ${text}`);
  return Number(value);
}

/** `Long.valueOf(String)`. @throws System.TypeException `Invalid long: x` */
export function parseLong(text: string | null): bigint {
  const value = wholeNumber(required(text));
  if (value === null || BigInt.asIntN(64, value) !== value)
    throw apexException('System.TypeException', `Invalid long: ${text}`);
  return value;
}

/** `Double.valueOf(String)`. @throws System.TypeException `Invalid double: x` */
export function parseDouble(text: string | null): ApexDouble {
  const trimmed = required(text).trim();
  if (/^[+-]?(NaN|Infinity)$/.test(trimmed)) return new ApexDouble(Number(trimmed.replace(/^[+-]?NaN$/, 'NaN')));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed))
    throw apexException('System.TypeException', `Invalid double: ${text}`);
  return new ApexDouble(Number(trimmed.replace(/[dDfF]$/, '')));
}

/** `Integer.valueOf(Object)`: numbers are cut, text is parsed. */
export function integerFrom(value: Value): number | null {
  // A field without value: public suites that pass on the platform depend on it.
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return parseInteger(value);
  if (typeof value === 'boolean') throw apexException('System.TypeException', `Invalid integer: ${value}`);
  return decimalToInteger(numberFrom(value, 'Integer'));
}

export function doubleFrom(value: Value): ApexDouble {
  if (value instanceof ApexDouble) return value;
  if (typeof value === 'string') return parseDouble(value);
  return new ApexDouble(decimalToDouble(numberFrom(value, 'Double')));
}

/** `Boolean.valueOf(String)`: true only for "true", letter case aside. */
export function parseBoolean(text: string | null): boolean {
  return required(text).toLowerCase() === 'true';
}

export function booleanFrom(value: Value): boolean {
  if (value === null) throw nullArgument();
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return parseBoolean(value);
  throw invalidConversion(value, 'Boolean');
}

/** @throws System.TypeException `Invalid conversion from runtime type …` */
export function invalidConversion(value: Value, target: string): Error {
  return apexException('System.TypeException', `Invalid conversion from runtime type ${nameOf(value)} to ${target}`);
}

function numberFrom(value: Value, target: string): ApexDecimal {
  if (value === null) throw nullArgument();
  if (typeof value === 'number' || typeof value === 'bigint') return decimalFrom(value);
  if (value instanceof ApexDecimal) return value;
  if (value instanceof ApexDouble) return decimalFrom(value.value);
  throw invalidConversion(value, target);
}

function nameOf(value: Value): string {
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'string') return 'String';
  const type = value !== null && typeof value === 'object' && '$type' in value ? String(value.$type) : null;
  return type ?? (value === null ? 'null' : value.constructor.name.replace(/^Apex/, ''));
}

/** Digits of any script, and no fraction but zeros. */
function wholeNumber(text: string): bigint | null {
  const match = /^([+-]?)(\p{Nd}+)(?:\.0*)?$/u.exec(text);
  if (!match) return null;
  const value = BigInt([...(match[2] ?? '')].map(digitOf).join(''));
  return match[1] === '-' ? -value : value;
}

/** Digits stand in runs of ten from their zero on. */
function digitOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (point - zero) % 10;
}
