/**
 * How the standard library is written down: one declaration a class, each member once, under its Apex signature.
 *
 * ```ts
 * export const stringClass = libraryClass('System.String', {
 *   'static String valueOf(Object value)': (value: Value): string => toText(value),
 *   'String left(Integer length)': (self: string, length: number): string => …,
 *   'static final Integer MAX_LENGTH': { get: () => 6_000_000 },
 * });
 * ```
 *
 * What an implementation is given:
 *
 * - Instance methods and properties get the receiver first; it is never null. Arguments follow, already converted to
 *   the declared parameter types, and may be null.
 * - Constructors (`new(…)`) get the arguments alone. Those of generic types (`List`, `Set`, `Map`) get the
 *   instantiated {@link ApexType} first.
 * - `null` in the place of an implementation declares a method without a body (`abstract`, or one that only user code
 *   implements).
 * - The static methods of custom metadata types and settings (`My__mdt.getInstance(…)`) are declared as instance methods
 *   of `Schema.CustomMetadataType<T>`, `Schema.HierarchyCustomSetting<T>` and `Schema.ListCustomSetting<T>`; the receiver
 *   they get is the sObject's {@link ApexType}.
 *
 * The text of a signature is parsed when the members of its class are first asked for: most runs touch few classes.
 */
import type { LibraryFunction, Visibility } from '../values/types';
import { parseMemberSignature, parseType, parseTypeName } from './signature';

/** A type as written in a signature: `Map<Id, List<SObject>>`; `String[]` is read as `List<String>`. */
export interface TypeText {
  /** As written, dotted where qualified: `Schema.SObjectType`, `T`. */
  readonly name: string;
  readonly arguments: readonly TypeText[];
}

export interface ParameterText {
  readonly name: string;
  readonly type: TypeText;
}

interface MemberText {
  readonly name: string;
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly visibility: Visibility;
}

export interface LibraryMethod extends MemberText {
  readonly kind: 'method';
  readonly returnType: TypeText;
  readonly parameters: readonly ParameterText[];
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly implementation: LibraryFunction | null;
}

export interface LibraryConstructor extends MemberText {
  readonly kind: 'constructor';
  readonly parameters: readonly ParameterText[];
  readonly implementation: LibraryFunction;
}

export interface LibraryProperty extends MemberText {
  readonly kind: 'property';
  readonly type: TypeText;
  readonly get: LibraryFunction;
  readonly set: LibraryFunction | null;
}

export type LibraryMember = LibraryMethod | LibraryConstructor | LibraryProperty;

export interface LibraryDeclaration {
  readonly kind: 'class' | 'interface' | 'enum';
  /** `System.Map`, `Messaging.InboundEmail.Header`: namespace, outer types, name; without type parameters. */
  readonly qualifiedName: string;
  readonly namespace: string;
  /** Qualified name of the enclosing type; null for most. */
  readonly outer: string | null;
  readonly name: string;
  /** `K` and `V` of `Map<K, V>`. */
  readonly typeParameters: readonly string[];
  readonly extends: TypeText | null;
  /** Interfaces of a class; for an interface the ones it extends. */
  readonly implements: readonly TypeText[];
  /** Whether user code may extend it. */
  readonly isVirtual: boolean;
  readonly isAbstract: boolean;
  /** The JavaScript class instances of user subclasses must derive from; null where `ApexObject` will do. */
  readonly base: LibraryBase | null;
  /** Constants of an enum, in order. */
  readonly constants: readonly string[];
  /** Page of the Apex Reference. */
  readonly docs: string | null;
  /** Parsed on first use. */
  readonly members: readonly LibraryMember[];
}

export type LibraryBase = abstract new (...args: never[]) => object;

export interface PropertyImplementation {
  readonly get: LibraryFunction;
  readonly set?: LibraryFunction;
}

/** Members by signature. */
export type MemberTable = Readonly<Record<string, LibraryFunction | PropertyImplementation | null>>;

