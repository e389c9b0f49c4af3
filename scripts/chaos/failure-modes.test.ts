/** That every known failure mode has a test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRASH_POINTS, TRAPS } from './failure-modes';

const PROJECT = join(__dirname, '..', '..');
const CITATION = /\b(crash points?|traps?) (\d+(?:(?:, | and )\d+)*)/gi;

const tests = ['force-app/test', 'scripts'].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('Test.cls') || name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(PROJECT, folder, name), 'utf8')),
);

function cited(what: 'crash' | 'trap'): number[] {
  const numbers = tests
    .flatMap((source) => [...source.matchAll(CITATION)])
    .filter(([, kind]) => kind!.toLowerCase().startsWith(what))
    .flatMap(([, , rows]) => rows!.split(/, | and /).map(Number));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

describe('known failure modes, as a list', () => {
  it.each([
    ['crash', CRASH_POINTS],
    ['trap', TRAPS],
  ] as const)('should_each_be_held_by_a_test_that_names_its_row: %s', (what, rows) => {
    expect(cited(what)).toEqual(Object.keys(rows).map(Number));
  });
});
