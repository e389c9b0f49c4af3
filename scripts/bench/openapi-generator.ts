/**
 * The same documents through Courier's generator and through OpenAPI Generator's `apex`, whose jar somebody brings, in turn:
 * seconds, characters of Apex for the same operations, and whether apex-ls finds nothing wrong with what the jar wrote. What it
 * finds in Courier's is `npm run corpus`'s to say. Both are counted alike: without tests, mocks among them, and with them.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { chosenDocuments, type CorpusDocument } from '../generate/corpus/documents';
import { apexLsChecker } from '../verify/apex/apex-ls';
import { findJava } from '../verify/apex/java';
import { SourceTree } from '../verify/source-tree';
import { startUsage, type Usage } from '../verify/usage';
import { commentsOf } from './comments';
import { generateOnce, type MeasuredOnce } from './generate';

/** What one document came to. */
export interface SideBySide {
  readonly document: string;
  readonly courier: MeasuredOnce;
  /** Null where it ended without Apex, or did not end. */
  readonly peer: PeerOutput | null;
}

interface PeerOutput {
  readonly classes: number;
  /** Of Apex without tests. */
  readonly characters: number;
  /** Of it, comments. */
  readonly comments: number;
  /** Of its tests. */
  readonly testCharacters: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly errors: Errors | null;
}

/** What apex-ls finds. */
interface Errors {
  readonly all: number;
  /** Of classes that are no tests. */
  readonly outsideTests: number;
}

/** Nobody waits longer for one document. */
const PATIENCE = 300_000;
const PREFIX = 'Peer';

/**
 * @param jar of `openapi-generator-cli`
 * @param names of chosen documents; all of them where there are none
 * @param isChecked whether apex-ls reads what the jar wrote, which takes longer than all else
 */
export async function benchOpenApiGenerator(
  jar: string,
  names: readonly string[],
  isChecked: boolean,
  tell: (line: string) => void,
): Promise<SideBySide[]> {
  const results: SideBySide[] = [];
  const documents = chosenDocuments().filter(({ name }) => !names.length || names.includes(name));
  // What the launcher makes once after a change of the sources is there by then, as the jar is.
  for (const first of documents.slice(0, 1)) await generateOnce(first);
  for (const document of documents) {
    const courier = await generateOnce(document);
    const result = { document: document.name, courier, peer: await peer(jar, document, isChecked) };
    results.push(result);
    tell(JSON.stringify(result));
  }
  return results;
}

async function peer(jar: string, document: CorpusDocument, isChecked: boolean): Promise<PeerOutput | null> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-peer-'));
  try {
    const usage = await generated(jar, document, folder);
    const classes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.cls'));
    if (usage === null || classes.length === 0) return null;
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const texts = classes.filter((each) => !isTest(each)).map(read);
    return {
      classes: classes.length,
      characters: sum(texts, (text) => text.length),
      comments: sum(texts, commentsOf),
      testCharacters: sum(classes.filter(isTest).map(read), (text) => text.length),
      seconds: usage.seconds,
      cpuSeconds: usage.cpuSeconds ?? 0,
      peakMegabytes: usage.peakMegabytes ?? 0,
      errors: isChecked ? await errorsIn(folder) : null,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function errorsIn(folder: string): Promise<Errors> {
  const findings = await apexLsChecker.check(new SourceTree(folder, null), { watch: () => undefined });
  return { all: findings.length, outsideTests: findings.filter(({ file }) => !isTest(file)).length };
}

/** @returns what it took; null where it failed or was stopped */
async function generated(jar: string, document: CorpusDocument, folder: string): Promise<Usage | null> {
  const usage = startUsage(true);
  const options = `classPrefix=${PREFIX},apiVersion=65.0`;
  const args = ['generate', '-g', 'apex', '-i', document.file, '-o', folder, '--skip-validate-spec', '-p', options];
  const child = spawn(findJava(), ['-jar', jar, ...args], { stdio: 'ignore', timeout: PATIENCE });
  if (child.pid !== undefined) usage.watch(child.pid);
  const exitCode = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  const used = usage.end();
  return exitCode === 0 ? used : null;
}

function isTest(file: string): boolean {
  return file.endsWith('Test.cls');
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, each) => total + of(each), 0);
}

/** The results as a table, with what they come to where both generated. */
export function sideBySideTable(results: readonly SideBySide[]): string {
  const head = [
    '',
    'operations',
    'Courier s',
    'peer s',
    'times',
    'Courier kB',
    'peer kB',
    'share',
    'errors',
    'outside tests',
  ];
  const made = new Table({
    head,
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
    style: { head: [], border: [] },
  });
  const kilobytes = (characters: number): string => Math.round(characters / 1000).toLocaleString('en-US');
  for (const { document, courier, peer: other } of results) {
    made.push([
      document,
      courier.operations,
      courier.cpuSeconds.toFixed(2),
      other?.cpuSeconds.toFixed(2) ?? 'nothing',
      other ? (other.cpuSeconds / courier.cpuSeconds).toFixed(1) : '',
      kilobytes(courier.characters),
      other ? kilobytes(other.characters) : '',
      other ? (courier.characters / other.characters).toFixed(2) : '',
      other?.errors?.all ?? '',
      other?.errors?.outsideTests ?? '',
    ]);
  }
  return `${made.toString()}\n${summary(results)}`;
}

function summary(results: readonly SideBySide[]): string {
  const both = results.flatMap(({ courier, peer: other }) => (other ? [{ courier, other }] : []));
  const times = both.map(({ courier, other }) => other.cpuSeconds / courier.cpuSeconds);
  const shares = both.map(({ courier, other }) => courier.characters / other.characters);
  const checked = both.flatMap(({ other }) => other.errors ?? []);
  const sums = (of: (each: MeasuredOnce | PeerOutput) => number): [number, number] => [
    sum(both, ({ courier }) => of(courier)),
    sum(both, ({ other }) => of(other)),
  ];
  const shareOf = (what: string, of: (each: MeasuredOnce | PeerOutput) => number): string => {
    const [mine, peers] = sums(of);
    return `${what} ${mine} to ${peers} (${(mine / peers).toFixed(2)})`;
  };
  const [ours, theirs] = sums(({ cpuSeconds }) => cpuSeconds);
  const [clock, theirClock] = sums((each) => each.seconds);
  return [
    `Of ${results.length} documents the jar generated ${both.length}; of ${checked.length} that apex-ls read it finds nothing wrong ` +
      `with ${checked.filter(({ all }) => all === 0).length}, outside tests with ` +
      `${checked.filter(({ outsideTests }) => outsideTests === 0).length}.`,
    `Characters: ${[
      shareOf('without tests', ({ characters }) => characters),
      shareOf('and comments', ({ characters, comments }) => characters - comments),
      shareOf('with both', ({ characters, testCharacters }) => characters + testCharacters),
    ].join(', ')}; share of a document in the middle ${median(shares).toFixed(2)}, under half for ` +
      `${shares.filter((each) => each < 0.5).length}.`,
    `Processor time: ${ours.toFixed(1)} s to ${theirs.toFixed(1)} s, ${(theirs / ours).toFixed(1)} times; a document in the middle ` +
      `${median(times).toFixed(1)} times, at least ${GOAL} times for ${times.filter((each) => each >= GOAL).length}. ` +
      `On the clock ${clock.toFixed(0)} s to ${theirClock.toFixed(0)} s.`,
  ].join('\n');
}

/** How many times faster Courier is meant to be. */
const GOAL = 20;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return (low + high) / 2;
}
