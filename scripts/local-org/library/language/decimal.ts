/** `Decimal` and `RoundingMode`. */
import {
  type ApexDecimal,
  decimalFrom,
  decimalFromDouble,
  decimalOf,
  DecimalRounding,
  decimalToDouble,
  decimalToInteger,
  decimalToLong,
  divideByZero,
} from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import type { EnumValue } from '../../values/enum';
import { apexException, required } from '../../values/errors';
import { libraryClass, libraryEnum } from '../declare';
import { roundDecimal } from './math-round';
import { formatNumber } from './number-format';

export const roundingMode = libraryEnum('System.RoundingMode', [
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
  'HALF_UP',
  'HALF_DOWN',
  'HALF_EVEN',
  'UNNECESSARY',
]);

/** The enum's constants stand in the order of the arithmetic library's. */
function modeOf(mode: EnumValue | null): DecimalRounding {
  return required(mode).ordinal;
}

function setScale(self: ApexDecimal, scale: number | null, mode = DecimalRounding.HALF_EVEN): ApexDecimal {
  const digits = required(scale);
  if (digits < -33 || digits > 33) throw apexException('System.MathException', `Scale out of range: ${digits}`);
  try {
    return self.setScale(digits, mode);
  } catch (error) {
    throw mode === DecimalRounding.UNNECESSARY ? apexException('System.MathException', 'Scale insufficient') : error;
  }
}

function divide(
  self: ApexDecimal,
  divisor: ApexDecimal | null,
  scale: number | null,
  mode = DecimalRounding.HALF_EVEN,
): ApexDecimal {
  if (required(divisor).signum() === 0) throw divideByZero();
  try {
    return self.divide(required(divisor), required(scale), mode);
  } catch (error) {
    throw mode === DecimalRounding.UNNECESSARY ? apexException('System.MathException', 'Rounding necessary') : error;
  }
}

function pow(self: ApexDecimal, exponent: number | null): ApexDecimal {
  const power = required(exponent);
  if (power < 0 || power > 32_767) throw apexException('System.MathException', 'Exponent is out of range');
  return self.pow(power);
}

export const decimalClass = libraryClass(
  'System.Decimal',
  {
    'static Decimal valueOf(Double value)': (value: ApexDouble | null) => decimalFromDouble(required(value).value),
    'static Decimal valueOf(Long value)': (value: bigint | null) => decimalFrom(required(value)),
    'static Decimal valueOf(String text)': (text: string | null) => decimalOf(required(text)),
    'Decimal abs()': (self: ApexDecimal) => self.abs(),
    'Decimal divide(Decimal divisor, Integer scale)': (self: ApexDecimal, divisor: ApexDecimal, scale: number) =>
      divide(self, divisor, scale),
    'Decimal divide(Decimal divisor, Integer scale, System.RoundingMode mode)': (
      self: ApexDecimal,
      divisor: ApexDecimal,
      scale: number,
      mode: EnumValue,
    ) => divide(self, divisor, scale, modeOf(mode)),
    'Double doubleValue()': (self: ApexDecimal) => new ApexDouble(decimalToDouble(self)),
    'String format()': (self: ApexDecimal) => formatNumber(self.toPlainString(), 3),
    'Integer intValue()': (self: ApexDecimal) => decimalToInteger(self),
    'Long longValue()': (self: ApexDecimal) => decimalToLong(self),
    'Decimal pow(Integer exponent)': pow,
    'Integer precision()': (self: ApexDecimal) => self.precision(),
    'Long round()': (self: ApexDecimal) => decimalToLong(roundDecimal(self)),
    'Long round(System.RoundingMode mode)': (self: ApexDecimal, mode: EnumValue) =>
      decimalToLong(setScale(self, 0, modeOf(mode))),
    'Integer scale()': (self: ApexDecimal) => self.scale(),
    'Decimal setScale(Integer scale)': (self: ApexDecimal, scale: number) => setScale(self, scale),
    'Decimal setScale(Integer scale, System.RoundingMode mode)': (self: ApexDecimal, scale: number, mode: EnumValue) =>
      setScale(self, scale, modeOf(mode)),
    'Decimal stripTrailingZeros()': (self: ApexDecimal) => self.stripTrailingZeros(),
    'String toPlainString()': (self: ApexDecimal) => self.toPlainString(),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm' },
);
