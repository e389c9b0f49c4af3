/** Rounding to whole numbers: a Decimal half to even, a Double to the closest, of two the greater, as Java does. */
import { DecimalRounding, decimalFrom, decimalToLong, type ApexDecimal } from '../../values/decimal';
import { apexException } from '../../values/errors';

/** `Math.roundToLong(Double)`, `Double.round()`: held at the ends of the range; NaN is 0. */
export function roundToLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return decimalToLong(decimalFrom(value).setScale(0, value < 0 ? DecimalRounding.HALF_DOWN : DecimalRounding.HALF_UP));
}

/** `Math.round(Double)`. @throws System.MathException where no Integer holds it */
export function roundToInteger(value: number): number {
  const rounded = roundToLong(value);
  if (BigInt.asIntN(32, rounded) !== rounded)
    throw apexException('System.MathException', `Integer overflow: ${rounded}`);
  return Number(rounded);
}

export function roundDecimal(value: ApexDecimal, mode: DecimalRounding = DecimalRounding.HALF_EVEN): ApexDecimal {
  return value.setScale(0, mode);
}
