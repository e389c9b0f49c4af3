/**
 * Overriding and implementing: what a method stands for in the types above it.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_extending.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_interfaces.htm
 */
import type { ProblemRule } from '../problems';
import { conversion } from '../convert';
import { methodEmitName } from '../emit-names';
import { lineage, sameParameters } from '../resolve/members';
import { describe, outermost } from '../resolve';
import type { TypeTable } from '../type-table';
import { UNKNOWN_TYPE } from '../unknown-type';
import type { ApexType, MethodMember, Visibility } from '../../values/types';
import type { DeclaredMethod } from './model';
import type { Draft, Workshop } from './draft';

/**
 * The JavaScript name of a method: the overridden method's, or one made of name and parameter types. A method that
 * merely looks like a private one above it is another method, with a name of its own.
 */
export function emitNameOf(method: MethodMember, types: TypeTable): string {
  const plain = methodEmitName(
    method.name,
    method.parameters.map((each) => each.type),
  );
  if (method.isStatic) return plain;
  const above = classMethodAbove(method, types);
  if (!above || above.isStatic) return plain;
  return overrides(method, above) ? above.emitName : `${above.emitName}$own`;
}

/** Checks each method of a class or interface against those it overrides. */
export function checkOverrides(draft: Draft, workshop: Workshop): void {
  for (const method of draft.methods) checkOverride(method, draft, workshop);
}

function checkOverride({ member, declaration }: DeclaredMethod, draft: Draft, workshop: Workshop): void {
  const report = (message: string, rule: ProblemRule): void =>
    workshop.report(draft.file, declaration.nameAt, message, rule);
  const above = classMethodAbove(member, workshop.types);
  if (!above || !overrides(member, above)) {
    if (member.isOverride && !isIncomplete(draft, workshop) && !interfaceMethodsFor(member, workshop.types).length)
      report(`@Override specified for non-overriding method: ${describe(member)}`, 'nothing-to-override');
    return;
  }
  // What every object has (`toString`, `equals`, `hashCode`) is overridden with or without the keyword.
  if (above.owner === workshop.types.object) return;
  if (above.isStatic !== member.isStatic) {
    report(`Cannot override static method: ${describe(above)} with ${describe(member)}`, 'override-static');
    return;
  }
  if (member.isStatic) return;
  if (!above.isVirtual)
    report(`Non-virtual, non-abstract methods cannot be overridden: ${describe(above)}`, 'override-non-virtual');
  else if (!member.isOverride && !member.isAbstract && above.visibility !== 'private')
    report(`Method must use the override keyword: ${describe(member)}`, 'missing-override');
  if (OPENNESS[member.visibility] < OPENNESS[above.visibility])
    report(`Cannot reduce the visibility of method: ${describe(member)}`, 'reduced-visibility');
  if (!returnsAlike(member, above, workshop.types)) {
    report(
      `Method return types clash: ${describe(above)} vs ${describe(member)} from the type ${draft.type.displayName}`,
      'override-return-type',
    );
  }
}

function isIncomplete(draft: Draft, workshop: Workshop): boolean {
  return lineage(draft.type).some((each) => workshop.drafts.get(each)?.isIncomplete ?? false);
}

/** Packages aside, `global` is no more open than `public`. */
const OPENNESS: Readonly<Record<Visibility, number>> = { private: 0, protected: 1, public: 2, global: 2 };

/**
 * Checks that a class implements all that it must, and names the methods by which interfaces call it: where the
 * interface's name for a method is not the method's own, the class gets a bridge.
 */
