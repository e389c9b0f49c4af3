/**
 * Some documents of the corpus in a process of their own, so that what they take of memory ends with it. Prints a batch's
 * result as JSON.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, printError } from '../../cli/output';
import type { GeneratedFile } from '../output/file';
import { corpusDocuments, type CorpusChoice } from './documents';
import {
  charactersOf,
  checkedByApexLs,
  compiled,
  generateDocument,
  linted,
  parsed,
  readBySalesforce,
  type GateFinding,
} from './gate';

export interface BatchTask {
  readonly choice: CorpusChoice;
  /** The first document of the batch, by its position in the corpus. */
  readonly start: number;
  readonly check: boolean;
  readonly apexLs: boolean;
  /** One class in so many goes through Salesforce's own parser; 0 for none. */
  readonly salesforce: number;
}

export interface BatchResult {
  readonly start: number;
  /** The first document of the next batch. */
  readonly next: number;
  readonly totals: BatchTotals;
  readonly findings: readonly (GateFinding & { readonly document: string })[];
  /** On the clock, by step. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

export interface BatchTotals {
  readonly documents: number;
  readonly operations: number;
  readonly types: number;
  readonly characters: number;
  readonly omitted: number;
  readonly classes: number;
  readonly readBySalesforce: number;
}

/** What is checked together: the memory of every checker grows with it. */
const TOGETHER_CHARACTERS = 10_000_000;
const TOGETHER_DOCUMENTS = 200;
/** Prettier lays out a class of half a million characters in minutes. */
const LARGEST_FOR_PRETTIER = 100_000;

async function main(task: BatchTask): Promise<void> {
  const documents = corpusDocuments(task.choice);
  const seconds: Record<string, number> = {};
  const findings: (GateFinding & { document: string })[] = [];
  const totals = { documents: 0, operations: 0, types: 0, characters: 0, omitted: 0, classes: 0, readBySalesforce: 0 };
  const classes: GeneratedFile[] = [];
  let together = 0;
  let next = task.start;

  await timed('generate', async () => {
    while (next < documents.length && together < TOGETHER_CHARACTERS && next - task.start < TOGETHER_DOCUMENTS) {
      const document = documents[next]!;
      next++;
      try {
        const result = await generateDocument(document, prefixOf(next));
        totals.documents++;
        totals.classes += result.classes.length;
        totals.characters += charactersOf(result.shipped);
        for (const key of ['operations', 'types', 'omitted'] as const) totals[key] += result[key];
        if (!task.check) continue;
        classes.push(...result.classes);
        together += charactersOf(result.classes);
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        findings.push({ document: document.name, kind: 'crash', message });
      }
    }
  });
  if (task.check) {
    const trees = await timed('parse', () => parsed(classes));
    note(await timed('linter', () => linted(classes, trees)));
    note(await timed('compiler', () => compiled(trees)));
  }
  if (task.check && task.apexLs)
    note(await timed('apex-ls', () => checkedByApexLs(classes, join(tmpdir(), `courier-corpus-${process.pid}`))));
  if (task.check && task.salesforce) await timed("Salesforce's parser", readSample);

  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const result: BatchResult = {
    start: task.start,
    next,
    totals,
    findings,
    seconds,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024,
  };
  print(JSON.stringify(result));

  async function readSample(): Promise<void> {
    const sample = classes
      .filter(({ text }) => text.length <= LARGEST_FOR_PRETTIER)
      .filter((_, index) => index % task.salesforce === 0);
    totals.readBySalesforce += sample.length;
    for (const each of sample) note(await readBySalesforce(each));
  }

  function note(found: readonly GateFinding[]): void {
    for (const each of found) {
      const number = Number(/\bD(\d+)x/.exec(each.message)?.[1]);
      findings.push({ ...each, document: documents[number - 1]?.name ?? '' });
    }
  }

  async function timed<T>(step: string, work: () => T | Promise<T>): Promise<T> {
    printError(`  ${step} …`);
    const began = performance.now();
    const result = await work();
    seconds[step] = (performance.now() - began) / 1000;
    return result;
  }
}

/** Of a document, so that all of a batch can lie in one org. @param number of the document, from 1 */
function prefixOf(number: number): string {
  return `D${number}x`;
}

void main(JSON.parse(process.argv[2] ?? '') as BatchTask);
