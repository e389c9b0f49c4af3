/**
 * What the platform has and no room here declares, made from the platform's own signatures: it compiles, and what uses it
 * stops by its Apex name.
 */
import { libraryClass, libraryEnum, libraryInterface, type LibraryDeclaration, type LibraryMember } from '../declare';
import { unsupportedMembers } from '../unsupported';
import { isImplied, libraryMember, platformMember, type MemberSignature } from './member-signature';
import { platformTypes, type PlatformType } from './types';

/** The declarations of this library with every other type and member of the platform. */
export function withWholePlatform(own: readonly LibraryDeclaration[]): LibraryDeclaration[] {
  const carried = new Map(own.map((each) => [each.qualifiedName.toLowerCase(), each]));
  const others = [...platformTypes()].filter(([key]) => !carried.has(key)).map(([, type]) => uncarried(type));
  return [...own.map((each) => completed(each, carried)), ...others];
}

/**
 * A class with the members of the platform it lacks. An overload is left out where the class has one of as many
 * parameters: which of the two a call means could come out otherwise than on the platform.
 */
function completed(
  declaration: LibraryDeclaration,
  carried: ReadonlyMap<string, LibraryDeclaration>,
): LibraryDeclaration {
  const platform = platformTypes().get(declaration.qualifiedName.toLowerCase());
  if (!platform || declaration.kind !== 'class') return declaration;
  return withMembers(declaration, () => [...declaration.members, ...lacking(declaration, platform, carried)]);
}

/** A declaration whose members are made when they are first asked for: most programs touch few types. */
function withMembers(declaration: LibraryDeclaration, make: () => readonly LibraryMember[]): LibraryDeclaration {
  let members: readonly LibraryMember[] | null = null;
  return Object.create(declaration, { members: { get: () => (members ??= make()) } }) as LibraryDeclaration;
}

function lacking(
  declaration: LibraryDeclaration,
  platform: PlatformType,
  carried: ReadonlyMap<string, LibraryDeclaration>,
): readonly LibraryMember[] {
  const key = ({ name, parameters }: MemberSignature): string =>
    `${name.toLowerCase()}/${parameters?.length ?? 'property'}`;
  const known = new Set<string>();
  for (let each: LibraryDeclaration | undefined = declaration; each; each = carried.get(superName(each)))
    for (const member of each.members) known.add(key(libraryMember(member)));
  const wanted = platform.members
    .map(platformMember)
    .filter((each) => !isImplied(each) && !known.has(key(each)))
    .map((each) => declarationText(each));
  return stopping(declaration.qualifiedName, wanted);
}

function superName(declaration: LibraryDeclaration): string {
  return declaration.extends?.name.toLowerCase() ?? '';
}

function uncarried(type: PlatformType): LibraryDeclaration {
  const { kind, name } = type;
  if (kind === 'enum') return libraryEnum(name, type.members);
  if (kind === 'interface')
    return withMembers(libraryInterface(name, [], { extends: type.implements }), () => {
      const texts = type.members.map((text) => declarationText(platformMember(text)));
      return libraryInterface(name, texts).members;
    });
  const declaration = libraryClass(
    name,
    {},
    { extends: type.extends ?? undefined, implements: type.implements, virtual: true },
  );
  return withMembers(declaration, () => {
    const members = type.members.map(platformMember);
    // The list gives every class a constructor; one that has nothing else of an instance is a home of static methods.
    const isHome = type.extends === null && members.every((each) => each.isStatic || isImplied(each));
    const kept = members.filter((each) => !isHome || each.isStatic);
    return stopping(
      name,
      kept.map((each) => declarationText(each, 'virtual ')),
    );
  });
}

function stopping(qualifiedName: string, signatures: readonly string[]): readonly LibraryMember[] {
  return libraryClass(qualifiedName, unsupportedMembers(qualifiedName.replace(/^System\./, ''), signatures)).members;
}

/** A signature as a declaration has it: with names for the parameters. */
function declarationText({ text, name, parameters, isStatic }: MemberSignature, prefix = ''): string {
  if (parameters === null) return text;
  const named = parameters.map((type, index) => `${type} argument${index + 1}`).join(', ');
  const before = text.slice(0, text.indexOf('('));
  return `${isStatic || name === 'new' ? '' : prefix}${before}(${named})`;
}
