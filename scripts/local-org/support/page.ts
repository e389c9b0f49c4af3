/** The page that says, class by class and member by member, what the library supports. */
import type { LibraryDeclaration, LibraryMember } from '../library/declare';
import { compare } from '../library/platform/compare';
import { libraryMember } from '../library/platform/member-signature';
import type { PlatformType } from '../library/platform/types';
import { isUnsupported } from '../library/unsupported';
import { keyed } from './uses';

/**
 * @param library all that a program may name
 * @param carried names of the types that are more than signatures
 * @param platform every type of the platform, by lower-case name
 * @param used keys of the members that a behaviour test uses
 */
export function supportPage(
  library: readonly LibraryDeclaration[],
  carried: ReadonlySet<string>,
  platform: ReadonlyMap<string, PlatformType>,
  used: ReadonlySet<string>,
): string {
  const sorted = [...library].sort((a, b) => (a.qualifiedName < b.qualifiedName ? -1 : 1));
  const works = (each: LibraryDeclaration): boolean => carried.has(each.qualifiedName) && !onlyStops(each);
  const supported = sorted.filter(works);
  const names = sorted.filter((each) => !works(each)).map((each) => each.qualifiedName);
  const members = supported.flatMap((each) => working(each));
  const unused = supported.flatMap((each) => unusedOf(each, used));
  const sections = byNamespace(supported, (each) => each.qualifiedName).flatMap(([namespace, types]) => [
    `## ${namespace}`,
    ...types.map((type) => section(type, platform.get(type.qualifiedName.toLowerCase()), used)),
  ]);
  const stopping = byNamespace(names, (name) => name).map(
    ([namespace, of]) =>
      `**${namespace}** (${of.length}): ${of.map((name) => code(name.slice(namespace.length + 1))).join(' ')}`,
  );
  const counts = head(supported.length, members.length, unused.length);
  return `${[counts, ...sections, STOPPING, ...stopping].join('\n\n')}\n`;
}

/** The members that work and that no behaviour test uses, type by type. */
export function unusedMembers(library: readonly LibraryDeclaration[], used: ReadonlySet<string>): string {
  const types = library
    .map((each) => ({ name: each.qualifiedName, texts: unusedOf(each, used).map(textOf) }))
    .filter(({ texts }) => texts.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const total = types.reduce((sum, { texts }) => sum + texts.length, 0);
  const blocks = types.map(({ name, texts }) => [`${name} (${texts.length})`, ...texts].join('\n  '));
  return [...blocks, `${number(total)} members work and are used by no behaviour test.`].join('\n');
}

const number = (value: number): string => value.toLocaleString('en-US');
const code = (text: string): string => `\`${text}\``;

const textOf = (member: LibraryMember): string => libraryMember(member).text;

function head(types: number, members: number, unused: number): string {
  return `# What the local org supports

Generated from the library's declarations by \`npm run support\`; a test fails when this page is stale.

${number(types)} types of the platform with ${number(members)} members work. Under each type stand those that a
[behaviour test](local-org-behaviour.md) uses. Below them stand, where there are any, members that work and are used **in no
behaviour test** (${number(unused)}), members that compile and **stop** with \`not supported by the local org: <Apex name>\` when
they are used, and members of the platform that **do not compile** here. What the platform has is taken from apex-ls (API 65).
sObjects, SOQL, DML and the language are no part of this page: [local-org.md](local-org.md) is about those.`;
}

const STOPPING = `## Types that only stop

A program that names one of these compiles; what constructs one or calls a member of it stops by its Apex name.`;

/** Whether nothing of a type does anything: enums and what has no members at all are there to be named. */
function onlyStops({ kind, members }: LibraryDeclaration): boolean {
  return kind === 'class' && members.length > 0 && members.every(isUnsupported);
}

function working({ members }: LibraryDeclaration): readonly LibraryMember[] {
  return members.filter((member) => !isUnsupported(member));
}

/** Members that work and that no behaviour test uses. */
function unusedOf(declaration: LibraryDeclaration, used: ReadonlySet<string>): readonly LibraryMember[] {
  return [...keyed(declaration)]
    .filter(([key, member]) => !used.has(key) && !isUnsupported(member))
    .map(([, member]) => member);
}

function section(
  declaration: LibraryDeclaration,
  platform: PlatformType | undefined,
  used: ReadonlySet<string>,
): string {
  const { qualifiedName, typeParameters, kind, constants, docs } = declaration;
  const parameters = typeParameters.length ? `<${typeParameters.join(', ')}>` : '';
  const title = code(`${kind === 'class' ? '' : `${kind} `}${qualifiedName}${parameters}`);
  const unused = unusedOf(declaration, used);
  const held = working(declaration).filter((member) => !unused.includes(member));
  const works = kind === 'enum' ? constants.join(', ') : held.map(textOf).join('\n');
  const stops = declaration.members.filter(isUnsupported).map(textOf);
  const missing = platform ? compare(declaration, platform).missing : [];
  return [
    `### ${docs === null ? title : `[${title}](${docs})`}`,
    works && `\`\`\`text\n${works}\n\`\`\``,
    unused.length && `In no behaviour test: ${unused.map(textOf).map(code).join(' · ')}`,
    stops.length && `Stops: ${stops.map(code).join(' · ')}`,
    missing.length && `Does not compile: ${missing.map(code).join(' · ')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function byNamespace<T>(items: readonly T[], nameOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const namespace = nameOf(item).split('.')[0] ?? '';
    groups.set(namespace, [...(groups.get(namespace) ?? []), item]);
  }
  return [...groups];
}
