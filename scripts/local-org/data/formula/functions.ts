/**
 * The functions of formulas.
 * https://help.salesforce.com/s/articleView?id=sf.customize_functions.htm
 */
import { Big, RoundingMode } from 'bigdecimal.js';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal } from '../../values/decimal';
import { UnsupportedError } from '../../values/errors';
import type { Value } from '../../values/value';
import { completeId } from '../sql/ids';
import type { FormulaScope } from './evaluate';
import type { Formula } from './parse';
import { areEqual, isBlank, numberOf, textOf } from './values';

type Evaluate = (argument: Formula) => Value;

/** Arguments are evaluated by the function itself: IF leaves one branch alone. */
export type FormulaFunction = (args: readonly Formula[], scope: FormulaScope, evaluate: Evaluate) => Value;

const NULL: Formula = { kind: 'literal', value: null };

/** A function of values. */
function of(body: (...values: Value[]) => Value): FormulaFunction {
  return (args, _, evaluate) => body(...args.map(evaluate));
}

function at(args: readonly Formula[], place: number): Formula {
  return args[place] ?? NULL;
}

const toInteger = (value: Value): number => Number(numberOf(value).toBigInt());

function pathOf(formula: Formula): readonly string[] {
  if (formula.kind !== 'field') throw new UnsupportedError('formula function of something that is no field');
  return formula.path;
}

function choose(args: readonly Formula[], evaluate: Evaluate): Value {
  const value = evaluate(at(args, 0));
  for (let place = 1; place + 1 < args.length; place += 2) {
    if (areEqual(value, evaluate(at(args, place)))) return evaluate(at(args, place + 1));
  }
  return evaluate(at(args, args.length - 1));
}

function rounded(value: Value, digits: number, mode: RoundingMode): Value {
  return numberOf(value).setScale(digits, mode);
}

function padded(value: Value, length: Value, pad: Value, isLeft: boolean): string {
  const [text, size, sign] = [textOf(value), toInteger(length), isBlank(pad ?? null) ? ' ' : textOf(pad)];
  if (text.length >= size) return text.slice(0, size);
  return isLeft ? text.padStart(size, sign) : text.padEnd(size, sign);
}

function dateOf(value: Value): Value {
  if (value instanceof ApexDatetime) return value.dateIn('UTC');
  if (typeof value !== 'string') return value;
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value.trim());
  return match ? ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function part(value: Value, read: (date: ApexDate) => number): Value {
  return value instanceof ApexDate ? Big(read(value)) : null;
}

function timePart(value: Value, divisor: number, size: number): Value {
  const ms = value !== null && typeof value === 'object' && 'ms' in value ? Number(value.ms) : 0;
  return Big(Math.floor(ms / divisor) % size);
}

/** Those that make a number of numbers: blank where one of them is blank and stays so. */
export const NUMBER_FUNCTIONS: ReadonlySet<string> = new Set([
  'ABS',
  'CEILING',
  'FLOOR',
  'MAX',
  'MCEILING',
  'MFLOOR',
  'MIN',
  'MOD',
  'ROUND',
  'SQRT',
]);

