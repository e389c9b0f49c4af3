/** Measures whole processes: what a user waits for and what the machine must have. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface ProcessRun {
  readonly milliseconds: number;
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

const SCRIPTS = join(__dirname, '..');
/** `tsx` as an import of Node: no second process whose start would be measured too. */
const TSX = pathToFileURL(require.resolve('tsx')).href;
const USAGE = pathToFileURL(join(__dirname, 'usage.ts')).href;
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** Runs a script of the toolchain in a Node of its own. */
export function runScript(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ProcessRun {
  const startedAt = performance.now();
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    ['--import', TSX, '--import', USAGE, join(SCRIPTS, script), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
      maxBuffer: LARGEST_OUTPUT,
    },
  );
  if (error) throw error;
  return {
    milliseconds: Math.round(performance.now() - startedAt),
    exitCode: status ?? 1,
    output: stdout,
    errors: stderr,
  };
}
