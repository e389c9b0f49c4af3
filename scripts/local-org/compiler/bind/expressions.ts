/** Binds expressions: one entry, which hands each kind on to its room. */
import type { Expression, ExpressionOf, TypeRef } from '../ast';
import { quote } from '../emit/text';
import { commonType } from '../operators';
import { bindAssignment, bindIncrement } from './assign';
import { bindCall } from './calls';
import { closeChain, link, type Link } from './chain';
import { cast, coerce, condition, isUnknown, listIndex, required } from './coerce';
import type { BodyContext } from './context';
import { bindNew } from './create';
import { bindInstanceOf } from './instance-of';
import { bindMember, bindName, bindThis } from './names';
import { bindBinary, bindUnary } from './operators';
import { bindSoql, bindSosl } from './queries';
import { typed, type Typed } from './typed';

/** Binds an expression whose value is used. */
export function bindExpression(expression: Expression, context: BodyContext): Typed {
  const value = closeChain(bindLink(expression, context));
  if (value.type === context.types.void)
    return context.fail(expression.at, 'Void cannot be used as a value', 'void-as-value');
  return value;
}

/** Binds an expression that stands as a statement: its value is not used and may be void. */
export function bindDiscarded(expression: Expression, context: BodyContext): Typed {
  switch (expression.kind) {
    case 'assign':
      return bindAssignment(expression, context, false);
    case 'postfix':
      return bindIncrement(expression, context, false);
    case 'unary':
      if (expression.operator === '++' || expression.operator === '--')
        return bindIncrement(expression, context, false);
      break;
    case 'call':
    case 'new':
      return closeChain(bindLink(expression, context));
    default:
  }
  bindExpression(expression, context);
  return context.fail(expression.at, 'Expression cannot be a statement.', 'not-a-statement');
}

/** Binds an expression as the receiver of what follows: chains stay open. */
export function bindLink(expression: Expression, context: BodyContext): Link {
  switch (expression.kind) {
    case 'member':
      return bindMember(expression, context);
    case 'call':
      return bindCall(expression, context);
    case 'index':
      return bindIndex(expression, context);
    default:
      return link(bindSimple(expression, context));
  }
}

function bindSimple(
  expression: Exclude<Expression, { kind: 'member' | 'call' | 'index' }>,
  context: BodyContext,
): Typed {
  const { types } = context;
  switch (expression.kind) {
    case 'literal':
      return bindLiteral(expression, context);
    case 'name':
      return bindName(expression, context);
    case 'this':
    case 'super':
      return bindThis(expression, context);
    case 'new':
      return marked(bindNew(expression, context), expression, context);
    case 'assign':
      return bindAssignment(expression, context, true);
    case 'binary':
      return bindBinary(expression, context);
    case 'unary':
      if (expression.operator === '++' || expression.operator === '--') return bindIncrement(expression, context, true);
      return bindUnary(expression, context);
    case 'postfix':
      return bindIncrement(expression, context, true);
    case 'ternary':
      return bindTernary(expression, context);
    case 'cast': {
      const value = bindExpression(expression.value, context);
      return cast(value, context.type(expression.type), context, expression.at);
    }
    case 'instanceOf':
      return bindInstanceOf(expression, context);
    case 'typeLiteral': {
      // `void.class` is what a stub's provider is told of a method without an answer.
      const type = isVoid(expression.type) ? types.void : context.type(expression.type);
      const system = types.lookupQualified('System.Type');
      if (isUnknown(type) || !system) return context.unknown();
      return typed(`$.typeValue(${context.tables.type(type)})`, system, { nonNull: true });
    }
    case 'soql':
      return marked(bindSoql(expression, context), expression, context);
    case 'sosl':
      return marked(bindSosl(expression, context), expression, context);
  }
}

function isVoid({ name }: TypeRef): boolean {
  return name.length === 1 && name[0]?.toLowerCase() === 'void';
}

function marked(value: Typed, expression: Expression, context: BodyContext): Typed {
  return { ...value, js: context.mark(expression.at, value.js) };
}

function bindLiteral({ literal, at }: ExpressionOf<'literal'>, context: BodyContext): Typed {
  const { types } = context;
  switch (literal.type) {
    case 'null':
      return typed('null', types.nullType);
    case 'boolean':
      return typed(String(literal.value), types.boolean, { nonNull: true });
    case 'string':
      return typed(quote(literal.value), types.string, { nonNull: true, isText: true });
    case 'integer': {
      const value = Number(literal.text);
      if (value > 2147483647 || value < -2147483648) return context.fail(at, `Illegal integer`, 'syntax');
      return typed(value < 0 ? `(${value})` : String(value), types.integer, { nonNull: true, literal: value });
    }
    case 'long':
      return typed(`(${BigInt(literal.text)}n)`, types.long, { nonNull: true });
    case 'double':
      return typed(context.tables.constant(`F.double(${Number(literal.text)})`), types.double, {
        nonNull: true,
      });
    case 'decimal':
      return typed(context.tables.constant(`F.decimal(${quote(literal.text)})`), types.decimal, { nonNull: true });
  }
}

function bindTernary(expression: ExpressionOf<'ternary'>, context: BodyContext): Typed {
  const { types } = context;
  const test = condition(bindExpression(expression.condition, context), context, expression.condition.at);
  const then = bindExpression(expression.then, context);
  const otherwise = bindExpression(expression.otherwise, context);
  const type = commonType(then.type, otherwise.type, types);
  if (!type) {
    return context.fail(
      expression.at,
      `Incompatible types in ternary operator: ${otherwise.type.displayName}, ${then.type.displayName}`,
      'incompatible-types',
    );
  }
  const left = coerce(then, type, context, expression.then.at);
  const right = coerce(otherwise, type, context, expression.otherwise.at);
  return typed(`(${test}?${left.js}:${right.js})`, type, {
    nonNull: left.nonNull && right.nonNull,
    isText: left.isText === true && right.isText === true,
  });
}

/** `list[i]`. */
function bindIndex(expression: ExpressionOf<'index'>, context: BodyContext): Link {
  const target = bindLink(expression.target, context);
  const { types } = context;
  if (isUnknown(target.value.type)) {
    bindExpression(expression.index, context);
    return link(context.unknown());
  }
  const element = types.isList(target.value.type) ? target.value.type.typeArguments[0] : undefined;
  if (!element)
    return link(
      context.fail(expression.at, 'Expression must be a list type: ' + target.value.type.displayName, 'not-a-list'),
    );
  const index = required(listIndex(bindExpression(expression.index, context), context, expression.index.at));
  return { ...target, value: typed(`${required(target.value)}.get(${index})`, element) };
}
