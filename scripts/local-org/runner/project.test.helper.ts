/** Projects for tests, written to a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunResult, TestResult } from './results';
import { testProject, type TestRunOptions } from './test-project';

const CONFIG = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };
export const META = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <status>Active</status>
</ApexClass>
`;

/** A project in a folder of its own; {@link dispose} removes it. */
export class TemporaryProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'courier-runner-'));

  /** @param classes source by class name; each gets a `-meta.xml` */
  constructor(classes: Readonly<Record<string, string>> = {}) {
    this.write('sfdx-project.json', JSON.stringify(CONFIG));
    for (const [name, source] of Object.entries(classes)) {
      this.write(`force-app/classes/${name}.cls`, source);
      this.write(`force-app/classes/${name}.cls-meta.xml`, META);
    }
  }

  /** Writes a file at a path with `/`. */
  write(path: string, text: string): this {
    const file = join(this.folder, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return this;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const made: TemporaryProject[] = [];

/** Makes a project that {@link disposeProjects} removes. */
export function project(classes: Readonly<Record<string, string>> = {}): TemporaryProject {
  const fresh = new TemporaryProject(classes);
  made.push(fresh);
  return fresh;
}

/** Removes all projects; call it in `afterEach`. */
export function disposeProjects(): void {
  for (const each of made.splice(0)) each.dispose();
}

/** Runs the tests of classes. */
export function run(classes: Readonly<Record<string, string>>, options: Partial<TestRunOptions> = {}): RunResult {
  return testProject({ ...options, project: project(classes).folder });
}

/** `OrderTest.places: passed` of each test. */
export function outcomes(result: RunResult): string[] {
  return result.tests.map((each) => `${each.class}.${each.method}: ${each.outcome}`);
}

/** The result of a test by its method. */
export function resultOf(result: RunResult, method: string): TestResult {
  const found = result.tests.find((each) => each.method === method);
  if (!found) throw new Error(`no test ${method}`);
  return found;
}
