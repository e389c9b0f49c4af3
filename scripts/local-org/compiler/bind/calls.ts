/** Binds method calls. */
import type { Expression, ExpressionOf } from '../ast';
import type { ApexType, MethodMember } from '../../values/types';
import { atLine, quote } from '../emit/text';
import { describe } from '../resolve';
import { callProblem } from './call-rules';
import { chainConstructor } from './constructor-calls';
import { bindFieldError } from './field-errors';
import { invokeMethod } from './invoke';
import { guarded, link, type Link } from './chain';
import { asOptionalRow, asSingleRow, coerce, isUnknown, required, requiredArgument } from './coerce';
import type { BodyContext } from './context';
import { bindExpression, bindLink } from './expressions';
import { dottedName, namedType } from './names';
import { withDynamicBinds } from './dynamic-binds';
import { typed, type Typed } from './typed';

/** `f(x)`, `a.f(x)`, `a?.f(x)`, `Foo.f(x)`, `super.f(x)`, `this(x)`. */
export function bindCall(expression: ExpressionOf<'call'>, context: BodyContext): Link {
  const { target, name } = expression;
  if (!target) {
    if (/^(this|super)$/i.test(name)) return link(chainConstructor(expression, context));
    return link(implicitCall(expression, context));
  }
  const fieldError = bindFieldError(expression, target, context);
  if (fieldError) return fieldError;
  const type = namedType(target, context);
  if (type) return link(staticCall(type, expression, context));
  const unbound = dottedName(target);
  if (unbound?.length === 1 && isMissing(unbound[0] ?? '', context)) {
    expression.arguments.forEach((each) => bindExpression(each, context));
    return link(context.fail(expression.at, `Variable does not exist: ${unbound[0] ?? ''}`, 'unknown-variable'));
  }
  const receiver = bindLink(target, context);
  return instanceCall(expression.safe ? guarded(receiver, context) : receiver, target, expression, context);
}

/** Tells the use; gives the mark that says where the method's name stands, when that is not the line of the statement. */
export function place(
  member: MethodMember,
  expression: ExpressionOf<'call'>,
  context: BodyContext,
  receiver: ApexType | null = null,
): string {
  context.resolver.onUse(member, context.scope.file, expression.nameAt, receiver);
  const { line } = expression.nameAt;
  return line === expression.at.line && line === context.line ? '' : atLine(line);
}

function isMissing(name: string, context: BodyContext): boolean {
  return !context.locals.find(name) && !context.resolver.findFieldInScope(name, context.scope);
}

export function bindArguments(expressions: readonly Expression[], context: BodyContext): Typed[] {
  return expressions.map((each) => bindExpression(each, context));
}

/** The arguments converted to the parameters. */
export function convertArguments(
  args: readonly Typed[],
  parameters: readonly { readonly type: ApexType }[],
  expressions: readonly Expression[],
  context: BodyContext,
): string[] {
  return args.map((each, index) => {
    const parameter = parameters[index];
    const at = expressions[index]?.at;
    return parameter && at ? coerce(each, parameter.type, context, at).js : each.js;
  });
}

function typesOf(args: readonly Typed[]): readonly ApexType[] {
  return args.map((each) => each.type);
}

export function hasUnknown(args: readonly Typed[]): boolean {
  return args.some((each) => isUnknown(each.type));
}

/** Tries the call with query results as lists, then as single rows: `f([SELECT … LIMIT 1])`. */
export function resolveWithRows<R extends { readonly problem?: string | undefined }>(
  args: readonly Typed[],
  resolve: (types: readonly ApexType[]) => R,
): R {
  const first = resolve(args.map((each) => each.type));
  if (first.problem === undefined || !args.some((each) => each.rowType)) return first;
  const second = resolve(args.map((each) => each.rowType ?? each.type));
  return second.problem === undefined ? second : first;
}

function implicitCall(expression: ExpressionOf<'call'>, context: BodyContext): Typed {
  const args = bindArguments(expression.arguments, context);
  if (hasUnknown(args)) return context.unknown();
  const found = resolveWithRows(args, (types) =>
    context.resolver.resolveImplicitMethod(expression.name, types, context.scope, context.init.isStatic),
  );
  if (!found.member) return context.fail(expression.nameAt, found.problem ?? '', found.rule);
  if (context.isBeforeInstance && !found.member.isStatic)
    return context.fail(
      expression.nameAt,
      `Cannot reference instance methods in a constructor invocation: ${describe(found.member)}`,
      'constructor-call',
    );
  const js = convertArguments(args, found.member.parameters, expression.arguments, context);
  return invokeMethod(
    found.member,
    found.member.isStatic ? null : 'this',
    js,
    context,
    place(found.member, expression, context, found.member.isStatic ? null : context.enclosing),
  );
}

function staticCall(type: ApexType, expression: ExpressionOf<'call'>, context: BodyContext): Typed {
  const token = objectTokenCall(type, expression, context);
  if (token) return token;
  const args = bindArguments(expression.arguments, context);
  if (hasUnknown(args)) return context.unknown();
  const found = resolveWithRows(args, (types) =>
    context.resolver.resolveMethod(type, expression.name, types, context.scope, 'static'),
  );
  if (!found.member)
    return (
      inheritedInstanceCall(type, expression, args, context) ??
      context.fail(expression.nameAt, found.problem ?? '', found.rule)
    );
  const problem = callProblem(found.member, null, typesOf(args), context);
  if (problem !== null) return context.fail(expression.nameAt, problem, 'unknown-method');
  const js = convertArguments(args, found.member.parameters, expression.arguments, context);
  return withDynamicBinds(
    found.member,
    expression,
    args,
    invokeMethod(found.member, null, js, context, place(found.member, expression, context)),
    context,
  );
}

