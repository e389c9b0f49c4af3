/** `npm run courier -- generate init`: from a document to a configuration. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import { CommandError, ExitCode } from '../../cli/errors';
import { print, printError, printJson } from '../../cli/output';
import { CONFIG_FILE, readConfig } from '../config/read';
import { terminalAsker, type Asker } from './ask';
import { CLASS_LIMIT, ORG_LIMIT, type Budget } from './budget';
import type { Group } from './groups';
import { init, type Proposal } from './init';
import { withApi } from './write';

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

/** How many classes and problems are shown. */
const SHOWN = 10;

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
  printError(`reading ${document} …`);
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
  const text = withApi(file, proposal.api);
  try {
    writeFileSync(file, text);
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

function show({ read, budget }: Proposal): void {
  const { model, problems, warnings } = read;
  const told = [
    ...problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
    ...warnings,
  ];
  for (const each of told.slice(0, SHOWN)) printError(each);
  if (told.length > SHOWN) printError(`… and ${told.length - SHOWN} more problems of the document`);
  for (const { what, reason } of model.omitted.slice(0, SHOWN)) printError(`${what}: ${reason}`);
  print(`${model.title} ${model.version}: ${model.operations.length} operations, ${model.types.size} types`);
  print(budgetTable(budget));
}

function budgetTable({ classes, counted, share }: Budget): string {
  const table = new Table({
    head: ['Class', 'Characters', 'of what it may have'],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, characters } of classes.slice(0, SHOWN))
    table.push([name, characters.toLocaleString('en-US'), percent((characters / CLASS_LIMIT) * 100)]);
  const rest = classes.slice(SHOWN);
  if (rest.length > 0) {
    const sum = rest.reduce((total, { characters }) => total + characters, 0);
    table.push([`${rest.length} smaller ones`, sum.toLocaleString('en-US'), '']);
  }
  const [all, limit] = [counted, ORG_LIMIT].map((each) => each.toLocaleString('en-US'));
  const advice =
    share > 50
      ? '\nThat is much: choose fewer operations, or cut properties that lead far (see cut in docs/generate.md).'
      : '';
  return `${table.toString()}\nWithout comments ${all} of the ${limit} characters that all Apex of an org may have: ${percent(share)}.${advice}`;
}

function percent(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

function showGroups(groups: readonly Group[]): void {
  printError('The document has:');
  for (const { name, operations } of groups) printError(`  ${name}: ${operations} operations`);
}
