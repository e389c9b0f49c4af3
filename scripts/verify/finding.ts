/** What a checker found: one place of the project, what is wrong there and what to do about it. */

export interface Finding {
  /** Path from the project's folder, with `/` on every system. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** `<checker>/<rule>`, kebab-case: `policy/access-mode`, `metadata/unknown-element`. */
  readonly rule: string;
  /** What is wrong, one sentence, as near to Salesforce's wording as it is known. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
}

/** By file, line, column, rule: the order of every report, whichever checker was done first. */
export function byPlace(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
