/** Java regular expressions at work: finding, splitting, replacing. */
import { chargeMatch } from '../../platform/cost';
import { apexException } from '../../values/errors';
import { guardedMatch, isRisky } from './regex-guard';
import { translatePattern, type TranslatedPattern } from './regex-syntax';

/** Where a match and its groups begin and end; null for groups that took no part. */
export interface RegexMatch {
  readonly spans: readonly (readonly [number, number] | null)[];
}

const KEPT = 500;
const compiled = new Map<string, Regex>();

/** A compiled pattern. */
export class Regex {
  private readonly expressions = new Map<string, RegExp>();
  private readonly isRisky: boolean;

  private constructor(
    readonly pattern: string,
    private readonly translated: TranslatedPattern,
  ) {
    this.isRisky = isRisky(translated.source);
  }

  /** @throws System.StringException when the pattern is not one */
  static of(pattern: string): Regex {
    let regex = compiled.get(pattern);
    if (!regex) {
      if (compiled.size >= KEPT) compiled.clear();
      regex = new Regex(pattern, translatePattern(pattern));
      compiled.set(pattern, regex);
    }
    return regex;
  }

  get groupCount(): number {
    return this.translated.groupCount;
  }

  groupNamed(name: string): number | undefined {
    return this.translated.names.get(name);
  }

  /** The first match at or after a position. */
  find(text: string, from: number): RegexMatch | null {
    return from > text.length ? null : this.run('dgv', this.translated.source, text, from);
  }

  /** A match that begins at the position. */
  lookingAt(text: string, from: number): RegexMatch | null {
    return this.run('dyv', this.translated.source, text, from);
  }

  /** A match of all of the text. */
  matches(text: string): RegexMatch | null {
    return this.run('dyv', `(?:${this.translated.source})(?![\\s\\S])`, text, 0);
  }

  /** All matches one after the other; after an empty one the search goes on a character further. */
  *all(text: string): Generator<RegexMatch, void, void> {
    let from = 0;
    for (let match = this.find(text, from); match; match = this.find(text, from)) {
      yield match;
      const [start, end] = wholeSpan(match);
      from = end === start ? end + 1 : end;
    }
  }

  private run(flags: string, source: string, text: string, from: number): RegexMatch | null {
    // The two sticky expressions of a pattern differ in length.
    const key = `${flags}${source.length}`;
    let expression = this.expressions.get(key);
    if (!expression) this.expressions.set(key, (expression = new RegExp(source, flags)));
    const found = this.exec(expression, text, from);
    chargeMatch((found?.[0]?.[1] ?? text.length) - from);
    if (!found) return null;
    const spans: (readonly [number, number] | null)[] = [found[0] ?? null];
    for (let group = 1; group <= this.groupCount; group++) spans.push(found.groups?.[`g${group}`] ?? null);
    return { spans };
  }

  private exec(expression: RegExp, text: string, from: number): RegExpIndicesArray | undefined {
    return guardedMatch(this.isRisky, text.length - from, () => {
      expression.lastIndex = from;
      return expression.exec(text)?.indices;
    });
  }
}

/** Where the match as a whole lies. */
export function wholeSpan(match: RegexMatch): readonly [number, number] {
  return match.spans[0] ?? [0, 0];
}

/** `text.split(regExp, limit)`, with Java's rules for empty parts at the ends. */
export function splitBy(pattern: string, text: string, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of Regex.of(pattern).all(text)) {
    if (limit > 0 && parts.length === limit - 1) break;
    const [start, end] = wholeSpan(match);
    if (end === 0) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  parts.push(text.slice(from));
  if (limit === 0) while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return limit === 0 && text !== '' && parts.length === 1 && parts[0] === '' ? [] : parts;
}

export function replaceAll(pattern: string, text: string, replacement: string): string {
  return replaceMatches(Regex.of(pattern), text, replacement, Infinity);
}

export function replaceFirst(pattern: string, text: string, replacement: string): string {
  return replaceMatches(Regex.of(pattern), text, replacement, 1);
}

/** Replaces the first matches: `$1` and `${name}` are groups, a backslash takes the next character as it is. */
export function replaceMatches(regex: Regex, text: string, replacement: string, count: number): string {
  let result = '';
  let from = 0;
  let replaced = 0;
  for (const match of regex.all(text)) {
    if (replaced++ >= count) break;
    const [start, end] = wholeSpan(match);
    result += text.slice(from, start) + expand(regex, match, text, replacement);
    from = end;
  }
  return result + text.slice(from);
}

function expand(regex: Regex, match: RegexMatch, text: string, replacement: string): string {
  let result = '';
  for (let at = 0; at < replacement.length; at++) {
    const sign = replacement.charAt(at);
    if (sign === '\\') {
      if (++at >= replacement.length) throw illegal('character to be escaped is missing');
      result += replacement.charAt(at);
    } else if (sign === '$') {
      const named = /^\{([A-Za-z][A-Za-z0-9]*)\}/.exec(replacement.slice(at + 1));
      const group = named ? regex.groupNamed(named[1] ?? '') : numberAt(replacement, at + 1, regex.groupCount);
      if (group === undefined)
        throw illegal(named ? `No group with name {${named[1] ?? ''}}` : 'Illegal group reference');
      if (group > regex.groupCount) throw illegal(`Index out of Bounds: No group ${group}`);
      const span = match.spans[group];
      result += span ? text.slice(...span) : '';
      at += named ? named[0].length : String(group).length;
    } else result += sign;
  }
  return result;
}

/** One digit, and more as long as there is such a group. */
function numberAt(replacement: string, at: number, groupCount: number): number | undefined {
  if (!/\d/.test(replacement.charAt(at))) return undefined;
  let group = Number(replacement.charAt(at));
  for (let next = at + 1; /\d/.test(replacement.charAt(next)); next++) {
    const longer = group * 10 + Number(replacement.charAt(next));
    if (longer > groupCount) break;
    group = longer;
  }
  return group;
}

function illegal(message: string): Error {
  return apexException('System.StringException', message);
}
