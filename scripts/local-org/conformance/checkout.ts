/** A repository that is checked out somewhere, and which parts of it are measured. */
import { execFileSync } from 'node:child_process';
import { basename, resolve } from 'node:path';

export interface Checkout {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** Folders of it to take instead of all its package directories. */
  readonly parts: readonly string[];
  /** Commit and day, null when it is no git repository. */
  readonly commit: { readonly id: string; readonly day: string } | null;
}

/** @param text `../NebulaLogger`, or `../NebulaLogger=nebula-logger/core,recipes` */
export function checkoutOf(text: string): Checkout {
  const [path = '', parts] = text.split('=');
  const folder = resolve(path);
  return { name: basename(folder), folder, parts: parts?.split(',') ?? [], commit: commitOf(folder) };
}

function commitOf(folder: string): Checkout['commit'] {
  try {
    const log = execFileSync('git', ['log', '-1', '--format=%h %cs'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [id, day] = log.trim().split(' ');
    return id && day ? { id, day } : null;
  } catch {
    return null;
  }
}
