/** Runs checkers over a project: processes side by side, what runs here one after another, one list of findings. */
import type { Checker, Unjudged } from './checker';
import { CheckerUnavailable } from './checker';
import { withoutEchoes } from './echoes';
import { byPlace, type Finding } from './finding';
import type { SourceTree } from './source-tree';
import { startUsage, type OpenUsage, type Usage } from './usage';

/** Why a checker has no answer. */
export interface Stop {
  /** `unavailable`: something is missing on this machine. `crashed`: a fault of the checker itself. */
  readonly kind: 'unavailable' | 'crashed';
  readonly message: string;
  readonly remedy: string;
}

/** One checker of a run. */
export interface CheckerRun {
  readonly name: string;
  readonly purpose: string;
  /** How many of the findings are its own. */
  readonly findings: number;
  /** Null when it ran. */
  readonly stop: Stop | null;
  /** Places it could not judge: neither findings nor known to be right. */
  readonly unjudged: readonly Unjudged[];
  readonly usage: Usage;
}

export interface Verification {
  /** Files below the package folders. */
  readonly fileCount: number;
  readonly checkers: readonly CheckerRun[];
  /** By place. */
  readonly findings: readonly Finding[];
}

interface Answer {
  readonly checker: Checker;
  readonly findings: readonly Finding[];
  readonly stop: Stop | null;
  readonly unjudged: readonly Unjudged[];
  readonly usage: Usage;
}

/**
 * Runs checkers. None of them stops the others.
 *
 * @param measured whether to measure processor time and memory of other processes, too
 */
export async function verify(tree: SourceTree, checkers: readonly Checker[], measured = false): Promise<Verification> {
  const running: Promise<Answer>[] = [];
  for (const checker of checkers) {
    const usage = startUsage(measured);
    const answered = answer(checker, tree, usage);
    running.push(answered);
    // What runs here takes its turn, so that each is charged its own time; other processes work meanwhile.
    if (!usage.isElsewhere) await answered;
  }
  const answers = await Promise.all(running);
  const findings = withoutEchoes(answers.flatMap((each) => each.findings)).sort(byPlace);
  return {
    fileCount: tree.files.length,
    checkers: answers.map(({ checker: { name, purpose }, stop, unjudged, usage, findings: own }) => {
      const reported = new Set(findings);
      return { name, purpose, findings: own.filter((each) => reported.has(each)).length, stop, unjudged, usage };
    }),
    findings,
  };
}

async function answer(checker: Checker, tree: SourceTree, usage: OpenUsage): Promise<Answer> {
  try {
    const findings = await checker.check(tree, usage);
    const unjudged = checker.unjudged?.(tree) ?? [];
    return { checker, findings, stop: null, unjudged, usage: usage.end() };
  } catch (error) {
    return { checker, findings: [], stop: stopOf(error), unjudged: [], usage: usage.end() };
  }
}

function stopOf(error: unknown): Stop {
  if (error instanceof CheckerUnavailable) return { kind: 'unavailable', message: error.message, remedy: error.remedy };
  const stack = process.env.COURIER_DEBUG && error instanceof Error ? error.stack : null;
  return {
    kind: 'crashed',
    message: stack ?? (error instanceof Error ? error.message : String(error)),
    remedy: "A fault of Courier's toolchain, not of your project: run again with COURIER_DEBUG=1 to see where.",
  };
}
