/** The classes of a project that Lightning web components see: those with `@AuraEnabled` members and what these name. */
import { join } from 'node:path';
import type {
  ClassDeclaration,
  CompilationUnit,
  Modifiers,
  TypeDeclaration,
  TypeRef,
} from '../../local-org/compiler/ast';
import { declare, type DeclaredType } from '../../local-org/compiler/declare';
import { parseFiles } from '../../local-org/compiler/parse';
import { ProblemCollector, type CompileProblem } from '../../local-org/compiler/problems';
import { TypeTable } from '../../local-org/compiler/type-table';
import { LIBRARY } from '../../local-org/library';
import type { ApexSource, Project } from '../../local-org/project/project';
import { loadSchema } from '../../local-org/schema';

export interface AuraClasses {
  readonly types: TypeTable;
  /** Super types before subtypes. */
  readonly declared: readonly DeclaredType[];
  /** The files they stand in. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that could not be parsed. */
  readonly problems: readonly CompileProblem[];
}

/** What a file must say to have members for components; most files do not, and parsing is what costs. */
const WORTH_PARSING = /@\s*AuraEnabled/i;

/**
 * Declares the classes components see, without the rest of the project.
 *
 * @param cache folder for parse results of earlier runs; null keeps nothing
 */
export function loadAuraClasses(project: Project, cache: string | null): AuraClasses {
  const byName = new Map(project.sources.map((each) => [className(each.file), each]));
  const units = new Map<string, { readonly unit: CompilationUnit; readonly apiVersion: number }>();
  const problems: CompileProblem[] = [];
  let wanted: readonly ApexSource[] = project.sources.filter((each) => WORTH_PARSING.test(each.text));
  const seen = new Set(wanted);
  while (wanted.length > 0) {
    const parsed = parseFiles(wanted, cache === null ? null : join(cache, 'units'));
    problems.push(...parsed.problems);
    const versions = new Map(wanted.map(({ file, apiVersion }) => [file, apiVersion]));
    for (const { file, unit } of parsed.units) units.set(file, { unit, apiVersion: versions.get(file) ?? 0 });
    wanted = [...new Set(parsed.units.flatMap(({ unit }) => namesOf(unit)))]
      .map((name) => byName.get(name))
      .filter((each) => each !== undefined)
      .filter((each) => !seen.has(each));
    for (const each of wanted) seen.add(each);
  }
  const { schema } = loadSchema(project.packageFolders, { cacheFolder: cache, ignores: project.ignores });
  const types = new TypeTable(LIBRARY, schema);
  // What these classes say of others is none of our business here; what components see and cannot be typed is told later.
  const { types: declared } = declare(
    [...units].map(([file, each]) => ({ file, ...each })),
    types,
    new ProblemCollector(),
  );
  const texts = new Map(project.sources.map(({ file, text }) => [file, text]));
  return { types, declared, texts, problems };
}

export function isAuraEnabled(modifiers: Modifiers): boolean {
  return modifiers.annotations.some((each) => each.name.toLowerCase() === 'auraenabled');
}

function className(file: string): string {
  return file
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .toLowerCase();
}

/** Names of top-level types that members for components and the classes that have them lead to, in lower case. */
function namesOf(unit: CompilationUnit): string[] {
  if (unit.kind !== 'classUnit') return [];
  return typesOf(unit.declaration).flatMap(namesIn);
}

function typesOf(declaration: TypeDeclaration): TypeRef[] {
  if (declaration.kind !== 'class') return [];
  return [...(declaration.extends ? [declaration.extends] : []), ...memberTypes(declaration)];
}

function memberTypes(declaration: ClassDeclaration): TypeRef[] {
  return declaration.members.flatMap((member): TypeRef[] => {
    if (member.kind === 'class') return typesOf(member);
    if (member.kind === 'initializer' || !('modifiers' in member) || !isAuraEnabled(member.modifiers)) return [];
    if (member.kind === 'field' || member.kind === 'property') return [member.type];
    if (member.kind !== 'method') return [];
    return [...(member.returnType ? [member.returnType] : []), ...member.parameters.map((each) => each.type)];
  });
}

function namesIn(type: TypeRef): string[] {
  return [...type.name.slice(0, 1).map((each) => each.toLowerCase()), ...type.typeArguments.flatMap(namesIn)];
}
