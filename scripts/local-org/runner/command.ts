/** `npm run courier -- test`: the Apex tests of an SFDX project, without an org. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CommandError, ExitCode } from '../../cli/errors';
import { printJson } from '../../cli/output';
import { cacheFolder } from '../project/cache-folder';
import { jsonReport } from './json';
import { junit } from './junit';
import type { RunResult } from './results';
import { TerminalReport } from './terminal';
import { testProject } from './test-project';
import { DEFAULT_TIMEOUT_SECONDS } from './time-limit';

const THIS_PROJECT = join(__dirname, '..', '..', '..');

/** Seconds: a day. */
const LONGEST_TIMEOUT = 86_400;

interface TestCommandOptions {
  readonly project: string;
  readonly sourceDir?: readonly string[];
  readonly filter?: string;
  readonly permissionSet?: readonly string[];
  readonly coverage?: boolean;
  readonly json?: string;
  readonly junit?: string;
  readonly testTimeout: number;
}

export function testCommand(): Command {
  return new Command('test')
    .option('--project <dir>', 'folder of its sfdx-project.json', THIS_PROJECT)
    .option('--source-dir <dir...>', 'folders of the project to take instead of all its package directories')
    .option('--filter <pattern>', 'classes or Class.method, * for any characters, separated by commas')
    .option('--permission-set <names...>', 'permission sets of the project that the user the tests run as has')
    .option('--coverage', 'tell which lines the tests run')
    .option(
      '--json <file>',
      'write the results as JSON; - is standard output, where the report then goes to standard error',
    )
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--test-timeout <seconds>', 'real time one test may take', seconds, DEFAULT_TIMEOUT_SECONDS)
    .addHelpText(
      'after',
      `
Ends with ${ExitCode.ok} when all tests pass, ${ExitCode.failed} when one does not, ${ExitCode.project} when the project has problems: Apex that does not compile,
metadata that cannot be read. Tests that do not need what is wrong run all the same.

Examples:
  npm run courier -- test
  npm run courier -- test --filter "CourierOutbox*,CourierLaneTest.keepsOrder"
  npm run courier -- test --project ../other-project --coverage --junit results.xml
  npm run courier -- test --project ../other-project --source-dir core extra-tests
  npm run courier -- test --json -`,
    )
    .action(run);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= LONGEST_TIMEOUT))
    throw new InvalidArgumentError(`It is a number up to ${LONGEST_TIMEOUT}.`);
  return value;
}

function run(options: TestCommandOptions): void {
  const report = new TerminalReport(options.json === '-' ? process.stderr : process.stdout);
  const result = testProject(
    {
      ...options,
      permissionSets: options.permissionSet ?? [],
      timeoutSeconds: options.testTimeout,
      cache: cacheFolder(),
    },
    {
      compiled: (problems) => report.problems(problems),
      started: (...test) => report.started(...test),
      finished: (test) => report.finished(test),
    },
  );
  if (result.coverage) report.coverage(result.coverage);
  report.summary(result.tests);
  writeFiles(result, options);
  // The report said it all.
  if (result.problems.length) throw new CommandError(ExitCode.project, '');
  if (result.tests.some(({ outcome }) => outcome !== 'passed')) throw new CommandError(ExitCode.failed, '');
}

function writeFiles(result: RunResult, options: TestCommandOptions): void {
  try {
    if (options.json) printJson(jsonReport(result), options.json);
    if (options.junit) writeFileSync(options.junit, junit(result.tests));
  } catch (error) {
    throw new CommandError(
      ExitCode.usage,
      `Cannot write the results: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
