/** `System.Math`. */
import {
  type ApexDecimal,
  decimalFromDouble,
  DecimalRounding,
  decimalToDouble,
  decimalToInteger,
  decimalToLong,
  divideByZero,
} from '../../values/decimal';
import { ApexDouble, doubleText } from '../../values/double';
import { apexException, nullArgument } from '../../values/errors';
import { hooks } from '../../values/type-registry';
import type { LibraryFunction } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryClass, type MemberTable } from '../declare';
import { roundDecimal, roundToInteger, roundToLong } from './math-round';

/** Refuses null in any argument. @throws System.NullPointerException `Argument cannot be null.` */
function strict(table: Readonly<Record<string, LibraryFunction>>): MemberTable {
  const checked = (body: LibraryFunction): LibraryFunction => {
    const call = body as (...args: readonly Value[]) => unknown;
    return (...args: Value[]) => {
      if (args.includes(null)) throw nullArgument();
      return call(...args);
    };
  };
  return Object.fromEntries(Object.entries(table).map(([signature, body]) => [signature, checked(body)]));
}

/** A function of real numbers, for Double and for Decimal, which calculates it as a double. */
function real(name: string, calculate: (value: number) => number): Record<string, LibraryFunction> {
  return {
    [`static Decimal ${name}(Decimal value)`]: (value: ApexDecimal) =>
      decimalFromDouble(calculate(decimalToDouble(value))),
    [`static Double ${name}(Double value)`]: (value: ApexDouble) => new ApexDouble(calculate(value.value)),
  };
}

/** @throws System.MathException where there is no such angle */
function arc(calculate: (value: number) => number): (value: number) => number {
  return (value) => {
    if (Math.abs(value) > 1) throw apexException('System.MathException', 'Invalid argument');
    return calculate(value);
  };
}

/** @throws System.MathException below zero */
function sqrt(value: number): number {
  if (value < 0) throw apexException('System.MathException', `Negative argument: ${doubleText(value)}`);
  return Math.sqrt(value);
}

/** To the nearest whole number, halves to the even one. */
function rint(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Number.isFinite(value) ? Math.round(value) : value;
  return floor % 2 === 0 ? floor : floor + 1;
}

const ROUNDING: Readonly<Record<string, LibraryFunction>> = {
  'static Decimal ceil(Decimal value)': (value: ApexDecimal) => roundDecimal(value, DecimalRounding.CEILING),
  'static Double ceil(Double value)': (value: ApexDouble) => new ApexDouble(Math.ceil(value.value)),
  'static Decimal floor(Decimal value)': (value: ApexDecimal) => roundDecimal(value, DecimalRounding.FLOOR),
  'static Double floor(Double value)': (value: ApexDouble) => new ApexDouble(Math.floor(value.value)),
  'static Decimal rint(Decimal value)': (value: ApexDecimal) => decimalFromDouble(rint(decimalToDouble(value))),
  'static Double rint(Double value)': (value: ApexDouble) => new ApexDouble(rint(value.value)),
  'static Integer round(Decimal value)': (value: ApexDecimal) => decimalToInteger(roundDecimal(value)),
  'static Integer round(Double value)': (value: ApexDouble) => roundToInteger(value.value),
  'static Long roundToLong(Decimal value)': (value: ApexDecimal) => decimalToLong(roundDecimal(value)),
  'static Long roundToLong(Double value)': (value: ApexDouble) => roundToLong(value.value),
};

const NUMBERS: Readonly<Record<string, LibraryFunction>> = {
  'static Decimal abs(Decimal value)': (value: ApexDecimal) => value.abs(),
  'static Double abs(Double value)': (value: ApexDouble) => new ApexDouble(Math.abs(value.value)),
  'static Integer abs(Integer value)': (value: number) => Math.abs(value) | 0,
  'static Long abs(Long value)': (value: bigint) => BigInt.asIntN(64, value < 0n ? -value : value),
  'static Decimal max(Decimal a, Decimal b)': (a: ApexDecimal, b: ApexDecimal) => (a.compareTo(b) >= 0 ? a : b),
  'static Double max(Double a, Double b)': (a: ApexDouble, b: ApexDouble) => new ApexDouble(Math.max(a.value, b.value)),
  'static Integer max(Integer a, Integer b)': (a: number, b: number) => Math.max(a, b),
  'static Long max(Long a, Long b)': (a: bigint, b: bigint) => (a > b ? a : b),
  'static Decimal min(Decimal a, Decimal b)': (a: ApexDecimal, b: ApexDecimal) => (a.compareTo(b) <= 0 ? a : b),
  'static Double min(Double a, Double b)': (a: ApexDouble, b: ApexDouble) => new ApexDouble(Math.min(a.value, b.value)),
  'static Integer min(Integer a, Integer b)': (a: number, b: number) => Math.min(a, b),
  'static Long min(Long a, Long b)': (a: bigint, b: bigint) => (a < b ? a : b),
  'static Long mod(Long dividend, Long divisor)': (dividend: bigint, divisor: bigint) => {
    if (divisor === 0n) throw divideByZero();
    return dividend % divisor;
  },
  'static Double pow(Double base, Double exponent)': (base: ApexDouble, exponent: ApexDouble) =>
    new ApexDouble(base.value ** exponent.value),
  'static Decimal signum(Decimal value)': (value: ApexDecimal) => decimalFromDouble(value.signum()),
  'static Double signum(Double value)': (value: ApexDouble) => new ApexDouble(Math.sign(value.value)),
  'static Decimal atan2(Decimal x, Decimal y)': (x: ApexDecimal, y: ApexDecimal) =>
    decimalFromDouble(Math.atan2(decimalToDouble(x), decimalToDouble(y))),
  'static Double atan2(Double x, Double y)': (x: ApexDouble, y: ApexDouble) =>
    new ApexDouble(Math.atan2(x.value, y.value)),
  'static Double random()': () => new ApexDouble(hooks().random()),
};

/** Null has no words of its own here, as orgs were seen to do. */
function mod(dividend: number | null, divisor: number | null): number {
  if (dividend === null || divisor === null) throw apexException('System.NullPointerException', null);
  if (divisor === 0) throw divideByZero();
  return (dividend % divisor) | 0;
}

export const mathClass = libraryClass(
  'System.Math',
  {
    'static Integer mod(Integer dividend, Integer divisor)': mod,
    'static final Double PI': { get: () => new ApexDouble(Math.PI) },
    'static final Double E': { get: () => new ApexDouble(Math.E) },
    ...strict(ROUNDING),
    ...strict(NUMBERS),
    ...strict({
      ...real('acos', arc(Math.acos)),
      ...real('asin', arc(Math.asin)),
      ...real('atan', Math.atan),
      ...real('cbrt', Math.cbrt),
      ...real('cos', Math.cos),
      ...real('cosh', Math.cosh),
      ...real('exp', Math.exp),
      ...real('log', Math.log),
      ...real('log10', Math.log10),
      ...real('sin', Math.sin),
      ...real('sinh', Math.sinh),
      ...real('sqrt', sqrt),
      ...real('tan', Math.tan),
      ...real('tanh', Math.tanh),
    }),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_math.htm' },
);
