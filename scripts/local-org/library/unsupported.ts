/**
 * Declares what the platform has and the local org has not: programs that mention it compile, and only what uses it
 * stops, by its Apex name.
 */
import { UnsupportedError } from '../values/errors';
import { libraryClass, type ClassOptions, type LibraryDeclaration, type MemberTable } from './declare';

/** Name of the member a signature declares: `createScript` of `static X createScript(String name)`. */
function memberName(signature: string): string {
  return /([A-Za-z_][A-Za-z0-9_]*)\s*(?:\(|$)/.exec(signature)?.[1] ?? signature;
}

/** Members that throw when they are used. */
export function unsupportedMembers(shortName: string, signatures: readonly string[]): MemberTable {
  const members: Record<string, MemberTable[string]> = {};
  for (const signature of signatures) {
    const name = memberName(signature);
    const fail = (): never => {
      throw new UnsupportedError(name === 'new' ? shortName : `${shortName}.${name}`);
    };
    members[signature] = signature.includes('(') ? fail : { get: fail, set: fail };
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
