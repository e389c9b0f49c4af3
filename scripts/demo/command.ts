/** `npm run courier -- demo`, and `npm start`. */
import { Command } from 'commander';
import { CommandError, ExitCode } from '../cli/errors';
import { wholeNumber } from '../cli/numbers';
import { print, printJson } from '../cli/output';
import { runDemo, type DemoProgress } from './run';
import { progressLine, report } from './view';

const MOST_ORDERS = 20_000;

interface DemoCommandOptions {
  readonly orders: number;
  readonly seed: number;
  readonly json?: boolean;
}

export function demoCommand(): Command {
  return new Command('demo')
    .option('--orders <count>', 'how many orders to place', wholeNumber(1, MOST_ORDERS), 24)
    .option('--seed <number>', 'which order meets which mood of the ERP', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--json', 'print the figures as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  npm start
  npm run courier -- demo --orders 500 --seed 7 --json`,
    )
    .action(async (options: DemoCommandOptions) => {
      const progress = options.json ? null : new ProgressView(process.stdout);
      if (progress) print(`Courier delivers ${options.orders} orders to an ERP that misbehaves.\n`);
      const result = await runDemo({ ...options, onProgress: (each) => progress?.show(each) });
      progress?.end();
      if (options.json) printJson(result.figures);
      else for (const line of report(result)) print(line);
      if (!result.isAsScripted) throw new CommandError(ExitCode.failed, 'The demo did not end as its script says.');
    });
}

/** The line that moves: drawn over itself in a terminal, printed once at the end elsewhere. */
class ProgressView {
  private last = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(progress: DemoProgress): void {
    this.last = progressLine(progress);
    if (this.stream.isTTY) this.stream.write(`\r\u001b[K${this.last}`);
  }

  end(): void {
    this.stream.write(this.stream.isTTY ? '\n\n' : `${this.last}\n\n`);
  }
}
