/** Text → JSON value, with where everything stands for those who ask. */
import { CommandError, ExitCode } from '../../cli/errors';
import { JsonPlaces } from './json-places';
import type * as JsonText from './json-text';
import type * as YamlText from './yaml-text';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface ParsedText extends TextWithPlaces {
  /** Whether a reference leads into another file. */
  readonly refersOutside: boolean;
}

export interface TextWithPlaces {
  readonly value: unknown;
  /** What is wrong with the text, though it can be read. */
  readonly problems: readonly (Position & { readonly message: string })[];
  /** Where the value under these keys stands, or the nearest one around it. */
  locate(keys: readonly string[]): Position;
}

/** How deep objects and lists may be nested: no API needs it, and everything that walks a document recurses. */
const MAXIMUM_DEPTH = 400;
const HAND_WRITTEN = 500_000;

/**
 * @param text JSON or YAML
 * @param name the file or URL, for errors
 * @throws CommandError with line and column when it is neither
 */
export function parseText(text: string, name: string): ParsedText {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/^\s*</.test(clean)) {
    throw new CommandError(
      ExitCode.project,
      `${name}:1:1 cannot be read: it is HTML or XML, such as the page of a sign-in, and neither JSON nor YAML.`,
    );
  }
  const { parsed, isJson } = taken(clean, name);
  const { isTooDeep, refersOutside, keys } = surveyed(parsed.value, isJson ? null : new Set());
  if (isTooDeep) throw tooDeep(name);
  // Only people write a key twice, and they write no megabytes.
  const mayRepeat = isJson && clean.length < HAND_WRITTEN && keysWritten(clean) !== keys;
  const repeated = mayRepeat ? jsonText().repeatedKeys(clean) : [];
  return { ...parsed, problems: [...unreadable(clean), ...repeated, ...parsed.problems], refersOutside };
}

function taken(text: string, name: string): { readonly parsed: TextWithPlaces; readonly isJson: boolean } {
  try {
    const fromJson = /^\s*[{[]/.test(text) ? json(text) : null;
    return fromJson ? { parsed: fromJson, isJson: true } : { parsed: yaml(text, name), isJson: false };
  } catch (error) {
    // Parsers recurse, too.
    throw error instanceof RangeError ? tooDeep(name) : error;
  }
}

function tooDeep(name: string): CommandError {
  return new CommandError(ExitCode.project, `${name} cannot be read: it is nested over ${MAXIMUM_DEPTH} levels deep.`);
}

/** Characters that stand for bytes which are none. */
function unreadable(text: string): (Position & { readonly message: string })[] {
  const offset = text.indexOf('\uFFFD');
  if (offset < 0) return [];
  const before = text.slice(0, offset);
  const place = { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  return [{ ...place, message: 'Here is a character that is none in UTF-8: save the file as UTF-8.' }];
}

/** What knows places is loaded when one is asked for: most documents have no problem. */
function json(text: string): TextWithPlaces | null {
  try {
    const value: unknown = JSON.parse(text);
    const places = new JsonPlaces(text);
    return { value, problems: [], locate: (keys) => places.locate(keys) };
  } catch {
    // Flow-style YAML begins like JSON, and a tab or a trailing comma is no reason to refuse.
    return jsonText().lenientJson(text);
  }
}

function jsonText(): typeof JsonText {
  return require('./json-text') as typeof JsonText;
}

function yaml(text: string, name: string): TextWithPlaces {
  return (require('./yaml-text') as typeof YamlText).yaml(text, name);
}

/** How many keys a JSON text has: of those that stand twice, its value has one. */
function keysWritten(text: string): number {
  const texts = text.match(/"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?/g) ?? [];
  return texts.reduce((sum, each) => (each.endsWith(':') ? sum + 1 : sum), 0);
}

interface Survey {
  readonly isTooDeep: boolean;
  readonly keys: number;
  readonly refersOutside: boolean;
}

/**
 * Without recursion, since it guards everything that recurses.
 *
 * @param seen where an object may be met twice (a YAML alias): it is looked at once
 */
function surveyed(value: unknown, seen: Set<object> | null): Survey {
  let refersOutside = false;
  let keys = 0;
  let level: object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 0; level.length; depth++) {
    if (depth > MAXIMUM_DEPTH) return { isTooDeep: true, refersOutside, keys };
    const next: object[] = [];
    for (const each of level) {
      if (seen?.has(each)) continue;
      seen?.add(each);
      if (Array.isArray(each)) {
        for (const inner of each) if (typeof inner === 'object' && inner !== null) next.push(inner as object);
      } else {
        for (const key in each) {
          keys++;
          const inner = (each as Record<string, unknown>)[key];
          if (typeof inner === 'object' && inner !== null) next.push(inner);
          else if (key === '$ref' && typeof inner === 'string' && !inner.startsWith('#')) refersOutside = true;
        }
      }
    }
    level = next;
  }
  return { isTooDeep: false, refersOutside, keys };
}
