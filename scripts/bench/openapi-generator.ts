/**
 * The same documents through Courier's generator and through OpenAPI Generator's `apex`, whose jar somebody brings: seconds,
 * characters of Apex for the same operations, and whether apex-ls finds nothing wrong with what the jar wrote. What it finds in
 * Courier's is `npm run corpus`'s to say.
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
import { generateOnce, type Measured } from './generate';

/** What one document came to. */
export interface SideBySide {
  readonly document: string;
  readonly courier: Measured;
  /** Null where it ended without Apex, or did not end. */
  readonly peer: PeerOutput | null;
}

interface PeerOutput {
  readonly classes: number;
  /** Of Apex without tests. */
  readonly characters: number;
  /** Of it, comments. */
  readonly comments: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly errors: number;
  /** Of classes that are no tests. */
  readonly errorsOutsideTests: number;
}

/** Nobody waits longer for one document. */
const PATIENCE = 300_000;
const PREFIX = 'Peer';

/**
 * @param jar of `openapi-generator-cli`
 * @param names of chosen documents; all of them where there are none
 */
export async function benchOpenApiGenerator(
  jar: string,
  names: readonly string[],
  tell: (line: string) => void,
): Promise<SideBySide[]> {
  const results: SideBySide[] = [];
  for (const document of chosenDocuments().filter(({ name }) => !names.length || names.includes(name))) {
    const result = { document: document.name, courier: await generateOnce(document), peer: await peer(jar, document) };
    results.push(result);
    tell(JSON.stringify(result));
  }
  return results;
}

async function peer(jar: string, document: CorpusDocument): Promise<PeerOutput | null> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-peer-'));
  try {
    const usage = await generated(jar, document, folder);
    const classes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.cls'));
    if (usage === null || classes.length === 0) return null;
    const texts = classes.filter((each) => !isTest(each)).map((each) => readFileSync(join(folder, each), 'utf8'));
    const findings = await apexLsChecker.check(new SourceTree(folder, null), { watch: () => undefined });
    return {
      classes: classes.length,
      characters: sum(texts, (text) => text.length),
      comments: sum(texts, commentsOf),
      seconds: usage.seconds,
      cpuSeconds: usage.cpuSeconds ?? 0,
      peakMegabytes: usage.peakMegabytes ?? 0,
      errors: findings.length,
      errorsOutsideTests: findings.filter(({ file }) => !isTest(file)).length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

/** The results as a table, with a line for all that both generated. */
export function sideBySideTable(results: readonly SideBySide[]): string {
  const made = new Table({
    head: ['', 'operations', 'Courier s', 'peer s', 'Courier kB', 'peer kB', 'share', 'peer errors', 'without tests'],
    colAligns: ['left', ...Array.from({ length: 8 }, () => 'right' as const)],
    style: { head: [], border: [] },
  });
  const kilobytes = (characters: number): string => Math.round(characters / 1000).toLocaleString('en-US');
  for (const { document, courier, peer: other } of results) {
    made.push([
      document,
      courier.operations,
      courier.cpuSeconds.toFixed(1),
      other?.cpuSeconds.toFixed(1) ?? '–',
      kilobytes(courier.characters),
      other ? kilobytes(other.characters) : '–',
      other ? (courier.characters / other.characters).toFixed(2) : '–',
      other?.errors ?? 'nothing generated',
      other?.errorsOutsideTests ?? '',
    ]);
  }
  return `${made.toString()}\n${summary(results)}`;
}

function summary(results: readonly SideBySide[]): string {
  const both = results.flatMap(({ courier, peer: other }) => (other ? [{ courier, other }] : []));
  const total = (of: (pair: (typeof both)[number]) => number): number => sum(both, of);
  const clean = both.filter(({ other }) => other.errors === 0).length;
  const cleanOutsideTests = both.filter(({ other }) => other.errorsOutsideTests === 0).length;
  const [ours, theirs] = [total(({ courier }) => courier.characters), total(({ other }) => other.characters)];
  const code = [
    total(({ courier }) => courier.characters - courier.comments),
    total(({ other }) => other.characters - other.comments),
  ] as const;
  return [
    `Of ${results.length} documents the jar generated ${both.length}; apex-ls finds nothing wrong with ${clean} of them, ` +
      `${cleanOutsideTests} without their tests.`,
    `Characters where both generated: ${ours} to ${theirs} (${(ours / theirs).toFixed(2)}); ` +
      `without comments ${code[0]} to ${code[1]} (${(code[0] / code[1]).toFixed(2)}).`,
    `Processor time: ${total(({ courier }) => courier.cpuSeconds).toFixed(0)} s to ` +
      `${total(({ other }) => other.cpuSeconds).toFixed(0)} s; on the clock ` +
      `${total(({ courier }) => courier.seconds).toFixed(0)} s to ${total(({ other }) => other.seconds).toFixed(0)} s.`,
  ].join('\n');
}
