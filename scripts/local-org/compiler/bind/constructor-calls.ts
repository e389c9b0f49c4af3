/**
 * Binds calls of constructors by constructors: `this(…)` and `super(…)`.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_constructors.htm
 */
import type { ExpressionOf } from '../ast';
import { quote } from '../emit/text';
import { bindArguments, convertArguments, hasUnknown } from './calls';
import type { BodyContext } from './context';
import { constructorName } from './invoke';
import { typed, type Typed } from './typed';

/** `this(…)` and `super(…)`. */
export function chainConstructor(expression: ExpressionOf<'call'>, context: BodyContext): Typed {
  context.isBeforeInstance = true;
  const args = bindArguments(expression.arguments, context);
  context.isBeforeInstance = false;
  const { enclosing, types } = context;
  if (!enclosing || !context.init.isConstructor)
    return context.fail(
      expression.at,
      `Call to '${expression.name}()' must be the first statement in a constructor method`,
      'constructor-call',
    );
  if (hasUnknown(args)) return context.unknown();
  const owner = expression.name.toLowerCase() === 'this' ? enclosing : enclosing.superType;
  if (!owner) return context.fail(expression.at, `No super type defined: ${enclosing.displayName}`, 'constructor-call');
  if (owner === types.object && args.length === 0) return typed('0', types.void, { isStatement: true });
  const found = context.resolver.resolveConstructor(
    owner,
    args.map((each) => each.type),
    context.scope,
    'chain',
  );
  if (!found.member) return context.fail(expression.nameAt, found.problem, found.rule);
  const js = convertArguments(args, found.member.parameters, expression.arguments, context);
  return typed(constructorCall('this', found.member, js, context), types.void, { isStatement: true });
}

/** Runs a constructor on an object that exists: own, super class's, or a library base class's. */
function constructorCall(
  target: string,
  member: Parameters<typeof constructorName>[0],
  args: readonly string[],
  context: BodyContext,
): string {
  if (context.declaredType(member.owner)) return `${target}.${constructorName(member)}(${args.join(',')})`;
  return `$.construct(${[target, quote(member.owner.displayName), ...args].join(',')})`;
}