export function implementInterfaces(draft: Draft, workshop: Workshop): void {
  const { type } = draft;
  if (type.kind !== 'class') return;
  if (!type.isAbstract) reportOwnAbstract(draft, workshop);
  // An interface's method that a super class declares abstract is missed once.
  const missed = new Set<string>();
  for (const above of lineage(type)) {
    if (above === type) continue;
    for (const method of [...above.members.methods.values()].flat()) {
      if (!method.isAbstract) continue;
      const implementing = implementationOf(method, type, workshop.types);
      if (implementing) {
        if (above.kind === 'interface') connect(method, implementing, draft, workshop);
        continue;
      }
      if (type.isAbstract || missed.has(method.emitName) || hasAlternative(method, type, workshop.types)) continue;
      missed.add(method.emitName);
      const what = above.kind === 'interface' ? 'method' : 'abstract method';
      const message = `Class ${type.displayName} must implement the ${what}: ${describe(method)}`;
      const at = draft.declaration.nameAt;
      workshop.report(draft.file, at, message, 'unimplemented-method');
      draft.bridges.push({ from: method.emitName, target: null, problem: { file: draft.file, ...at, message } });
    }
  }
}

function reportOwnAbstract(draft: Draft, workshop: Workshop): void {
  for (const { member, declaration } of draft.methods) {
    if (!member.isAbstract) continue;
    workshop.report(
      draft.file,
      declaration.nameAt,
      `Class ${draft.type.displayName} must implement the abstract method: ${describe(member)}`,
      'unimplemented-method',
    );
  }
}

function connect(method: MethodMember, implementing: MethodMember, draft: Draft, workshop: Workshop): void {
  const { type } = draft;
  const isOwn = implementing.owner === type;
  const at = draft.methods.find(({ member }) => member === implementing)?.declaration.nameAt;
  if (isOwn && at && implementing.visibility !== 'public' && implementing.visibility !== 'global') {
    workshop.report(
      draft.file,
      at,
      `${type.displayName}: Overriding implementations of global or public interface methods must be global or public: ${describe(implementing)}`,
      'reduced-visibility',
    );
  }
  if (isOwn && at && !returnsAlike(implementing, method, workshop.types)) {
    workshop.report(
      draft.file,
      at,
      `Method return types clash: ${describe(method)} vs ${describe(implementing)} from the type ${type.displayName}`,
      'override-return-type',
    );
  }
  if (implementing.implementation) return;
  if (implementing.emitName === method.emitName && !implementing.isStatic) return;
  if (isBridged(method.emitName, implementing, draft, workshop)) return;
  draft.bridges.push({ from: method.emitName, target: implementing });
}

/** A bridge of a super class serves subclasses too, as long as it leads to a method they may override. */
function isBridged(from: string, target: MethodMember, draft: Draft, workshop: Workshop): boolean {
  for (let each: Draft | undefined = draft; each;) {
    const known = each.bridges.find((bridge) => bridge.from === from);
    if (known?.target) return each === draft || (known.target.emitName === target.emitName && !target.isStatic);
    each = each.type.superType ? workshop.drafts.get(each.type.superType) : undefined;
  }
  return false;
}

/**
 * The method of a class or its super classes that does what an abstract one promises. Salesforce takes a static method
 * for the implementation of an interface's, too.
 */
function implementationOf(promise: MethodMember, type: ApexType, types: TypeTable): MethodMember | null {
  for (let each: ApexType | null = type; each; each = each.superType) {
    const candidates = (each.members.methods.get(promise.name.toLowerCase()) ?? []).filter(
      (method) =>
        !method.isAbstract && (!method.isStatic || promise.owner.kind === 'interface') && fits(method, promise, types),
    );
    const exact = candidates.find((method) => sameParameters(method.parameters, promise.parameters));
    if (exact ?? candidates[0]) return exact ?? candidates[0] ?? null;
  }
  return (
    types.object.members.methods
      .get(promise.name.toLowerCase())
      ?.find((method) => sameParameters(method.parameters, promise.parameters)) ?? null
  );
}

/**
 * Whether a library interface lets the class implement another method in this one's stead: `Database.Batchable` has two
 * methods `start`, told apart by what they return alone.
 */
function hasAlternative(promise: MethodMember, type: ApexType, types: TypeTable): boolean {
  if (promise.at) return false;
  const siblings = promise.owner.members.methods.get(promise.name.toLowerCase()) ?? [];
  return siblings.some(
    (each) =>
      each !== promise &&
      sameParameters(each.parameters, promise.parameters) &&
      implementationOf(each, type, types) !== null,
  );
}

