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

/** What a process used that was given the name of a file for it in `COURIER_BENCH_USAGE`. */
export interface Usage {
  /** Of all its threads. */
  readonly processorSeconds: number;
  /** The most memory it ever held. */
  readonly megabytes: number;
}

const SCRIPTS = join(__dirname, '..');
/** `tsx` as an import of Node: no second process whose start would be measured too. */
const TSX = pathToFileURL(require.resolve('tsx')).href;
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** What Node takes to run the command line as a user does. */
export const COURIER = ['--require', join(__dirname, 'usage.js'), join(SCRIPTS, 'launch')];

/** Runs a command of the toolchain as a user does. */
export function runCourier(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ProcessRun {
  return run([...COURIER, ...args], environment);
}

/** Runs a script of the toolchain in a Node of its own. */
export function runScript(script: string, args: readonly string[]): ProcessRun {
  return run(['--import', TSX, join(SCRIPTS, script), ...args], {});
}

function run(args: readonly string[], environment: Readonly<Record<string, string>>): ProcessRun {
  const startedAt = performance.now();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: LARGEST_OUTPUT,
  });
  if (error) throw error;
  return {
    milliseconds: Math.round(performance.now() - startedAt),
    exitCode: status ?? 1,
    output: stdout,
    errors: stderr,
  };
}