export interface ClassOptions {
  readonly extends?: string;
  readonly implements?: readonly string[];
  readonly virtual?: boolean;
  readonly abstract?: boolean;
  readonly base?: LibraryBase;
  readonly docs?: string;
}

export interface InterfaceOptions {
  readonly extends?: readonly string[];
  readonly docs?: string;
}

/** A declaration that cannot be read: a mistake in the library itself. */
export class LibraryDeclarationError extends Error {
  override readonly name = 'LibraryDeclarationError';
}

/**
 * Declares a class.
 *
 * @param name qualified, with type parameters where it is generic: `System.Map<K, V>`
 * @param members implementations by signature, see the head of this file
 */
export function libraryClass(name: string, members: MemberTable, options: ClassOptions = {}): LibraryDeclaration {
  return declaration('class', name, options, () =>
    Object.entries(members).map(([signature, implementation]) =>
      bind(name, signature, implementation, options.abstract ?? false),
    ),
  );
}

/** Declares an interface by the signatures of its methods. Library code calls them through `invokeInterface`. */
export function libraryInterface(
  name: string,
  methods: readonly string[],
  options: InterfaceOptions = {},
): LibraryDeclaration {
  return declaration('interface', name, { implements: options.extends, docs: options.docs }, () =>
    methods.map((signature) => bind(name, signature, null, true)),
  );
}

/** Declares an enum. The members every enum has (`name()`, `values()`…) come with the kind. */
export function libraryEnum(name: string, constants: readonly string[], docs?: string): LibraryDeclaration {
  return declaration('enum', name, { docs }, () => [], constants);
}

function declaration(
  kind: LibraryDeclaration['kind'],
  written: string,
  options: ClassOptions,
  makeMembers: () => readonly LibraryMember[],
  constants: readonly string[] = [],
): LibraryDeclaration {
  const { qualifiedName, namespace, outer, name, typeParameters } = parseTypeName(written);
  let members: readonly LibraryMember[] | null = null;
  return {
    kind,
    qualifiedName,
    namespace,
    outer,
    name,
    typeParameters,
    get extends() {
      return options.extends === undefined ? null : parseType(options.extends);
    },
    get implements() {
      return (options.implements ?? []).map((each) => parseType(each));
    },
    isVirtual: options.virtual ?? options.abstract ?? false,
    isAbstract: options.abstract ?? false,
    base: options.base ?? null,
    constants,
    docs: options.docs ?? null,
    get members() {
      members ??= makeMembers();
      return members;
    },
  };
}

function bind(
  owner: string,
  signature: string,
  implementation: LibraryFunction | PropertyImplementation | null,
  mayLackBody: boolean,
): LibraryMember {
  const { kind, type, modifiers, ...parsed } = parseMemberSignature(signature, owner);
  const common = {
    name: parsed.name,
    isStatic: modifiers.isStatic,
    isFinal: modifiers.isFinal,
    visibility: modifiers.visibility,
  };
  if (kind === 'property') {
    if (implementation === null || typeof implementation === 'function')
      throw new LibraryDeclarationError(`${owner}: property '${signature}' wants { get, set? }`);
    return { ...common, kind, type, get: implementation.get, set: implementation.set ?? null };
  }
  if (implementation !== null && typeof implementation !== 'function')
    throw new LibraryDeclarationError(`${owner}: '${signature}' wants a function`);
  if (kind === 'constructor') {
    if (implementation === null) throw new LibraryDeclarationError(`${owner}: '${signature}' wants a function`);
    return { ...common, kind, parameters: parsed.parameters, implementation };
  }
  if (implementation === null && !mayLackBody && !modifiers.isAbstract)
    throw new LibraryDeclarationError(`${owner}: '${signature}' has no implementation and is not abstract`);
  return {
    ...common,
    kind,
    returnType: type,
    parameters: parsed.parameters,
    isAbstract: implementation === null,
    isVirtual: modifiers.isVirtual || modifiers.isAbstract,
    implementation,
  };
}
