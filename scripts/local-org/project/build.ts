/** From a project's files to a compiled program, with everything that is wrong with them. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { compile, type Metering, type Program } from '../compiler';
import { parseFiles, type ParsedFiles } from '../compiler/parse';
import type { CompileProblem } from '../compiler/problems';
import { LIBRARY } from '../library';
import { loadSchema } from '../schema';
import type { Schema } from '../schema/model';
import { projectPath, type ApexSource, type Project } from './project';

export interface Build {
  readonly schema: Schema;
  /** What compiles of the project; the rest throws when it is called. */
  readonly program: Program;
  /** Everything wrong with Apex and metadata, by file and line. */
  readonly problems: readonly CompileProblem[];
}

/**
 * Reads the metadata and compiles the Apex of a project.
 *
 * @param cache folder for what can be used again in the next run; null keeps nothing
 * @param parsed the project's Apex, where the caller has it already
 * @param metering what of the program is paid for at one stroke
 */
export function buildProject(
  project: Project,
  cache: string | null,
  parsed: ParsedFiles = parseProject(project, cache),
  metering: Metering = 'runs',
): Build {
  const { schema, problems: schemaProblems } = loadSchema(project.packageFolders, {
    cacheFolder: cache,
    ignores: project.ignores,
  });
  const versions = new Map(project.sources.map(({ file, apiVersion }) => [file, apiVersion]));
  const units = parsed.units.map((each) => ({ ...each, apiVersion: versions.get(each.file) ?? 0 }));
  const { program, problems } = compile({
    units,
    schema,
    library: LIBRARY,
    metering,
    cache:
      cache === null ? undefined : { folder: join(cache, 'programs'), sourceFingerprint: fingerprint(project.sources) },
  });
  const ofMetadata = schemaProblems.map((each) => ({ ...each, file: projectPath(project.root, each.file) }));
  const all = [...project.problems, ...ofMetadata, ...parsed.problems, ...problems];
  return { schema, program, problems: distinct(all).sort(byPlace) };
}

/** Syntax trees of a project's classes and triggers. Parameters as those of `buildProject`. */
export function parseProject(project: Project, cache: string | null): ParsedFiles {
  return parseFiles(project.sources, cache === null ? null : join(cache, 'units'));
}

/** A problem as a line: `file:line:column message`. */
export function problemText({ file, line, column, message }: CompileProblem): string {
  return `${file}:${line}:${column} ${message}`;
}

function fingerprint(sources: readonly ApexSource[]): string {
  const hash = createHash('sha256');
  for (const { file, text, apiVersion } of sources) hash.update(`${file}\0${apiVersion}\0${text.length}\0${text}\0`);
  return hash.digest('hex');
}

function distinct(problems: readonly CompileProblem[]): CompileProblem[] {
  return [...new Map(problems.map((each) => [problemText(each), each])).values()];
}

function byPlace(a: CompileProblem, b: CompileProblem): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}
