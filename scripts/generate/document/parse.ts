/** Text → JSON value, with where everything stands for those who ask. */
import { CommandError, ExitCode } from '../../cli/errors';
import type * as JsonText from './json-text';
import type * as YamlText from './yaml-text';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface ParsedText {
  readonly value: unknown;
  /** What is wrong with the text, though it can be read. */
  readonly problems: readonly (Position & { readonly message: string })[];
  /** Where the value under these keys stands, or the nearest one around it. */
  locate(keys: readonly string[]): Position;
}

/** How deep objects and lists may be nested: no API needs it, and everything that walks a document recurses. */
const MAXIMUM_DEPTH = 400;

/**
 * @param text JSON or YAML
 * @param name the file or URL, for errors
 * @throws CommandError with line and column when it is neither
 */
export function parseText(text: string, name: string): ParsedText {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = /^\s*[{[]/.test(clean) ? (json(clean) ?? yaml(clean, name)) : yaml(clean, name);
  if (tooDeep(parsed.value)) {
    throw new CommandError(ExitCode.project, `${name} cannot be read: it is nested over ${MAXIMUM_DEPTH} levels deep.`);
  }
  return parsed;
}

/** What knows places is loaded when one is asked for: most documents have no problem. */
function json(text: string): ParsedText | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value, problems: [], locate: (keys) => jsonText().locateJson(text, keys) };
  } catch {
    // Flow-style YAML begins like JSON, and a tab or a trailing comma is no reason to refuse.
    return jsonText().lenientJson(text);
  }
}

function jsonText(): typeof JsonText {
  return require('./json-text') as typeof JsonText;
}

function yaml(text: string, name: string): ParsedText {
  return (require('./yaml-text') as typeof YamlText).yaml(text, name);
}

/** Without recursion, since it guards everything that recurses. An object that is met twice (a YAML alias) is looked at once. */
function tooDeep(value: unknown): boolean {
  const seen = new Set<unknown>();
  let level = [value];
  for (let depth = 0; level.length; depth++) {
    if (depth > MAXIMUM_DEPTH) return true;
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null || seen.has(each)) continue;
      seen.add(each);
      for (const inner of Object.values(each)) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    level = next;
  }
  return false;
}
