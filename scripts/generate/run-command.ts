/** `npm run courier -- generate [document]`: Apex of an API, from a document or from the project's configuration. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { CommandError, ExitCode } from '../cli/errors';
import { counted } from '../cli/numbers';
import { print, printError, printJson, visible } from '../cli/output';
import type { DocumentProblem } from './document/load';
import { CONFIG_FILE, ENDPOINT, PREFIX, readConfig, type ResolvedApi } from './config/read';
import { matcher } from './filter/patterns';
import { generate, type Generated } from './generate';
import type { Operation } from './model/model';
import { LOCK_FILE, readLock } from './names/lock';
import type { GeneratedFile } from './output/file';
import { settleLeftovers, writeWhole } from './output/leftovers';
import { driftOf, writeFolder, type Drift } from './output/write';
import { Progress } from './progress';
import { readApi, type ReadApi } from './read-api';
import { typescriptTypes } from './typescript/print';
import { watch, type DependsOn } from './watch';

interface RunOptions {
  readonly config: string;
  readonly all?: boolean;
  readonly prefix?: string;
  readonly endpoint?: string;
  readonly output?: string;
  readonly metadata?: string;
  readonly include?: readonly string[];
  readonly flow?: readonly string[];
  readonly overlay?: readonly string[];
  readonly allowRefs?: readonly string[];
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly types?: string;
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** What became of one API. */
interface Outcome {
  readonly prefix: string;
  readonly output: string;
  readonly operations: number;
  readonly types: number;
  readonly characters: number;
  readonly drift: Drift;
  readonly problems: readonly string[];
  readonly omitted: readonly { readonly operation: string; readonly reason: string; readonly whole: boolean }[];
  readonly steps: readonly string[];
}

/** How many problems of a document are shown; `--json` has them all. */
const SHOWN_PROBLEMS = 20;

/** Adds the command's arguments, options and action. */
export function addRun(command: Command): Command {
  return command
    .argument('[document]', `file or URL of an OpenAPI document; without it what ${CONFIG_FILE} names is generated`)
    .option('--config <file>', 'configuration', CONFIG_FILE)
    .option('--all', 'generate all operations of the document')
    .option('--include <pattern...>', 'only operations with these ids, or `GET /orders/*`')
    .option('--prefix <prefix>', 'what names of classes begin with, up to 12 letters and digits')
    .option('--endpoint <name>', 'developer name of the Courier Endpoint; the prefix where it is not given')
    .option('--output <dir>', 'folder for the classes; force-app/main/ and the prefix where it is not given')
    .option('--metadata <dir>', 'folder for endpoint, credentials and permission set; unpackaged/ and the prefix')
    .option('--flow <pattern...>', 'operations that become Flow actions')
    .option('--overlay <file...>', 'OpenAPI overlays to apply first')
    .option('--allow-refs <place...>', 'folders or beginnings of URLs that references may lead to')
    .option('--types <dir>', 'folder for TypeScript types of the API; without it there are none')
    .option('--check', 'write nothing; the answer is no when the folder is not what would be generated')
    .option('--dry-run', 'write nothing; tell what would change')
    .option('--watch', 'generate again whenever the document or the configuration changes')
    .option('--json', 'print what was done as JSON')
    .addHelpText(
      'after',
      `
Ends with ${ExitCode.project} when the document cannot be read, or when an operation cannot be generated; the others are.

Examples:
  npm run courier -- generate
  npm run courier -- generate api/erp.yaml --all --prefix Erp --output force-app/main/erp
  npm run courier -- generate --check`,
    )
    .action((document: string | undefined, options: RunOptions) => run(document, options));
}

async function run(document: string | undefined, options: RunOptions): Promise<void> {
  if (!options.watch) return passOnce(document, options);
  const end = new AbortController();
  process.once('SIGINT', () => end.abort());
  await watch({
    run: (dependsOn) => pass(document, options, dependsOn),
    signal: end.signal,
    waiting: () => printError('waiting for a change; Ctrl+C ends it'),
  });
}

/** Bytes of documents from which on optimizing the code that reads them comes back. */
const WORTH_OPTIMIZING = 20_000_000;

/**
 * One document is read once: what V8's optimizing compiler takes, a quarter of all, does not come back before the end, unless the
 * document is huge. Whoever watches runs the same code again and again, and has it optimized.
 */
