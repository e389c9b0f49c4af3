/** Generated files → a folder: whole or not at all. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { LOCK_FILE } from '../names/lock';
import type { GeneratedFile } from './file';
import { beside } from './leftovers';

/** What is different in a folder from what would be generated. */
export interface Drift {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Lists what the generator wrote, so that the next run can tell its files from others in the folder. */
export const MANIFEST_FILE = 'courier-generated.json';

/** The files with the list of them. */
export function withManifest(files: readonly GeneratedFile[]): GeneratedFile[] {
  const paths = files
    .filter(({ once }) => !once)
    .map(({ path }) => path)
    .sort();
  return [...files, { path: MANIFEST_FILE, text: `${JSON.stringify({ version: 1, files: paths }, null, 2)}\n` }];
}

/** @throws CommandError for a path that would leave the folder; none is made from a document's text */
function inside(folder: string, path: string): string {
  const file = resolve(folder, path);
  if (!file.startsWith(resolve(folder) + sep)) {
    throw new CommandError(ExitCode.internal, `${path} would be written outside ${folder}.`);
  }
  return file;
}

/** What writing would change. Files that belong to their editor count only where they are missing. */
export function driftOf(folder: string, files: readonly GeneratedFile[]): Drift {
  const added: string[] = [];
  const changed: string[] = [];
  const isThere = existsSync(folder);
  for (const { path, text, once } of files) {
    const file = inside(folder, path);
    if (!isThere || !existsSync(file)) added.push(path);
    else if (!once && readFileSync(file, 'utf8') !== text) changed.push(path);
  }
  const kept = new Set(files.map(({ path }) => path));
  return {
    added,
    changed,
    removed: manifestOf(folder).filter((path) => !kept.has(path) && existsSync(inside(folder, path))),
  };
}

/** What the last run wrote. */
export function manifestOf(folder: string): string[] {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file)) return [];
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files?: unknown };
    return Array.isArray(files) ? files.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    throw new CommandError(
      ExitCode.project,
      `${file} cannot be read; delete it if nothing in ${folder} is to be removed.`,
    );
  }
}

/**
 * Writes what is different. The new folder is built beside the old one and takes its place when it is complete; files nobody
 * generated, such as hand-written subclasses, move with it.
 */
export function writeFolder(folder: string, files: readonly GeneratedFile[]): Drift {
  const drift = driftOf(folder, files);
  if (drift.added.length + drift.changed.length + drift.removed.length === 0) return drift;
  const target = resolve(folder);
  refuseStrangers(target);
  mkdirSync(dirname(target), { recursive: true });
  const { fresh, old } = beside(target);
  try {
    if (existsSync(target)) cpSync(target, fresh, { recursive: true, preserveTimestamps: true });
    for (const path of drift.removed) rmSync(inside(fresh, path));
    const differing = new Set([...drift.added, ...drift.changed]);
    const written = files.filter(({ path }) => differing.has(path));
    const folders = new Set(written.map(({ path }) => dirname(inside(fresh, path))));
    for (const each of folders) mkdirSync(each, { recursive: true });
    for (const { path, text } of written) writeFileSync(inside(fresh, path), text);
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
  } catch (error) {
    if (existsSync(old) && !existsSync(target)) renameSync(old, target);
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
  return drift;
}

/** A folder with other things in it and no sign of an earlier run was probably named by mistake. */
function refuseStrangers(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, MANIFEST_FILE)) || existsSync(join(folder, LOCK_FILE))) return;
  if (readdirSync(folder).length > 0) {
    throw new CommandError(
      ExitCode.usage,
      `${relative('.', folder) || folder} holds other files: name an empty or a new folder with --output.`,
    );
  }
}
