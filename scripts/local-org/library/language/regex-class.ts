/** Single characters and character classes of Java regular expressions, in JavaScript. */
import { UnsupportedError } from '../../values/errors';

export interface CaseFlag {
  readonly ignoreCase: boolean;
}

/** Where the translator stands in the pattern. */
export interface PatternSource {
  peek(offset?: number): string;
  next(): string;
  take(expression: RegExp): RegExpExecArray | null;
  fail(description: string): never;
  ignoreCase(): boolean;
}

/** Java's line terminators, as content of a class. */
export const LINE_BREAKS = '\\n\\r\\u{85}\\u{2028}\\u{2029}';
const SPACE = ' \\t\\n\\v\\f\\r';
const HORIZONTAL = ' \\t\\u{a0}\\u{1680}\\u{180e}\\u{2000}-\\u{200a}\\u{202f}\\u{205f}\\u{3000}';
const VERTICAL = '\\n\\v\\f\\r\\u{85}\\u{2028}\\u{2029}';
const CONTROL_SIGNS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };
const PUNCTUATION = '!-\\/:-@\\[-`\\{-~';
const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\u{0}-\\u{7f}',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: PUNCTUATION,
  Graph: '\\u{21}-\\u{7e}',
  Print: '\\u{20}-\\u{7e}',
  Blank: ' \\t',
  Cntrl: '\\u{0}-\\u{1f}\\u{7f}',
  XDigit: '0-9a-fA-F',
  Space: SPACE,
};
/** Java's names of binary properties, with those of Unicode. */
const BINARY: Readonly<Record<string, string>> = {
  alphabetic: 'Alphabetic',
  ideographic: 'Ideographic',
  letter: 'L',
  lowercase: 'Lowercase',
  uppercase: 'Uppercase',
  titlecase: 'Lt',
  punctuation: 'P',
  control: 'Cc',
  white_space: 'White_Space',
  whitespace: 'White_Space',
  digit: 'Nd',
  hex_digit: 'Hex_Digit',
  assigned: 'Assigned',
};

/** A character that stands for itself anywhere. */
function hexEscape(point: number): string {
  const sign = String.fromCodePoint(point);
  return /^[A-Za-z0-9_]$/.test(sign) ? sign : `\\u{${point.toString(16)}}`;
}

/** A literal character outside of classes; only ASCII letters ignore case, as in Java without `(?u)`. */
export function literalSign(sign: string, { ignoreCase }: CaseFlag): string {
  if (ignoreCase && /^[A-Za-z]$/.test(sign)) return `[${sign.toLowerCase()}${sign.toUpperCase()}]`;
  return hexEscape(sign.codePointAt(0) ?? 0);
}

export class CharacterSets {
  constructor(private readonly source: PatternSource) {}

  /** After the backslash, outside of classes. */
  escape(): string {
    const { set, point } = this.escaped();
    if (set !== null) return `[${set}]`;
    return literalSign(String.fromCodePoint(point), { ignoreCase: this.source.ignoreCase() });
  }

  /** `[…]`, with ranges, unions, intersections, negation. */
  bracket(): string {
    this.source.next();
    const negated = this.source.take(/^\^/) !== null;
    const operands: string[] = [];
    let content = '';
    let isFirst = true;
    for (;;) {
      if (this.source.peek() === '') this.source.fail('Unclosed character class');
      if (this.source.peek() === ']' && !isFirst) break;
      if (this.source.take(/^&&/)) {
        if (content !== '') operands.push(`[${content}]`);
        content = '';
      } else content += this.item();
      isFirst = false;
    }
    this.source.next();
    if (content !== '') operands.push(`[${content}]`);
    const [only = '[]'] = operands;
    if (operands.length === 1) return negated ? `[^${only}]` : only;
    return `[${negated ? '^' : ''}${operands.join('&&')}]`;
  }

