/**
 * Reads Java regular expressions and writes them as JavaScript's (`v` flag). What JavaScript cannot say the same way
 * is refused by name, never approximated.
 *
 * https://docs.oracle.com/en/java/javase/11/docs/api/java.base/java/util/regex/Pattern.html
 */
import { apexException, UnsupportedError } from '../../values/errors';
import { CharacterSets, LINE_BREAKS, literalSign, type CaseFlag } from './regex-class';

/** A Java pattern in JavaScript. Java's group `n` is JavaScript's group named `g<n>`. */
export interface TranslatedPattern {
  readonly source: string;
  readonly groupCount: number;
  /** Java's named groups, by name. */
  readonly names: ReadonlyMap<string, number>;
}

interface Flags extends CaseFlag {
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
}

const ANY = '[\\s\\S]';
const END = `(?!${ANY})`;
const START = `(?<!${ANY})`;
/** Not between the two signs of one line break. */
const NOT_INSIDE_BREAK = '(?<!\\r(?=\\n))';
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/;
const ASSERTIONS: Readonly<Record<string, string>> = {
  A: START,
  z: END,
  Z: `${NOT_INSIDE_BREAK}(?=(?:\\r\\n|[${LINE_BREAKS}])?${END})`,
  b: '\\b',
  B: '\\B',
};

/**
 * Translates a pattern.
 *
 * @throws System.StringException `Invalid regex: …` where Java would refuse it
 * @throws UnsupportedError for what JavaScript has no equal of
 */
export function translatePattern(pattern: string): TranslatedPattern {
  return new Translator(pattern).translate();
}

class Translator {
  private at = 0;
  private groupCount = 0;
  private atomicCount = 0;
  private readonly names = new Map<string, number>();
  private flags: Flags = { ignoreCase: false, dotAll: false, multiline: false, comments: false };
  private readonly sets: CharacterSets;
  private readonly pattern: string;

  constructor(private readonly written: string) {
    this.pattern = unquoted(written);
    this.sets = new CharacterSets({
      peek: (offset = 0) => this.pattern.charAt(this.at + offset),
      next: () => this.next(),
      take: (expression) => this.take(expression),
      fail: (description) => this.fail(description),
      ignoreCase: () => this.flags.ignoreCase,
    });
  }

  translate(): TranslatedPattern {
    const source = this.alternatives();
    if (this.at < this.pattern.length) this.fail("Unmatched closing ')'");
    return { source, groupCount: this.groupCount, names: this.names };
  }

  /** Up to the closing parenthesis or the end; flags set inside end with it. */
  private alternatives(): string {
    const before = this.flags;
    let source = '';
    while (this.at < this.pattern.length && this.peek() !== ')') {
      if (this.peek() === '|') source += this.next();
      else source += this.quantified();
    }
    this.flags = before;
    return source;
  }

