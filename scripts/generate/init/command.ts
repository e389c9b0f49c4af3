/** `npm run courier -- generate init`: from a document to a configuration. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { CommandError, ExitCode } from '../../cli/errors';
import { print, printError, printJson } from '../../cli/output';
import { CONFIG_FILE, ENDPOINT, readConfig } from '../config/read';
import { writeWhole } from '../output/leftovers';
import { terminalAsker, type Asker } from './ask';
import { init } from './init';
import type * as Show from './show';
import type * as Write from './write';

interface InitOptions {
  readonly config: string;
  readonly prefix?: string;
  readonly endpoint?: string;
  readonly output?: string;
  readonly tag?: readonly string[];
  readonly operation?: readonly string[];
  readonly all?: boolean;
  readonly overlay?: readonly string[];
  readonly allowRefs?: readonly string[];
  readonly json?: boolean;
}

/** @param ask who is asked; null where there is nobody; by itself the terminal, if there is one */
export function initCommand(ask: () => Promise<Asker | null> = askTerminal): Command {
  return new Command('init')
    .description(`Chooses operations of an OpenAPI document, shows what they cost, and writes ${CONFIG_FILE}.`)
    .argument('<document>', 'file or URL')
    .option('--config <file>', 'configuration to write, or to add to', CONFIG_FILE)
    .option('--prefix <prefix>', 'what names of classes begin with, up to 12 letters and digits')
    .option('--tag <names...>', 'operations with these tags')
    .option('--operation <patterns...>', 'operations with these ids, or `GET /orders/*`')
    .option('--all', 'all operations')
    .option('--endpoint <name>', 'developer name of the Courier Endpoint; the prefix where it is not given')
    .option('--output <dir>', 'folder for the classes')
    .option('--overlay <file...>', 'OpenAPI overlays to apply first')
    .option('--allow-refs <place...>', 'folders or beginnings of URLs that references may lead to')
    .option('--json', 'print the choice and its cost as JSON')
    .addHelpText(
      'after',
      `
What no flag says is asked in the terminal.

Examples:
  npm run courier -- generate init api/erp.yaml
  npm run courier -- generate init https://example.com/erp.json --prefix Erp --tag Orders Invoices`,
    )
    .action((document: string, options: InitOptions) => run(document, options, ask));
}

async function run(document: string, options: InitOptions, ask: () => Promise<Asker | null>): Promise<void> {
  const file = resolve(options.config);
  if (options.prefix !== undefined) checkPrefix(options.config, options.prefix);
  if (options.endpoint !== undefined && !ENDPOINT.test(options.endpoint))
    throw new CommandError(ExitCode.usage, `${options.endpoint} is no developer name of a Courier Endpoint.`);
  printError(`reading ${document} …`);
  const { show, showGroups } = require('./show') as typeof Show;
  const proposal = await init(
    { ...options, document, tags: options.tag, operations: options.operation, overlays: options.overlay },
    {
      root: process.cwd(),
      configFolder: dirname(file),
      asker: options.json ? null : await ask(),
      show: options.json ? () => undefined : show,
      showGroups,
    },
  );
  if (!proposal) throw new CommandError(ExitCode.failed, 'Nothing is written.');
  checkPrefix(options.config, proposal.api.prefix);
  const { withApi } = require('./write') as typeof Write;
  const text = withApi(file, proposal.api);
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new CommandError(ExitCode.usage, `Cannot write ${file}: ${(error as Error).message}`);
  }
  if (options.json) printJson({ api: proposal.api, budget: proposal.budget });
  else print(`${options.config} is written. Next: npm run courier -- generate`);
}

async function askTerminal(): Promise<Asker | null> {
  return process.stdin.isTTY && process.stdout.isTTY ? terminalAsker() : null;
}

function checkPrefix(config: string, prefix: string): void {
  if (!existsSync(config)) return;
  const taken = readConfig(config).find((each) => each.prefix.toLowerCase() === prefix.toLowerCase());
  if (taken)
    throw new CommandError(
      ExitCode.usage,
      `${config} has an API with the prefix ${taken.prefix} already: change it there, or take another.`,
    );
}
