/** JSON as people write it, and where things stand in it. */
import {
  findNodeAtLocation,
  parse as parseJsonc,
  parseTree,
  printParseErrorCode,
  visit,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { linesOf, placeOf } from './json-places';
import type { TextWithPlaces, Position } from './parse';

/** JSON with comments and trailing commas. */
export function lenientJson(text: string): TextWithPlaces | null {
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  if (errors.length) return null;
  const problems = [{ line: 1, column: 1, message: 'It has comments or trailing commas, which JSON does not allow.' }];
  return { value, problems, locate: (keys) => new TreePlaces(text).locate(keys) };
}

/** Where things stand in a text with comments. */
class TreePlaces {
  private readonly root: Node | undefined;
  private readonly lines: readonly number[];

  constructor(text: string) {
    this.root = parseTree(text, [], { allowTrailingComma: true });
    this.lines = linesOf(text);
  }

  /** @returns where the value under these keys stands, or the nearest one around it */
  locate(keys: readonly string[]): Position {
    const { root } = this;
    for (let length = keys.length; root && length > 0; length--) {
      const node =
        findNodeAtLocation(root, keys.slice(0, length)) ?? findNodeAtLocation(root, withIndices(keys.slice(0, length)));
      if (node) return placeOf(this.lines, node.parent?.type === 'property' ? node.parent.offset : node.offset);
    }
    return { line: 1, column: 1 };
  }
}

/** Keys that stand twice in one object: the last one counts. */
export function repeatedKeys(text: string): (Position & { readonly message: string })[] {
  const open: Set<string>[] = [];
  const found: { readonly key: string; readonly offset: number }[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (key, offset) => {
      const keys = open.at(-1);
      if (keys?.has(key)) found.push({ key, offset });
      keys?.add(key);
    },
  });
  if (found.length === 0) return [];
  const lines = linesOf(text);
  return found.map(({ key, offset }) => ({
    ...placeOf(lines, offset),
    message: `The key ${JSON.stringify(key)} stands here a second time: the first one does not count.`,
  }));
}

function withIndices(keys: readonly string[]): (string | number)[] {
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** What a JSON parser says, and where, of a text that looks like JSON. */
export function jsonProblem(text: string): (Position & { readonly message: string }) | null {
  if (!/^\s*\{/.test(text)) return null;
  const errors: ParseError[] = [];
  parseJsonc(text, errors);
  const [first] = errors;
  return first ? { ...placeOf(linesOf(text), first.offset), message: printParseErrorCode(first.error) } : null;
}