async function passOnce(document: string | undefined, options: RunOptions): Promise<void> {
  const size = document === undefined ? 0 : (statSync(document, { throwIfNoEntry: false })?.size ?? 0);
  if (size < WORTH_OPTIMIZING) setFlagsFromString('--no-opt');
  try {
    await pass(document, options, () => undefined);
  } finally {
    setFlagsFromString('--opt');
  }
}

async function pass(document: string | undefined, options: RunOptions, dependsOn: DependsOn): Promise<void> {
  if (document === undefined) dependsOn([options.config]);
  const apis = document === undefined ? readConfig(options.config) : [adHoc(document, options)];
  for (const api of apis) dependsOn([api.document, ...api.overlays]);
  const outcomes = await all(apis, options, dependsOn);
  if (options.json) printJson({ apis: outcomes });
  else for (const outcome of outcomes) tell(outcome, options);
  if (options.check && outcomes.some(({ drift }) => count(drift) > 0)) {
    throw new CommandError(
      ExitCode.failed,
      'The folder is not what would be generated: run generate and commit the result.',
    );
  }
  const lost = outcomes.flatMap(({ omitted }) => omitted.filter(({ whole }) => whole));
  if (lost.length) {
    throw new CommandError(
      ExitCode.project,
      `${lost.length} ${lost.length === 1 ? 'operation' : 'operations'} could not be generated; the others are.`,
      options.json ? [] : lost.map(({ operation, reason }) => `${operation}: ${reason}`),
    );
  }
}

function adHoc(document: string, options: RunOptions): ResolvedApi {
  const { prefix = '', include = [] } = options;
  if (!PREFIX.test(prefix)) {
    throw new CommandError(
      ExitCode.usage,
      'Give a prefix of 1 to 12 letters and digits, the first a capital letter: --prefix Erp.',
    );
  }
  if (!options.all && include.length === 0) {
    throw new CommandError(ExitCode.usage, 'Say which operations: --include "GET /orders/*", or --all.');
  }
  if (options.endpoint !== undefined && !ENDPOINT.test(options.endpoint)) {
    throw new CommandError(ExitCode.usage, `${options.endpoint} is no developer name of a Courier Endpoint.`);
  }
  return {
    document,
    prefix,
    endpoint: options.endpoint ?? prefix,
    output: resolve(options.output ?? join('force-app', 'main', prefix.toLowerCase())),
    include: include.length ? { operations: include } : {},
    exclude: {},
    cut: [],
    overlays: options.overlay ?? [],
    flow: options.flow ?? [],
    allowRefs: options.allowRefs ?? [],
    ...(options.types === undefined ? {} : { types: resolve(options.types) }),
  };
}

/** Nothing is written before everything is generated: where one document cannot be read, no folder is touched. */
async function all(apis: readonly ResolvedApi[], options: RunOptions, dependsOn: DependsOn): Promise<Outcome[]> {
  const progress = new Progress(!options.json);
  try {
    const prepared: Prepared[] = [];
    for (const api of apis) prepared.push(await prepare(api, dependsOn, progress));
    return prepared.map((each) => {
      progress.say(`comparing and writing ${counted(each.generated.files.length, 'file')}`);
      return write(each, options);
    });
  } finally {
    progress.end();
  }
}

interface Prepared {
  readonly api: ResolvedApi;
  readonly read: ReadApi;
  readonly generated: Generated;
}

async function prepare(api: ResolvedApi, dependsOn: DependsOn, progress: Progress): Promise<Prepared> {
  // Before anything is compared: the folder of a run that was killed while it changed places holds the name lock.
  settleLeftovers(api.output);
  progress.say(`reading ${api.document}`);
  const read = await readApi(api, process.cwd());
  dependsOn(read.files);
  progress.say(`generating ${counted(read.model.operations.length, 'operation')}`);
  return { api, read, generated: generatedFrom(read, api) };
}

