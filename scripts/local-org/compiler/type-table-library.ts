/** Types of the standard library, made from its declarations when they are first asked for. */
import type {
  LibraryConstructor,
  LibraryDeclaration,
  LibraryMethod,
  LibraryProperty,
  TypeText,
} from '../library/declare';
import {
  ApexType,
  type ConstructorMember,
  type FieldMember,
  type MethodMember,
  type TypeKind,
  type TypeMembers,
} from '../values/types';
import { constructorEmitName, fieldEmitName, methodEmitName } from './emit-names';
import { enumMembers } from './enum-members';
import type { TypeTable } from './type-table';

/** The scalar types, which no class can shadow. */
const SCALARS: ReadonlySet<string> = new Set(
  ['Boolean', 'Integer', 'Long', 'Double', 'Decimal', 'String', 'Id', 'Blob', 'Date', 'Datetime', 'Time'].map((name) =>
    `System.${name}`.toLowerCase(),
  ),
);

export class LibraryTypes {
  private readonly declarations = new Map<string, LibraryDeclaration>();
  private readonly made = new Map<string, ApexType>();
  private readonly innerNames = new Map<string, string[]>();
  private readonly missing = new Map<string, ApexType>();

  constructor(
    library: readonly LibraryDeclaration[],
    private readonly table: TypeTable,
  ) {
    for (const each of library) {
      const key = each.qualifiedName.toLowerCase();
      if (this.declarations.has(key)) throw new Error(`the library declares ${each.qualifiedName} twice`);
      this.declarations.set(key, each);
      if (each.outer) {
        const outer = each.outer.toLowerCase();
        this.innerNames.set(outer, [...(this.innerNames.get(outer) ?? []), key]);
      }
    }
  }

  /** A library type by its qualified name (`System.List` is the generic declaration), null when there is none. */
  get(qualifiedName: string): ApexType | null {
    const key = qualifiedName.toLowerCase();
    const made = this.made.get(key);
    if (made) return made;
    const declaration = this.declarations.get(key);
    return declaration ? this.make(key, declaration) : null;
  }

  declarationOf(type: ApexType): LibraryDeclaration | null {
    return this.declarations.get(qualifiedName(type.generic ?? type)) ?? null;
  }

  /** Names that signatures of the library mention but nobody declares; found so far. */
  get missingNames(): readonly string[] {
    return [...this.missing.values()].map((each) => each.displayName);
  }

  private make(key: string, declaration: LibraryDeclaration): ApexType {
    const parameters = declaration.typeParameters.map(
      (name) => new ApexType({ kind: 'parameter', name, namespace: '' }),
    );
    const type = new ApexType({
      kind: kindOf(key, declaration),
      name: declaration.name,
      namespace: declaration.namespace,
      outer: declaration.outer === null ? null : this.get(declaration.outer),
      typeArguments: parameters,
    });
    this.made.set(key, type);
    type.visibility = 'global';
    type.isVirtual = declaration.isVirtual || declaration.kind === 'interface';
    type.isAbstract = declaration.isAbstract;
    type.enumConstants = declaration.constants;
    const resolve = (text: TypeText): ApexType => this.resolve(text, type, declaration);
    if (declaration.extends) type.superType = resolve(declaration.extends);
    type.interfaces = declaration.implements.map(resolve);
    type.complete(() => this.members(type, key, declaration, resolve));
    return type;
  }

  /** Type parameters first, then neighbours in the namespace, then what any class would see. */
  private resolve(text: TypeText, from: ApexType, declaration: LibraryDeclaration): ApexType {
    const parameter = from.typeArguments.find((each) => each.name.toLowerCase() === text.name.toLowerCase());
    if (parameter) return parameter;
    if (text.name.toLowerCase() === 'void') return this.table.void;
    const found =
      this.get(`${declaration.qualifiedName}.${text.name}`) ??
      this.get(text.name) ??
      this.get(`System.${text.name}`) ??
      this.get(`${declaration.namespace}.${text.name}`) ??
      this.get(`Schema.${text.name}`) ??
      this.table.sobject(text.name.replace(/^Schema\./i, ''));
    const base = found ?? this.missingType(text.name);
    if (text.arguments.length === 0) return base;
    const typeArguments = text.arguments.map((each) => this.resolve(each, from, declaration));
    return base.typeArguments.length === typeArguments.length ? this.table.instantiate(base, typeArguments) : base;
  }

