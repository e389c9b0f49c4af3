/** One kind of check: everything `npm run verify` runs is a list of these. */
import type { Finding } from './finding';
import type { Meter } from './usage';
import type { SourceTree } from './source-tree';

/** A place a checker could not judge: what it names is beyond what the checker knows. */
export interface Unjudged {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What it names: `AccountBrand`. */
  readonly name: string;
}

export interface Checker {
  /** First part of the rules of its findings, and its name in the report: `policy`. */
  readonly name: string;
  /** What it looks for, one line, for the help and the documentation. */
  readonly purpose: string;
  /**
   * Looks through a project. What needs another process starts it before it waits for anything, so that it runs while the
   * next checkers do.
   *
   * @param meter is told the processes it starts
   * @throws CheckerUnavailable when something it needs is not on this machine
   */
  check(tree: SourceTree, meter: Meter): Promise<readonly Finding[]> | readonly Finding[];
  /** Where it has nothing to say for want of knowledge, not of mistakes; asked when it has checked. */
  unjudged?(tree: SourceTree): readonly Unjudged[];
}

/** A checker cannot run here: the others run all the same, and the command ends with an exit code of its own. */
export class CheckerUnavailable extends Error {
  /**
   * @param message what is missing
   * @param remedy how to get it
   */
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'CheckerUnavailable';
  }
}
