/**
 * Which members of the library the Apex of a project uses. The compiler knows: it has settled every overload. Members have
 * keys: `System.String valueof 3` is the fourth `valueOf` in the declaration.
 */
import type { Program } from '../compiler';
import { extrasOf } from '../compiler/type-table-sobjects';
import type { TypeTable } from '../compiler/type-table';
import { LIBRARY } from '../library';
import type { LibraryDeclaration, LibraryMember } from '../library/declare';
import type { ApexType } from '../values/types';

/**
 * @returns keys of the members that the project's code calls, reads or writes, and of those that its classes carry out or,
 * as constructors of an abstract class, go through
 */
export function usedMembers({ types, modules, declarations }: Program): ReadonlySet<string> {
  const called = modules.flatMap(({ library, abstractCalls }) => [...library, ...abstractCalls]);
  const keys = new Set(called.map((symbol) => keyOf(symbol, types)));
  for (const { type } of declarations.types)
    for (const above of closure(type)) {
      const declaration = types.libraryDeclaration(above.generic ?? above);
      for (const [key, member] of declaration ? keyed(declaration) : [])
        if (isCarriedOut(member, type) || (declaration?.isAbstract && member.kind === 'constructor')) keys.add(key);
    }
  for (const key of throughInterfaces(keys)) keys.add(key);
  return keys;
}

/** Keys of members of the library's own classes that are called through an interface: no code can name these classes. */
function throughInterfaces(keys: ReadonlySet<string>): string[] {
  return LIBRARY.filter(({ kind, implements: interfaces }) => kind === 'class' && interfaces.length > 0).flatMap(
    (declaration) =>
      [...keyed(declaration).keys()].filter((key) => {
        const [, ...member] = key.split(' ');
        return declaration.implements.some(({ name }) => keys.has([name, ...member].join(' ')));
      }),
  );
}

/** The members of a declaration by their keys, in order. */
export function keyed({ qualifiedName, members }: LibraryDeclaration): ReadonlyMap<string, LibraryMember> {
  const counts = new Map<string, number>();
  return new Map(
    members.map((member) => {
      const name = member.kind === 'constructor' ? 'new' : member.name.toLowerCase();
      const index = member.kind === 'property' ? 0 : (counts.get(name) ?? 0);
      counts.set(name, index + 1);
      return [`${qualifiedName} ${name} ${index}`, member];
    }),
  );
}

/** `call System.String length 0` is of `System.String`; `call Schema.My__c getall 0` of what all such objects have. */
function keyOf(symbol: string, types: TypeTable): string {
  const [, owner = '', ...member] = symbol.split(' ');
  const type = owner.startsWith('Schema.') ? types.parse(owner) : null;
  const object = type && types.objectSchema(type);
  return [(object && extrasOf(object)) ?? owner, ...member].join(' ');
}

/** What a type extends and implements, directly and further up. */
function closure(type: ApexType): ApexType[] {
  const direct = [...(type.superType ? [type.superType] : []), ...type.interfaces];
  return direct.flatMap((each) => [each, ...closure(each)]);
}

function isCarriedOut(member: LibraryMember, type: ApexType): boolean {
  if (member.kind !== 'method' || !member.isAbstract) return false;
  const methods = type.members.methods.get(member.name.toLowerCase()) ?? [];
  return methods.some((each) => each.parameters.length === member.parameters.length);
}
