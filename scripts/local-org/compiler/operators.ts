/**
 * Operators: which operands they take and what comes out.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
import type { ProblemRule } from './problems';
import type { BinaryOperator } from './ast';
import { conversion, distanceUp } from './convert';
import type { TypeTable } from './type-table';
import type { ApexType } from '../values/types';

/** What a binary operator does with its operands once they are of these types. */
export type BinaryKind =
  /** String concatenation: each operand is turned into text. */
  | 'concatenate'
  /** Arithmetic, both operands converted to `operand`. */
  | 'arithmetic'
  /** Date, Datetime or Time plus or minus a number (days; days; milliseconds). */
  | 'shiftTime'
  | 'bitwise'
  | 'shiftBits'
  /** `&` `|` `^` of Booleans: both sides are evaluated. */
  | 'booleanBitwise'
  /** `&&` `||`. */
  | 'logical'
  /** `<` and its kin, both operands converted to `operand`. */
  | 'compare'
  /** `==`, `!=`, `<>`; of Strings and Ids without regard to case or id length. */
  | 'equal'
  /** `===`, `!==`. */
  | 'identical'
  /** `??`. */
  | 'coalesce';

export interface BinaryOperation {
  readonly kind: BinaryKind;
  readonly result: ApexType;
  /** The type both operands are converted to first; null where each stays as it is. */
  readonly operand: ApexType | null;
}

/** The problem of an operator that does not take these operands. */
export interface OperatorProblem {
  readonly problem: string;
  readonly rule: ProblemRule;
}

/** Settles `left operator right`. */
export function binaryOperation(
  operator: BinaryOperator,
  left: ApexType,
  right: ApexType,
  types: TypeTable,
): BinaryOperation | OperatorProblem {
  switch (operator) {
    case '+':
      if (left === types.string || right === types.string) return concatenation(left, right, types);
      return arithmetic(operator, left, right, types);
    case '-':
    case '*':
    case '/':
      return arithmetic(operator, left, right, types);
    // An Integer stays one, whatever it is shifted by.
    case '<<':
    case '>>':
    case '>>>':
      return isWhole(left, types) && isWhole(right, types)
        ? { kind: 'shiftBits', result: left, operand: null }
        : { problem: `${operator} operation can only be applied to Integer or Long types`, rule: 'operand-types' };
    case '&':
    case '|':
    case '^':
      return bitwise(operator, left, right, types);
    case '&&':
    case '||':
      return left === types.boolean && right === types.boolean
        ? { kind: 'logical', result: types.boolean, operand: null }
        : { problem: 'Logical operator can only be applied to Boolean', rule: 'operand-types' };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(left, right, types);
    case '==':
    case '!=':
    case '<>':
      return equality(left, right, types);
    case '===':
    case '!==':
      return identity(left, right, types);
    case '??': {
      const result = commonType(left, right, types);
      return result
        ? { kind: 'coalesce', result, operand: result }
        : {
            problem: `Incompatible types in null coalescing operator: ${left.displayName}, ${right.displayName}`,
            rule: 'operand-types',
          };
    }
  }
}

/** The result of `-x`, `+x`, `!x`, `~x`, `++x`, `--x` (prefix and postfix), or why it cannot be. */
export function unaryOperation(
  operator: '+' | '-' | '!' | '~' | '++' | '--',
  operand: ApexType,
  types: TypeTable,
  position: 'prefix' | 'postfix' = 'prefix',
): { readonly result: ApexType; readonly problem?: undefined } | OperatorProblem {
  switch (operator) {
    case '!':
      return operand === types.boolean
        ? { result: operand }
        : { problem: '! operator can only be applied to boolean expressions', rule: 'operand-types' };
    case '~':
      return isWhole(operand, types)
        ? { result: operand }
        : { problem: `Invalid type for bitwise negate: ${operand.displayName}`, rule: 'operand-types' };
    case '+':
    case '-':
      // Orgs take a stray plus before a text (`'a', + 'b'`) as well.
      return isNumeric(operand, types) || (operator === '+' && operand === types.string)
        ? { result: operand }
        : { problem: 'Unary negation must use a numeric argument', rule: 'operand-types' };
    case '++':
    case '--': {
      if (isNumeric(operand, types)) return { result: operand };
      const which = position === 'postfix' ? 'increment/decrement' : operator === '++' ? 'increment' : 'decrement';
      return {
        problem: `Unary ${position} ${which} can only be applied to numeric expressions: ${operand.displayName}`,
        rule: 'operand-types',
      };
    }
  }
}

/**
 * The type of `a ? x : y` and `x ?? y`: the one the other converts to, or the nearest type above both. Null when they
 * have nothing in common ("Incompatible types in ternary operator: X, Y").
 */
export function commonType(a: ApexType, b: ApexType, types: TypeTable): ApexType | null {
  if (a === b) return a;
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  const up = conversion(a, b, types);
  const down = conversion(b, a, types);
  if (up && down) return up.cost <= down.cost ? b : a;
  if (up ?? down) return up ? b : a;
  return nearestAbove(a, b);
}

function nearestAbove(a: ApexType, b: ApexType): ApexType | null {
  for (let each = a.superType; each; each = each.superType) if (distanceUp(b, each) !== null) return each;
  for (let each: ApexType | null = a; each; each = each.superType) {
    const shared = each.interfaces.find((candidate) => distanceUp(b, candidate) !== null);
    if (shared) return shared;
  }
  return null;
}

export function isNumeric(type: ApexType, types: TypeTable): boolean {
  return isWhole(type, types) || type === types.double || type === types.decimal;
}

