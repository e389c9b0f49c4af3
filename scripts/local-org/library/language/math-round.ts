/** Rounding to whole numbers, as the platform rounds by default: half to even. */
import { DecimalRounding, decimalFrom, decimalToInteger, decimalToLong, type ApexDecimal } from '../../values/decimal';

/** `Math.roundToLong(Double)`, `Double.round()`. */
export function roundToLong(value: number): bigint {
  return decimalToLong(decimalFrom(value).setScale(0, DecimalRounding.HALF_EVEN));
}

/** `Math.round(Double)`. */
export function roundToInteger(value: number): number {
  return decimalToInteger(decimalFrom(value).setScale(0, DecimalRounding.HALF_EVEN));
}

export function roundDecimal(value: ApexDecimal, mode: DecimalRounding = DecimalRounding.HALF_EVEN): ApexDecimal {
  return value.setScale(0, mode);
}
