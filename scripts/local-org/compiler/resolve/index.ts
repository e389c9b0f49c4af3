/** Resolves names to types, fields, methods and constructors, as Apex does. */
import type { TypeRef } from '../ast';
import type { Conversion } from '../convert';
import type { ProblemCollector } from '../problems';
import type { TypeTable } from '../type-table';
import type { ApexType, ConstructorMember, FieldMember, MethodMember } from '../../values/types';
import type { Scope } from './scope';

export type { Scope } from './scope';
export { outermost, scopeOf } from './scope';

/** A method or constructor chosen among its overloads, with the conversion of each argument; or why there is none. */
export type Resolution<M> =
  | { readonly member: M; readonly conversions: readonly Conversion[]; readonly problem?: undefined }
  | { readonly problem: string; readonly member?: undefined };

/** How a call was written: `Foo.f()` is `static`, `foo.f()` is `instance`, `f()` inside a class is either (see below). */
export type Receiver = 'static' | 'instance' | 'implicitStatic' | 'implicitInstance';

export declare class Resolver {
  constructor(types: TypeTable, problems: ProblemCollector);
  /** The type a reference names, or null after reporting `Invalid type: X` (or what else is wrong) at its place. */
  resolveType(ref: TypeRef, scope: Scope): ApexType | null;
  /** A dotted name without arguments as a type, null when it names none. Reports nothing: for `a.b.c` in expressions. */
  findType(name: readonly string[], scope: Scope): ApexType | null;
  /** Field or property by name, own or inherited; private ones of super classes too (see {@link isVisible}). */
  findField(type: ApexType, name: string): FieldMember | null;
  /** Static field or property by name from inside `scope`: own class, super classes, then outer classes. */
  findFieldInScope(name: string, scope: Scope): FieldMember | null;
  /** All methods of a name, own and inherited, overridden ones left out. */
  findMethods(type: ApexType, name: string): readonly MethodMember[];
  resolveMethod(
    type: ApexType,
    name: string,
    args: readonly ApexType[],
    scope: Scope,
    receiver: Receiver,
  ): Resolution<MethodMember>;
  /** `f(x)` without receiver: own and inherited methods, then the outer class's static ones. */
  resolveImplicitMethod(
    name: string,
    args: readonly ApexType[],
    scope: Scope,
    inStaticContext: boolean,
  ): Resolution<MethodMember>;
  resolveConstructor(type: ApexType, args: readonly ApexType[], scope: Scope): Resolution<ConstructorMember>;
  isVisible(member: MethodMember | FieldMember | ConstructorMember, scope: Scope): boolean;
  isReadable(field: FieldMember, scope: Scope): boolean;
  isWritable(field: FieldMember, scope: Scope): boolean;
}
