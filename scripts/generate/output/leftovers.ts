/**
 * What is written is prepared beside its place under a name of this process, and takes its place when it is complete. A run that
 * was killed leaves such names behind: the next one finishes what only needed to be put in place, and removes the rest.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const NAME = /^\.(.+)-(\d+)-[0-9a-f]{8}-(new|old)$/;

export interface Beside {
  /** Where the new one is prepared. */
  readonly fresh: string;
  /** Where the old one stays until the new one is in place. */
  readonly old: string;
}

/** @returns names of this process, in the same folder: renaming must not mean copying */
export function beside(target: string): Beside {
  const name = join(dirname(target), `.${basename(target)}-${process.pid}-${randomUUID().slice(0, 8)}`);
  return { fresh: `${name}-new`, old: `${name}-old` };
}

/** Finishes or removes what runs have left that were killed while they wrote this file or folder. */
export function settleLeftovers(target: string): void {
  const parent = dirname(target);
  if (!existsSync(parent)) return;
  const leftovers = readdirSync(parent).flatMap((entry) => {
    const [, name, id, kind] = NAME.exec(entry) ?? [];
    return name === basename(target) && !isRunning(Number(id)) ? [{ path: join(parent, entry), kind }] : [];
  });
  // The old one is moved away only when the new one is complete.
  const moved = leftovers.find(({ kind }) => kind === 'old')?.path;
  if (moved !== undefined && !existsSync(target)) {
    const complete = moved.replace(/old$/, 'new');
    renameSync(existsSync(complete) ? complete : moved, target);
  }
  for (const { path } of leftovers) rmSync(path, { recursive: true, force: true });
}

/** Writes a file so that there is the old one or the new one at any time. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  settleLeftovers(file);
  const { fresh } = beside(file);
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process may be, though it cannot be asked.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
