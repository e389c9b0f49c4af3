/** Binds assignments, `++` and `--`. */
import type { BinaryOperator, Expression, ExpressionOf } from '../ast';
import { unaryOperation } from '../operators';
import { asSingleRow, coerce, isUnknown, listIndex, required } from './coerce';
import type { BodyContext } from './context';
import { bindExpression } from './expressions';
import { instancePlace, sobjectPlace, staticPlace, superReceiver } from './fields';
import { namedType, outOfInstance } from './names';
import { applyBinary } from './operators';
import { writeProblem } from './record-writes';
import { typed, type Place, type Typed } from './typed';

/** `a = b`, `a += b`… */
export function bindAssignment(expression: ExpressionOf<'assign'>, context: BodyContext, isUsed: boolean): Typed {
  const { operator, at } = expression;
  const isPlain = operator === '=';
  const place = bindPlace(expression.target, context, !isPlain);
  const value = bindExpression(expression.value, context);
  if (!place) return context.unknown();
  const stored = isPlain
    ? coerce(value, place.type, context, at)
    : coerce(
        applyBinary(operator.slice(0, -1) as BinaryOperator, place.read(), value, context, at),
        place.type,
        context,
        at,
      );
  return store(place, stored, context, isUsed);
}

/** `++a`, `a++`, `--a`, `a--`. */
export function bindIncrement(
  expression: ExpressionOf<'unary'> | ExpressionOf<'postfix'>,
  context: BodyContext,
  isUsed: boolean,
): Typed {
  const operator = expression.operator as '++' | '--';
  const isPostfix = expression.kind === 'postfix';
  const place = bindPlace(expression.operand, context, true);
  if (!place || isUnknown(place.type)) return context.unknown();
  const operation = unaryOperation(operator, place.type, context.types, isPostfix ? 'postfix' : 'prefix');
  if (operation.problem !== undefined) return context.fail(expression.at, operation.problem, operation.rule);
  const one = typed('1', context.types.integer, { nonNull: true, literal: 1 });
  const step = (from: Typed): Typed =>
    coerce(
      applyBinary(operator === '++' ? '+' : '-', from, one, context, expression.at),
      place.type,
      context,
      expression.at,
    );
  const before = place.read();
  if (!isPostfix || !isUsed) return store(place, step(before), context, isUsed);
  const kept = context.temporary();
  const next = step({ ...before, js: kept });
  return typed(`(${place.prepare}${kept}=${before.js},${place.write(next.js)},${kept})`, place.type, {
    isStatement: true,
  });
}

function store(place: Place, value: Typed, context: BodyContext, isUsed: boolean): Typed {
  const facts = { isStatement: true, nonNull: value.nonNull, isText: value.isText };
  if (place.yieldsValue || !isUsed) return typed(`(${place.prepare}${place.write(value.js)})`, place.type, facts);
  const kept = context.temporary();
  return typed(`(${place.prepare}${kept}=${value.js},${place.write(kept)},${kept})`, place.type, facts);
}

/**
 * What an expression on the left of an assignment refers to; null after reporting that it is nothing to assign to.
 *
 * @param isRead whether the old value is needed too: receivers are then kept in temporaries
 */
function bindPlace(target: Expression, context: BodyContext, isRead: boolean): Place | null {
  switch (target.kind) {
    case 'name':
      return namedPlace(target, context);
    case 'member':
      return memberPlace(target, context, isRead);
    case 'index':
      return indexPlace(target, context, isRead);
    default:
      context.report(target.at, 'Expression cannot be assigned', 'invalid-assignment-target');
      return null;
  }
}

function namedPlace({ name, at }: ExpressionOf<'name'>, context: BodyContext): Place | null {
  const local = context.locals.find(name);
  if (local) {
    const read = (): Typed => typed(local.js, local.type, { nonNull: local.nonNull });
    return { type: local.type, prepare: '', read, write: (value) => `${local.js}=${value}`, yieldsValue: true };
  }
  const member = context.resolver.findFieldInScope(name, context.scope);
  if (!member) {
    context.report(at, `Variable does not exist: ${name}`, 'unknown-variable');
    return null;
  }
  if (member.isStatic) return staticPlace(member, context, at);
  if (context.init.isStatic) {
    context.report(at, outOfInstance(member), 'static-context');
    return null;
  }
  return instancePlace('this', member, context, at);
}

function memberPlace(target: ExpressionOf<'member'>, context: BodyContext, isRead: boolean): Place | null {
  const { name, at } = target;
  if (target.safe) {
    context.report(
      at,
      `Safe navigation operator cannot be used as the target of an assignment`,
      'invalid-assignment-target',
    );
    return null;
  }
  const type = namedType(target.target, context);
  if (type) {
    const member = context.resolver.findField(type, name);
    if (member?.isStatic) return staticPlace(member, context, at);
    context.report(at, `Variable does not exist: ${name}`, 'unknown-variable');
    return null;
  }
  const receiver = asSingleRow(bindExpression(target.target, context));
  if (isUnknown(receiver.type)) return null;
  const { js, prepare } = keep(required(receiver), context, isRead);
  if (receiver.type.kind === 'sobject') {
    const place = sobjectPlace(js, receiver, name, context, prepare);
    if (!place) context.report(at, `Variable does not exist: ${name}`, 'unknown-variable');
    const field = context.types.sobjectField(receiver.type, name);
    const problem = field && writeProblem(receiver.type, field.field, context.types);
    if (problem) context.report(at, problem, 'field-not-writeable');
    return place;
  }
  const member = context.resolver.findField(receiver.type, name);
  if (!member || (member.isStatic && !member.implementation)) {
    context.report(at, `Variable does not exist: ${name}`, 'unknown-variable');
    return null;
  }
  const self = target.target.kind === 'super' ? superReceiver(member, context) : js;
  return instancePlace(self, member, context, at, prepare);
}

function indexPlace(target: ExpressionOf<'index'>, context: BodyContext, isRead: boolean): Place | null {
  const { types } = context;
  const list = bindExpression(target.target, context);
  const index = listIndex(bindExpression(target.index, context), context, target.index.at);
  if (isUnknown(list.type)) return null;
  const element = types.isList(list.type) ? list.type.typeArguments[0] : undefined;
  if (!element) {
    context.report(target.at, `Expression must be a list type: ${list.type.displayName}`, 'not-a-list');
    return null;
  }
  const receiver = keep(required(list), context, isRead);
  const at = keep(required(index), context, isRead);
  return {
    type: element,
    prepare: receiver.prepare + at.prepare,
    read: () => typed(`${receiver.js}.get(${at.js})`, element),
    write: (value) => `${receiver.js}.set(${at.js},${value})`,
    yieldsValue: false,
  };
}

/** A part of a place that is used twice is computed once. */
function keep(js: string, context: BodyContext, isUsedTwice: boolean): { js: string; prepare: string } {
  if (!isUsedTwice || js === 'this') return { js, prepare: '' };
  const temporary = context.temporary();
  return { js: temporary, prepare: `${temporary}=${js},` };
}
