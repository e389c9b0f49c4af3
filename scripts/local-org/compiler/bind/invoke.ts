/** Emits calls of methods that have been resolved. */
import type { ApexType, ConstructorMember, MethodMember } from '../../values/types';
import { quote } from '../emit/text';
import type { BodyContext } from './context';
import { accessArguments } from './access';
import { typed, type Typed } from './typed';

/** How many super classes a class has: tells apart members of one name along a line of inheritance. */
export function depthOf(type: ApexType): number {
  let depth = 0;
  for (let each = type.superType; each; each = each.superType) depth += 1;
  return depth;
}

/** JavaScript name of a constructor: `this(…)` in a super class must not find the subclass's. */
export function constructorName(member: ConstructorMember): string {
  return `${member.emitName}$${depthOf(member.owner)}`;
}

/**
 * The call.
 *
 * @param receiver not null; null for static methods
 * @param mark where the name stands in the source (see {@link atLine}), or nothing
 * @param isSuper `super.f()`: the super class's method, however often overridden
 */
export function invokeMethod(
  member: MethodMember,
  receiver: string | null,
  args: readonly string[],
  context: BodyContext,
  mark = '',
  isSuper = false,
): Typed {
  const isLongText = member.owner === context.types.string && member.returnType === context.types.string;
  const done = (js: string): Typed =>
    typed(isLongText ? `$.computed(${js})` : js, member.returnType, { isStatement: true });
  const plain = (js: string): Typed => done(mark ? `(${mark}${js})` : js);
  const { tables } = context;
  if (member.owner.kind === 'enum' && !member.implementation) return enumMethod(member, receiver, args, context);
  if (member.isStatic) {
    if (member.implementation)
      return plain(`${tables.library(member)}(${withCaller(member, args, context).join(',')})`);
    if (isFuture(member)) return plain(futureCall(member, args, context));
    return done(`${tables.classReference(member.owner)}${mark}.${member.emitName}(${args.join(',')})`);
  }
  const self = receiver ?? 'this';
  if (context.declaredType(member.owner) || member.at)
    return done(`${isSuper ? 'super' : self}${mark}.${member.emitName}(${args.join(',')})`);
  if (member.implementation && (isSuper || !member.isVirtual))
    return plain(`${tables.library(member)}(${[self, ...args].join(',')})`);
  if (!member.implementation) tables.abstractCall(member);
  const fallback = member.implementation ? tables.library(member) : 'null';
  return plain(
    `$.invokeVirtual(${[self, quote(member.emitName), quote(member.name.toLowerCase()), fallback, ...args].join(',')})`,
  );
}

/** Library classes whose methods read and write data in the mode of the code that calls them. */
const DATA_CLASSES: ReadonlySet<string> = new Set([
  'System.Database',
  'System.Search',
  'System.EventBus',
  'System.Approval',
]);

/** The arguments, and after them (so that nothing called for an argument changes it) the caller's mode. */
function withCaller(member: MethodMember, args: readonly string[], context: BodyContext): readonly string[] {
  if (!DATA_CLASSES.has(`${member.owner.namespace}.${member.owner.name}`)) return args;
  return [...args, `$.caller(${accessArguments(null, context)})`];
}

function isFuture(member: MethodMember): boolean {
  return member.annotations.some((each) => each.name === 'future');
}

/** A call of an `@future` method only notes it: the platform runs it later, in a transaction of its own. */
function futureCall(member: MethodMember, args: readonly string[], context: BodyContext): string {
  const { tables } = context;
  const callout = member.annotations.some((each) => each.name === 'future' && each.parameters.callout === true);
  const run = `a=>${tables.classReference(member.owner)}.${member.emitName}(...a)`;
  const names = [member.owner.displayName, member.name].map(quote).join(',');
  return `$.future(${names},${callout},[${args.join(',')}],${run})`;
}

function enumMethod(
  member: MethodMember,
  receiver: string | null,
  args: readonly string[],
  context: BodyContext,
): Typed {
  const { tables } = context;
  const done = (js: string): Typed => typed(js, member.returnType, { isStatement: true, nonNull: true });
  switch (member.name.toLowerCase()) {
    case 'values':
      return done(`$.enumValues(${tables.type(member.returnType)},${tables.enumConstants(member.owner)})`);
    case 'valueof':
      return done(
        `F.enumValueOf(${[tables.type(member.owner), tables.enumConstants(member.owner), ...args].join(',')})`,
      );
    case 'ordinal':
      return done(`${receiver ?? ''}.ordinal`);
    default:
      return { ...done(`${receiver ?? ''}.name`), isText: true };
  }
}
