/** Calculates formulas. Numbers are Decimals throughout; blank text is empty, a blank number zero unless it is kept. */
import { Big, type BigDecimal } from 'bigdecimal.js';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal, divideDecimals } from '../../values/decimal';
import { UnsupportedError } from '../../values/errors';
import { ApexTime } from '../../values/time';
import type { Value } from '../../values/value';
import { asDecimal } from '../sql/codec';
import { FORMULA_FUNCTIONS, NUMBER_FUNCTIONS } from './functions';
import type { BinaryOperator, Formula } from './parse';
import { areEqual, comparable, numberOf, textOf } from './values';

/** What a formula is calculated for. */
export interface FormulaScope {
  /** The value of a field of the record, of its parents (`Account.Name`) or of a global variable (`$User.Id`). */
  field(path: readonly string[]): Value;
  /** The org's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly timeZone: string;
  /** Validation rules: whether the record is being inserted. */
  readonly isNew: boolean;
  /** Whether a blank number stays blank, and with it what is calculated from it. Otherwise it counts as zero. */
  readonly keepsBlank?: boolean;
  /** Validation rules: the value before the change. */
  prior(path: readonly string[]): Value;
}

const DAY = 86_400_000;

/** The value of a formula: null, text, Boolean, Decimal, Date, Datetime or Time. @throws UnsupportedError for unknown functions */
export function evaluateFormula(formula: Formula, scope: FormulaScope): Value {
  switch (formula.kind) {
    case 'literal':
      return formula.value;
    case 'field': {
      const value = scope.field(formula.path);
      return typeof value === 'number' || typeof value === 'bigint' ? asDecimal(value) : value;
    }
    case 'unary': {
      const value = evaluateFormula(formula.operand, scope);
      if (formula.operator === 'not') return value !== true;
      return scope.keepsBlank && value === null ? null : numberOf(value).negate();
    }
    case 'binary':
      return binary(formula.operator, formula.left, formula.right, scope);
    case 'call': {
      const implementation = FORMULA_FUNCTIONS[formula.name];
      if (!implementation) throw new UnsupportedError(`formula function ${formula.name}`);
      const evaluate = (argument: Formula): Value => evaluateFormula(argument, scope);
      if (scope.keepsBlank && NUMBER_FUNCTIONS.has(formula.name))
        if (formula.arguments.some((argument) => evaluate(argument) === null)) return null;
      return implementation(formula.arguments, scope, evaluate);
    }
  }
}

function binary(operator: BinaryOperator, leftSide: Formula, rightSide: Formula, scope: FormulaScope): Value {
  const left = evaluateFormula(leftSide, scope);
  if (operator === '&&') return left === true && evaluateFormula(rightSide, scope) === true;
  if (operator === '||') return left === true || evaluateFormula(rightSide, scope) === true;
  const right = evaluateFormula(rightSide, scope);
  if (scope.keepsBlank && (left === null || right === null)) {
    const kept = withBlank(operator, left ?? right);
    if (kept !== undefined) return kept;
  }
  switch (operator) {
    case '=':
      return areEqual(left, right);
    case '<>':
      return !areEqual(left, right);
    case '<':
      return order(left, right, (sign) => sign < 0);
    case '<=':
      return order(left, right, (sign) => sign <= 0);
    case '>':
      return order(left, right, (sign) => sign > 0);
    case '>=':
      return order(left, right, (sign) => sign >= 0);
    case '&':
      return textOf(left) + textOf(right);
    case '+':
      if (typeof left === 'string' || typeof right === 'string') return textOf(left) + textOf(right);
      return shifted(left, right, 1) ?? shifted(right, left, 1) ?? numberOf(left).add(numberOf(right));
    case '-':
      return difference(left, right) ?? shifted(left, right, -1) ?? numberOf(left).subtract(numberOf(right));
    case '*':
      return numberOf(left).multiply(numberOf(right));
    case '/':
      return numberOf(right).signum() === 0 ? null : divideDecimals(numberOf(left), numberOf(right));
    case '^':
      return Big(String(Number(numberOf(left).toString()) ** Number(numberOf(right).toString())));
    default:
      throw new UnsupportedError(`formula operator ${String(operator)}`);
  }
}

/** What a kept blank and another value come to; undefined where blanks are nothing special. */
function withBlank(operator: BinaryOperator, other: Value): Value | undefined {
  if (operator === '&' || typeof other === 'string') return undefined;
  if ('+-*/^'.includes(operator)) return null;
  if (other instanceof ApexDecimal) return operator === '<>';
  return undefined;
}

/** A date and a number of days; null when the first is no date. */
function shifted(moment: Value, days: Value, sign: 1 | -1): Value {
  if (moment instanceof ApexDate) return moment.addDays(sign * Number(numberOf(days).toBigInt()));
  if (moment instanceof ApexDatetime) return moment.addMs(Math.round(sign * Number(numberOf(days).toString()) * DAY));
  if (moment instanceof ApexTime) return new ApexTime(moment.ms + sign * Number(numberOf(days).toString()));
  return null;
}

/** Days between two moments of the same kind. */
function difference(left: Value, right: Value): BigDecimal | null {
  if (left instanceof ApexDate && right instanceof ApexDate) return Big(left.days - right.days);
  if (left instanceof ApexDatetime && right instanceof ApexDatetime)
    return divideDecimals(Big(left.ms - right.ms), Big(DAY));
  return null;
}

function order(left: Value, right: Value, holds: (sign: number) => boolean): boolean {
  if (left instanceof ApexDecimal || right instanceof ApexDecimal)
    return holds(numberOf(left).compareTo(numberOf(right)));
  if (left === null || right === null) return false;
  const [first, second] = [comparable(left), comparable(right)];
  return holds(first < second ? -1 : first > second ? 1 : 0);
}
