/** What a run of tests came to: what all reporters tell. */
import type { FileCoverage } from '../compiler/load';
import type { CompileProblem } from '../compiler/problems';

/** `unsupported`: stopped by a feature the local org names as missing. */
export type Outcome = 'passed' | 'failed' | 'unsupported';

export interface TestResult {
  readonly class: string;
  readonly method: string;
  readonly outcome: Outcome;
  readonly milliseconds: number;
  /** Why it did not pass; empty when it did. */
  readonly message: string;
  /** Apex stack, a frame a line: `Class.OrderTest.places: line 12, column 1`. */
  readonly stack: string;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
}

export interface RunResult {
  readonly tests: readonly TestResult[];
  readonly problems: readonly CompileProblem[];
  /** Null unless asked for. */
  readonly coverage: readonly ClassCoverage[] | null;
}

export interface ClassCoverage {
  readonly name: string;
  readonly file: string;
  readonly covered: number;
  readonly total: number;
  readonly percent: number;
  readonly uncoveredLines: readonly number[];
}

export function totalsOf(tests: readonly TestResult[]): Totals {
  const count = (outcome: Outcome): number => tests.filter((each) => each.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), unsupported: count('unsupported') };
}

/** Coverage by class, by name. What has nothing to execute is left out. */
export function coverageOf(files: readonly FileCoverage[]): ClassCoverage[] {
  return files
    .filter(({ covered, uncovered }) => covered.length + uncovered.length > 0)
    .map(({ name, file, covered, uncovered }) => ({
      // A trigger may be named as a class is.
      name: name.replace(/^trigger /, ''),
      file,
      covered: covered.length,
      total: covered.length + uncovered.length,
      percent: percentOf(covered.length, covered.length + uncovered.length),
      uncoveredLines: uncovered,
    }))
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** Rounded down, so that 100 means all. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part * 100) / whole);
}
