/** What the declaration pass hands on: the project's types, completed, each beside the source it came from. */
import type {
  AnonymousUnit,
  CompilationUnit,
  ConstructorDeclaration,
  FieldDeclaration,
  InitializerBlock,
  MethodDeclaration,
  PropertyDeclaration,
  TriggerUnit,
  TypeDeclaration,
  VariableDeclarator,
} from '../ast';
import type { CompileProblem } from '../problems';
import type { ObjectSchema } from '../../schema/model';
import type { ApexType, ConstructorMember, FieldMember, MethodMember } from '../../values/types';

/** One parsed file and the API version its `-meta.xml` names. */
export interface SourceUnit {
  /** As problems and stack traces print it. */
  readonly file: string;
  readonly apiVersion: number;
  readonly unit: CompilationUnit;
}

/**
 * The sharing mode a class runs its data access in. `omitted`: it says nothing, so it runs in its caller's mode, and
 * without sharing where it is the entry point (API 66 and earlier).
 */
export type EffectiveSharing = 'with' | 'without' | 'inherited' | 'omitted';

export interface DeclaredMethod {
  readonly member: MethodMember;
  readonly declaration: MethodDeclaration;
}

export interface DeclaredConstructor {
  readonly member: ConstructorMember;
  readonly declaration: ConstructorDeclaration;
}

/** A field (one of the variables of its declaration) or a property. */
export interface DeclaredField {
  readonly member: FieldMember;
  readonly declaration: FieldDeclaration | PropertyDeclaration;
  /** The variable of a field declaration; null for properties. */
  readonly variable: VariableDeclarator | null;
}

/** A step of initialisation, in source order: static ones run with the class, others with each instance. */
export type InitializationStep =
  | { readonly kind: 'field'; readonly field: DeclaredField; readonly isStatic: boolean }
  | { readonly kind: 'block'; readonly block: InitializerBlock; readonly isStatic: boolean };

/**
 * A name the instances of a class must answer to besides those of its methods: an interface calls the method by another
 * name (generic interfaces do), or a static method implements it.
 */
export interface Bridge {
  /** The `emitName` callers use. */
  readonly from: string;
  /** The method that does the work: own or inherited; static ones get no receiver. Where none does, null. */
  readonly target: MethodMember | null;
  /** Why no method does: what a call of it stops with. */
  readonly problem?: CompileProblem;
}

/** A type of the project: class, interface or enum, top level or inner. */
export interface DeclaredType {
  readonly type: ApexType;
  readonly file: string;
  readonly apiVersion: number;
  readonly declaration: TypeDeclaration;
  readonly outer: DeclaredType | null;
  readonly inner: readonly DeclaredType[];
  readonly methods: readonly DeclaredMethod[];
  /** Those written in the source; `type.members.constructors` also has the implicit ones. */
  readonly constructors: readonly DeclaredConstructor[];
  readonly fields: readonly DeclaredField[];
  readonly initialization: readonly InitializationStep[];
  readonly bridges: readonly Bridge[];
  readonly sharing: EffectiveSharing;
}

/** A trigger. Methods and variables its body declares are members of a type of its own. */
export interface DeclaredTrigger {
  readonly unit: TriggerUnit;
  readonly file: string;
  readonly apiVersion: number;
  readonly object: ObjectSchema;
  readonly sobjectType: ApexType;
  readonly members: DeclaredBlock;
}

export interface DeclaredAnonymous {
  readonly unit: AnonymousUnit;
  readonly file: string;
  readonly apiVersion: number;
  readonly members: DeclaredBlock;
}

/** The members of a trigger or of anonymous Apex, held by a type no source can name. */
export interface DeclaredBlock {
  readonly type: ApexType;
  readonly inner: readonly DeclaredType[];
  readonly methods: readonly DeclaredMethod[];
  readonly fields: readonly DeclaredField[];
  readonly initialization: readonly InitializationStep[];
}

export interface Declarations {
  /** Every class, interface and enum: super types before subtypes, otherwise outer before inner. */
  readonly types: readonly DeclaredType[];
  readonly triggers: readonly DeclaredTrigger[];
  readonly anonymous: readonly DeclaredAnonymous[];
  /** The declared type behind an ApexType; undefined for library types and sObjects. */
  readonly of: (type: ApexType) => DeclaredType | undefined;
}
