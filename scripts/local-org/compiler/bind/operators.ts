/** Emits operators. Which operands they take is settled by {@link binaryOperation}; here is what they become. */
import type { BinaryOperator, Expression, ExpressionOf, Position } from '../ast';
import { binaryOperation, unaryOperation } from '../operators';
import type { ApexType } from '../../values/types';
import { asOptionalRow, asText, coerce, condition, isUnknown, required, requiredArgument } from './coerce';
import type { BodyContext } from './context';
import { bindExpression } from './expressions';
import { typed, type Typed } from './typed';

export function bindBinary(expression: ExpressionOf<'binary'>, context: BodyContext): Typed {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') return bindLogical(expression, context);
  // Chains of one operator (`a + b + c …`) can be hundreds long: walked, not recursed.
  const chain: ExpressionOf<'binary'>[] = [];
  let first: Expression = expression;
  while (first.kind === 'binary' && first.operator !== '&&' && first.operator !== '||') {
    chain.push(first);
    first = first.left;
  }
  let left = bindExpression(first, context);
  for (const step of chain.reverse()) {
    left = applyBinary(step.operator, left, bindExpression(step.right, context), context, step.at);
  }
  return left;
}

function bindLogical(expression: ExpressionOf<'binary'>, context: BodyContext): Typed {
  const left = bindExpression(expression.left, context);
  const right = bindExpression(expression.right, context);
  const { types } = context;
  if (isUnknown(left.type) || isUnknown(right.type)) return context.unknown();
  const operation = binaryOperation(expression.operator, left.type, right.type, types);
  if ('problem' in operation) return context.fail(expression.at, operation.problem, operation.rule);
  const js = `(${condition(left, context, expression.at)}${expression.operator}${condition(right, context, expression.at)})`;
  return typed(js, types.boolean, { nonNull: true });
}

/** `left operator right` of two bound operands. */
export function applyBinary(
  operator: BinaryOperator,
  left: Typed,
  right: Typed,
  context: BodyContext,
  at: Position,
): Typed {
  const { types } = context;
  if (isUnknown(left.type) || isUnknown(right.type)) return context.unknown();
  if (operator === '??' && left.rowType) return coalesceRows(left, right, context, at);
  const operation = binaryOperation(operator, left.type, right.type, types);
  if ('problem' in operation) return context.fail(at, operation.problem, operation.rule);
  const { kind, operand, result } = operation;
  const a = operand ? coerce(left, operand, context, at) : left;
  const b = operand ? coerce(right, operand, context, at) : right;
  switch (kind) {
    case 'concatenate':
      return concatenate(a, b, context);
    case 'arithmetic':
      return arithmetic(operator as '+' | '-' | '*' | '/', a, b, result, context);
    case 'shiftTime':
      return typed(
        `F.shift${left.type.name}(${required(a)},${operator === '-' ? 'F.negate' : ''}(${required(b)}))`,
        result,
        { nonNull: true },
      );
    case 'bitwise':
      return typed(`(${required(a)}${operator}${required(b)})`, result, { nonNull: true });
    case 'booleanBitwise':
      return typed(`!!(${required(a)}${operator}${required(b)})`, result, { nonNull: true });
    case 'shiftBits':
      return shiftBits(operator, a, b, result, context);
    case 'compare':
      return typed(compare(operator, a, b, operand ?? left.type, context), result, { nonNull: true });
    case 'equal': {
      const equal = equality(a, b, context);
      return typed(operator === '==' ? equal : `!${equal}`, result, { nonNull: true });
    }
    case 'identical': {
      const identical = hasNullSide(a, b) ? `(${a.js}===${b.js})` : `F.identical(${a.js},${b.js})`;
      return typed(operator === '===' ? identical : `!${identical}`, result, { nonNull: true });
    }
    case 'coalesce':
      return typed(`(${a.js}??${b.js})`, result, { nonNull: a.nonNull || b.nonNull });
    case 'logical':
      return context.unknown();
  }
}

/**
 * `[SELECT …] ?? other`: the other where the query finds no rows.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_NullCoalescingOperator.htm
 */
function coalesceRows(left: Typed, right: Typed, context: BodyContext, at: Position): Typed {
  const isList = right.type.kind !== 'sobject' && right.type.kind !== 'null';
  if (isList) {
    const operation = binaryOperation('??', left.type, right.type, context.types);
    if ('problem' in operation) return context.fail(at, operation.problem, operation.rule);
    return typed(`($.optionalRows(${left.js})??${right.js})`, operation.result, {
      nonNull: right.nonNull,
      rowType: right.rowType && left.rowType,
    });
  }
  return applyBinary('??', asOptionalRow(left), right, context, at);
}

function concatenate(left: Typed, right: Typed, context: BodyContext): Typed {
  const isText = left.isText === true || right.isText === true;
  const js = `${isText ? '' : '""+'}${asText(left, context)}+${asText(right, context)}`;
  return typed(isShort(left) || isShort(right) ? `(${js})` : `$.made(${js})`, context.types.string, {
    nonNull: true,
    isText: true,
  });
}

