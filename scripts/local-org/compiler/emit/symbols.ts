/**
 * Names under which emitted code refers to types and library members: text, so that emitted code can be kept on disk,
 * and resolved against the type table once, when a module is linked.
 */
import type { ApexType, ConstructorMember, FieldMember, LibraryFunction, MethodMember } from '../../values/types';
import type { TypeTable } from '../type-table';

/** Something a kept module refers to is no longer there: the kept module is stale. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
}

/** A type as text that {@link resolveTypeSymbol} reads back: fully qualified, so that no project class shadows it. */
export function typeSymbol(type: ApexType): string {
  if (type.typeArguments.length === 0 || type.generic === null) return plainSymbol(type);
  return `${plainSymbol(type)}<${type.typeArguments.map(typeSymbol).join(',')}>`;
}

function plainSymbol(type: ApexType): string {
  if (type.outer) return `${plainSymbol(type.outer)}.${type.name}`;
  if (type.namespace) return `${type.namespace}.${type.name}`;
  return type.kind === 'sobject' ? `Schema.${type.name}` : type.name;
}

/** The type of the name, null when there is none. */
export function findTypeSymbol(symbol: string, types: TypeTable): ApexType | null {
  return symbol === types.void.name ? types.void : types.parse(symbol);
}

export function resolveTypeSymbol(symbol: string, types: TypeTable): ApexType {
  const type = findTypeSymbol(symbol, types);
  if (!type) throw new LinkError(`no type ${symbol}`);
  return type;
}

type LibraryUse = 'call' | 'get' | 'set';

/** A library member as text: `call System.String valueof 3`, by its place among the overloads of the name. */
export function librarySymbol(member: MethodMember | ConstructorMember | FieldMember, use: LibraryUse): string {
  const owner = member.owner.generic ?? member.owner;
  const name = member.name.toLowerCase();
  if (member.kind === 'constructor')
    return `new ${plainSymbol(owner)} new ${place(member, ({ members }) => members.constructors)}`;
  if (member.kind === 'method')
    return `${use} ${plainSymbol(owner)} ${name} ${place(member, ({ members }) => members.methods.get(name) ?? [])}`;
  return `${use} ${plainSymbol(owner)} ${name} 0`;
}

/** Instances of generic types have the members of their declaration, in its order. */
function place<M extends MethodMember | ConstructorMember>(
  wanted: M,
  overloads: (type: ApexType) => readonly M[],
): number {
  const index = overloads(wanted.owner).indexOf(wanted);
  if (index < 0) throw new Error(`${wanted.owner.displayName}.${wanted.name} is not a member of its owner`);
  return index;
}

export function resolveLibrarySymbol(symbol: string, types: TypeTable): LibraryFunction {
  const [use, ownerName = '', name = '', index = '0'] = symbol.split(' ');
  // A generic declaration by itself, `System.Map`, is no type that could be written.
  const { members } = types.lookup(ownerName) ?? resolveTypeSymbol(ownerName, types);
  const found =
    use === 'new'
      ? members.constructors[Number(index)]?.implementation
      : use === 'call'
        ? members.methods.get(name)?.[Number(index)]?.implementation
        : members.fields.get(name)?.implementation?.[use === 'get' ? 'get' : 'set'];
  if (!found) throw new LinkError(`the library has no ${symbol}`);
  return found;
}
