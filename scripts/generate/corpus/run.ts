/** `npm run corpus`: real documents through the generator. Ends with 1 when a document fails. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { print, printError } from '../../cli/output';
import { allDocuments, chosenDocuments, sampledDocuments, type CorpusDocument } from './documents';
import { checkedByApexLs, generateDocument, linted, type GateResult } from './gate';

interface CorpusOptions {
  readonly seed: string;
  readonly sample: string;
  readonly all?: boolean;
  readonly apexLs: boolean;
}

/** Documents that apex-ls sees together: its memory grows with them. */
const TOGETHER_CHARACTERS = 12_000_000;

const command = new Command('npm run corpus --')
  .description('Generates Apex for real documents and holds it to the linter, the parser and apex-ls.')
  .option('--sample <count>', 'documents by seed, besides the chosen ones', '400')
  .option('--seed <number>', 'which ones', '1')
  .option('--all', 'every document of the directory; generated and not checked further')
  .option('--no-apex-ls', 'without apex-ls, which needs Java and some minutes')
  .action(run);

async function run(options: CorpusOptions): Promise<void> {
  const documents = options.all
    ? allDocuments()
    : [...chosenDocuments(), ...sampledDocuments(Number(options.sample), Number(options.seed))];
  const began = process.cpuUsage();
  const totals = { documents: 0, operations: 0, types: 0, characters: 0, omitted: 0 };
  const failures: string[] = [];
  let together: GateResult[] = [];
  let waiting = 0;
  for (const [index, document] of documents.entries()) {
    const result = await attempt(document, `D${index + 1}x`, options, failures);
    if (!result) continue;
    totals.documents++;
    for (const key of ['operations', 'types', 'characters', 'omitted'] as const) totals[key] += result[key];
    if (options.all || !options.apexLs) continue;
    together.push(result);
    waiting += result.characters;
    if (waiting > TOGETHER_CHARACTERS) {
      failures.push(...(await checkedTogether(together)));
      together = [];
      waiting = 0;
    }
    if ((index + 1) % 50 === 0) printError(`${index + 1} of ${documents.length}`);
  }
  if (together.length) failures.push(...(await checkedTogether(together)));
  const seconds = (process.cpuUsage(began).user + process.cpuUsage(began).system) / 1e6;
  for (const failure of failures.slice(0, 100)) print(failure);
  print(
    `${totals.documents} of ${documents.length} documents generated: ${totals.operations} operations, ${totals.types} types, ` +
      `${(totals.characters / 1e6).toFixed(1)} MB of Apex, ${totals.omitted} operations listed as impossible; ` +
      `${failures.length} findings; ${seconds.toFixed(0)} s of processor time.`,
  );
  if (failures.length) process.exitCode = 1;
}

async function attempt(
  document: CorpusDocument,
  prefix: string,
  options: CorpusOptions,
  failures: string[],
): Promise<GateResult | null> {
  try {
    const result = await generateDocument(document, prefix);
    const checked = options.all ? result : linted(result);
    failures.push(...checked.findings.map((each) => `${document.name} ${each}`));
    return checked;
  } catch (error) {
    failures.push(`${document.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return null;
  }
}

async function checkedTogether(results: readonly GateResult[]): Promise<string[]> {
  printError(`apex-ls reads ${results.length} documents …`);
  return checkedByApexLs(results, join(tmpdir(), 'courier-corpus'));
}

void command.parseAsync(process.argv);
