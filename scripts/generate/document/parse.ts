/** Text → JSON value, with where everything stands for those who ask. */
import { parseTree, findNodeAtLocation, printParseErrorCode, parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { CommandError, ExitCode } from '../../cli/errors';

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

/** YAML takes a multiple of its size in memory to parse, so that its bound is lower than that of a file. */
const MAXIMUM_YAML = 24 * 1024 * 1024;
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

function json(text: string): ParsedText | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value, problems: [], locate: (keys) => locateJson(text, keys) };
  } catch {
    // Flow-style YAML begins like JSON, and a tab or a trailing comma is no reason to refuse.
    return lenientJson(text);
  }
}

/** JSON with comments and trailing commas. */
function lenientJson(text: string): ParsedText | null {
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  if (errors.length) return null;
  const problems = [{ line: 1, column: 1, message: 'It has comments or trailing commas, which JSON does not allow.' }];
  return { value, problems, locate: (keys) => locateJson(text, keys) };
}

function locateJson(text: string, keys: readonly string[]): Position {
  const root = parseTree(text);
  for (let length = keys.length; root && length > 0; length--) {
    const node =
      findNodeAtLocation(root, keys.slice(0, length)) ?? findNodeAtLocation(root, withIndices(keys.slice(0, length)));
    if (node) return positionOf(text, node.parent?.type === 'property' ? node.parent.offset : node.offset);
  }
  return { line: 1, column: 1 };
}

function withIndices(keys: readonly string[]): (string | number)[] {
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function yaml(text: string, name: string): ParsedText {
  if (text.length > MAXIMUM_YAML) {
    throw new CommandError(
      ExitCode.project,
      `${name} cannot be read: YAML may have ${MAXIMUM_YAML} characters. JSON may be larger.`,
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: true, logLevel: 'silent' });
  const problems = [...document.errors, ...document.warnings].map((each) => {
    const { line, col } = lines.linePos(each.pos[0]);
    const [message = ''] = each.message.split('\n');
    return { line, column: col, message, code: each.code };
  });
  const fatal = problems.find(({ code }) => code !== 'DUPLICATE_KEY' && code !== 'TAG_RESOLVE_FAILED');
  if (fatal || text.trim() === '') {
    const { line, column, message } = fatal ?? { line: 1, column: 1, message: 'it is empty' };
    throw new CommandError(
      ExitCode.project,
      `${name}:${line}:${column} cannot be read: ${jsonMessage(text) ?? message}`,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    throw new CommandError(ExitCode.project, `${name} cannot be read: ${(error as Error).message}`);
  }
  return { value, problems, locate: (keys) => locateYaml(document, lines, keys) };
}

/** What a JSON parser says, of a text that looks like JSON. */
function jsonMessage(text: string): string | null {
  if (!/^\s*\{/.test(text)) return null;
  const errors: ParseError[] = [];
  parseJsonc(text, errors);
  const [first] = errors;
  if (!first) return null;
  const { line, column } = positionOf(text, first.offset);
  return `${printParseErrorCode(first.error)} at ${line}:${column}`;
}

function locateYaml(document: Document, lines: LineCounter, keys: readonly string[]): Position {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
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
