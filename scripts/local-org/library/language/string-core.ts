/** String: taking apart, comparing, searching. Null arguments are refused before these are called. */
import { apexException } from '../../values/errors';
import { characterType, type CharacterType } from './character-types';

/** `substring(start, end)`. @throws System.StringException out of range */
export function substring(text: string, start: number, end = text.length): string {
  if (start < 0 || start > text.length) throw outOfBounds('Starting', start);
  if (end > text.length || end < start) throw outOfBounds('Ending', end);
  return text.slice(start, end);
}

function outOfBounds(which: 'Starting' | 'Ending' | 'End', position: number): Error {
  return stringProblem(`${which} position out of bounds: ${position}`);
}

function stringProblem(message: string): Error {
  return apexException('System.StringException', message);
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
  if (!(index >= 0 && index < text.length)) throw stringProblem('Specified index is invalid.');
  return text.charCodeAt(index);
}

export function codePointAt(text: string, index: number): number {
  const point = index >= 0 ? text.codePointAt(index) : undefined;
  if (point === undefined) throw outOfBounds('Starting', index);
  return point;
}

export function codePointBefore(text: string, index: number): number {
  if (!(index >= 1 && index <= text.length)) throw outOfBounds('Starting', index);
  const low = text.charCodeAt(index - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff && index >= 2 && isHigh(text.charCodeAt(index - 2));
  return codePointAt(text, isPair ? index - 2 : index - 1);
}

export function codePointCount(text: string, begin: number, end: number): number {
  if (begin < 0 || begin > end) throw outOfBounds('Starting', begin);
  if (end > text.length) throw outOfBounds('End', end);
  return [...text.slice(begin, end)].length;
}

export function offsetByCodePoints(text: string, index: number, offset: number): number {
  if (index < 0 || index > text.length) throw outOfBounds('Starting', index);
  let at = index;
  for (let left = offset; left > 0 && at < text.length + 1; left--)
    at += at < text.length && codePointAt(text, at) > 0xffff ? 2 : 1;
  for (let left = offset; left < 0 && at >= 0; left++) at -= at > 0 && codePointBefore(text, at) > 0xffff ? 2 : 1;
  if (at < 0 || at > text.length) throw stringProblem(`Code point offset out of bounds: ${offset}`);
  return at;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
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

/** Text of UTF-16 units, of which each counts by its lowest 16 bits. */
export function fromUnits(units: readonly number[]): string {
  return units.map((unit) => String.fromCharCode(unit)).join('');
}

/** The number of changes; -1 above the threshold. @throws System.StringException for a threshold below zero */
export function levenshteinUpTo(text: string, other: string, threshold: number): number {
  if (threshold < 0) throw stringProblem('Threshold must not be negative');
  const distance = levenshtein(text, other);
  return distance > threshold ? -1 : distance;
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

/** Runs of characters of one type; in camel case a capital belongs to the small letters after it. */
export function splitByCharacterType(text: string, camelCase: boolean): string[] {
  const parts: string[] = [];
  let type: CharacterType | null = null;
  for (const sign of text.split('')) {
    const next = characterType(sign);
    const current = parts.at(-1) ?? '';
    if (next === type) parts[parts.length - 1] = current + sign;
    else if (camelCase && type === 'Lu' && next === 'Ll') {
      const capital = current.slice(-1);
      if (current.length > 1) parts[parts.length - 1] = current.slice(0, -1);
      else parts.pop();
      parts.push(capital + sign);
    } else parts.push(sign);
    type = next;
  }
  return parts;
}
