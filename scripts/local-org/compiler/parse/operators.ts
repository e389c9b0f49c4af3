/**
 * Chains of binary operators.
 *
 * The grammar cannot tell `(a) - b` from a cast of `-b` to a type `a`, and takes the cast. Only numbers can be negated, so a
 * cast of a signed operand to anything but a number type (or Object) was a subtraction or an addition; the chain around it is
 * then put together anew by precedence. (Java has the same rule: JLS 15.16.)
 */
import {
  Arth1ExpressionContext,
  Arth2ExpressionContext,
  BitAndExpressionContext,
  BitExpressionContext,
  BitNotExpressionContext,
  BitOrExpressionContext,
  CastExpressionContext,
  CmpExpressionContext,
  CoalExpressionContext,
  EqualityExpressionContext,
  type ExpressionContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  NegExpressionContext,
  PreOpExpressionContext,
} from '@apexdevtools/apex-parser';
import type { BinaryOperator, Expression, ExpressionOf } from '../ast';
import { type Build, LONGEST_CHAIN, word } from './build';

const BINARY_RULES = [
  Arth1ExpressionContext,
  Arth2ExpressionContext,
  BitExpressionContext,
  CmpExpressionContext,
  EqualityExpressionContext,
  BitAndExpressionContext,
  BitNotExpressionContext,
  BitOrExpressionContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  CoalExpressionContext,
] as const;

type BinaryContext = InstanceType<(typeof BINARY_RULES)[number]>;

const BINARY = new Set<unknown>(BINARY_RULES);

/** Loosest first. */
const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!=', '===', '!==', '<>'],
  ['<', '<=', '>', '>='],
  ['<<', '>>', '>>>'],
  ['+', '-'],
  ['*', '/'],
];

const BINDING = new Map<BinaryOperator, number>(
  PRECEDENCE.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)),
);

const SIGNED_TYPES = new Set(['integer', 'long', 'double', 'decimal', 'object']);

type Builder = (build: Build, context: ExpressionContext) => Expression;

export function isBinary(context: ExpressionContext): context is BinaryContext {
  return BINARY.has(context.constructor);
}

/** Whether a "cast" is really the subtraction or addition `(a) - b`. */
export function isMisreadCast(context: ExpressionContext): context is CastExpressionContext {
  if (!(context instanceof CastExpressionContext)) return false;
  const operand = context.expression();
  if (!(operand instanceof PreOpExpressionContext)) return false;
  const sign = word(operand);
  if (sign !== '+' && sign !== '-') return false;
  const type = context.typeRef();
  const names = type.typeName_list();
  const plain = type.arraySubscripts().getChildCount() === 0 && names.every((name) => !name.typeArguments());
  const name = names[names.length - 1]?.start.text.toLowerCase() ?? '';
  return plain && !SIGNED_TYPES.has(name);
}

function isPrefix(context: ExpressionContext): context is PreOpExpressionContext | NegExpressionContext {
  return context instanceof PreOpExpressionContext || context instanceof NegExpressionContext;
}

/** The name in a misread cast's parentheses. */
function namesAsExpression(build: Build, context: CastExpressionContext): Expression {
  const [first, ...rest] = context.typeRef().typeName_list();
  if (first === undefined) throw new Error('a type without a name');
  const at = build.at(first);
  return rest.reduce<Expression>(
    (target, part) => ({ kind: 'member', at, target, name: word(part), nameAt: build.at(part), safe: false }),
    { kind: 'name', at, name: word(first) },
  );
}

/** `<=` and `>>>` come as several tokens. */
function operatorOf(context: BinaryContext): BinaryOperator {
  const tokens = (context.children ?? []).slice(1, -1);
  return tokens.map((token) => token.getText()).join('') as BinaryOperator;
}

/** A chain as written: operand, operator, operand… */
interface Chain {
  readonly operands: Expression[];
  readonly operators: BinaryOperator[];
}

/** The tree of a chain of binary operators (or of a misread cast). */
export function binaryChain(build: Build, context: ExpressionContext, builder: Builder): Expression {
  const chain: Chain = { operands: [], operators: [] };
  append(build, context, builder, chain);
  if (chain.operands.length > LONGEST_CHAIN) {
    return build.tooLong(build.at(context));
  }
  return byPrecedence(chain);
}

/** Adds the operands and operators of a rule to the chain, from left to right. */
function append(build: Build, context: ExpressionContext, builder: Builder, chain: Chain): void {
  const rest: BinaryContext[] = [];
  let first = context;
  while (isBinary(first)) {
    rest.push(first);
    first = first.expression(0);
  }
  appendOperand(build, first, builder, chain);
  for (const next of rest.reverse()) {
    chain.operators.push(operatorOf(next));
    append(build, next.expression(1), builder, chain);
  }
}

function appendOperand(build: Build, context: ExpressionContext, builder: Builder, chain: Chain): void {
  if (isMisreadCast(context)) {
    const signed = context.expression() as PreOpExpressionContext;
    chain.operands.push(namesAsExpression(build, context));
    chain.operators.push(word(signed) as BinaryOperator);
    appendOperand(build, signed.expression(), builder, chain);
  } else if (isPrefix(context) && isMisreadCast(context.expression())) {
    const index = chain.operands.length;
    appendOperand(build, context.expression(), builder, chain);
    const operator = word(context) as ExpressionOf<'unary'>['operator'];
    const operand = chain.operands[index];
    if (operand !== undefined) chain.operands[index] = { kind: 'unary', at: build.at(context), operator, operand };
  } else {
    chain.operands.push(builder(build, context));
  }
}

/** Left before right among equals, so an operand is complete once an operator as loose as the last one comes. */
function byPrecedence(chain: Chain): Expression {
  const operands: Expression[] = [];
  const operators: BinaryOperator[] = [];
  const reduce = (): void => {
    const right = operands.pop();
    const left = operands.pop();
    const operator = operators.pop();
    if (left === undefined || right === undefined || operator === undefined) throw new Error('broken operator chain');
    operands.push(joined(left, operator, right));
  };
  chain.operands.forEach((operand, index) => {
    if (index > 0) {
      const operator = chain.operators[index - 1];
      if (operator === undefined) throw new Error('broken operator chain');
      while (operators.length > 0 && binding(operators[operators.length - 1]) >= binding(operator)) reduce();
      operators.push(operator);
    }
    operands.push(operand);
  });
  while (operators.length > 0) reduce();
  const [tree] = operands;
  if (tree === undefined) throw new Error('broken operator chain');
  return tree;
}

function binding(operator: BinaryOperator | undefined): number {
  return operator === undefined ? -1 : (BINDING.get(operator) ?? -1);
}

/** Neighbouring string literals become one, which keeps long texts built with `+` from making deep trees. */
function joined(left: Expression, operator: BinaryOperator, right: Expression): Expression {
  if (operator === '+' && left.kind === 'literal' && right.kind === 'literal') {
    const [a, b] = [left.literal, right.literal];
    if (a.type === 'string' && b.type === 'string') {
      return { kind: 'literal', at: left.at, literal: { type: 'string', value: a.value + b.value } };
    }
  }
  return { kind: 'binary', at: left.at, operator, left, right };
}
