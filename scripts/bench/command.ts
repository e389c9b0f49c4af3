/** `npm run bench`: figures, no verdicts. */
import { join } from 'node:path';
import Table from 'cli-table3';
import { Argument, Command } from 'commander';
import { CommandError, ExitCode } from '../cli/errors';
import { print, printError, printJson } from '../cli/output';
import { checkoutOf } from '../local-org/conformance/checkout';
import { benchCheckout } from './checkouts';
import { benchDelivery } from './delivery';
import { benchDemo } from './demo';
import type { Figure } from './figure';
import { benchGenerate } from './generate';
import { benchOpenApiGenerator, sideBySideTable } from './openapi-generator';
import { benchPeers, peersTable } from './peers';
import { benchStatements } from './statements';

interface BenchOptions {
  readonly json?: boolean;
  readonly checkout?: readonly string[];
  readonly jar?: string;
  readonly document?: readonly string[];
  readonly check: boolean;
}

const THIS_PROJECT = join(__dirname, '..', '..');

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Figure[] | Promise<Figure[]>>> = {
  'local-org': ({ checkout = [] }) => [
    ...benchStatements(),
    ...[THIS_PROJECT, ...checkout].map(checkoutOf).flatMap(benchCheckout),
  ],
  demo: benchDemo,
  generate: benchGenerate,
  delivery: benchDelivery,
};

/** Runs only where it is named: it needs checkouts, and its table is its own. */
const PEERS = 'peers';
/** The same: it needs a jar. */
const OPENAPI_GENERATOR = 'openapi-generator';

export function benchCommand(): Command {
  return new Command('bench')
    .addArgument(
      new Argument('[what...]', 'what to measure; everything where nothing is named').choices([
        ...Object.keys(BENCHES),
        PEERS,
        OPENAPI_GENERATOR,
      ]),
    )
    .option('--json', 'print the figures as JSON')
    .option(
      '--checkout <dir...>',
      'other projects whose tests to measure, too; folder=part,part takes these parts of one',
    )
    .option('--jar <file>', 'of openapi-generator-cli, for openapi-generator')
    .option('--document <name...>', 'of the corpus, for openapi-generator; all where none is named')
    .option('--no-check', 'for openapi-generator, leave out what apex-ls finds in what the jar wrote')
    .addHelpText(
      'after',
      `
  local-org   Apex statements a second; cold and warm time, tests a second and peak memory of the Apex tests
  demo        messages a second, peak memory and cost per 1,000 delivered at 500 and 5,000 orders
  delivery    governor cost of accepting, of a batch, and of a claim with a million terminal messages
  peers       the same 1,000 messages through Courier and through the peers whose checkouts are named (only on request)
  generate    processor time and peak memory of generating Stripe, GitHub and the corpus; time from a change to the output
  openapi-generator   65 documents through Courier and through the jar of OpenAPI Generator (only on request; needs Java)

Examples:
  npm run bench
  npm run bench -- local-org --checkout ../fflib-apex-mocks ../NebulaLogger=nebula-logger/core
  npm run bench -- peers --checkout ../apex-transactional-outbox ../eventQueue ../apex-async-actions
  npm run courier -- bench demo --json`,
    )
    .action(async (what: readonly string[], options: BenchOptions) => {
      if (what.includes(OPENAPI_GENERATOR)) {
        if (options.jar === undefined) throw new CommandError(ExitCode.usage, 'Name the jar: --jar <file>.');
        const results = await benchOpenApiGenerator(options.jar, options.document ?? [], options.check, printError);
        if (options.json) printJson({ node: process.version, platform: process.platform, results });
        else print(sideBySideTable(results));
        return;
      }
      if (what.includes(PEERS)) {
        const results = benchPeers(options.checkout ?? [], printError);
        if (options.json) printJson({ node: process.version, platform: process.platform, results });
        else print(peersTable(results));
        return;
      }
      const names = what.length ? what : Object.keys(BENCHES);
      const figures: Figure[] = [];
      for (const name of names) {
        printError(`measuring ${name} …`);
        figures.push(...((await BENCHES[name]?.(options)) ?? []));
      }
      if (options.json) printJson({ node: process.version, platform: process.platform, figures });
      else print(table(figures));
    });
}

function table(figures: readonly Figure[]): string {
  const made = new Table({
    head: ['', 'figure', 'value', ''],
    colAligns: ['left', 'left', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const { bench, name, value, unit } of figures) made.push([bench, name, value.toLocaleString('en-US'), unit]);
  return made.toString();
}
