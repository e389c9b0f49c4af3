/** Runs Apex tests: class by class, each test in the org as it was, statics and limits its own. */
import type { TestClass } from '../compiler/load';
import type { ApexFrame } from '../values/errors';
import { failureOf, type Failure } from './failure';
import type { TestFilter } from './filter';
import type { TestResult } from './results';
import type { TimeLimit } from './time-limit';

/** The org tests run in. */
export interface TestOrg {
  /** Runs the body and undoes everything it did. Nests. */
  isolated<T>(body: () => T): T;
  /** Runs a test method, or a setup method, in a transaction of its own. @throws what the method throws */
  runTestMethod(className: string, method: string): void;
  /** Apex frames of anything thrown, innermost first. */
  framesOf(error: unknown): readonly ApexFrame[];
}

/** Told what happens while it happens. */
export interface RunListener {
  started?(className: string, method: string, index: number, count: number): void;
  finished?(result: TestResult): void;
}

/** A class with those of its tests that are wanted. */
export interface PlannedClass {
  readonly className: string;
  readonly setups: readonly string[];
  readonly tests: readonly string[];
}

/** Picks the tests that a filter wants. */
export function plan(classes: readonly TestClass[], filter: TestFilter): PlannedClass[] {
  return classes.flatMap(({ className, setups, tests }) => {
    const wanted = tests.map(({ name }) => name).filter((name) => filter(className, name));
    return wanted.length ? [{ className, setups: setups.map(({ name }) => name), tests: wanted }] : [];
  });
}

/** Runs what was planned. Whatever a test does, the others run. */
export function runTests(
  org: TestOrg,
  planned: readonly PlannedClass[],
  limit: TimeLimit,
  listener: RunListener = {},
): TestResult[] {
  const count = planned.reduce((sum, { tests }) => sum + tests.length, 0);
  const results: TestResult[] = [];
  for (const each of planned) {
    const runClass = (): void => {
      const setupFailure = setUp(org, each, limit);
      for (const method of each.tests) {
        listener.started?.(each.className, method, results.length + 1, count);
        const result = setupFailure
          ? failed(each.className, method, setupFailure)
          : runTest(org, each.className, method, limit);
        results.push(result);
        listener.finished?.(result);
      }
    };
    // The rows of `@TestSetup` are there for all tests of the class and for no other.
    org.isolated(runClass);
  }
  return results;
}

/**
 * A failing setup method fails every test of its class.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_testsetup_using.htm
 */
function setUp(org: TestOrg, { className, setups }: PlannedClass, limit: TimeLimit): Failure | null {
  for (const method of setups) {
    limit.reset();
    try {
      org.runTestMethod(className, method);
    } catch (error) {
      const failure = failureOf(error, (each) => org.framesOf(each));
      return { ...failure, message: `setup method ${method}: ${failure.message}` };
    }
  }
  return null;
}

function runTest(org: TestOrg, className: string, method: string, limit: TimeLimit): TestResult {
  limit.reset();
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  try {
    org.isolated(() => org.runTestMethod(className, method));
    return { class: className, method, outcome: 'passed', milliseconds: elapsed(), message: '', stack: '' };
  } catch (error) {
    return {
      ...failed(
        className,
        method,
        failureOf(error, (each) => org.framesOf(each)),
      ),
      milliseconds: elapsed(),
    };
  }
}

function failed(className: string, method: string, failure: Failure): TestResult {
  return { class: className, method, milliseconds: 0, ...failure };
}
