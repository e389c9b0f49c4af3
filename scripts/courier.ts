#!/usr/bin/env node
/** The command line: `npm run courier -- <command>`. Each command lives with what it runs; this file only gathers them. */
import { Command, CommanderError } from 'commander';
import { CommandError, ExitCode } from './cli/errors';
import { printError } from './cli/output';
import { demoCommand } from './demo/command';
import { benchCommand } from './bench/command';
import { chaosCommand } from './chaos/command';
import { generateCommand } from './generate/command';
import { conformanceCommand } from './local-org/conformance/command';
import { testCommand } from './local-org/runner/command';
import { verifyCommand } from './verify/command';

const courier = new Command('npm run courier --')
  .description('Runs, tests, verifies and measures Courier without a Salesforce org.')
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
  )
  .addCommand(demoCommand())
  .addCommand(testCommand())
  .addCommand(conformanceCommand())
  .addCommand(verifyCommand())
  .addCommand(generateCommand())
  .addCommand(benchCommand())
  .addCommand(chaosCommand());

/** @returns what the process ends with */
async function main(args: readonly string[]): Promise<ExitCode> {
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
    if (error.message) printError(error.message);
    for (const detail of error.details) printError(`  ${detail}`);
    return error.exitCode;
  }
  printError(
    `A fault of Courier's toolchain, not of your project: ${error instanceof Error ? error.message : String(error)}`,
  );
  if (process.env.COURIER_DEBUG && error instanceof Error) printError(error.stack);
  else printError('Run again with COURIER_DEBUG=1 in the environment to see where.');
  return ExitCode.internal;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
