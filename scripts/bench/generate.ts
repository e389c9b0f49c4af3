/** What generating wrappers costs: Stripe, GitHub, the corpus, and a change of a document that is watched. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenDocuments, type CorpusDocument } from '../generate/corpus/documents';
import { commentsOf } from './comments';
import { figures, type Figure } from './figure';
import { COURIER, runCourier, runScript, type Usage } from './processes';

const DOCUMENTS = ['stripe.com', 'github.com'];
/** Documents by seed beside the chosen ones, as `npm run corpus` without a number. */
const SAMPLE = 400;
const SHIPPED = /(?<!Test|Mock)\.cls$/;
const TESTS = /(?:Test|Mock)\.cls$/;
const WAITING = 'waiting for a change';

export interface Measured {
  readonly documents: number;
  readonly operations: number;
  /** Of Apex without mocks and tests. */
  readonly characters: number;
  /** Of it, comments. */
  readonly comments: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** What one document came to by itself. */
export interface MeasuredOnce extends Measured {
  /** Of mocks and tests. */
  readonly testCharacters: number;
}

/** @returns figures of one run a document, each by a process of its own, and of the corpus by one process */
export async function benchGenerate(): Promise<Figure[]> {
  const named = chosenDocuments().filter(({ name }) => DOCUMENTS.includes(name));
  const all: Figure[] = [];
  for (const document of named)
    all.push(...figuresOf(document.name, await generateOnce(document)), ...(await benchWatch(document)));
  const run = runScript(join('bench', 'generate-process.ts'), [String(SAMPLE)]);
  if (run.exitCode !== 0) throw new Error(`generating the corpus failed: ${run.errors.trim()}`);
  return [...all, ...figuresOf('corpus, one process', JSON.parse(run.output) as Measured)];
}

function figuresOf(name: string, measured: Measured): Figure[] {
  const figure = figures(`generate, ${name}`);
  return [
    figure('processor time', measured.cpuSeconds, 's'),
    figure('peak memory', measured.peakMegabytes, 'MB'),
    figure('documents', measured.documents),
    figure('operations', measured.operations),
    figure('Apex without tests', measured.characters / 1e6, 'MB'),
  ];
}

/** All operations of a document by the command as a user calls it, files written: its start is part of what it costs. */
export async function generateOnce({ name, file }: CorpusDocument): Promise<MeasuredOnce> {
  return inFolder((folder) => {
    const usageFile = join(folder, 'usage.json');
    const { milliseconds, output, errors } = runCourier([...argumentsFor(file, folder), '--json'], {
      COURIER_BENCH_USAGE: usageFile,
    });
    if (!output) throw new Error(`generating ${name} failed: ${errors.trim()}`);
    const { apis } = JSON.parse(output) as { readonly apis: readonly { readonly operations: number }[] };
    const files = readdirSync(join(folder, 'classes'), { recursive: true, encoding: 'utf8' });
    const sum = (names: RegExp, of: (text: string) => number): number =>
      files
        .filter((each) => names.test(each))
        .reduce((total, each) => total + of(readFileSync(join(folder, 'classes', each), 'utf8')), 0);
    const { processorSeconds, megabytes } = JSON.parse(readFileSync(usageFile, 'utf8')) as Usage;
    return {
      documents: 1,
      operations: apis.reduce((total, each) => total + each.operations, 0),
      characters: sum(SHIPPED, (text) => text.length),
      comments: sum(SHIPPED, commentsOf),
      testCharacters: sum(TESTS, (text) => text.length),
      seconds: milliseconds / 1000,
      cpuSeconds: processorSeconds,
      peakMegabytes: megabytes,
    };
  });
}

/** From a change of the document to the end of the pass that it brings about. */
async function benchWatch({ name, file }: CorpusDocument): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const document = join(folder, 'document.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(document, text);
    const child = spawn(process.execPath, [...COURIER, ...argumentsFor(document, folder), '--watch'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8');
    try {
      const passes = told(child.stderr, WAITING);
      await passes.next();
      const changedAt = performance.now();
      writeFileSync(document, text.replace(/("info":\s*\{)/, '$1"x-changed":true,'));
      const { done } = await passes.next();
      if (done) throw new Error(`watching ${name} ended by itself`);
      const seconds = (performance.now() - changedAt) / 1000;
      return [figures(`generate, ${name}`)('change to output, --watch', seconds, 's')];
    } finally {
      child.kill();
    }
  });
}

/** Yields each time a stream has said a text. */
async function* told(stream: AsyncIterable<string>, text: string): AsyncGenerator<void> {
  let heard = '';
  for await (const chunk of stream) {
    heard += chunk;
    for (let at = heard.indexOf(text); at >= 0; at = heard.indexOf(text)) {
      heard = heard.slice(at + text.length);
      yield;
    }
  }
}

function argumentsFor(document: string, folder: string): string[] {
  const places = ['--output', join(folder, 'classes'), '--metadata', join(folder, 'metadata')];
  return ['generate', document, '--all', '--prefix', 'Bench', ...places];
}

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