/** Adding a short literal makes no text much longer than one that was counted before. */
function isShort({ js }: Typed): boolean {
  return /^"[^"]{0,64}"$/.test(js);
}

function arithmetic(
  operator: '+' | '-' | '*' | '/',
  left: Typed,
  right: Typed,
  type: ApexType,
  context: BodyContext,
): Typed {
  const { types } = context;
  const a = required(left);
  const b = type === types.decimal ? requiredArgument(right) : required(right);
  const done = (js: string): Typed => typed(js, type, { nonNull: true });
  if (type === types.integer) {
    if (operator === '*') return done(`Math.imul(${a},${b})`);
    if (operator !== '/') return done(`(${a}${operator}${b}|0)`);
    return done(right.literal ? `(${a}/${b}|0)` : `F.divideInteger(${a},${b})`);
  }
  if (type === types.long) {
    if (operator === '/') return done(`F.divideLong(${a},${b})`);
    return done(`BigInt.asIntN(64,${a}${operator}${b})`);
  }
  return done(`F.${ARITHMETIC[operator]}${type.name}(${a},${b})`);
}

const ARITHMETIC = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;

function shiftBits(operator: string, left: Typed, right: Typed, type: ApexType, context: BodyContext): Typed {
  const { types } = context;
  const done = (js: string): Typed => typed(js, type, { nonNull: true });
  if (type === types.integer) {
    const places = right.type === types.long ? `Number(BigInt.asUintN(5,${required(right)}))` : required(right);
    return done(`(${required(left)}${operator}${places}${operator === '>>>' ? '|0' : ''})`);
  }
  const a = left.type === types.long ? required(left) : `BigInt(${required(left)})`;
  const by = right.type === types.long ? required(right) : `BigInt(${required(right)})`;
  const name = { '<<': 'shiftLeft', '>>': 'shiftRight', '>>>': 'shiftRightUnsigned' }[operator] ?? '';
  return done(`F.${name}(${a},${by})`);
}

/** `<` and its kin: false where one side is null, except for text, where null comes first. */
function compare(operator: BinaryOperator, left: Typed, right: Typed, type: ApexType, context: BodyContext): string {
  const { types } = context;
  if (type === types.integer || type === types.long) {
    if (left.nonNull && right.nonNull) return `(${left.js}${operator}${right.js})`;
    return `F.${COMPARE[operator] ?? ''}(${left.js},${right.js})`;
  }
  const order = type === types.string || type === types.id ? 'Text' : type.name;
  return `(F.compare${order}(${left.js},${right.js})${operator}0)`;
}

const COMPARE: Readonly<Record<string, string>> = {
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
};

/** `==`: text without regard to case, ids whatever their length, everything else by value. */
export function equality(left: Typed, right: Typed, context: BodyContext): string {
  const { types } = context;
  if (hasNullSide(left, right)) return `(${left.js}===${right.js})`;
  const { type } = left;
  if (type === right.type) {
    if (
      type === types.integer ||
      type === types.long ||
      type === types.boolean ||
      type === types.id ||
      type.kind === 'enum'
    )
      return `(${left.js}===${right.js})`;
    if (type === types.string) return `F.equalText(${left.js},${right.js})`;
  }
  const isText = (each: ApexType): boolean => each === types.string || each === types.id;
  if (isText(type) && isText(right.type)) return `F.equalId(${left.js},${right.js})`;
  return `F.equal(${left.js},${right.js})`;
}

function hasNullSide(left: Typed, right: Typed): boolean {
  return left.type.kind === 'null' || right.type.kind === 'null';
}

export function bindUnary(expression: ExpressionOf<'unary'>, context: BodyContext): Typed {
  const { types } = context;
  const { operator } = expression;
  if (operator === '-' && expression.operand.kind === 'literal') {
    const negative = negativeLiteral(expression.operand, context);
    if (negative) return negative;
  }
  const operand = bindExpression(expression.operand, context);
  if (isUnknown(operand.type)) return operand;
  const operation = unaryOperation(operator, operand.type, types);
  if (operation.problem !== undefined) return context.fail(expression.at, operation.problem, operation.rule);
  const type = operation.result;
  const value = required(operand);
  const done = (js: string): Typed => typed(js, type, { nonNull: true });
  switch (operator) {
    case '!':
      return done(`!${value}`);
    case '+':
      return done(value);
    case '~':
      return done(`(~${value})`);
    default:
      if (type === types.integer) return done(`(-${value}|0)`);
      return done(type === types.long ? `BigInt.asIntN(64,-${value})` : `F.negate${type.name}(${value})`);
  }
}

/** A number with a minus sign. */
function negativeLiteral({ literal }: ExpressionOf<'literal'>, context: BodyContext): Typed | null {
  if (literal.type === 'integer') {
    const value = -Number(literal.text);
    return typed(value === 0 ? '0' : `(${value})`, context.types.integer, {
      nonNull: true,
      literal: value === 0 ? 0 : value,
    });
  }
  if (literal.type !== 'long') return null;
  return typed(`(-${BigInt(literal.text)}n)`, context.types.long, { nonNull: true });
}