  private quantified(): string {
    if (this.flags.comments && this.take(/^(?:\s+|#[^\n\r]*)/)) return '';
    const atom = this.atom();
    if (this.flags.comments) this.take(/^\s+/);
    const quantifier = this.take(QUANTIFIER);
    if (!quantifier) {
      if (this.peek() === '{') this.fail('Illegal repetition');
      return atom;
    }
    const [, least, most] = quantifier;
    if (most && Number(most) < Number(least)) this.fail('Illegal repetition range');
    const repeated = `(?:${atom})${quantifier[0]}`;
    if (this.peek() === '?') return repeated + this.next();
    if (this.peek() !== '+') return repeated;
    this.next();
    return this.atomic(repeated);
  }

  private atom(): string {
    const sign = this.peek();
    if (sign === '(') return this.group();
    if (sign === '[') return this.sets.bracket();
    if (sign === '\\') return this.escape();
    if (/[*+?]/.test(sign)) this.fail(`Dangling meta character '${sign}'`);
    if (sign === '{') this.fail('Illegal repetition');
    const text = this.next();
    if (sign === '.') return this.flags.dotAll ? ANY : `[^${LINE_BREAKS}]`;
    if (sign === '^') return this.flags.multiline ? this.lineStart() : START;
    if (sign === '$') return this.flags.multiline ? this.lineEnd() : (ASSERTIONS.Z ?? '');
    return literalSign(text, this.flags);
  }

  private lineStart(): string {
    return `(?:${START}|(?<=[${LINE_BREAKS}])${NOT_INSIDE_BREAK}(?=${ANY}))`;
  }

  private lineEnd(): string {
    return `${NOT_INSIDE_BREAK}(?=[${LINE_BREAKS}]|${END})`;
  }

  private escape(): string {
    this.next();
    const sign = this.peek();
    const assertion = ASSERTIONS[sign];
    if (assertion !== undefined) {
      this.next();
      return assertion;
    }
    if (sign === 'G') throw unsupported('\\G');
    if (sign === 'X') throw unsupported('\\X');
    if (sign === 'R') {
      this.next();
      return `(?:\\r\\n|[${LINE_BREAKS}\\v\\f])`;
    }
    const named = this.take(/^k<([A-Za-z][A-Za-z0-9]*)>/);
    if (named) return this.namedReference(named[1] ?? '');
    if (/[1-9]/.test(sign)) return this.numberedReference();
    return this.sets.escape();
  }

  private namedReference(name: string): string {
    const group = this.names.get(name);
    if (group === undefined) this.fail(`named capturing group <${name}> does not exist`);
    return this.reference(group);
  }

  /** More digits belong to the number as long as there is such a group. */
  private numberedReference(): string {
    let group = Number(this.next());
    while (/\d/.test(this.peek()) && group * 10 + Number(this.peek()) <= this.groupCount)
      group = group * 10 + Number(this.next());
    if (group > this.groupCount) throw unsupported('reference to a group further on');
    return this.reference(group);
  }

  private reference(group: number): string {
    if (this.flags.ignoreCase) throw unsupported('case-insensitive back reference');
    return `\\k<g${group}>`;
  }

  private group(): string {
    if (!this.take(/^\(\?/)) {
      this.next();
      return this.capture();
    }
    const name = this.take(/^<([A-Za-z][A-Za-z0-9]*)>/);
    if (name) {
      const key = name[1] ?? '';
      if (this.names.has(key)) this.fail(`Named capturing group <${key}> is already defined`);
      this.names.set(key, this.groupCount + 1);
      return this.capture();
    }
    const kind = this.take(/^(?:[:=!>]|<[=!])/)?.[0];
    if (kind === '>') return this.atomic(this.inside());
    if (kind !== undefined) return `(?${kind}${this.inside()})`;
    return this.flagGroup();
  }

  private capture(): string {
    const group = ++this.groupCount;
    return `(?<g${group}>${this.inside()})`;
  }

  private inside(): string {
    const source = this.alternatives();
    if (this.peek() !== ')') this.fail('Unclosed group');
    this.next();
    return source;
  }

  /** `(?i)` up to the end of the group around it, `(?i-s:…)` for its own content. */
  private flagGroup(): string {
    const written = this.take(/^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/);
    if (!written) this.fail('Unknown inline modifier');
    const [, on = '', off = '', end] = written;
    const before = this.flags;
    this.flags = this.changed(this.changed(this.flags, on, true), off, false);
    if (end === ')') return '';
    const content = this.inside();
    this.flags = before;
    return `(?:${content})`;
  }

  private changed(flags: Flags, letters: string, value: boolean): Flags {
    let result = flags;
    for (const letter of letters) {
      if (letter === 'i') result = { ...result, ignoreCase: value };
      else if (letter === 's') result = { ...result, dotAll: value };
      else if (letter === 'm') result = { ...result, multiline: value };
      else if (letter === 'x') result = { ...result, comments: value };
      else if ('duU'.includes(letter)) throw unsupported(`flag (?${letter})`);
      else this.fail('Unknown inline modifier');
    }
    return result;
  }

  /** What has matched is not given back: a look-ahead keeps its first match, and the reference takes it. */
  private atomic(content: string): string {
    const name = `a${++this.atomicCount}`;
    return `(?:(?=(?<${name}>${content}))\\k<${name}>)`;
  }

  private peek(): string {
    return this.pattern.charAt(this.at);
  }

  private next(): string {
    const point = this.pattern.codePointAt(this.at);
    if (point === undefined) this.fail('Unexpected end');
    const sign = String.fromCodePoint(point);
    this.at += sign.length;
    return sign;
  }

  private take(expression: RegExp): RegExpExecArray | null {
    const found = expression.exec(this.pattern.slice(this.at));
    if (found) this.at += found[0].length;
    return found;
  }

  private fail(description: string): never {
    throw apexException(
      'System.StringException',
      `Invalid regex: ${description} near index ${Math.min(this.at, this.pattern.length)}\n${this.written}`,
    );
  }
}

/** `\\Q…\\E` with each of its characters escaped, as Java begins. */
function unquoted(pattern: string): string {
  return pattern.replace(/\\Q([^]*?)(?:\\E|$)|\\[^]/g, (all, text: string | undefined) =>
    text === undefined ? all : text.replace(/[\x00-\x7f]/g, (sign) => (/[A-Za-z0-9]/.test(sign) ? sign : `\\${sign}`)),
  );
}

function unsupported(construct: string): UnsupportedError {
  return new UnsupportedError(`Pattern construct ${construct}`);
}
