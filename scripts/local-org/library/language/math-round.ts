/** Rounding to whole numbers: a Decimal half to even, a Double to the closest, of two the greater, as Java does. */
import { DecimalRounding, decimalFrom, decimalToInteger, decimalToLong, type ApexDecimal } from '../../values/decimal';

/** `Math.roundToLong(Double)`, `Double.round()`. */
export function roundToLong(value: number): bigint {
  return decimalToLong(closest(value));
}

/** `Math.round(Double)`. */
export function roundToInteger(value: number): number {
  return decimalToInteger(closest(value));
}

function closest(value: number): ApexDecimal {
  return decimalFrom(value).setScale(0, value < 0 ? DecimalRounding.HALF_DOWN : DecimalRounding.HALF_UP);
}

export function roundDecimal(value: ApexDecimal, mode: DecimalRounding = DecimalRounding.HALF_EVEN): ApexDecimal {
  return value.setScale(0, mode);
}
