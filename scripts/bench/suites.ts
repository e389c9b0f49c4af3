/** How long a project's Apex tests take in the local org: with nothing kept from before, and with everything. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { CommandError, ExitCode } from '../cli/errors';
import { rounded, type Figure } from './figure';
import { runScript, type ProcessRun } from './processes';

const WARM_RUNS = 3;
/** A test that no project has: the run ends when it knows so, which is when the first test would start. */
const NO_TEST = 'NoSuchTest';

export interface Suite {
  readonly name: string;
  /** Folder of its `sfdx-project.json`. */
  readonly project: string;
  /** Folders of it to take instead of all its package directories. */
  readonly sourceDirs: readonly string[];
}

/** Reads `../NebulaLogger:nebula-logger/core`: a project, and after a colon the folders of it to take. */
export function suiteOf(text: string): Suite {
  const [folder = '', dirs] = text.split(/:(?![\\/])/);
  const project = resolve(folder);
  if (!existsSync(join(project, 'sfdx-project.json')))
    throw new CommandError(ExitCode.usage, `${folder} is no Salesforce project: it has no sfdx-project.json.`);
  const commit = spawnSync('git', ['-C', project, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  const isOwn = existsSync(join(project, '.git')) && commit.status === 0;
  return {
    name: isOwn ? `${basename(project)} @ ${commit.stdout.trim()}` : basename(project),
    project,
    sourceDirs: dirs ? dirs.split(',') : [],
  };
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly tests: number;
  readonly passed: number;
}

/** @returns seconds to the first test and for all tests, cold and warm, tests a second and peak memory; of warm runs the fastest */
export function benchSuite({ name, project, sourceDirs }: Suite): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  const cache = join(folder, 'cache');
  const args = ['--project', project, ...(sourceDirs.length ? ['--source-dir', ...sourceDirs] : [])];
  try {
    const first = (): number => run(folder, cache, [...args, '--filter', NO_TEST]).run.milliseconds / 1000;
    const all = (): Measured => measured(folder, cache, args);
    const cold = all();
    const warm = Array.from({ length: WARM_RUNS }, all).reduce((a, b) => (b.seconds < a.seconds ? b : a));
    const warmStart = Math.min(...Array.from({ length: WARM_RUNS }, first));
    const figure = (what: string, value: number, unit: string): Figure => ({
      bench: name,
      name: what,
      value: rounded(value),
      unit,
    });
    return [
      figure('test methods', warm.tests, ''),
      figure('of them passed', warm.passed, ''),
      figure('all tests, cold', cold.seconds, 's'),
      figure('all tests, warm', warm.seconds, 's'),
      figure('warm start to the first test', warmStart, 's'),
      figure('tests a second, warm', warm.tests / warm.seconds, '/s'),
      figure('peak memory, warm', warm.megabytes, 'MB'),
      figure('peak memory, cold', cold.megabytes, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(folder: string, cache: string, args: readonly string[]): Measured {
  const report = join(folder, 'report.json');
  const { run: ran, megabytes } = run(folder, cache, [...args, '--json', report]);
  if (!existsSync(report)) throw new CommandError(ExitCode.project, `The tests did not run: ${ran.errors.trim()}`);
  const { totals } = JSON.parse(readFileSync(report, 'utf8')) as { totals: Record<string, number> };
  const tests = Object.values(totals).reduce((sum, each) => sum + each, 0);
  return { seconds: ran.milliseconds / 1000, megabytes, tests, passed: totals.passed ?? 0 };
}

function run(folder: string, cache: string, args: readonly string[]): { run: ProcessRun; megabytes: number } {
  const peak = join(folder, 'peak');
  const ran = runScript('courier.ts', ['test', ...args], { COURIER_CACHE: cache, COURIER_BENCH_PEAK: peak });
  return { run: ran, megabytes: Number(readFileSync(peak, 'utf8')) / 1024 };
}
