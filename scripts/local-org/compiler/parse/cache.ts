/**
 * Parse results on disk, by content: the parser takes a second for 5,000 lines, reading a tree back takes a millisecond.
 *
 * An entry's name is the hash of everything its tree follows from: the text, the kind of unit, and this parser (its own source
 * files and the version of the grammar). So entries never grow stale, and any number of processes may share a folder.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CompilationUnit } from '../ast';
import { compact, expand } from './compact';
import type { UnitKind } from './unit-kind';

/** A program of thousands of classes still fits; beyond it the folder is trimmed. */
const MOST_ENTRIES = 8000;
const EXTENSION = '.ast';
const DIGEST_LENGTH = 64;

/** Units by the content of their source. Whatever goes wrong with the folder costs time, never a result. */
export class UnitCache {
  private written = 0;

  constructor(private readonly folder: string) {}

  /** The unit of a text, or null if it is not there (or not intact). */
  read(kind: UnitKind, text: string): CompilationUnit | null {
    try {
      const entry = readFileSync(this.entry(kind, text));
      const payload = entry.subarray(DIGEST_LENGTH);
      // a full disk or a killed machine may leave half an entry behind
      if (entry.toString('latin1', 0, DIGEST_LENGTH) !== digest(payload)) return null;
      return expand(payload) as CompilationUnit;
    } catch {
      return null;
    }
  }

  write(kind: UnitKind, text: string, unit: CompilationUnit): void {
    const file = this.entry(kind, text);
    const temporary = `${file}.${process.pid}.${this.written++}`;
    try {
      const payload = compact(unit);
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(temporary, Buffer.concat([Buffer.from(digest(payload), 'latin1'), payload]));
      // readers see a whole entry or none
      renameSync(temporary, file);
    } catch {
      discard(temporary);
    }
  }

  /** Drops the oldest half if there are too many. Call it after writing a batch. */
  trim(): void {
    try {
      const names = readdirSync(this.folder);
      if (names.length <= MOST_ENTRIES) return;
      const files = names.map((name) => path.join(this.folder, name));
      const byAge = files.map((file) => ({ file, time: statSync(file).mtimeMs })).sort((a, b) => a.time - b.time);
      for (const { file } of byAge.slice(0, byAge.length / 2)) rmSync(file, { force: true });
    } catch {
      // another process is at it
    }
  }

  private entry(kind: UnitKind, text: string): string {
    return path.join(this.folder, digest(`${parserVersion()}\0${kind}\0${text}`) + EXTENSION);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // nothing was written there then
  }
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

let version: string | null = null;

/** The grammar's version and the content of this folder and the tree's declaration: no number to forget to raise. */
function parserVersion(): string {
  if (version !== null) return version;
  const grammar = path.join(path.dirname(require.resolve('@apexdevtools/apex-parser')), '..', '..', 'package.json');
  const own = readdirSync(__dirname)
    .filter((name) => !name.includes('.test.'))
    .sort()
    .map((name) => path.join(__dirname, name));
  const tree = path.join(__dirname, '..', `ast${path.extname(__filename)}`);
  version = digest([grammar, tree, ...own].map((file) => readFileSync(file, 'utf8')).join('\0'));
  return version;
}