  private item(): string {
    if (this.source.peek() === '[') return this.bracket();
    const from = this.single();
    if (from.set !== null) return from.set.startsWith('[') ? from.set : `[${from.set}]`;
    const isRange = this.source.peek() === '-' && !['', ']', '['].includes(this.source.peek(1));
    if (!isRange) return this.range(from.point, null);
    this.source.next();
    const to = this.single();
    if (to.set !== null || to.point < from.point) this.source.fail('Illegal character range');
    return this.range(from.point, to.point);
  }

  private single(): { readonly set: string | null; readonly point: number } {
    if (this.source.take(/^\\/)) return this.escaped();
    return { set: null, point: this.source.next().codePointAt(0) ?? 0 };
  }

  /** A range, with the letters of the other case where case is ignored. */
  private range(from: number, to: number | null): string {
    const end = to ?? from;
    let content = to === null ? hexEscape(from) : `${hexEscape(from)}-${hexEscape(end)}`;
    if (!this.source.ignoreCase()) return content;
    for (const [first, last, shift] of [
      [65, 90, 32],
      [97, 122, -32],
    ] as const) {
      const low = Math.max(from, first);
      const high = Math.min(end, last);
      if (low <= high) content += `${hexEscape(low + shift)}-${hexEscape(high + shift)}`;
    }
    return content;
  }

  /** After a backslash: a set as content of a class, or one character. */
  private escaped(): { readonly set: string | null; readonly point: number } {
    const character = (point: number): { set: null; point: number } => ({ set: null, point });
    const set = (content: string): { set: string; point: number } => ({ set: content, point: 0 });
    const code = this.source.take(/^(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/);
    if (code) return character(parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16));
    const octal = this.source.take(/^0([0-3]?[0-7]{1,2})/);
    if (octal) return character(parseInt(octal[1] ?? '', 8));
    const control = this.source.take(/^c([^])/);
    if (control) return character((control[1] ?? '').charCodeAt(0) ^ 64);
    const property = this.source.take(/^([pP])(?:\{\^?([^}]*)\}|([A-Z]))/);
    if (property) return set(this.property(property[2] ?? property[3] ?? '', property[1] === 'P'));
    const sign = this.source.next();
    const point = CONTROL_SIGNS[sign];
    if (point !== undefined) return character(point);
    const known = SETS[sign];
    if (known !== undefined) return set(known);
    if (/[A-Za-z0-9]/.test(sign)) this.source.fail('Illegal/unsupported escape sequence');
    return character(sign.codePointAt(0) ?? 0);
  }

  private property(name: string, negated: boolean): string {
    const posix = POSIX[name];
    if (posix !== undefined) {
      const both = this.source.ignoreCase() && /^(?:Lower|Upper)$/.test(name) ? 'a-zA-Z' : posix;
      return negated ? `[^${both}]` : both;
    }
    const unicode = unicodeProperty(name);
    return `\\${negated ? 'P' : 'p'}{${unicode}}`;
  }
}

const SETS: Readonly<Record<string, string>> = {
  d: '0-9',
  D: '[^0-9]',
  w: 'a-zA-Z0-9_',
  W: '[^a-zA-Z0-9_]',
  s: SPACE,
  S: `[^${SPACE}]`,
  h: HORIZONTAL,
  H: `[^${HORIZONTAL}]`,
  v: VERTICAL,
  V: `[^${VERTICAL}]`,
};

function unicodeProperty(name: string): string {
  const [key = '', value] = name.split('=');
  const plain = name.replace(/^Is/, '');
  const candidates =
    value !== undefined
      ? [/^(?:sc|script)$/i.test(key) ? `Script=${value}` : `General_Category=${value}`]
      : [plain, BINARY[plain.toLowerCase()] ?? '', name.startsWith('Is') ? `Script=${plain}` : ''];
  const found = candidates.find((each) => each !== '' && isUnicodeProperty(each));
  if (found === undefined) throw new UnsupportedError(`Pattern construct \\p{${name}}`);
  return found;
}

function isUnicodeProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'v').source !== '';
  } catch {
    return false;
  }
}
