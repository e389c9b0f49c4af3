/**
 * Expression trees.
 *
 * Chains (`a + b + c…`, `a.b().c()…`) are walked in loops, not by recursion: generated Apex has them hundreds long.
 */
import {
  ArrayExpressionContext,
  AssignExpressionContext,
  CastExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  type ExpressionContext,
  type ExpressionListContext,
  IdPrimaryContext,
  InstanceOfExpressionContext,
  LiteralPrimaryContext,
  type LiteralContext,
  type MethodCallContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PostOpExpressionContext,
  PreOpExpressionContext,
  type PrimaryContext,
  PrimaryExpressionContext,
  SoqlPrimaryContext,
  SoslPrimaryContext,
  SubExpressionContext,
  SuperPrimaryContext,
  ThisPrimaryContext,
  TypeRefPrimaryContext,
  VoidPrimaryContext,
} from '@apexdevtools/apex-parser';
import type { AssignOperator, Expression, ExpressionOf, Position, TypeRef } from '../ast';
import { type Build, LONGEST_CHAIN, nameOf, present, typeRef, word } from './build';
import { creation } from './creations';
import {
  integerLiteral,
  longLiteral,
  numberLiteral,
  showWildcardEscapes,
  stringLiteral,
  wildcardEscape,
} from './literals';
import { unexpectedToken } from './errors';
import { binaryChain, isBinary, isMisreadCast } from './operators';
import { illegalEscapeMessage } from './scan';
import { soqlExpression } from './soql';
import { soslExpression } from './sosl';

export function expressions(build: Build, context: ExpressionListContext | null): Expression[] {
  return present(context) ? context.expression_list().map((each) => expression(build, each)) : [];
}

export function expression(build: Build, context: ExpressionContext): Expression {
  const inner = withoutParentheses(context);
  if (inner instanceof PrimaryExpressionContext) return primary(build, inner.primary());
  if (inner instanceof DotExpressionContext || inner instanceof ArrayExpressionContext)
    return accessChain(build, inner);
  if (inner instanceof MethodCallExpressionContext) return methodCall(build, inner.methodCall());
  if (isBinary(inner) || isMisreadCast(inner)) return binaryChain(build, inner, expression);
  if (inner instanceof AssignExpressionContext) return assignment(build, inner);
  if (inner instanceof NewExpressionContext) return creation(build, inner);
  if (inner instanceof PreOpExpressionContext || inner instanceof NegExpressionContext) return prefixed(build, inner);
  if (inner instanceof PostOpExpressionContext) return postfixed(build, inner);
  if (inner instanceof CastExpressionContext) return cast(build, inner);
  if (inner instanceof CondExpressionContext) return conditional(build, inner);
  if (inner instanceof InstanceOfExpressionContext) {
    const value = expression(build, inner.expression());
    return { kind: 'instanceOf', at: build.at(inner), value, type: typeRef(build, inner.typeRef()) };
  }
  throw new Error(`no such expression: ${inner.constructor.name}`);
}

/** Parentheses have done their work once the tree stands. */
function withoutParentheses(context: ExpressionContext): ExpressionContext {
  let inner = context;
  while (inner instanceof SubExpressionContext) inner = inner.expression();
  return inner;
}

// ---------------------------------------------------------------- primaries

function primary(build: Build, context: PrimaryContext): Expression {
  const at = build.at(context);
  if (context instanceof IdPrimaryContext) return { kind: 'name', at, name: nameOf(build, context.id()) };
  if (context instanceof LiteralPrimaryContext) return literal(build, context.literal());
  if (context instanceof ThisPrimaryContext) return { kind: 'this', at };
  if (context instanceof SuperPrimaryContext) return { kind: 'super', at };
  if (context instanceof SoqlPrimaryContext) return soqlExpression(build, context.soqlLiteral());
  if (context instanceof SoslPrimaryContext) return soslExpression(build, context.soslLiteral());
  if (context instanceof TypeRefPrimaryContext) {
    return { kind: 'typeLiteral', at, type: typeRef(build, context.typeRef()) };
  }
  if (context instanceof VoidPrimaryContext) {
    return { kind: 'typeLiteral', at, type: { at, name: ['void'], typeArguments: [] } };
  }
  throw new Error(`no such primary: ${context.constructor.name}`);
}

export function literal(build: Build, context: LiteralContext): Expression {
  const at = build.at(context);
  const text = word(context);
  if (present(context.StringLiteral()) || present(context.MultilineStringLiteral())) return string(build, at, text);
  if (present(context.NULL())) return { kind: 'literal', at, literal: { type: 'null' } };
  if (present(context.BooleanLiteral())) {
    return { kind: 'literal', at, literal: { type: 'boolean', value: text.toLowerCase() === 'true' } };
  }
  const number = present(context.IntegerLiteral())
    ? integerLiteral(at, text, false)
    : present(context.LongLiteral())
      ? longLiteral(at, text, false)
      : numberLiteral(at, text);
  if (typeof number !== 'string') return number;
  build.problem(at, number);
  return { kind: 'literal', at, literal: { type: 'null' } };
}

