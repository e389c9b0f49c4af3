/** JSON as people write it, and where things stand in it. */
import { parseTree, findNodeAtLocation, printParseErrorCode, parse as parseJsonc, type ParseError } from 'jsonc-parser';
import type { TextWithPlaces, Position } from './parse';

/** JSON with comments and trailing commas. */
export function lenientJson(text: string): TextWithPlaces | null {
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  if (errors.length) return null;
  const problems = [{ line: 1, column: 1, message: 'It has comments or trailing commas, which JSON does not allow.' }];
  return { value, problems, locate: (keys) => locateJson(text, keys) };
}

/** @returns where the value under these keys stands, or the nearest one around it */
export function locateJson(text: string, keys: readonly string[]): Position {
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

/** What a JSON parser says, of a text that looks like JSON. */
export function jsonMessage(text: string): string | null {
  if (!/^\s*\{/.test(text)) return null;
  const errors: ParseError[] = [];
  parseJsonc(text, errors);
  const [first] = errors;
  if (!first) return null;
  const { line, column } = positionOf(text, first.offset);
  return `${printParseErrorCode(first.error)} at ${line}:${column}`;
}
