/**
 * Many files at once, with what was parsed before taken from disk.
 */
import { readFileSync } from 'node:fs';
import type { CompilationUnit } from '../ast';
import type { CompileProblem } from '../problems';
import { UnitCache } from './cache';
import { parseUnit } from './on-demand';
import { unitKind } from './unit-kind';

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

export interface ParsedFile {
  readonly file: string;
  readonly unit: CompilationUnit;
}

export interface ParsedFiles {
  /** The files without problems, in the order given. */
  readonly units: readonly ParsedFile[];
  /** Everything wrong with the others. */
  readonly problems: readonly CompileProblem[];
  /** How many units came from the cache. */
  readonly cached: number;
}

/**
 * Parses files.
 *
 * @param files paths, or files already read
 * @param cacheFolder where results are kept between runs (made when needed); null keeps none
 */
export function parseFiles(files: readonly (string | SourceFile)[], cacheFolder: string | null): ParsedFiles {
  const cache = cacheFolder === null ? null : new UnitCache(cacheFolder);
  const units: ParsedFile[] = [];
  const problems: CompileProblem[] = [];
  let cached = 0;
  let written = 0;
  for (const each of files) {
    const source = typeof each === 'string' ? readSource(each, problems) : each;
    if (source === null) continue;
    const kind = unitKind(source.file);
    const known = cache?.read(kind, source.text) ?? null;
    if (known !== null) {
      cached++;
      units.push({ file: source.file, unit: known });
      continue;
    }
    const result = parseUnit(source.file, source.text);
    problems.push(...result.problems);
    if (result.unit === null) continue;
    units.push({ file: source.file, unit: result.unit });
    cache?.write(kind, source.text, result.unit);
    written++;
  }
  if (written > 0) cache?.trim();
  return { units, problems, cached };
}

function readSource(file: string, problems: CompileProblem[]): SourceFile | null {
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    problems.push({ file, line: 1, column: 1, message: `Cannot read the file: ${cause}` });
    return null;
  }
}