export function string(build: Build, at: Position, tokenText: string): Expression {
  const escape = wildcardEscape(tokenText);
  const literal = stringLiteral(at, tokenText);
  if (escape !== null) build.problem(at, illegalEscapeMessage(showWildcardEscapes(tokenText.slice(1, -1)), escape));
  return literal;
}

function methodCall(build: Build, context: MethodCallContext): ExpressionOf<'call'> {
  const at = build.at(context);
  const name = present(context.id()) ? nameOf(build, context.id()) : word(context).toLowerCase();
  return {
    kind: 'call',
    at,
    target: null,
    name,
    nameAt: at,
    arguments: expressions(build, context.expressionList()),
    safe: false,
  };
}

// ---------------------------------------------------------------- member access

type Access = DotExpressionContext | ArrayExpressionContext;

function accessChain(build: Build, context: Access): Expression {
  const links: Access[] = [];
  let start: ExpressionContext = context;
  while (start instanceof DotExpressionContext || start instanceof ArrayExpressionContext) {
    links.push(start);
    start = start instanceof DotExpressionContext ? start.expression() : start.expression(0);
  }
  if (links.length > LONGEST_CHAIN) return build.tooLong(build.at(context));
  const first = expression(build, start);
  // The platform's grammar takes `List<String>.class` for a whole: what follows needs it in parentheses.
  if (first.kind === 'typeLiteral' && first.type.typeArguments.length && !(start instanceof SubExpressionContext))
    build.problem(first.at, unexpectedToken('apex', word(start)));
  return links.reduceRight((target, link) => access(build, link, target), first);
}

function access(build: Build, link: Access, target: Expression): Expression {
  const at = build.at(link);
  if (link instanceof ArrayExpressionContext) {
    return { kind: 'index', at, target, index: expression(build, link.expression(1)) };
  }
  const safe = present(link.QUESTIONDOT());
  const call = link.dotMethodCall();
  if (present(call)) {
    const name = call.anyId();
    return {
      kind: 'call',
      at,
      target,
      name: word(name),
      nameAt: build.at(name),
      arguments: expressions(build, call.expressionList()),
      safe,
    };
  }
  const name = link.anyId();
  if (present(name.CLASS())) {
    const type = typeOfNames(target);
    if (type !== null) return { kind: 'typeLiteral', at, type };
  }
  return { kind: 'member', at, target, name: word(name), nameAt: build.at(name), safe };
}

/** `Outer.Inner` before `.class`, as a type. */
function typeOfNames(target: Expression): TypeRef | null {
  const names: string[] = [];
  let node = target;
  while (node.kind === 'member' && !node.safe) {
    names.unshift(node.name);
    node = node.target;
  }
  return node.kind === 'name' ? { at: target.at, name: [node.name, ...names], typeArguments: [] } : null;
}

// ---------------------------------------------------------------- operators

function assignment(build: Build, context: AssignExpressionContext): Expression {
  const operator = context.getChild(1).getText() as AssignOperator;
  const target = expression(build, context.expression(0));
  return { kind: 'assign', at: build.at(context), operator, target, value: expression(build, context.expression(1)) };
}

function conditional(build: Build, context: CondExpressionContext): Expression {
  return {
    kind: 'ternary',
    at: build.at(context),
    condition: expression(build, context.expression(0)),
    then: expression(build, context.expression(1)),
    otherwise: expression(build, context.expression(2)),
  };
}

function cast(build: Build, context: CastExpressionContext): Expression {
  const type = typeRef(build, context.typeRef());
  return { kind: 'cast', at: build.at(context), type, value: expression(build, context.expression()) };
}

function prefixed(build: Build, context: PreOpExpressionContext | NegExpressionContext): Expression {
  const at = build.at(context);
  const operator = word(context) as ExpressionOf<'unary'>['operator'];
  const operand = context.expression();
  if (isMisreadCast(operand)) return binaryChain(build, context, expression);
  return { kind: 'unary', at, operator, operand: expression(build, operand) };
}

/** The grammar reads `(T) x++` as `((T) x)++`. */
function postfixed(build: Build, context: PostOpExpressionContext): Expression {
  const at = build.at(context);
  const operator = context.getChild(1).getText() as '++' | '--';
  const operand = context.expression();
  if (!(operand instanceof CastExpressionContext)) {
    return { kind: 'postfix', at, operator, operand: expression(build, operand) };
  }
  const value: Expression = {
    kind: 'postfix',
    at: build.at(operand.expression()),
    operator,
    operand: expression(build, operand.expression()),
  };
  return { kind: 'cast', at, type: typeRef(build, operand.typeRef()), value };
}
