/** What a compilation found wrong, worded as Salesforce words it. All problems of a run are gathered, not the first. */
import type { Position } from './ast';
import type { ProblemRule } from './problem-rules';

export type { ProblemRule } from './problem-rules';

export interface CompileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The rule it breaks; absent where a file cannot be read or something is not supported. */
  readonly rule?: ProblemRule;
}

/** Gathers problems over all files. The same message at the same place counts once. */
export class ProblemCollector {
  private readonly byKey = new Map<string, CompileProblem>();

  /** Adds a problem at a place of a file. */
  report(file: string, at: Position, message: string, rule?: ProblemRule): void {
    const key = `${file}\0${at.line}\0${at.column}\0${message}`;
    if (this.byKey.has(key)) return;
    const problem = { file, line: at.line, column: at.column, message };
    this.byKey.set(key, rule ? { ...problem, rule } : problem);
  }

  get count(): number {
    return this.byKey.size;
  }

  /** Problems reported after the first `count`, in the order they were found. */
  since(count: number): readonly CompileProblem[] {
    return [...this.byKey.values()].slice(count);
  }

  /** All problems by file, line and column. */
  get all(): readonly CompileProblem[] {
    return [...this.byKey.values()].sort(
      (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column,
    );
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
