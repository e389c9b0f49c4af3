/** Resolves names to types, fields, methods and constructors, as Apex does. */
import type { Position, TypeRef } from '../ast';
import type { Conversion } from '../convert';
import type { ProblemCollector, ProblemRule } from '../problems';
import type { TypeTable } from '../type-table';
import type { ApexType, ConstructorMember, FieldMember, MethodMember } from '../../values/types';
import { findField, findMethods } from './members';
import { applicable, best, type Candidate } from './overloads';
import type { Scope } from './scope';
import { TypeNames } from './types';
import { isReadable, isVisible, isWritable } from './visibility';

export type { Scope } from './scope';
export { outermost, scopeOf } from './scope';
export { isTypeVisible } from './visibility';

/** A method or constructor chosen among its overloads, with the conversion of each argument; or why there is none. */
export type Resolution<M> =
  | {
      readonly member: M;
      readonly conversions: readonly Conversion[];
      readonly problem?: undefined;
      readonly rule?: undefined;
    }
  | {
      readonly problem: string;
      readonly rule: ProblemRule;
      readonly member?: undefined;
      readonly conversions?: undefined;
    };

/**
 * What a method is called on: a type (`Foo.f()`), an instance (`foo.f()`, `this.f()`, `super.f()`), or nothing
 * (`f()`), from a static or an instance context.
 */
export type Receiver = 'static' | 'instance' | 'implicitStatic' | 'implicitInstance';

/**
 * Hears what a place of the source means by a name: a field read or written, a method called, a type.
 *
 * @param receiver type of what a method is called on, which may have inherited it
 */
export type UseListener = (
  what: FieldMember | MethodMember | ApexType,
  file: string,
  at: Position,
  receiver?: ApexType | null,
) => void;

export class Resolver {
  private readonly names: TypeNames;

  constructor(
    private readonly types: TypeTable,
    problems: ProblemCollector,
    readonly onUse: UseListener = () => undefined,
  ) {
    this.names = new TypeNames(types, problems);
  }

  /** The type a reference names, or null after reporting `Invalid type: X` (or what else is wrong) at its place. */
  resolveType(ref: TypeRef, scope: Scope): ApexType | null {
    const type = this.names.resolve(ref, scope);
    if (type) this.onUse(type, scope.file, ref.at);
    return type;
  }

  /**
   * A dotted name without arguments as a type (generic ones as their declaration), null when it names none. Reports
   * nothing: made for `a.b.c` in expressions, where variables come first.
   */
  findType(name: readonly string[], scope: Scope): ApexType | null {
    return this.names.find(name, scope);
  }

  /** Field or property by name, own or inherited, whoever may see it: ask {@link isReadable} and {@link isWritable}. */
  findField(type: ApexType, name: string): FieldMember | null {
    return findField(type, name);
  }

  /**
   * What a bare name means as a field inside a class: its own and inherited fields, then static ones of the classes
   * around it. Null outside classes.
   */
  findFieldInScope(name: string, scope: Scope): FieldMember | null {
    for (let each = scope.enclosing; each; each = each.outer) {
      const found = findField(each, name);
      if (!found || !isVisible(found, scope)) continue;
      if (each === scope.enclosing || found.isStatic) return found;
    }
    return null;
  }

  /** All methods of a name, own and inherited (`Object`'s too), overridden ones left out. */
  findMethods(type: ApexType, name: string): readonly MethodMember[] {
    return findMethods(type, name, this.types);
  }

  /** Chooses the overload a call means, with the problem in Salesforce's words when there is none. */
  resolveMethod(
    type: ApexType,
    name: string,
    args: readonly ApexType[],
    scope: Scope,
    receiver: Receiver,
  ): Resolution<MethodMember> {
    const missing = `Method does not exist or incorrect signature: void ${call(name, args)} from the type ${type.displayName}`;
    const members = findMethods(type, name, this.types);
    const fits = applicable(members, args, this.types);
    if (fits.length === 0) {
      // `Site` is an sObject and a class of static methods.
      const shadowed = receiver === 'static' && type.kind === 'sobject' && this.types.implicitLibraryType(type.name);
      return shadowed && shadowed !== type && shadowed.kind !== 'sobject'
        ? this.resolveMethod(shadowed, name, args, scope, receiver)
        : { problem: missing, rule: 'unknown-method' };
    }
    const usable = fits.filter((each) => suits(each.member, receiver));
    if (usable.length === 0) return { problem: wrongContext(fits, type), rule: 'static-context' };
    const visible = usable.filter((each) => isVisible(each.member, scope));
    if (visible.length === 0)
      return { problem: `Method is not visible: ${signatures(usable)}`, rule: 'method-visibility' };
    return (
      best(visible, this.types) ?? {
        problem: `Ambiguous method signature: void ${call(name, args)}`,
        rule: 'ambiguous-call',
      }
    );
  }