export const FORMULA_FUNCTIONS: Readonly<Record<string, FormulaFunction | undefined>> = {
  // ---------------------------------------------------------------- logic
  IF: (args, _, evaluate) => evaluate(at(args, evaluate(at(args, 0)) === true ? 1 : 2)),
  AND: (args, _, evaluate) => args.every((each) => evaluate(each) === true),
  OR: (args, _, evaluate) => args.some((each) => evaluate(each) === true),
  NOT: of((value) => value !== true),
  CASE: (args, _, evaluate) => choose(args, evaluate),
  ISBLANK: of((value = null) => isBlank(value)),
  ISNULL: of((value = null) => isBlank(value)),
  ISNUMBER: of((value = null) => value instanceof ApexDecimal || /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(textOf(value))),
  BLANKVALUE: of((value = null, other = null) => (isBlank(value) ? other : value)),
  NULLVALUE: of((value = null, other = null) => (isBlank(value) ? other : value)),
  ISPICKVAL: of((value = null, other = null) => areEqual(value, other)),
  INCLUDES: of((value = null, other = null) => textOf(value).split(';').includes(textOf(other))),
  ISNEW: (_, scope) => scope.isNew,
  ISCHANGED: (args, scope) => {
    const path = pathOf(at(args, 0));
    return !scope.isNew && !areEqual(scope.field(path), scope.prior(path));
  },
  PRIORVALUE: (args, scope) => {
    const path = pathOf(at(args, 0));
    return scope.isNew ? scope.field(path) : scope.prior(path);
  },
  // ---------------------------------------------------------------- text
  TEXT: of((value = null) => textOf(value)),
  VALUE: of((value = null) => (isBlank(value) ? null : numberOf(value))),
  LEN: of((value = null) => Big(textOf(value).length)),
  LEFT: of((value = null, count = null) => textOf(value).slice(0, Math.max(0, toInteger(count)))),
  RIGHT: of((value = null, count = null) => {
    const size = Math.max(0, toInteger(count));
    return size === 0 ? '' : textOf(value).slice(-size);
  }),
  MID: of((value = null, start = null, count = null) => {
    const from = Math.max(1, toInteger(start)) - 1;
    return textOf(value).slice(from, from + Math.max(0, toInteger(count)));
  }),
  UPPER: of((value = null) => textOf(value).toUpperCase()),
  LOWER: of((value = null) => textOf(value).toLowerCase()),
  TRIM: of((value = null) => textOf(value).trim()),
  CONTAINS: of((value = null, other = null) => textOf(value).includes(textOf(other))),
  BEGINS: of((value = null, other = null) => textOf(value).startsWith(textOf(other))),
  FIND: of((sought = null, value = null, start = null) =>
    Big(textOf(value).indexOf(textOf(sought), Math.max(1, toInteger(start)) - 1) + 1),
  ),
  SUBSTITUTE: of((value = null, old = null, other = null) => textOf(value).replaceAll(textOf(old), textOf(other))),
  LPAD: of((value = null, length = null, pad = null) => padded(value, length, pad, true)),
  RPAD: of((value = null, length = null, pad = null) => padded(value, length, pad, false)),
  REGEX: of((value = null, pattern = null) => new RegExp(`^(?:${textOf(pattern)})$`).test(textOf(value))),
  BR: () => '\n',
  CASESAFEID: of((value = null) => completeId(textOf(value))),
  HYPERLINK: of((url = null, label = null, target = null) => {
    const opens = isBlank(target) ? '' : ` target="${textOf(target)}"`;
    return `<a href="${textOf(url)}"${opens}>${textOf(label)}</a>`;
  }),
  IMAGE: of((url = null, label = null) => `<img src="${textOf(url)}" alt="${textOf(label)}" border="0"/>`),
  // ---------------------------------------------------------------- numbers
  ABS: of((value = null) => numberOf(value).abs()),
  ROUND: of((value = null, digits = null) => rounded(value, toInteger(digits), RoundingMode.HALF_UP)),
  CEILING: of((value = null) => rounded(value, 0, RoundingMode.UP)),
  FLOOR: of((value = null) => rounded(value, 0, RoundingMode.DOWN)),
  MCEILING: of((value = null) => rounded(value, 0, RoundingMode.CEILING)),
  MFLOOR: of((value = null) => rounded(value, 0, RoundingMode.FLOOR)),
  MAX: of((...values) => values.map(numberOf).reduce((most, each) => (each.compareTo(most) > 0 ? each : most))),
  MIN: of((...values) => values.map(numberOf).reduce((least, each) => (each.compareTo(least) < 0 ? each : least))),
  MOD: of((value = null, divisor = null) => {
    const [number, by] = [numberOf(value), numberOf(divisor)];
    if (by.signum() === 0) return null;
    const rest = number.remainder(by);
    return rest.signum() !== 0 && rest.signum() !== by.signum() ? rest.add(by) : rest;
  }),
  SQRT: of((value = null) => Big(String(Math.sqrt(Number(numberOf(value).toString()))))),
  // ---------------------------------------------------------------- dates
  TODAY: (_, scope) => new ApexDatetime(scope.now).dateIn(scope.timeZone),
  NOW: (_, scope) => new ApexDatetime(scope.now),
  DATE: of((year = null, month = null, day = null) => ApexDate.of(toInteger(year), toInteger(month), toInteger(day))),
  DATEVALUE: of((value = null) => dateOf(value)),
  DATETIMEVALUE: of((value = null) => {
    if (value instanceof ApexDate) return new ApexDatetime(value.ms);
    if (typeof value !== 'string') return value;
    const ms = Date.parse(`${value.trim().replace(' ', 'T').replace(/Z?$/, 'Z')}`);
    return Number.isNaN(ms) ? null : new ApexDatetime(ms);
  }),
  YEAR: of((value = null) => part(value, (date) => date.year)),
  MONTH: of((value = null) => part(value, (date) => date.month)),
  DAY: of((value = null) => part(value, (date) => date.day)),
  WEEKDAY: of((value = null) => part(value, (date) => date.dayOfWeek + 1)),
  ADDMONTHS: of((value = null, months = null) =>
    value instanceof ApexDate ? value.addMonths(toInteger(months)) : null,
  ),
  HOUR: of((value = null) => timePart(value, 3_600_000, 24)),
  MINUTE: of((value = null) => timePart(value, 60_000, 60)),
  SECOND: of((value = null) => timePart(value, 1000, 60)),
};
