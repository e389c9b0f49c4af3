/** `npm run verify`: what a deployment would refuse, found with no org. */
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CommandError, ExitCode } from '../cli/errors';
import { printJson } from '../cli/output';
import { cacheFolder } from '../local-org/project/cache-folder';
import type { Checker } from './checker';
import { CHECKERS, DEEP_CHECKERS } from './checkers';
import { jsonReport } from './report/json';
import { sarifReport } from './report/sarif';
import { reportToTerminal } from './report/terminal';
import { verify, type Verification } from './run';
import { SourceTree } from './source-tree';

const THIS_PROJECT = join(__dirname, '..', '..');
const ALL_CHECKERS = [...CHECKERS, ...DEEP_CHECKERS];

interface VerifyOptions {
  readonly project: string;
  readonly only?: readonly Checker[];
  readonly deep?: boolean;
  /** `true` without a file: standard output. */
  readonly json?: string | true;
  readonly sarif?: string | true;
  readonly timings?: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .option('--project <dir>', 'folder of its sfdx-project.json', THIS_PROJECT)
    .option('--only <checkers>', 'run these checkers only, separated by commas', checkersNamed)
    .option('--deep', `run the slow checkers, too: ${names(DEEP_CHECKERS)}`)
    .option('--json [file]', 'write the report as JSON; without a file, or with -, to standard output')
    .option('--sarif [file]', 'write the findings as SARIF 2.1.0, as code hosts read them')
    .option('--timings', 'tell what each checker costs')
    .addHelpText(
      'after',
      `
Checkers:
${ALL_CHECKERS.map(({ name, purpose }) => `  ${name.padEnd(10)} ${purpose}`).join('\n')}

Ends with ${ExitCode.ok} when nothing is found, ${ExitCode.failed} when something is, ${ExitCode.unavailable} when a checker could not run (the others run all the
same), ${ExitCode.project} when there is no project that could be read. docs/verification.md tells how to read the report.

Examples:
  npm run verify
  npm run verify -- --only compiler
  npm run verify -- --project ../other-project --json findings.json --sarif findings.sarif`,
    )
    .action(run);
}

async function run(options: VerifyOptions): Promise<void> {
  const tree = new SourceTree(options.project, cacheFolder());
  const checkers = options.only ?? (options.deep ? ALL_CHECKERS : CHECKERS);
  const verification = await verify(tree, checkers, options.timings);
  const files = [options.json, options.sarif];
  reportToTerminal(
    verification,
    files.some((file) => file === true || file === '-') ? process.stderr : process.stdout,
    options.timings,
  );
  writeFiles(verification, options);
  end(verification);
}

/** The report has said everything: what is left is the exit code. */
function end({ checkers, findings }: Verification): void {
  const stops = checkers.flatMap(({ stop }) => (stop ? [stop.kind] : []));
  if (stops.includes('crashed')) throw new CommandError(ExitCode.internal, '');
  if (stops.includes('unavailable')) throw new CommandError(ExitCode.unavailable, '');
  if (findings.length > 0) throw new CommandError(ExitCode.failed, '');
}

function writeFiles(verification: Verification, { json, sarif, timings }: VerifyOptions): void {
  try {
    if (json) printJson(jsonReport(verification, timings), json === true ? '-' : json);
    if (sarif) printJson(sarifReport(verification), sarif === true ? '-' : sarif);
  } catch (error) {
    throw new CommandError(
      ExitCode.usage,
      `Cannot write the report: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function checkersNamed(list: string): readonly Checker[] {
  const wanted = list.split(',').map((each) => each.trim());
  const unknown = wanted.find((name) => !ALL_CHECKERS.some((each) => each.name === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`There is no checker '${unknown}'. There are: ${names(ALL_CHECKERS)}.`);
  }
  return ALL_CHECKERS.filter(({ name }) => wanted.includes(name));
}

function names(checkers: readonly Checker[]): string {
  return checkers.map(({ name }) => name).join(', ');
}
