/**
 * Declares what the platform has and the local org has not: programs that mention it compile, and only what uses it
 * stops, by its Apex name.
 */
import { UnsupportedError } from '../values/errors';
import type { LibraryFunction } from '../values/types';
import {
  libraryClass,
  type ClassOptions,
  type LibraryDeclaration,
  type LibraryMember,
  type MemberTable,
} from './declare';

const STOPPING = new WeakSet<LibraryFunction>();

/** An implementation that stops, whatever it is given. */
export function unsupported(apexName: string): () => never {
  const stop = (): never => {
    throw new UnsupportedError(apexName);
  };
  STOPPING.add(stop);
  return stop;
}

/** The same for members of one class: `const unsupported = unsupportedIn('UserInfo')`. */
export function unsupportedIn(className: string): (member: string) => () => never {
  return (member) => unsupported(`${className}.${member}`);
}

/** Whether a member can do nothing but stop. */
export function isUnsupported(member: LibraryMember): boolean {
  const implementation = member.kind === 'property' ? member.get : member.implementation;
  return implementation !== null && STOPPING.has(implementation);
}

/** Name of the member a signature declares: `createScript` of `static X createScript(String name)`. */
function memberName(signature: string): string {
  return /([A-Za-z_][A-Za-z0-9_]*)\s*(?:\(|$)/.exec(signature)?.[1] ?? signature;
}

/** Members that throw when they are used. */
export function unsupportedMembers(shortName: string, signatures: readonly string[]): MemberTable {
  const members: Record<string, MemberTable[string]> = {};
  for (const signature of signatures) {
    const name = memberName(signature);
    const stop = unsupported(name === 'new' ? shortName : `${shortName}.${name}`);
    members[signature] = signature.includes('(') ? stop : { get: stop, set: stop };
  }
  return members;
}

/** A class none of whose members are supported. */
export function unsupportedClass(
  qualifiedName: string,
  signatures: readonly string[],
  options: ClassOptions = {},
): LibraryDeclaration {
  return libraryClass(qualifiedName, unsupportedMembers(qualifiedName.replace(/^System\./, ''), signatures), options);
}
