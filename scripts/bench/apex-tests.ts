/** How long `npm run test:apex` takes: with nothing kept from before, and with everything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rounded, type Figure } from './figure';
import { runScript } from './processes';

const WARM_RUNS = 3;
/** A test that no project has: the run ends when it knows so, which is when the first test would start. */
const NO_TEST = 'NoSuchTest';

/** @returns seconds to the first test and for all tests, cold and warm; of warm runs the fastest */
export function benchApexTests(): Figure[] {
  const cache = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  try {
    const seconds = (args: readonly string[]): number =>
      runScript('courier.ts', ['test', ...args], { COURIER_CACHE: cache }).milliseconds / 1000;
    const best = (args: readonly string[]): number =>
      Math.min(...Array.from({ length: WARM_RUNS }, () => seconds(args)));
    const figure = (name: string, value: number): Figure => ({
      bench: 'apex tests',
      name,
      value: rounded(value),
      unit: 's',
    });
    const coldStart = seconds(['--filter', NO_TEST]);
    const warmStart = best(['--filter', NO_TEST]);
    rmSync(cache, { recursive: true, force: true });
    return [
      figure('cold start to the first test', coldStart),
      figure('warm start to the first test', warmStart),
      figure('all tests, cold', seconds([])),
      figure('all tests, warm', best([])),
    ];
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
