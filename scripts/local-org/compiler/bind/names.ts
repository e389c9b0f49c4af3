/** Binds names and `a.b`: variables first, then types, then namespaces. */
import type { Expression, ExpressionOf, Position } from '../ast';
import { quote } from '../emit/text';
import type { ApexType, FieldMember } from '../../values/types';
import { guarded, link, type Link } from './chain';
import { asOptionalRow, asSingleRow, isUnknown, required } from './coerce';
import { UNKNOWN_TYPE, type BodyContext } from './context';
import { bindLink } from './expressions';
import { readInstance, readSObject, readStatic, superReceiver } from './fields';
import { bindToken } from './tokens';
import { typed, type Typed } from './typed';

export function bindThis(expression: ExpressionOf<'this' | 'super'>, context: BodyContext): Typed {
  const { enclosing } = context;
  if (!enclosing || context.init.isStatic)
    return context.fail(
      expression.at,
      `${expression.kind === 'this' ? 'This' : 'Super'} cannot be referenced in a static context`,
      'static-context',
    );
  const type = expression.kind === 'this' ? enclosing : (enclosing.superType ?? context.types.object);
  return typed('this', type, { nonNull: true });
}

export function bindName(expression: ExpressionOf<'name'>, context: BodyContext): Typed {
  const { name, at } = expression;
  const found = variable(name, at, context);
  return found ?? context.fail(at, `Variable does not exist: ${name}`, 'unknown-variable');
}

/** A variable by its bare name: local, field of the class, static field of an outer class; null when there is none. */
export function variable(name: string, at: Position, context: BodyContext): Typed | null {
  const local = context.locals.find(name);
  if (local) return typed(local.js, local.type, { nonNull: local.nonNull });
  const member = context.resolver.findFieldInScope(name, context.scope);
  if (!member) return null;
  checkInitialized(member, at, context);
  if (member.isStatic) return readStatic(member, context, at);
  if (context.init.isStatic) return context.fail(at, outOfInstance(member), 'static-context');
  return readInstance('this', member, context, at);
}

/** What is wrong with a field of instances where there is no instance. */
export function outOfInstance(member: FieldMember): string {
  return `Non static field cannot be referenced from a static context: ${member.name} from the type ${member.owner.displayName}`;
}

/** A field's initialiser reads none that is declared behind it; the arguments of `this(…)` and `super(…)` none at all. */
function checkInitialized(member: FieldMember, at: Position, context: BodyContext): void {
  const { initializing: of, isBeforeInstance } = context;
  if (isBeforeInstance && !member.isStatic)
    context.report(
      at,
      `Cannot reference instance variables in a constructor invocation: ${member.name}`,
      'constructor-call',
    );
  if (!of?.at || !member.at || member.kind !== 'field' || member === of) return;
  if (member.owner !== of.owner || member.isStatic !== of.isStatic) return;
  const isBehind = member.at.line - of.at.line || member.at.column - of.at.column;
  if (isBehind > 0) context.report(at, `Illegal forward reference: ${member.name}`, 'forward-reference');
}

/** The dotted name an expression is, or null: `a.b.c`. */
export function dottedName(expression: Expression): readonly string[] | null {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member' || expression.safe) return null;
  const before = dottedName(expression.target);
  return before && [...before, expression.name];
}

/**
 * The type an expression names, when its first name is no variable; null when it is a value. A static variable of a class
 * comes before an inner type of the same name.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_prefix.htm
 */
export function namedType(expression: Expression, context: BodyContext): ApexType | null {
  const name = dottedName(expression);
  const first = name?.[0];
  if (!name || first === undefined || isVariable(first, context)) return null;
  const type = context.resolver.findType(name, context.scope);
  return type && expression.kind === 'member' && hasStaticVariable(expression, context) ? null : type;
}

/** Whether `a.b` is the static variable `b` of class `a`. */
function hasStaticVariable(expression: ExpressionOf<'member'>, context: BodyContext): boolean {
  const owner = namedType(expression.target, context);
  return owner !== null && context.resolver.findField(owner, expression.name)?.isStatic === true;
}

/** Whether a name is a variable here. Where nothing is an instance, a type of the name of an instance field is meant. */
function isVariable(name: string, context: BodyContext): boolean {
  if (context.locals.find(name)) return true;
  const field = context.resolver.findFieldInScope(name, context.scope);
  if (!field) return false;
  return field.isStatic || !context.init.isStatic || context.resolver.findType([name], context.scope) === null;
}

