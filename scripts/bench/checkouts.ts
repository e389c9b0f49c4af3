/** How long a project's Apex tests take in the local org: with nothing kept from before, and with everything. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../cli/errors';
import type { Checkout } from '../local-org/conformance/checkout';
import { figures, type Figure } from './figure';
import { runCourier, type Usage } from './processes';

const WARM_RUNS = 3;
/** A test that no project has: the run ends when it knows so, which is when the first test would start. */
const NO_TEST = 'NoSuchTest';

interface Measured {
  readonly seconds: number;
  /** Of all its threads: what other programs do on the machine changes it little. */
  readonly processorSeconds: number;
  readonly megabytes: number;
  readonly tests: number;
  readonly passed: number;
}

/** @returns seconds to the first test and for all tests, cold and warm, tests a second and peak memory; of warm runs the fastest */
export function benchCheckout({ name, folder: project, parts, commit }: Checkout): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  const cache = join(folder, 'cache');
  const args = ['--project', project, ...(parts.length ? ['--source-dir', ...parts] : [])];
  try {
    const all = (): Measured => measured(folder, cache, args);
    const cold = all();
    const warm = fastest(all);
    const warmStart = fastest(() => run(folder, cache, [...args, '--filter', NO_TEST]));
    const figure = figures(commit ? `${name} @ ${commit.id}` : name);
    return [
      figure('test methods', warm.tests, ''),
      figure('of them passed', warm.passed, ''),
      figure('all tests, cold', cold.seconds, 's'),
      figure('all tests, warm', warm.seconds, 's'),
      figure('processor time, warm', warm.processorSeconds, 's'),
      figure('warm start to the first test', warmStart.seconds, 's'),
      figure('processor time of a warm start', warmStart.processorSeconds, 's'),
      figure('tests a second, warm', warm.tests / warm.seconds, '/s'),
      figure('peak memory, warm', warm.megabytes, 'MB'),
      figure('peak memory, cold', cold.megabytes, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fastest<T extends { readonly seconds: number }>(measure: () => T): T {
  return Array.from({ length: WARM_RUNS }, measure).reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

function measured(folder: string, cache: string, args: readonly string[]): Measured {
  const report = join(folder, 'report.json');
  const ran = run(folder, cache, [...args, '--json', report]);
  if (!existsSync(report)) throw new CommandError(ExitCode.project, `The tests did not run: ${ran.errors.trim()}`);
  const { totals } = JSON.parse(readFileSync(report, 'utf8')) as { totals: Record<string, number> };
  const tests = Object.values(totals).reduce((sum, each) => sum + each, 0);
  return { ...ran, tests, passed: totals.passed ?? 0 };
}

interface Ran {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly megabytes: number;
  readonly errors: string;
}

function run(folder: string, cache: string, args: readonly string[]): Ran {
  const file = join(folder, 'usage.json');
  const { milliseconds, errors } = runCourier(['test', ...args], {
    COURIER_CACHE: cache,
    COURIER_BENCH_USAGE: file,
  });
  return { seconds: milliseconds / 1000, errors, ...(JSON.parse(readFileSync(file, 'utf8')) as Usage) };
}
