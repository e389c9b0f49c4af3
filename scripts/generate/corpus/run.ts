/** `npm run corpus`: real documents through the generator. Ends with 1 when a document fails. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { print, printError } from '../../cli/output';
import type { BatchResult, BatchTask } from './batch';
import { corpusDocuments, type CorpusChoice } from './documents';
import { reportOf } from './report';

interface CorpusOptions {
  readonly seed: string;
  readonly sample: string;
  readonly all?: boolean;
  readonly apexLs: boolean;
  readonly salesforce: string;
  readonly resume?: boolean;
  readonly report: string;
}

/** Megabytes of heap for one batch, whose trees and types are in memory together. */
const HEAP = 6_000;
const LARGEST_OUTPUT = 256 * 1024 * 1024;

const command = new Command('npm run corpus --')
  .description(
    "Generates Apex for real documents and holds it to the linter, the compiler, apex-ls and Salesforce's parser.",
  )
  .option('--sample <count>', 'documents by seed, besides the chosen ones', '400')
  .option('--seed <number>', 'which ones', '1')
  .option('--all', 'every document of the directory; generated and not checked further')
  .option('--no-apex-ls', 'without apex-ls, which needs Java and some minutes')
  .option('--salesforce <n>', "one class in n through Salesforce's own parser and Prettier; 0 for none", '25')
  .option('--report <file>', 'results, a batch a line', join(tmpdir(), 'courier-corpus', 'report.jsonl'))
  .option('--resume', 'go on where the report of a run that was stopped ends')
  .action(run);

function run(options: CorpusOptions): void {
  const choice: CorpusChoice = options.all
    ? { all: true }
    : { all: false, sample: Number(options.sample), seed: Number(options.seed) };
  const count = corpusDocuments(choice).length;
  const results: BatchResult[] = options.resume ? earlier(options.report, choice) : [];
  if (!results.length) {
    mkdirSync(dirname(options.report), { recursive: true });
    writeFileSync(options.report, `${JSON.stringify(choice)}\n`);
  }
  for (let start = results.at(-1)?.next ?? 0; start < count;) {
    printError(`document ${start + 1} of ${count} …`);
    const result = batch({
      choice,
      start,
      check: !options.all,
      apexLs: options.apexLs,
      salesforce: Number(options.salesforce),
    });
    appendFileSync(options.report, `${JSON.stringify(result)}\n`);
    results.push(result);
    start = result.next;
  }
  for (const line of reportOf(results, count)) print(line);
  if (results.some(({ findings }) => findings.length)) process.exitCode = 1;
}

/** The batches that a report holds. */
function earlier(file: string, choice: CorpusChoice): BatchResult[] {
  if (!existsSync(file)) return [];
  const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  if (first !== JSON.stringify(choice)) {
    printError('The report is of other documents: everything is done anew.');
    return [];
  }
  return lines.map((line) => JSON.parse(line) as BatchResult);
}

function batch(task: BatchTask): BatchResult {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const script = join(__dirname, 'batch.ts');
  const args = [`--max-old-space-size=${HEAP}`, '--import', tsx, script, JSON.stringify(task)];
  const { status, signal, stdout, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: LARGEST_OUTPUT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`The batch from document ${task.start + 1} on ended with ${status ?? signal}.`);
  return JSON.parse(stdout) as BatchResult;
}

command.parse(process.argv);