/** `a.b`, `a?.b`. */
export function bindMember(expression: ExpressionOf<'member'>, context: BodyContext): Link {
  const name = dottedName(expression);
  const first = name?.[0];
  if (name && first !== undefined && !isVariable(first, context)) {
    const token = bindToken(name, expression, context);
    if (token) return link(token);
    const owner = namedType(expression.target, context);
    if (owner) return link(staticMember(owner, expression, context));
    const unbound = dottedName(expression.target) ?? [];
    if (unbound.length > 1 || expression.target.kind === 'name') {
      if (!startsType(name, context))
        return link(context.fail(expression.at, `Variable does not exist: ${first}`, 'unknown-variable'));
    }
  }
  const target = bindLink(expression.target, context);
  if (!expression.safe) return memberOf(target, expression, context);
  return memberOf(guarded({ ...target, value: asOptionalRow(target.value) }, context), expression, context);
}

/** Whether a prefix of the name is a type, so that the value it begins with can be bound. */
function startsType(name: readonly string[], context: BodyContext): boolean {
  return name.slice(1).some((_, index) => context.resolver.findType(name.slice(0, index + 1), context.scope) !== null);
}

function staticMember(owner: ApexType, expression: ExpressionOf<'member'>, context: BodyContext): Typed {
  const { name, at } = expression;
  const member = context.resolver.findField(owner, name);
  if (!member) return context.fail(at, `Variable does not exist: ${name}`, 'unknown-variable');
  if (!member.isStatic) return context.fail(at, outOfInstance(member), 'static-context');
  const value = readStatic(member, context, at);
  return triggerVariable(owner, name, value, context) ?? value;
}

/** In a trigger `Trigger.new` is a list of the trigger's own object. */
function triggerVariable(owner: ApexType, name: string, value: Typed, context: BodyContext): Typed | null {
  const { types } = context;
  const object = context.init.triggerObject;
  if (!object || owner.name !== 'Trigger' || owner.namespace !== 'System') return null;
  if (/^(new|old)$/i.test(name)) return { ...value, type: types.list(object) };
  return /^(new|old)map$/i.test(name) ? { ...value, type: types.map(types.id, object) } : null;
}

/** `.name` of a value. */
function memberOf(target: Link, expression: ExpressionOf<'member'>, context: BodyContext): Link {
  const { name, at } = expression;
  const value = asSingleRow(target.value);
  const { type } = value;
  if (isUnknown(type)) return link(typed('null', UNKNOWN_TYPE));
  if (type.kind === 'sobject') {
    const found = readSObject({ ...target, value }, name, context);
    if (found) return found;
    return link(context.fail(at, `Variable does not exist: ${name}`, 'unknown-variable'));
  }
  const member = context.resolver.findField(type, name);
  if (!member) return link(context.fail(at, `Variable does not exist: ${name}`, 'unknown-variable'));
  if (member.isStatic) {
    // Of a type of the platform and its static property (`Trigger.new`) nothing is an instance.
    if (member.implementation || namesOwner(expression.target, member, context))
      return { ...target, value: readStatic(member, context, at) };
    const owner = member.owner.displayName;
    const message = `Static field cannot be referenced from a non static context: ${name} from the type ${owner}`;
    return link(context.fail(at, message, 'static-context'));
  }
  const receiver = expression.target.kind === 'super' ? superReceiver(member, context) : required(value);
  return { ...target, value: readInstance(receiver, member, context, at) };
}

/**
 * Whether what looks like a variable names the type a static field is of, too: where the variable has no such field, the
 * type is meant (`Kind kind; … kind == Kind.OPEN`).
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_precedence.htm
 */
function namesOwner(target: Expression, { owner }: FieldMember, context: BodyContext): boolean {
  const name = dottedName(target);
  return name !== null && context.resolver.findType(name, context.scope) === owner;
}

/** Text of a custom label, when there is one. */
export function labelText(name: string, context: BodyContext): Typed | null {
  const text = context.types.schema.labels.get(name.toLowerCase());
  return text === undefined ? null : typed(quote(text), context.types.string, { nonNull: true, isText: true });
}
