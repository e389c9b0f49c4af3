/**
 * Decimal: Java's BigDecimal, by bigdecimal.js.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
import { Big, BigDecimal, MC, RoundingMode } from 'bigdecimal.js';
import { doubleText } from './double';
import { apexException } from './errors';

export { BigDecimal as ApexDecimal };
export { RoundingMode as DecimalRounding } from 'bigdecimal.js';

/** Division keeps at most this many significant digits: `1.0 / 3` shows 33 of them. */
const DIVISION = MC(33, RoundingMode.HALF_EVEN);

/** From decimal text: the scale is the number of digits after the point. @throws System.TypeException */
export function decimalOf(text: string): BigDecimal {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))
    throw apexException('System.TypeException', `Invalid decimal: ${text}`);
  return Big(text);
}

/** From an Integer, a Long or a stored number: taken as its plain text, which sets the scale. */
export function decimalFrom(value: number | bigint): BigDecimal {
  if (typeof value === 'bigint') return Big(value);
  if (!Number.isFinite(value)) throw apexException('System.TypeException', `Invalid decimal: ${value}`);
  const decimal = Big(String(value));
  return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
}

/** From a Double, by the text Java prints: `1.0`, `1.0E+7`. @throws System.MathException for what is no number */
export function decimalFromDouble(value: number): BigDecimal {
  if (Number.isFinite(value)) return Big(doubleText(value));
  const name = Number.isNaN(value) ? 'NaN' : 'Infinity';
  throw apexException('System.MathException', `Cannot represent Double '${name}' as a Decimal`);
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
  return a.divideWithMathContext(b, DIVISION);
}

export function divideByZero(): Error {
  return apexException('System.MathException', 'Divide by 0');
}

/** Numeric order; scale does not count. */
export function compareDecimals(a: BigDecimal, b: BigDecimal): number {
  return a.compareTo(b);
}

/** As Java prints it: `1000`, `0.000001`, and with an exponent below that or with a negative scale: `1E-7`, `1E+3`. */
export function decimalText(value: BigDecimal): string {
  return value.toString();
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
