/** From folders in source format to a compiled program. */
import { CommandError, ExitCode } from '../../cli/errors';
import type { Metering, Program } from '../compiler';
import { buildProject, parseProject, problemText } from './build';
import { cacheFolder } from './cache-folder';
import { readSources, type Project } from './project';
import type { Schema } from '../schema/model';

/** A class or trigger of the project. */
export interface CodeFile {
  readonly kind: 'class' | 'trigger';
  readonly name: string;
  readonly apiVersion: number;
  readonly body: string;
  /** Triggers: the object. */
  readonly object?: string;
}

/**
 * Compiles what lies below some folders.
 *
 * @param cache folder for what the next start can use again; undefined is the usual one, null keeps nothing
 * @param metering what of the program is paid for at one stroke
 * @throws CommandError that lists every problem
 */
export function buildFolders(
  folders: readonly string[],
  cache: string | null = cacheFolder(),
  metering?: Metering,
): { program: Program; schema: Schema; code: readonly CodeFile[] } {
  const root = process.cwd();
  const project: Project = { root, packageFolders: folders, ignores: () => false, ...readSources(root, folders) };
  const { program, schema, problems } = buildProject(project, cache, parseProject(project, cache), metering);
  if (problems.length > 0) {
    throw new CommandError(ExitCode.project, 'The source cannot be deployed:', problems.map(problemText));
  }
  return { program, schema, code: codeFiles(project, program) };
}

/** The project's classes and triggers as rows of ApexClass and ApexTrigger need them. */
export function codeFiles(project: Pick<Project, 'sources'>, program: Program): CodeFile[] {
  const objects = new Map(program.declarations.triggers.map((each) => [each.file, each.object.name]));
  return project.sources.map(({ file, text, apiVersion }) => {
    const [, name = file, extension = 'cls'] = /([^/]+)\.(cls|trigger)$/i.exec(file) ?? [];
    return extension.toLowerCase() === 'trigger'
      ? { kind: 'trigger', name, apiVersion, body: text, object: objects.get(file) }
      : { kind: 'class', name, apiVersion, body: text };
  });
}
