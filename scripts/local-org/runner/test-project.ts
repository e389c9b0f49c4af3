/** Tests a project from its folder to the results: what the command and other programs call. */
import { CommandError, ExitCode } from '../../cli/errors';
import { buildProject } from '../project/build';
import { testFilter } from './filter';
import { openTestOrg } from './open-org';
import { readProject } from '../project/project';
import { coverageOf, type RunResult } from './results';
import { plan, runTests, type RunListener } from './run';
import { TimeLimit, type TestLimits } from './time-limit';
import type { CompileProblem } from '../compiler/problems';

export interface TestRunOptions extends TestLimits {
  /** Folder of an `sfdx-project.json`. */
  readonly project: string;
  /** See {@link readProject}. */
  readonly sourceDir?: readonly string[];
  /** See {@link testFilter}. */
  readonly filter?: string | null;
  /** Names of the permission sets that the user the tests run as has. */
  readonly permissionSets?: readonly string[];
  readonly coverage?: boolean;
  /** Folder for what the next run can use again; null keeps nothing. */
  readonly cache?: string | null;
}

export interface TestRunListener extends RunListener {
  /** The project is compiled; these are its problems. Its tests run next. */
  compiled?(problems: readonly CompileProblem[]): void;
}

/**
 * Runs the Apex tests of a project. Apex that does not compile is reported and stops only the tests that call it.
 *
 * @throws CommandError when there is no project, no such permission set, or no test that the filter wants
 */
export function testProject(options: TestRunOptions, listener: TestRunListener = {}): RunResult {
  const project = readProject(options.project, options.sourceDir);
  const build = buildProject(project, options.cache ?? null);
  listener.compiled?.(build.problems);
  const limit = new TimeLimit(options);
  const org = openTestOrg(project, build, limit.hook, options.permissionSets ?? []);
  try {
    const planned = plan(org.tests, testFilter(options.filter ?? null));
    if (options.filter && planned.length === 0)
      throw new CommandError(
        ExitCode.usage,
        `No test matches ${options.filter}.`,
        build.problems.length ? ['The project has problems; its classes may be missing.'] : [],
      );
    const tests = runTests(org, planned, limit, listener);
    return { tests, problems: build.problems, coverage: options.coverage ? coverageOf(org.coverage()) : null };
  } finally {
    org.dispose();
  }
}
