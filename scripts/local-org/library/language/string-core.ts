/** String: taking apart, comparing, searching. Null arguments are refused before these are called. */
import { apexException } from '../../values/errors';

/** `substring(start, end)`. @throws System.StringException out of range */
export function substring(text: string, start: number, end = text.length): string {
  if (start < 0 || start > text.length) throw outOfBounds('Starting', start);
  if (end > text.length || end < start) throw outOfBounds('Ending', end);
  return text.slice(start, end);
}

function outOfBounds(which: string, position: number): Error {
  return apexException('System.StringException', `${which} position out of bounds: ${position}`);
}

export function left(text: string, length: number): string {
  return length < 0 ? '' : text.slice(0, length);
}

export function right(text: string, length: number): string {
  return length <= 0 ? '' : text.slice(-length);
}

export function mid(text: string, start: number, length: number): string {
  if (length <= 0 || start > text.length) return '';
  const from = Math.max(start, 0);
  return text.slice(from, from + length);
}

export function charAt(text: string, index: number): number {
  if (!(index >= 0 && index < text.length)) throw indexOutOfRange(index);
  return text.charCodeAt(index);
}

export function codePointAt(text: string, index: number): number {
  const point = index >= 0 ? text.codePointAt(index) : undefined;
  if (point === undefined) throw indexOutOfRange(index);
  return point;
}

export function codePointBefore(text: string, index: number): number {
  if (!(index >= 1 && index <= text.length)) throw indexOutOfRange(index);
  const low = text.charCodeAt(index - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && index >= 2 && isHigh(text.charCodeAt(index - 2));
  return codePointAt(text, isPair ? index - 2 : index - 1);
}

export function codePointCount(text: string, begin: number, end: number): number {
  if (begin < 0 || end > text.length || begin > end) throw indexOutOfRange(begin < 0 ? begin : end);
  return [...text.slice(begin, end)].length;
}

export function offsetByCodePoints(text: string, index: number, offset: number): number {
  let at = index;
  for (let left = offset; left > 0; left--) at += codePointAt(text, at) > 0xffff ? 2 : 1;
  for (let left = offset; left < 0; left++) at -= codePointBefore(text, at) > 0xffff ? 2 : 1;
  return at;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function indexOutOfRange(index: number): Error {
  return apexException('System.StringException', `String index out of range: ${index}`);
}

/** Java's `compareTo`: the difference of the first characters that differ, or of the lengths. */
export function compareTo(text: string, other: string): number {
  const common = Math.min(text.length, other.length);
  for (let index = 0; index < common; index++) {
    const difference = text.charCodeAt(index) - other.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return text.length - other.length;
}

export function countMatches(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}

export function lastIndexOf(text: string, part: string, end = text.length): number {
  return end < 0 ? -1 : text.lastIndexOf(part, end);
}

export function indexOfAny(text: string, signs: string): number {
  return [...Array(text.length).keys()].find((index) => signs.includes(text.charAt(index))) ?? -1;
}

export function indexOfAnyBut(text: string, signs: string): number {
  if (signs === '') return -1;
  return [...Array(text.length).keys()].find((index) => !signs.includes(text.charAt(index))) ?? -1;
}

/** Where two texts begin to differ; -1 when they do not. */
export function indexOfDifference(text: string, other: string): number {
  if (text === other) return -1;
  let index = 0;
  while (index < text.length && index < other.length && text.charAt(index) === other.charAt(index)) index++;
  return index;
}

export function commonPrefix(texts: readonly string[]): string {
  return texts.reduce((prefix, text) => {
    const at = indexOfDifference(prefix, text);
    return at < 0 ? prefix : prefix.slice(0, at);
  }, texts[0] ?? '');
}

export function before(text: string, separator: string, last = false): string {
  const at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
  if (last && separator === '') return text;
  return at < 0 ? text : text.slice(0, at);
}

export function after(text: string, separator: string): string {
  const at = text.indexOf(separator);
  return at < 0 ? '' : text.slice(at + separator.length);
}

export function afterLast(text: string, separator: string): string {
  const at = text.lastIndexOf(separator);
  return at < 0 || separator === '' ? '' : text.slice(at + separator.length);
}

/** Null when there is nothing between. */
export function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  if (start < 0) return null;
  const end = text.indexOf(close, start + open.length);
  return end < 0 ? null : text.slice(start + open.length, end);
}

/** The number of single-character changes from one text to the other. */
export function levenshtein(text: string, other: string): number {
  let previous = [...Array(other.length + 1).keys()];
  for (let row = 1; row <= text.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = text.charAt(row - 1) === other.charAt(column - 1) ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same),
      );
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/** Whether the text is not empty and all of it is of a kind. */
export function isAll(text: string, kind: RegExp): boolean {
  return text !== '' && kind.test(text);
}

type CharacterType = 'upper' | 'lower' | 'letter' | 'digit' | 'space' | 'other';

function characterType(sign: string): CharacterType {
  if (/\p{Lu}/u.test(sign)) return 'upper';
  if (/\p{Ll}/u.test(sign)) return 'lower';
  if (/\p{L}/u.test(sign)) return 'letter';
  if (/\p{Nd}/u.test(sign)) return 'digit';
  return /\s/.test(sign) ? 'space' : 'other';
}

/** Runs of characters of one type; in camel case a capital belongs to the small letters after it. */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
  const parts: string[] = [];
  let type: CharacterType | null = null;
  for (const sign of text) {
    const next = characterType(sign);
    const current = parts.at(-1) ?? '';
    if (next === type) parts[parts.length - 1] = current + sign;
    else if (camelCase && type === 'upper' && next === 'lower') {
      const capital = current.slice(-1);
      if (current.length > 1) parts[parts.length - 1] = current.slice(0, -1);
      else parts.pop();
      parts.push(capital + sign);
    } else parts.push(sign);
    type = next;
  }
  return parts;
}