  /**
   * `f(x)` without receiver: methods of the class and its super classes, then static ones of the classes around it.
   * A class that has any method of the name which the arguments fit settles it.
   */
  resolveImplicitMethod(
    name: string,
    args: readonly ApexType[],
    scope: Scope,
    inStaticContext: boolean,
  ): Resolution<MethodMember> {
    let nearest: Resolution<MethodMember> | null = null;
    for (let each = scope.enclosing; each; each = each.outer) {
      const isOwn = each === scope.enclosing;
      const receiver = inStaticContext || !isOwn ? 'implicitStatic' : 'implicitInstance';
      const found: Resolution<MethodMember> = this.resolveMethod(each, name, args, scope, receiver);
      if (found.member) return found;
      nearest ??= found;
    }
    return (
      nearest ?? {
        problem: `Method does not exist or incorrect signature: void ${call(name, args)}`,
        rule: 'unknown-method',
      }
    );
  }

  /**
   * Chooses a constructor.
   *
   * @param purpose `new` for a creation (abstract classes have none), `chain` for `this(…)` and `super(…)`
   */
  resolveConstructor(
    type: ApexType,
    args: readonly ApexType[],
    scope: Scope,
    purpose: 'new' | 'chain' = 'new',
  ): Resolution<ConstructorMember> {
    if (purpose === 'new') {
      if (type.kind !== 'class')
        return { problem: `Type cannot be constructed: ${type.displayName}`, rule: 'not-constructible' };
      if (type.isAbstract)
        return { problem: `Abstract classes cannot be constructed: ${type.displayName}`, rule: 'not-constructible' };
    }
    const types = args.map((each) => each.displayName).join(', ');
    const written = `[${type.displayName}].<Constructor>(${types})`;
    const fits = applicable(type.members.constructors, args, this.types);
    if (fits.length === 0) return { problem: `Constructor not defined: ${written}`, rule: 'unknown-constructor' };
    const visible = fits.filter((each) => isVisible(each.member, scope));
    if (visible.length === 0)
      return { problem: `Constructor is not visible: ${written}`, rule: 'constructor-visibility' };
    return (
      best(visible, this.types) ?? {
        problem: `Ambiguous method signature: void <init>(${types})`,
        rule: 'ambiguous-call',
      }
    );
  }

  isVisible(member: MethodMember | FieldMember | ConstructorMember, scope: Scope): boolean {
    return isVisible(member, scope);
  }

  /** Whether the field, or the property's getter, may be used here. */
  isReadable(field: FieldMember, scope: Scope): boolean {
    return isReadable(field, scope);
  }

  /** Whether the field, or the property's setter, may be used here; where `final` allows it is the binder's question. */
  isWritable(field: FieldMember, scope: Scope): boolean {
    return isWritable(field, scope);
  }
}

function suits(method: MethodMember, receiver: Receiver): boolean {
  if (receiver === 'implicitInstance') return true;
  return method.isStatic === (receiver !== 'instance');
}

function wrongContext(fits: readonly Candidate<MethodMember>[], type: ApexType): string {
  const method = fits[0]?.member;
  if (!method) return `Method does not exist or incorrect signature: ${type.displayName}`;
  const signature = describe(method);
  return method.isStatic
    ? `Static method cannot be referenced from a non static context: ${signature}`
    : `Non static method cannot be referenced from a static context: ${signature}`;
}

function signatures(candidates: readonly Candidate<MethodMember>[]): string {
  return candidates[0] ? describe(candidates[0].member) : '';
}

/** `String Foo.bar(Integer, String)`, as Salesforce prints a method. */
export function describe(method: MethodMember): string {
  const types = method.parameters.map((each) => each.type);
  return `${method.returnType.displayName} ${method.owner.displayName}.${call(method.name, types)}`;
}

function call(name: string, args: readonly ApexType[]): string {
  return `${name}(${args.map((each) => each.displayName).join(', ')})`;
}
