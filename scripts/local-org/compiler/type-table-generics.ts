/** Generic types: interned instances whose members are the declaration's with the parameters replaced. */
import {
  ApexType,
  type ConstructorMember,
  type FieldMember,
  type MethodMember,
  type ParameterMember,
  type TypeMembers,
} from '../values/types';

/** Makes and keeps the instances of generic types: the same arguments give the same type. */
export class GenericTypes {
  private readonly instances = new Map<ApexType, Map<string, ApexType>>();
  private readonly identities = new Map<ApexType, number>();

  /** The instance of a generic declaration with these arguments (the declaration itself when they are its parameters). */
  instantiate(generic: ApexType, typeArguments: readonly ApexType[]): ApexType {
    if (typeArguments.length !== generic.typeArguments.length)
      throw new Error(`${generic.displayName} takes ${generic.typeArguments.length} type arguments`);
    if (typeArguments.every((argument, index) => argument === generic.typeArguments[index])) return generic;
    const key = typeArguments.map((argument) => this.identity(argument)).join(',');
    let known = this.instances.get(generic);
    if (!known) this.instances.set(generic, (known = new Map<string, ApexType>()));
    const found = known.get(key);
    if (found) return found;
    const made = new ApexType({
      kind: generic.kind,
      name: generic.name,
      namespace: generic.namespace,
      outer: generic.outer,
      generic,
      typeArguments,
    });
    known.set(key, made);
    this.fill(made, generic, typeArguments);
    return made;
  }

  /** A type with the parameters of a generic declaration replaced by arguments. */
  substitute(type: ApexType, parameters: readonly ApexType[], typeArguments: readonly ApexType[]): ApexType {
    if (type.kind === 'parameter') return typeArguments[parameters.indexOf(type)] ?? type;
    if (type.typeArguments.length === 0) return type;
    const replaced = type.typeArguments.map((each) => this.substitute(each, parameters, typeArguments));
    return this.instantiate(type.generic ?? type, replaced);
  }

  private fill(made: ApexType, generic: ApexType, typeArguments: readonly ApexType[]): void {
    const put = (type: ApexType): ApexType => this.substitute(type, generic.typeArguments, typeArguments);
    made.superType = generic.superType && put(generic.superType);
    made.interfaces = generic.interfaces.map(put);
    made.isAbstract = generic.isAbstract;
    made.isVirtual = generic.isVirtual;
    made.sharing = generic.sharing;
    made.visibility = generic.visibility;
    made.complete(() => substituteMembers(generic.members, made, put));
  }

  private identity(type: ApexType): number {
    let id = this.identities.get(type);
    if (id === undefined) this.identities.set(type, (id = this.identities.size));
    return id;
  }
}

function substituteMembers(members: TypeMembers, owner: ApexType, put: (type: ApexType) => ApexType): TypeMembers {
  const parameters = (all: readonly ParameterMember[]): ParameterMember[] =>
    all.map((each) => ({ name: each.name, type: put(each.type) }));
  const methods = new Map<string, readonly MethodMember[]>();
  for (const [name, overloads] of members.methods) {
    methods.set(
      name,
      overloads.map((each) => ({
        ...each,
        owner,
        parameters: parameters(each.parameters),
        returnType: put(each.returnType),
      })),
    );
  }
  const fields = new Map<string, FieldMember>();
  for (const [name, field] of members.fields) fields.set(name, { ...field, owner, type: put(field.type) });
  const constructors = members.constructors.map((each): ConstructorMember => ({
    ...each,
    owner,
    parameters: parameters(each.parameters),
  }));
  return { methods, fields, constructors, innerTypes: members.innerTypes };
}
