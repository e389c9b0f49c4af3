/**
 * A look at strings and comments before the lexer runs.
 *
 * The lexer cannot say what is wrong with a string, and an unclosed one turns the rest of the file inside out. So each string
 * is looked at first: its problem is reported in Salesforce's words and a harmless string of the same length takes its place.
 */
import type { Position } from '../ast';
import type { PlacedProblem } from './build';
import { STRING_ESCAPE, WILDCARD_ESCAPE, hideWildcardEscapes } from './literals';

export interface ScannedText {
  /** The text for the lexer: every token at the place it has in the source. */
  readonly text: string;
  readonly problems: readonly PlacedProblem[];
}

/** Looks through a source text; see the file's comment. */
export function scan(source: string): ScannedText {
  return new Scanner(source).run();
}

const FIND_BEFORE = /\[\s*find\s+$/i;
const LONGEST_FIND = 200;

class Scanner {
  private readonly problems: PlacedProblem[] = [];
  private readonly pieces: string[] = [];
  private copied = 0;
  private index = 0;

  constructor(private readonly source: string) {}

  run(): ScannedText {
    const { source } = this;
    while (this.index < source.length) {
      const char = source[this.index];
      if (char === "'") this.string();
      else if (char === '/' && source[this.index + 1] === '/') this.skipTo(lineEnd(source, this.index));
      else if (char === '/' && source[this.index + 1] === '*') this.comment();
      else this.index++;
    }
    this.pieces.push(source.slice(this.copied));
    return { text: this.pieces.join(''), problems: this.problems };
  }

  private skipTo(index: number): void {
    this.index = index;
  }

  private comment(): void {
    const start = this.index;
    const end = this.source.indexOf('*/', start + 2);
    if (end >= 0) return this.skipTo(end + 2);
    this.report(start, "Missing closing mark '*/' on multi-line comment.");
    this.replace(start, this.source.length, this.source.slice(start).replace(/[^\r\n]/g, ' '));
  }

  private string(): void {
    const start = this.index;
    const isLong = /^'''[\r\n]/.test(this.source.slice(start, start + 4));
    const end = isLong ? this.longEnd(start + 3) : this.shortEnd(start + 1);
    if (end === null) return;
    const body = this.source.slice(start, end);
    if (body.includes('\\')) this.escapes(start, end, body, isLong ? 3 : 1);
    this.skipTo(end);
  }

  /** Where a string in single quotes ends, or null after reporting that it does not. */
  private shortEnd(from: number): number | null {
    for (let i = from; i < this.source.length; i++) {
      const char = this.source[i];
      if (char === "'") return i + 1;
      if (char === '\n' || char === '\r') return this.broken(from - 1, i, this.unclosed(i));
      if (char === '\\' && this.source[i + 1] !== '\n' && this.source[i + 1] !== '\r') i++;
    }
    return this.broken(from - 1, this.source.length, "Missing closing quote character ' on string.");
  }

  /** What is wrong with a string that its line does not close: whether any other does. */
  private unclosed(from: number): string {
    return /^(?:[^'\\]|\\[^])*'/.test(this.source.slice(from))
      ? 'Line breaks are not allowed in string literals'
      : "Missing closing quote character ' on string.";
  }

  private longEnd(from: number): number | null {
    for (let i = from; i < this.source.length; i++) {
      if (this.source[i] === '\\') i++;
      else if (this.source.startsWith("'''", i)) return i + 3;
    }
    return this.broken(from - 3, this.source.length, "Missing closing quote character ''' on string.");
  }

  private broken(start: number, end: number, message: string): null {
    this.report(start, message);
    const rest = this.source.slice(start + 1, end).replace(/[^\r\n]/g, ' ');
    this.replace(start, end, rest === '' ? '0' : `'${rest.slice(0, -1)}'`);
    return null;
  }

  private escapes(start: number, end: number, body: string, quotes: number): void {
    const inside = body.slice(quotes, -quotes);
    // the search text of FIND escapes its own reserved characters
    const isFind = FIND_BEFORE.test(this.source.slice(Math.max(0, start - LONGEST_FIND), start));
    if (isFind) return;
    let illegal: string | null = null;
    const mended = body.replace(/\\[\s\S]?/g, (pair, offset: number) => {
      STRING_ESCAPE.lastIndex = offset;
      WILDCARD_ESCAPE.lastIndex = offset;
      if (STRING_ESCAPE.test(body) || WILDCARD_ESCAPE.test(body)) return pair;
      illegal ??= pair === '\\u' ? `\\u${/^[0-9a-f]*/i.exec(body.slice(offset + 2, offset + 5))?.[0] ?? ''}` : pair;
      return pair.replace(/[^\r\n]/g, '_');
    });
    if (illegal !== null) this.report(start, illegalEscapeMessage(inside, illegal));
    const hidden = hideWildcardEscapes(mended);
    if (hidden !== body) this.replace(start, end, hidden);
  }

  private replace(start: number, end: number, text: string): void {
    this.pieces.push(this.source.slice(this.copied, start), text);
    this.copied = end;
    this.index = end;
  }

  private report(index: number, message: string): void {
    this.problems.push({ at: positionAt(this.source, index), message });
  }
}

/** Wording for an escape the language does not have. */
export function illegalEscapeMessage(text: string, sequence: string): string {
  const kind = sequence.startsWith('\\u')
    ? `Illegal unicode sequence. Less than four hex digits '${sequence}'`
    : `Illegal character sequence '${sequence}'`;
  return `Invalid string literal '${text}'. ${kind} in string literal.`;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

/** Counted in code points, as the lexer counts. */
function positionAt(text: string, index: number): Position {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: [...(before[before.length - 1] ?? '')].length + 1 };
}
