/** Lays a class of the library beside the platform's: what is missing, and what the platform has not. */
import type { LibraryDeclaration } from '../declare';
import { isImplied, libraryMember, platformMember, type MemberSignature } from './member-signature';
import type { PlatformType } from './types';

export interface Comparison {
  /** Members of the platform that the library does not declare: a program that uses one does not compile. */
  readonly missing: readonly string[];
  /** Members of the library that the platform's list has not, or has otherwise. */
  readonly beyond: readonly string[];
}

export function compare(declaration: LibraryDeclaration, platform: PlatformType): Comparison {
  if (declaration.kind === 'enum') {
    const without = (names: readonly string[], others: readonly string[]): string[] => {
      const known = new Set(others.map((each) => each.toLowerCase()));
      return names.filter((each) => !known.has(each.toLowerCase()));
    };
    return {
      missing: without(platform.members, declaration.constants),
      beyond: without(declaration.constants, platform.members),
    };
  }
  const ours = declaration.members.map(libraryMember);
  const theirs = platform.members.map(platformMember).filter((each) => !isImplied(each));
  return {
    missing: theirs.filter((each) => !ours.some((our) => isSame(our, each))).map((each) => each.text),
    beyond: ours
      .filter((our) => !isImplied(our) && !theirs.some((each) => isSame(our, each) && hasSameType(our, each)))
      .map((our) => our.text),
  };
}

function isSame(our: MemberSignature, their: MemberSignature): boolean {
  if (our.name.toLowerCase() !== their.name.toLowerCase() || our.isStatic !== their.isStatic) return false;
  if (our.parameters === null || their.parameters === null) return our.parameters === their.parameters;
  return (
    our.parameters.length === their.parameters.length &&
    our.parameters.every((type, index) => isType(type, their.parameters?.[index] ?? ''))
  );
}

function hasSameType(our: MemberSignature, their: MemberSignature): boolean {
  return isType(our.type, their.type);
}

/** The list says `Object` where it does not know the type, also inside a list. */
function isType(ours: string, theirs: string): boolean {
  const [our, their] = [plain(ours), plain(theirs)];
  return our === their || their === 'object' || (their === 'list<object>' && our.startsWith('list<'));
}

function plain(type: string): string {
  return type.replace(/\w+\./g, '').toLowerCase();
}
