/**
 * Keeps emitted code between runs: binding and emitting are most of the work of a start. The key covers everything the
 * code depends on; a cache that cannot be read is as good as none.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmittedModule } from './emit/module';
import type { CompileProblem, ProblemCollector } from './problems';

export interface ProgramCache {
  /** A folder to keep the code in; made when it is missing. */
  readonly folder: string;
  /** Changes with every byte of every source. */
  readonly sourceFingerprint: string;
}

/** What binding and emitting a program comes to: code, and the problems found on the way. */
export interface Emission {
  readonly modules: readonly EmittedModule[];
  readonly problems: readonly CompileProblem[];
}

/**
 * The modules kept under the same key, or those `emit` makes; problems are reported either way.
 *
 * @param conditions what the code depends on besides the sources and the tool
 */
export function cached(
  cache: ProgramCache | null,
  conditions: readonly string[],
  problems: ProblemCollector,
  emit: () => readonly EmittedModule[],
): readonly EmittedModule[] {
  if (!cache) return emit();
  const key = createHash('sha256')
    .update([cache.sourceFingerprint, ...conditions, toolFingerprint(), process.version].join('\n'))
    .digest('hex')
    .slice(0, 32);
  const file = join(cache.folder, `program-${key}.json`);
  const kept = read(file);
  if (kept) {
    for (const each of kept.problems) problems.report(each.file, each, each.message, each.rule);
    return kept.modules;
  }
  const before = problems.count;
  const modules = emit();
  write(cache.folder, file, { modules, problems: problems.since(before) });
  return modules;
}

function read(file: string): Emission | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Emission;
  } catch {
    return null;
  }
}

/** Written aside and renamed: another process reads all of it or nothing. */
function write(folder: string, file: string, emission: Emission): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = `${file}.${process.pid}.tmp`;
    writeFileSync(aside, JSON.stringify(emission));
    renameSync(aside, file);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}

let fingerprint: string | null = null;

/** Changes when the compiler or the library does: sizes and times of their files. */
function toolFingerprint(): string {
  fingerprint ??= ['compiler', 'library', 'values', 'data']
    .map((each) => folderFingerprint(join(__dirname, '..', each)))
    .join();
  return fingerprint;
}

function folderFingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name));
    hash.update(`${entry.name}:${size}:${mtimeMs};`);
  }
  return hash.digest('hex');
}
