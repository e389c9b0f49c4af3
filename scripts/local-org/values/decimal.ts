/**
 * Decimal: Java's BigDecimal, by bigdecimal.js.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
import { Big, BigDecimal, MC, RoundingMode } from 'bigdecimal.js';
import { apexException } from './errors';

export { BigDecimal as ApexDecimal };
export { RoundingMode as DecimalRounding } from 'bigdecimal.js';

/** Division keeps at most this many significant digits: `1.0 / 3` shows 33 of them. */
const DIVISION = MC(33, RoundingMode.HALF_EVEN);

/** From decimal text: the scale is the number of digits after the point. @throws System.TypeException */
export function decimalOf(text: string): BigDecimal {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed))
    throw apexException('System.TypeException', `Invalid decimal: ${text}`);
  return plain(Big(trimmed));
}

/** From an Integer, a Long or a double: the number is taken as its text, which sets the scale. */
export function decimalFrom(value: number | bigint): BigDecimal {
  if (typeof value === 'bigint') return Big(value);
  if (!Number.isFinite(value)) throw apexException('System.TypeException', `Invalid decimal: ${value}`);
  return plain(Big(String(value)));
}

/** From a Double: `1.0` keeps the one decimal place Java prints. */
export function decimalFromDouble(value: number): BigDecimal {
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? Big(`${value}.0`) : decimalFrom(value);
}

/** `+ - *`. Addition takes the larger scale, multiplication the sum of both. */
export function addDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  return a.add(b);
}

export function subtractDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  return a.subtract(b);
}

export function multiplyDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  return a.multiply(b);
}

/** The `/` operator. @throws System.MathException for a zero divisor */
export function divideDecimals(a: BigDecimal, b: BigDecimal): BigDecimal {
  if (b.signum() === 0) throw divideByZero();
  return plain(a.divideWithMathContext(b, DIVISION));
}

export function divideByZero(): Error {
  return apexException('System.MathException', 'Divide by 0');
}

/** Numeric order; scale does not count. */
export function compareDecimals(a: BigDecimal, b: BigDecimal): number {
  return a.compareTo(b);
}

/** Plain notation, never an exponent: `1000`, `0.0000001`. */
export function decimalText(value: BigDecimal): string {
  return value.toPlainString();
}

export function decimalToDouble(value: BigDecimal): number {
  return Number(value.toString());
}

/** The whole part, cut to 64 bits. */
export function decimalToLong(value: BigDecimal): bigint {
  return BigInt.asIntN(64, value.toBigInt());
}

/** The whole part, cut to 32 bits. */
export function decimalToInteger(value: BigDecimal): number {
  return Number(BigInt.asIntN(32, value.toBigInt()));
}

/** Apex has no negative scales: `1E+3` is `1000`. */
function plain(value: BigDecimal): BigDecimal {
  return value.scale() < 0 ? value.setScale(0) : value;
}