function isWhole(type: ApexType, types: TypeTable): boolean {
  return type === types.integer || type === types.long;
}

/** Integer, Long, Double, Decimal: the wider of two. */
function widest(left: ApexType, right: ApexType, types: TypeTable): ApexType {
  const order = [types.integer, types.long, types.double, types.decimal];
  return order[Math.max(order.indexOf(left), order.indexOf(right))] ?? left;
}

function concatenation(left: ApexType, right: ApexType, types: TypeTable): BinaryOperation | OperatorProblem {
  if (left.kind === 'void' || right.kind === 'void')
    return { problem: 'Arithmetic expressions are not allowed on void types', rule: 'void-as-value' };
  return { kind: 'concatenate', result: types.string, operand: null };
}

function arithmetic(
  operator: '+' | '-' | '*' | '/',
  left: ApexType,
  right: ApexType,
  types: TypeTable,
): BinaryOperation | OperatorProblem {
  if (isNumeric(left, types) && isNumeric(right, types)) {
    const operand = widest(left, right, types);
    return { kind: 'arithmetic', result: operand, operand };
  }
  if (left.kind === 'void' || right.kind === 'void')
    return { problem: 'Arithmetic expressions are not allowed on void types', rule: 'void-as-value' };
  const adds = operator === '+' || operator === '-';
  const shift: BinaryOperation = { kind: 'shiftTime', result: left, operand: null };
  if (adds && left === types.date)
    return isWhole(right, types)
      ? shift
      : { problem: 'Date expressions must use Integer or Long', rule: 'operand-types' };
  if (adds && left === types.datetime)
    return isNumeric(right, types)
      ? shift
      : { problem: 'Date/time expressions must use Integer or Double or Decimal', rule: 'operand-types' };
  if (adds && left === types.time)
    return isWhole(right, types)
      ? shift
      : { problem: 'Time expressions must use Integer or Long', rule: 'operand-types' };
  return { problem: 'Arithmetic expressions must use numeric arguments', rule: 'operand-types' };
}

function bitwise(
  operator: '&' | '|' | '^',
  left: ApexType,
  right: ApexType,
  types: TypeTable,
): BinaryOperation | OperatorProblem {
  if (left === types.boolean && right === types.boolean)
    return { kind: 'booleanBitwise', result: types.boolean, operand: null };
  if (isWhole(left, types) && isWhole(right, types)) {
    const operand = widest(left, right, types);
    return { kind: 'bitwise', result: operand, operand };
  }
  return {
    problem: `${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`,
    rule: 'operand-types',
  };
}

function comparison(left: ApexType, right: ApexType, types: TypeTable): BinaryOperation | OperatorProblem {
  const done = (operand: ApexType): BinaryOperation => ({ kind: 'compare', result: types.boolean, operand });
  const isText = (type: ApexType): boolean => type === types.string || type === types.id;
  const isDay = (type: ApexType): boolean => type === types.date || type === types.datetime;
  const ordered = (type: ApexType): boolean =>
    isNumeric(type, types) || isText(type) || isDay(type) || type === types.time;
  if (left.kind === 'null' && ordered(right)) return done(right);
  if (right.kind === 'null' && ordered(left)) return done(left);
  if (isNumeric(left, types) && isNumeric(right, types)) return done(widest(left, right, types));
  if (isText(left) && isText(right)) return done(left === right ? left : types.string);
  if (isDay(left) && isDay(right)) return done(left === right ? left : types.datetime);
  if (left === types.time && right === types.time) return done(left);
  if (!ordered(left))
    return { problem: `Inequality operator not allowed for this type: ${left.displayName}`, rule: 'operand-types' };
  return incompatible(left, right);
}

function equality(left: ApexType, right: ApexType, types: TypeTable): BinaryOperation | OperatorProblem {
  const done = (operand: ApexType | null): BinaryOperation => ({ kind: 'equal', result: types.boolean, operand });
  if (left.kind === 'void' || right.kind === 'void') return incompatible(left, right);
  if (left === right || left.kind === 'null' || right.kind === 'null') return done(null);
  if (isNumeric(left, types) && isNumeric(right, types)) return done(widest(left, right, types));
  const isDay = (type: ApexType): boolean => type === types.date || type === types.datetime;
  if (isDay(left) && isDay(right)) return done(types.datetime);
  return isComparable(left, right, types) ? done(null) : incompatible(left, right);
}

function identity(left: ApexType, right: ApexType, types: TypeTable): BinaryOperation | OperatorProblem {
  const scalar = [left, right].find((type) => type.kind === 'primitive' && type !== types.id);
  if (scalar && left.kind === 'primitive' && right.kind === 'primitive')
    return {
      problem: `Exact equality operator only allowed for reference types: ${scalar.displayName}`,
      rule: 'operand-types',
    };
  return isComparable(left, right, types)
    ? { kind: 'identical', result: types.boolean, operand: null }
    : incompatible(left, right);
}

function isComparable(left: ApexType, right: ApexType, types: TypeTable): boolean {
  if (left.kind === 'void' || right.kind === 'void') return false;
  if (left.kind === 'null' || right.kind === 'null') return true;
  if (conversion(left, right, types) ?? conversion(right, left, types)) return true;
  // An interface may be implemented by an instance of any class that is not sealed.
  return left.kind === 'interface' ? right.kind === 'class' : right.kind === 'interface' && left.kind === 'class';
}

function incompatible(left: ApexType, right: ApexType): OperatorProblem {
  return {
    problem: `Comparison arguments must be compatible types: ${left.displayName}, ${right.displayName}`,
    rule: 'operand-types',
  };
}