/** `Account.getSObjectType()`. */
function objectTokenCall(type: ApexType, expression: ExpressionOf<'call'>, context: BodyContext): Typed | null {
  const isToken =
    type.kind === 'sobject' && expression.name.toLowerCase() === 'getsobjecttype' && expression.arguments.length === 0;
  const result = context.types.lookupQualified('Schema.SObjectType');
  return isToken && result
    ? typed(`F.objectToken(${quote(type.name)})`, result, { nonNull: true, isStatement: true })
    : null;
}

/** `Outer.f()` inside an instance of a subclass of `Outer` may also mean the inherited instance method. */
function inheritedInstanceCall(
  type: ApexType,
  expression: ExpressionOf<'call'>,
  args: readonly Typed[],
  context: BodyContext,
): Typed | null {
  if (context.init.isStatic || !context.enclosing?.isSubtypeOf(type)) return null;
  const found = context.resolver.resolveMethod(
    type,
    expression.name,
    args.map((each) => each.type),
    context.scope,
    'instance',
  );
  if (found.member?.owner.kind !== 'class') return null;
  const js = convertArguments(args, found.member.parameters, expression.arguments, context);
  return invokeMethod(found.member, 'this', js, context, place(found.member, expression, context, context.enclosing));
}

/** Methods that are given what they are called on as an argument: orgs say so of null. */
const OF_ARGUMENT: ReadonlySet<string> = new Set(['Blob.tostring', 'Double.intvalue', 'Integer.format']);

function instanceCall(target: Link, written: Expression, expression: ExpressionOf<'call'>, context: BodyContext): Link {
  const args = bindArguments(expression.arguments, context);
  if (target.value.type === context.types.void)
    return link(context.fail(written.at, 'Void cannot be used as a value', 'void-as-value'));
  if (isUnknown(target.value.type) || hasUnknown(args)) return link(context.unknown());
  const done = (of: Link, member: MethodMember, isSuper: boolean): Link => {
    const { value, js, before } = inOrder(
      of.value,
      convertArguments(args, member.parameters, expression.arguments, context),
      context,
    );
    const receiver = OF_ARGUMENT.has(`${member.owner.displayName}.${member.name.toLowerCase()}`)
      ? requiredArgument(value)
      : required(value);
    const at = place(member, expression, context, value.type);
    const invoked = invokeMethod(member, receiver, js, context, at, isSuper);
    const called = before ? { ...invoked, js: `(${before},${invoked.js})` } : invoked;
    // `account.clone()` is an Account.
    const isClone = member.owner === context.types.sobjectBase && member.name.toLowerCase() === 'clone';
    return { guards: of.guards, value: isClone ? { ...called, type: value.type } : called };
  };
  const resolve = (type: ApexType) =>
    resolveWithRows(args, (types) =>
      context.resolver.resolveMethod(type, expression.name, types, context.scope, 'instance'),
    );
  const found = resolve(target.value.type);
  if (found.member?.isAbstract && written.kind === 'super')
    return link(
      context.fail(
        expression.nameAt,
        `Abstract method cannot be called directly: ${describe(found.member)}`,
        'abstract-call',
      ),
    );
  const problem = found.member && callProblem(found.member, target.value.type, typesOf(args), context);
  if (problem) return link(context.fail(expression.nameAt, problem, 'unknown-method'));
  if (found.member) return done(target, found.member, written.kind === 'super');
  const row = asSingleRow(target.value);
  const ofRow = row === target.value ? found : resolve(row.type);
  if (ofRow.member) {
    const optional = { ...target, value: asOptionalRow(target.value) };
    return done(expression.safe ? guarded(optional, context) : { ...target, value: row }, ofRow.member, false);
  }
  if (isInstanceClone(target.value.type, expression, context))
    return { ...target, value: typed(`$.copy(${required(target.value)})`, target.value.type, { nonNull: true }) };
  return link(context.fail(expression.nameAt, found.problem ?? '', found.rule));
}

/** What does nothing when it is evaluated. */
const PLAIN = /^(?:[\w$.]+|"[^"]*"|-\d+)$/;

/**
 * Arguments are evaluated before it shows that there is nothing to call, as in Java: public code relies on it that ends a loop so.
 *
 * @returns what to call with what, once `before` is evaluated; it is empty where nothing has to be
 */
function inOrder(
  value: Typed,
  js: readonly string[],
  context: BodyContext,
): { readonly value: Typed; readonly js: readonly string[]; readonly before: string } {
  if (value.nonNull || js.every((each) => PLAIN.test(each))) return { value, js, before: '' };
  const steps: string[] = [];
  const kept = (each: string): string => {
    const name = context.temporary();
    steps.push(`${name}=${each}`);
    return name;
  };
  // A variable, too: an argument after it may change it.
  const receiver = { ...value, js: kept(value.js) };
  return { value: receiver, js: js.map(kept), before: steps.join(',') };
}

/**
 * Whether it is the `clone()` all classes have without declaring it: no page lists it, public suites that pass on the
 * platform call it. It copies the fields, not what they refer to, and answers the type it is called on.
 */
function isInstanceClone(type: ApexType, expression: ExpressionOf<'call'>, context: BodyContext): boolean {
  if (type.kind !== 'class' || expression.name.toLowerCase() !== 'clone' || expression.arguments.length > 0)
    return false;
  for (let each: ApexType | null = type; each && each !== context.types.object; each = each.superType)
    if (!context.declaredType(each)) return false;
  return true;
}
