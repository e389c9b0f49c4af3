#!/usr/bin/env node
/** The command line: `npm run courier -- <command>`. Each command lives with what it runs; this file only gathers them. */
import { Command, CommanderError } from 'commander';
import { CommandError, ExitCode } from './cli/errors';
import { printError, visibleLines } from './cli/output';
import type * as Bench from './bench/command';
import type * as Chaos from './chaos/command';
import type * as Demo from './demo/command';
import type * as Generate from './generate/command';
import type * as Conformance from './local-org/conformance/command';
import type * as Test from './local-org/runner/command';
import type * as Verify from './verify/command';

interface Known {
  readonly does: string;
  readonly make: () => Command;
}

/** In the order of the help. What one command stands on (the TypeScript compiler, for one) is loaded when it is called. */
const COMMANDS: ReadonlyMap<string, Known> = new Map<string, Known>([
  [
    'demo',
    {
      does: 'Delivers orders to an ERP that misbehaves: real Apex, real HTTP, retries on a virtual clock.',
      make: () => (require('./demo/command') as typeof Demo).demoCommand(),
    },
  ],
  [
    'test',
    {
      does: 'Runs the Apex tests of a Salesforce project in the local org.',
      make: () => (require('./local-org/runner/command') as typeof Test).testCommand(),
    },
  ],
  [
    'conformance',
    {
      does: 'Measures which tests of public repositories pass in the local org, and says why the others do not.',
      make: () => (require('./local-org/conformance/command') as typeof Conformance).conformanceCommand(),
    },
  ],
  [
    'verify',
    {
      does: 'Finds what a deployment of a Salesforce project would refuse, with no org.',
      make: () => (require('./verify/command') as typeof Verify).verifyCommand(),
    },
  ],
  [
    'generate',
    {
      does: 'Generates code from descriptions of interfaces.',
      make: () => (require('./generate/command') as typeof Generate).generateCommand(),
    },
  ],
  [
    'bench',
    {
      does: 'Measures the local org and the demo on this machine.',
      make: () => (require('./bench/command') as typeof Bench).benchCommand(),
    },
  ],
  [
    'chaos',
    {
      does: 'Breaks the org on purpose while Courier delivers, and checks that nothing is lost, doubled or overtaken.',
      make: () => (require('./chaos/command') as typeof Chaos).chaosCommand(),
    },
  ],
]);

const courier = new Command('npm run courier --')
  .description('Runs, tests, verifies and measures Courier without a Salesforce org.')
  // Options behind a command's name are the command's.
  .enablePositionalOptions()
  .addHelpText(
    'after',
    `
Exit codes:
  ${ExitCode.ok}   everything went as it should
  ${ExitCode.failed}   the answer is no: a test failed, something was found, the demo did not end as its script says
  ${ExitCode.usage}   the command could not do its work: it does not understand how it was called, or something it needs is missing here
  ${ExitCode.project}   the project cannot be used: no such folder, Apex that does not compile, malformed metadata
  ${ExitCode.internal}  a fault of the toolchain itself

Examples:
  npm run courier -- demo --orders 500 --seed 7 --json
  npm run courier -- test --filter CourierOutbox
  npm run courier -- test --project ../other-project --coverage
  npm run courier -- verify --sarif findings.sarif`,
  );

/** @returns what the process ends with */
async function main(args: readonly string[]): Promise<ExitCode> {
  const wanted = args.find((each) => each !== 'help' && !each.startsWith('-'));
  for (const [name, { does, make }] of COMMANDS)
    courier.addCommand((name === wanted ? make() : new Command(name)).description(does));
  for (const command of withSubcommands(courier))
    command.exitOverride().showHelpAfterError('Add --help for what it understands.');
  try {
    await courier.parseAsync(args, { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    return report(error);
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  if (error instanceof CommandError) {
    // Without a message the command has said on its own what is wrong.
    if (error.message) printError(visibleLines(error.message));
    for (const detail of error.details) printError(`  ${visibleLines(detail)}`);
    return error.exitCode;
  }
  printError(
    `A fault of Courier's toolchain, not of your project: ${error instanceof Error ? error.message : String(error)}`,
  );
  if (process.env.COURIER_DEBUG && error instanceof Error) printError(error.stack);
  else printError('Run again with COURIER_DEBUG=1 in the environment to see where.');
  return ExitCode.internal;
}

// Who reads the output and has seen enough, as `head` has, closes it: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(ExitCode.ok);
});

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
