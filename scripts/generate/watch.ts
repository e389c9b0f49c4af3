/** Does something again whenever files change. */
import { statSync } from 'node:fs';
import { CommandError } from '../cli/errors';
import { printError, visibleLines } from '../cli/output';
import { isUrl } from './document/source';

export type DependsOn = (files: readonly string[]) => void;

export interface Watching {
  /** Does the work; names each file it depends on as soon as it knows of it. */
  readonly run: (dependsOn: DependsOn) => Promise<void>;
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Called each time it has begun to wait. */
  readonly waiting?: () => void;
}

/** Editors write in several steps: what comes within so many milliseconds is one change. */
const SETTLES = 150;

/** Runs once and then after every change, one at a time; an error is told and waits for the next change. */
export async function watch({ run, signal, waiting }: Watching): Promise<void> {
  while (!signal.aborted) {
    const stamps = new Map<string, string>();
    const dependsOn: DependsOn = (files) => {
      for (const each of files) if (!isUrl(each) && !stamps.has(each)) stamps.set(each, stampOf(each));
    };
    await attempt(() => run(dependsOn));
    if (!signal.aborted) await change(stamps, signal, waiting);
  }
}

/** Ends when a file is no longer what it was when the work came to it. */
async function change(stamps: ReadonlyMap<string, string>, signal: AbortSignal, waiting?: () => void): Promise<void> {
  // Loaded when it is needed: the other commands do not pay for it.
  const { watch: watchFiles } = await import('chokidar');
  const watcher = watchFiles([...stamps.keys()], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLES, pollInterval: SETTLES / 3 },
  });
  try {
    const changed = new Promise<void>((resolve) => {
      watcher.once('all', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
    if ([...stamps].some(([file, stamp]) => stampOf(file) !== stamp)) return;
    waiting?.();
    await changed;
  } finally {
    await watcher.close();
  }
}

/** What tells one state of a file from another. */
function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : 'missing';
}

async function attempt(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (error.message) printError(visibleLines(error.message));
    for (const detail of error.details) printError(`  ${visibleLines(detail)}`);
  }
}
