/**
 * The Apex type model, shared by compile time (the binder resolves against it) and run time (collections carry their
 * element types, instances their class).
 *
 * Types are interned: two types are the same when they are the same object. `List<Account>` is made once by
 * {@link TypeTable.instantiate} and kept.
 */

export type Visibility = 'private' | 'protected' | 'public' | 'global';
export type Sharing = 'with' | 'without' | 'inherited';

export interface ParameterMember {
  readonly name: string;
  readonly type: ApexType;
}

/** What an annotation says: `@IsTest(SeeAllData=true)` is `{ name: 'istest', parameters: { seealldata: true } }`; names in lower case. */
export interface AnnotationMember {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

interface MemberBase {
  readonly name: string;
  /** The type that declares it. */
  readonly owner: ApexType;
  readonly isStatic: boolean;
  readonly visibility: Visibility;
  /** `@TestVisible`: test classes see it whatever its visibility. */
  readonly isTestVisible: boolean;
  readonly annotations: readonly AnnotationMember[];
  /** Where it is declared; `null` for the standard library. */
  readonly at: { readonly file: string; readonly line: number; readonly column: number } | null;
}

export interface MethodMember extends MemberBase {
  readonly kind: 'method';
  readonly parameters: readonly ParameterMember[];
  readonly returnType: ApexType;
  readonly isAbstract: boolean;
  readonly isVirtual: boolean;
  readonly isOverride: boolean;
  /** Standard library: what it does. Instance methods get the receiver, never null, as first argument. */
  readonly implementation: LibraryFunction | null;
  /** User code: the JavaScript method name, unique among the overloads of the class and shared by overriding methods. */
  readonly emitName: string;
}

export interface ConstructorMember extends MemberBase {
  readonly kind: 'constructor';
  readonly parameters: readonly ParameterMember[];
  readonly implementation: LibraryFunction | null;
  readonly emitName: string;
}

export interface FieldMember extends MemberBase {
  readonly kind: 'field' | 'property';
  readonly type: ApexType;
  readonly isFinal: boolean;
  readonly isTransient: boolean;
  /** Properties: whether each accessor exists and who may use it. Fields have both, at the visibility of the field. */
  readonly getter: Visibility | null;
  readonly setter: Visibility | null;
  /** Standard library: how to read and write it; instance members get the receiver first. */
  readonly implementation: { readonly get: LibraryFunction; readonly set: LibraryFunction | null } | null;
  readonly emitName: string;
}

/** A library function of any arity; the signature it was declared under says what it is given. */
export type LibraryFunction = (...args: never[]) => unknown;

export type TypeKind =
  | 'void'
  /** The type of the literal `null`. */
  | 'null'
  | 'primitive'
  /** `Object`. */
  | 'object'
  | 'class'
  | 'interface'
  | 'enum'
  /** `SObject` itself and every concrete object. */
  | 'sobject'
  /** `T` in `List<T>`: only inside the declaration of a generic type. */
  | 'parameter';

/** The members of a type, keyed by lower-case name. */
export interface TypeMembers {
  readonly methods: ReadonlyMap<string, readonly MethodMember[]>;
  readonly fields: ReadonlyMap<string, FieldMember>;
  readonly constructors: readonly ConstructorMember[];
  readonly innerTypes: ReadonlyMap<string, ApexType>;
}

export const NO_MEMBERS: TypeMembers = {
  methods: new Map(),
  fields: new Map(),
  constructors: [],
  innerTypes: new Map(),
};

export interface ApexTypeInit {
  readonly kind: TypeKind;
  readonly name: string;
  readonly namespace: string;
  readonly outer?: ApexType | null;
  readonly generic?: ApexType | null;
  readonly typeArguments?: readonly ApexType[];
}

/**
 * One Apex type. Declared in two steps so that types may refer to each other: first made (name and kind), then
 * completed with its super type, interfaces and members.
 */
export class ApexType {
  readonly kind: TypeKind;
  /** Simple name without arguments: `List`, `Inner`. For sObjects the API name. */
  readonly name: string;
  /** `System`, `Schema`, `Database`… for the standard library; empty for the project's own classes and sObjects. */
  readonly namespace: string;
  readonly outer: ApexType | null;
  /** For `List<Account>` the declaration `List<T>`; otherwise null. */
  readonly generic: ApexType | null;
  /** Arguments of an instantiated type, or the parameters of a generic declaration. */
  readonly typeArguments: readonly ApexType[];

  superType: ApexType | null = null;
  interfaces: readonly ApexType[] = [];
  isAbstract = false;
  isVirtual = false;
  /** `null` where the class says nothing: the compiler settles it by API version and nesting. */
  sharing: Sharing = 'with';
  isTest = false;
  visibility: Visibility = 'public';
  annotations: readonly AnnotationMember[] = [];
  /** Enum constants in order, as written. */
  enumConstants: readonly string[] = [];

  private membersOrMaker: TypeMembers | (() => TypeMembers) = NO_MEMBERS;

  constructor(init: ApexTypeInit) {
    this.kind = init.kind;
    this.name = init.name;
    this.namespace = init.namespace;
    this.outer = init.outer ?? null;
    this.generic = init.generic ?? null;
    this.typeArguments = init.typeArguments ?? [];
  }

  /** Sets the members, or how to make them when they are first asked for (instantiated generics). */
  complete(members: TypeMembers | (() => TypeMembers)): void {
    this.membersOrMaker = members;
  }

  get members(): TypeMembers {
    if (typeof this.membersOrMaker === 'function') this.membersOrMaker = this.membersOrMaker();
    return this.membersOrMaker;
  }

  /** As Apex prints it: `Map<Id,List<Account>>`, `Outer.Inner`, `String`; library types outside System keep their namespace (`Schema.SObjectType`). */
  get displayName(): string {
    const simple = this.outer
      ? `${this.outer.displayName}.${this.name}`
      : this.namespace && this.namespace !== 'System'
        ? `${this.namespace}.${this.name}`
        : this.name;
    return this.typeArguments.length
      ? `${simple}<${this.typeArguments.map((argument) => argument.displayName).join(',')}>`
      : simple;
  }

  toString(): string {
    return this.displayName;
  }

  /** Whether this type is `other`, extends it, or implements it (in the nominal sense; conversions are the binder's). */
  isSubtypeOf(other: ApexType): boolean {
    if (this === other || other.kind === 'object') return true;
    if (this.superType?.isSubtypeOf(other)) return true;
    return this.interfaces.some((each) => each.isSubtypeOf(other));
  }
}
