/** An SFDX project as the local org needs it: its package folders and its Apex. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import type { CompileProblem } from '../compiler/problems';
import { child, parseXml } from '../schema/xml';
import { readForceIgnore, type Ignores } from './force-ignore';

/** One class or trigger. */
export interface ApexSource {
  /** Path from the project's folder, with `/` on every system: as problems and stack traces print it. */
  readonly file: string;
  readonly text: string;
  /** What its `-meta.xml` says. */
  readonly apiVersion: number;
}

export interface Project {
  /** Absolute. */
  readonly root: string;
  /** Absolute, in the order of `sfdx-project.json`; none lies in another. */
  readonly packageFolders: readonly string[];
  /** What its `.forceignore` leaves out of everything else here. */
  readonly ignores: Ignores;
  /** By path. */
  readonly sources: readonly ApexSource[];
  /** Classes and triggers whose `-meta.xml` is missing or wrong: they are left out. */
  readonly problems: readonly CompileProblem[];
}

const PROJECT_FILE = 'sfdx-project.json';
const APEX = /\.(cls|trigger)$/i;
/**
 * Of a class or a trigger. Source: Apex Developer Guide, Execution Governors and Limits, Size-Specific Apex Limits
 * (https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm).
 */
const MOST_CHARACTERS = 1_000_000;
const IGNORED_FOLDERS = new Set(['node_modules', '.git', '.sf', '.sfdx']);

/**
 * Reads a project.
 *
 * @param folder the folder of its `sfdx-project.json`
 * @param parts folders to read instead of its package folders, relative to the project; none means all of it
 * @throws CommandError when there is no such folder, or no project in it that can be read
 */
export function readProject(folder: string, parts: readonly string[] = []): Project {
  const root = resolve(folder);
  if (!existsSync(root) || !statSync(root).isDirectory()) throw unusable(`There is no folder ${folder}.`);
  const file = join(root, PROJECT_FILE);
  if (!existsSync(file)) throw unusable(`${folder} is no Salesforce project: it has no ${PROJECT_FILE}.`);
  for (const part of parts) if (!existsSync(resolve(root, part))) throw unusable(`There is no folder ${part} in it.`);
  const packageFolders = withoutNested((parts.length ? parts : packagePaths(file)).map((path) => resolve(root, path)));
  const ignores = readForceIgnore(root);
  return { root, packageFolders, ignores, ...readSources(root, packageFolders, ignores) };
}

/** A path as the project's problems print it. */
export function projectPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

/**
 * Reads the Apex below folders.
 *
 * @param root what paths are relative to
 * @param ignores what is left out
 */
export function readSources(
  root: string,
  folders: readonly string[],
  ignores: Ignores = () => false,
): Pick<Project, 'sources' | 'problems'> {
  const sources: ApexSource[] = [];
  const problems: CompileProblem[] = [];
  for (const path of folders.flatMap((folder) => [...apexFiles(folder, ignores)])) {
    const file = projectPath(root, path);
    const version = readApiVersion(`${path}-meta.xml`);
    if (typeof version !== 'number') {
      problems.push({ ...version, file: version.isOfMeta ? `${file}-meta.xml` : file });
      continue;
    }
    const text = readFileSync(path, 'utf8');
    if (text.length <= MOST_CHARACTERS) sources.push({ file, text, apiVersion: version });
    else problems.push({ file, line: 1, column: 1, message: tooLong(text.length) });
  }
  return { sources, problems };
}

function tooLong(length: number): string {
  const [most, actual] = [MOST_CHARACTERS, length].map((each) => each.toLocaleString('en-US'));
  return `It is too long: ${actual} characters, where a class or trigger may have ${most}.`;
}

function packagePaths(file: string): string[] {
  const config = readJson(file);
  const directories = isRecord(config) ? config.packageDirectories : null;
  if (!Array.isArray(directories) || directories.length === 0)
    throw unusable(`${file}:1:1 names no packageDirectories.`);
  return directories.map((each: unknown) => {
    if (!isRecord(each) || typeof each.path !== 'string')
      throw unusable(`${file}:1:1 has a package directory without path.`);
    return each.path;
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unusable(`${file}:1:1 cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A folder inside another would be read twice. */
function withoutNested(folders: readonly string[]): string[] {
  const distinct = [...new Set(folders)];
  return distinct.filter((folder) => !distinct.some((other) => other !== folder && folder.startsWith(other + sep)));
}

function* apexFiles(folder: string, ignores: Ignores): Generator<string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!IGNORED_FOLDERS.has(entry.name) && !ignores(path, true)) yield* apexFiles(path, ignores);
    } else if (entry.isFile() && APEX.test(entry.name) && !ignores(path, false) && !ignores(`${path}-meta.xml`, false))
      yield path;
  }
}

interface MetaProblem {
  readonly isOfMeta: boolean;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The API version decides about sharing, access and null checks, so that there is no guessing it. */
function readApiVersion(meta: string): number | MetaProblem {
  if (!existsSync(meta))
    return { isOfMeta: false, line: 1, column: 1, message: `${basename(meta)} is missing beside it.` };
  const parsed = parseXml(readFileSync(meta, 'utf8'));
  if ('fault' in parsed) return { isOfMeta: true, ...parsed.fault };
  const element = child(parsed.root, 'apiVersion');
  const version = Number(element?.text);
  if (version > 0) return version;
  const { line, column } = element ?? parsed.root;
  return { isOfMeta: true, line, column, message: 'It needs an <apiVersion>, a number.' };
}

function unusable(message: string): CommandError {
  return new CommandError(ExitCode.project, message);
}
