/** Runs Apex tests: class by class, each test in the org as it was, statics and limits its own. */
import type { TestClass } from '../compiler/load';
import type { ApexFrame } from '../values/errors';
import { failureOf, type Failure } from './failure';
import type { TestFilter } from './filter';
import type { TestResult } from './results';
import { TestInterrupted, type TimeLimit } from './time-limit';

/** The org tests run in. */
export interface TestOrg {
  /** Runs the body and undoes everything it did. Nests. */
  isolated<T>(body: () => T): T;
  /** Runs a test method, or a setup method, in a transaction of its own. @throws what the method throws */
  runTestMethod(className: string, method: string): void;
  /** Makes the org anew after a test hung in it, as it was before the first test. */
  recover(): void;
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
  for (const { className, setups, tests } of planned) {
    const left = [...tests];
    while (left.length) {
      const wasInterrupted = runSome(org, className, setups, left, limit, {
        started: (method) => listener.started?.(className, method, results.length + 1, count),
        finished: (result) => {
          results.push(result);
          listener.finished?.(result);
        },
      });
      if (wasInterrupted) org.recover();
    }
  }
  return results;
}

interface ClassListener {
  readonly started: (method: string) => void;
  readonly finished: (result: TestResult) => void;
}

/**
 * Runs the setup methods of a class and then its tests, which it takes off the list, up to one that hangs.
 *
 * @returns whether one did: its org can be used no more
 */
function runSome(
  org: TestOrg,
  className: string,
  setups: readonly string[],
  left: string[],
  limit: TimeLimit,
  { started, finished }: ClassListener,
): boolean {
  let wasInterrupted = false;
  // The rows of `@TestSetup` are there for all tests of the class and for no other.
  org.isolated(() => {
    const setup = setUp(org, className, setups, limit);
    wasInterrupted = setup.wasInterrupted;
    while (left.length && (setup.failure ?? !wasInterrupted)) {
      const method = left.shift() ?? '';
      started(method);
      const startedAt = performance.now();
      const { failure, wasInterrupted: hung } = setup.failure
        ? setup
        : attempt(org, limit, () => org.isolated(() => org.runTestMethod(className, method)));
      const milliseconds = setup.failure ? 0 : Math.round(performance.now() - startedAt);
      finished({ class: className, method, milliseconds, ...(failure ?? PASSED) });
      wasInterrupted ||= hung;
    }
  });
  return wasInterrupted;
}

const PASSED = { outcome: 'passed', message: '', stack: '' } as const;

interface Attempt {
  readonly failure: Failure | null;
  readonly wasInterrupted: boolean;
}

const SUCCESS: Attempt = { failure: null, wasInterrupted: false };

/**
 * A failing setup method fails every test of its class.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_testsetup_using.htm
 */
function setUp(org: TestOrg, className: string, setups: readonly string[], limit: TimeLimit): Attempt {
  for (const method of setups) {
    const { failure, wasInterrupted } = attempt(org, limit, () => org.runTestMethod(className, method));
    if (failure)
      return { failure: { ...failure, message: `setup method ${method}: ${failure.message}` }, wasInterrupted };
  }
  return SUCCESS;
}

function attempt(org: TestOrg, limit: TimeLimit, body: () => void): Attempt {
  try {
    limit.run(body);
    return SUCCESS;
  } catch (error) {
    const failure = failureOf(error, (each) => org.framesOf(each));
    return { failure, wasInterrupted: error instanceof TestInterrupted };
  }
}