/** Methods of interfaces above its class that a method may be meant to implement. */
function interfaceMethodsFor(method: MethodMember, types: TypeTable): readonly MethodMember[] {
  return lineage(method.owner)
    .filter((each) => each.kind === 'interface' && each !== method.owner)
    .flatMap((each) => each.members.methods.get(method.name.toLowerCase()) ?? [])
    .filter((each) => fits(method, each, types));
}

/** The nearest method of a super class, `Object` last, with the same name and parameters. */
function classMethodAbove(method: MethodMember, types: TypeTable): MethodMember | null {
  const above: ApexType[] = [];
  for (let each = method.owner.superType; each; each = each.superType) above.push(each);
  if (method.owner.kind === 'class') above.push(types.object);
  for (const each of above) {
    const candidates = each.members.methods.get(method.name.toLowerCase()) ?? [];
    const found = candidates.find((candidate) => sameParameters(candidate.parameters, method.parameters));
    if (found) return found;
    const alike = method.isOverride && candidates.find((candidate) => fits(method, candidate, types));
    if (alike) return alike;
  }
  return null;
}

/**
 * A private method is overridden only by one that says so from within the same outermost class. An abstract one that
 * names no visibility (`abstract Schema.SObjectType getSObjectType();`) is private, too, yet any subclass implements it.
 */
function overrides(method: MethodMember, above: MethodMember): boolean {
  if (above.visibility !== 'private' || above.isAbstract) return true;
  const mayReach =
    outermost(method.owner) === outermost(above.owner) || (above.isTestVisible && outermost(method.owner).isTest);
  return mayReach && method.isOverride;
}

/**
 * Whether a method's parameters are those of the one it stands for. What implements an interface may take more than was
 * promised, an `Object` for each. Lists of records are told apart loosely: `Database.Batchable<SObject>` is implemented by
 * `execute(Database.BatchableContext, List<Account>)`, and interfaces of the project likewise.
 */
function fits(method: MethodMember, promise: MethodMember, types: TypeTable): boolean {
  if (method.parameters.length !== promise.parameters.length) return false;
  return method.parameters.every((parameter, index) => {
    const wanted = promise.parameters[index]?.type;
    if (!wanted) return false;
    if (parameter.type === UNKNOWN_TYPE || wanted === UNKNOWN_TYPE || parameter.type === wanted) return true;
    if (areRecordLists(parameter.type, wanted, types)) return true;
    return promise.owner.kind === 'interface' && isWider(parameter.type, wanted, types);
  });
}

/** Whether one type takes every value of another as it is. */
function isWider(wide: ApexType, narrow: ApexType, types: TypeTable): boolean {
  const kind = conversion(narrow, wide, types)?.kind;
  return kind === 'upcast' || kind === 'collection';
}

function areRecordLists(a: ApexType, b: ApexType, types: TypeTable): boolean {
  if (!types.isList(a) || !types.isList(b)) return false;
  const areRecords = a.typeArguments[0]?.kind === 'sobject' && b.typeArguments[0]?.kind === 'sobject';
  return areRecords && conversion(b, a, types) !== null;
}

/**
 * Return types must be the same, a subtype, or a list of what goes for one (`List<Account>` for `List<SObject>`); for an
 * interface's `Object` anything goes. A library interface may leave them open (`Iterable<T>`).
 */
function returnsAlike(method: MethodMember, above: MethodMember, types: TypeTable): boolean {
  if (method.returnType === above.returnType || method.returnType === UNKNOWN_TYPE) return true;
  const isOfInterface = above.owner.kind === 'interface';
  if ((isOfInterface || above.returnType.kind !== 'object') && isWider(above.returnType, method.returnType, types))
    return true;
  if (above.at || !isOfInterface) return false;
  if (conversion(method.returnType, above.returnType, types)) return true;
  const siblings = above.owner.members.methods.get(above.name.toLowerCase()) ?? [];
  return siblings.some(
    (each) =>
      sameParameters(each.parameters, above.parameters) &&
      (each.returnType === method.returnType || conversion(method.returnType, each.returnType, types) !== null),
  );
}
