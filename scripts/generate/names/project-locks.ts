/** The name locks of a project, wherever its generated code lies. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, textOf } from '../document/json';
import { LOCK_FILE, readLock, type NameLock } from './lock';

export interface ProjectLock {
  /** Absolute. */
  readonly file: string;
  readonly lock: NameLock;
}

const IGNORED_FOLDERS = new Set(['node_modules', '.git', '.sf', '.sfdx']);

/** @throws CommandError when one of them cannot be read */
export function findLocks(root: string): ProjectLock[] {
  return [...lockFiles(root)].map((file) => ({ file, lock: lockOf(file) }));
}

export function lockOf(file: string): NameLock {
  const text = readFileSync(file, 'utf8');
  return readLock(text, file, prefixOf(text));
}

function prefixOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? textOf(value.prefix) : '';
  } catch {
    // Reading it as a lock says what is wrong.
    return '';
  }
}

function* lockFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isFile() && entry.name === LOCK_FILE) yield join(folder, entry.name);
    if (entry.isDirectory() && !IGNORED_FOLDERS.has(entry.name)) yield* lockFiles(join(folder, entry.name));
  }
}
