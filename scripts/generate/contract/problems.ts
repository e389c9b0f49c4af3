/** What is wrong with a contract, all of it, and where its parts stand. */
import type { Node, SourceFile } from 'ts-morph';
import { CommandError, ExitCode } from '../../cli/errors';
import { child, keysOf } from '../document/json';
import type { Locate } from '../document/load';

interface Place {
  readonly line: number;
  readonly column: number;
}

export class Places {
  private readonly problems: (Place & { readonly message: string })[] = [];
  /** Where things of the document stand, by pointer. */
  private readonly known = new Map<string, Place>();

  constructor(
    private readonly file: string,
    private readonly source: SourceFile,
  ) {}

  /** Notes what is wrong at a place. */
  complain(node: Node, message: string): void {
    this.problems.push({ ...this.placeOf(node), message });
  }

  /** Notes where something of the document stands. */
  remember(path: string, node: Node): void {
    this.known.set(path, this.placeOf(node));
  }

  /** Where something of the document stands, or what it is a part of. */
  readonly locate: Locate = (path) => {
    let found: Place = { line: 1, column: 1 };
    keysOf(path).reduce((parent, key) => {
      const own = child(parent, key);
      found = this.known.get(own) ?? found;
      return own;
    }, '#');
    return { file: this.file, ...found };
  };

  /** @throws CommandError that lists everything, in the order of the file */
  check(): void {
    if (this.problems.length === 0) return;
    const lines = [...this.problems]
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .map(({ line, column, message }) => `${this.file}:${line}:${column} ${message}`);
    throw new CommandError(ExitCode.project, `${this.file} cannot be used:`, [...new Set(lines)]);
  }

  private placeOf(node: Node): Place {
    return this.source.getLineAndColumnAtPos(node.getStart());
  }
}