function write({ api, read, generated }: Prepared, options: RunOptions): Outcome {
  const folder = api.output;
  const beside = resolve(options.metadata ?? join('unpackaged', api.prefix.toLowerCase()));
  const isDry = options.check === true || options.dryRun === true;
  const drift = [
    isDry ? driftOf(folder, generated.files) : writeFolder(folder, generated.files),
    ...(api.types === undefined ? [] : [writeTypes(api.types, typescriptTypes(read.model, api.prefix), isDry)]),
  ].reduce(joined);
  if (!isDry) writeMissing(beside, generated);
  return {
    prefix: api.prefix,
    output: relative('.', folder) || basename(folder),
    operations: read.model.operations.length,
    types: generated.model.types.size,
    characters: generated.files
      .filter(({ path }) => /(?<!Test|Mock)\.cls$/.test(path))
      .reduce((sum, { text }) => sum + text.length, 0),
    drift,
    problems: [...read.problems.map(problemText), ...read.warnings],
    omitted: read.model.omitted.map(({ what, reason, whole }) => ({ operation: what, reason, whole })),
    steps: [
      `Deploy ${relative('.', beside)} after Courier: it holds the endpoint, its credentials and a permission set, and is yours to change.`,
      ...generated.steps,
    ],
  };
}

function generatedFrom({ model, problems }: ReadApi, api: ResolvedApi): Generated {
  if (model.operations.length === 0) {
    throw new CommandError(ExitCode.project, `${api.document} has no operation to generate.`, [
      ...problems.slice(0, SHOWN_PROBLEMS).map(problemText),
      ...model.omitted.map(({ what, reason }) => `${what}: ${reason}`),
    ]);
  }
  const lockFile = join(api.output, LOCK_FILE);
  const lock = existsSync(lockFile) ? readLock(readFileSync(lockFile, 'utf8'), lockFile, api.prefix) : undefined;
  const patterns = api.flow.map(matcher);
  const isFlowAction = (operation: Operation): boolean =>
    patterns.some(
      (each) => each.matches(operation.operationId ?? '') || each.matches(`${operation.method} ${operation.template}`),
    );
  return generate(model, { prefix: api.prefix, endpoint: api.endpoint, lock, isFlowAction });
}

/** Endpoint, credentials and permission set belong to the admin once they are there. */
function writeMissing(folder: string, { metadata }: Generated): void {
  const missing = new Set(driftOf(folder, metadata).added);
  if (missing.size === 0) return;
  for (const { path, text } of metadata) {
    if (!missing.has(path)) continue;
    writeWhole(join(folder, path), text);
  }
}

/** TypeScript may stand in a folder with other files: only this one is the generator's. */
function writeTypes(folder: string, file: GeneratedFile, isDry: boolean): Drift {
  const drift = driftOf(folder, [file]);
  if (!isDry && count(drift) > 0) writeWhole(join(folder, file.path), file.text);
  return drift;
}

function problemText({ file, line, column, message }: DocumentProblem): string {
  return `${file}:${line}:${column} ${message}`;
}

function joined(a: Drift, b: Drift): Drift {
  return {
    added: [...a.added, ...b.added],
    changed: [...a.changed, ...b.changed],
    removed: [...a.removed, ...b.removed],
  };
}

function count({ added, changed, removed }: Drift): number {
  return added.length + changed.length + removed.length;
}

function tell(outcome: Outcome, { check, dryRun }: RunOptions): void {
  for (const each of outcome.problems.slice(0, SHOWN_PROBLEMS)) printError(visible(each));
  const more = outcome.problems.length - SHOWN_PROBLEMS;
  if (more > 0) printError(`… and ${more} more problems of the document; --json lists them.`);
  for (const { operation, reason, whole } of outcome.omitted)
    if (!whole) printError(visible(`${operation}: ${reason}`));
  const { added, changed, removed } = outcome.drift;
  const kilo = Math.ceil(outcome.characters / 1000).toLocaleString('en-US');
  print(
    `${outcome.prefix}: ${counted(outcome.operations, 'operation')}, ${counted(outcome.types, 'type')}, ${kilo},000 characters of Apex in ${outcome.output}`,
  );
  print(
    `  ${counted(added.length, 'file')} new, ${changed.length} changed, ${removed.length} removed${check || dryRun ? ' (nothing written)' : ''}`,
  );
  if (check || dryRun) {
    for (const [word, paths] of Object.entries(outcome.drift) as [string, string[]][]) {
      for (const path of paths.slice(0, SHOWN_PROBLEMS)) print(`  ${word} ${path}`);
    }
  } else if (added.length) {
    print('  Next, in the org:');
    for (const step of outcome.steps) print(`  - ${visible(step)}`);
  }
}