  /** A type nobody declares has no members, so that what mentions it loads and what uses it does not compile. */
  private missingType(name: string): ApexType {
    const key = name.toLowerCase();
    let type = this.missing.get(key);
    if (!type) this.missing.set(key, (type = new ApexType({ kind: 'class', name, namespace: '' })));
    return type;
  }

  private members(
    type: ApexType,
    key: string,
    declaration: LibraryDeclaration,
    resolve: (text: TypeText) => ApexType,
  ): TypeMembers {
    const methods = new Map<string, MethodMember[]>();
    const fields = new Map<string, FieldMember>();
    const constructors: ConstructorMember[] = [];
    for (const member of declaration.members) {
      if (member.kind === 'method') {
        const name = member.name.toLowerCase();
        methods.set(name, [...(methods.get(name) ?? []), method(member, type, resolve)]);
      } else if (member.kind === 'constructor') constructors.push(constructor(member, type, resolve));
      else fields.set(member.name.toLowerCase(), property(member, type, resolve));
    }
    const innerTypes = new Map<string, ApexType>();
    for (const inner of this.innerNames.get(key) ?? []) {
      const made = this.get(inner);
      if (made) innerTypes.set(made.name.toLowerCase(), made);
    }
    const own = { methods, fields, constructors, innerTypes };
    return declaration.kind === 'enum' ? enumMembers(type, this.table, own) : own;
  }
}

function qualifiedName(type: ApexType): string {
  const before = type.outer ? qualifiedName(type.outer) : type.namespace;
  return `${before}.${type.name}`.toLowerCase();
}

function kindOf(key: string, declaration: LibraryDeclaration): TypeKind {
  if (SCALARS.has(key)) return 'primitive';
  if (key === 'system.object') return 'object';
  if (key === 'system.sobject') return 'sobject';
  return declaration.kind;
}

function base(member: LibraryMethod | LibraryConstructor | LibraryProperty, owner: ApexType) {
  return {
    name: member.name,
    owner,
    isStatic: member.isStatic,
    visibility: member.visibility,
    isTestVisible: false,
    annotations: [],
    at: null,
  };
}

function method(member: LibraryMethod, owner: ApexType, resolve: (text: TypeText) => ApexType): MethodMember {
  const parameters = member.parameters.map((each) => ({ name: each.name, type: resolve(each.type) }));
  return {
    ...base(member, owner),
    kind: 'method',
    parameters,
    returnType: resolve(member.returnType),
    isAbstract: member.isAbstract,
    isVirtual: member.isVirtual || member.isAbstract,
    isOverride: false,
    implementation: member.implementation,
    emitName: methodEmitName(
      member.name,
      parameters.map((each) => each.type),
    ),
  };
}

function constructor(
  member: LibraryConstructor,
  owner: ApexType,
  resolve: (text: TypeText) => ApexType,
): ConstructorMember {
  const parameters = member.parameters.map((each) => ({ name: each.name, type: resolve(each.type) }));
  return {
    ...base(member, owner),
    kind: 'constructor',
    parameters,
    implementation: member.implementation,
    emitName: constructorEmitName(parameters.map((each) => each.type)),
  };
}

function property(member: LibraryProperty, owner: ApexType, resolve: (text: TypeText) => ApexType): FieldMember {
  return {
    ...base(member, owner),
    kind: 'property',
    type: resolve(member.type),
    isFinal: member.isFinal,
    isTransient: false,
    getter: member.visibility,
    setter: member.set ? member.visibility : null,
    implementation: { get: member.get, set: member.set },
    emitName: fieldEmitName(member.name),
  };
}
