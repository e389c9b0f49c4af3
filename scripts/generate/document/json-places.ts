/** Where things stand in a JSON text. No tree is made of it: of millions of values, few have a problem. */
import type { Position } from './parse';

interface Member {
  /** Offset of its key, or of the value itself in a list. */
  readonly at: number;
  readonly value: number;
}

const NO_MEMBERS: ReadonlyMap<string, Member> = new Map();

/** Each object and list on the way to what is asked for is gone through once, however often it is on the way. */
export class JsonPlaces {
  private lines: readonly number[] | undefined;
  private readonly known = new Map<number, ReadonlyMap<string, Member>>();

  /** @param text JSON that is none of the parser's problems */
  constructor(private readonly text: string) {}

  /** @returns where the value under these keys stands, or the nearest one around it */
  locate(keys: readonly string[]): Position {
    let at = 0;
    let value = this.behindSpace(0);
    for (const key of keys) {
      const member = this.members(value).get(key);
      if (!member) break;
      ({ at, value } = member);
    }
    return placeOf((this.lines ??= linesOf(this.text)), at);
  }

  private members(start: number): ReadonlyMap<string, Member> {
    const opening = this.text[start];
    if (opening !== '{' && opening !== '[') return NO_MEMBERS;
    const known = this.known.get(start);
    if (known) return known;
    const found = opening === '{' ? this.properties(start) : this.items(start);
    this.known.set(start, found);
    return found;
  }

  private properties(start: number): Map<string, Member> {
    const found = new Map<string, Member>();
    this.visit(start, (token, at, end) => {
      if (!token.endsWith(':')) return;
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      found.set(key, { at, value: this.behindSpace(end) });
    });
    return found;
  }

  private items(start: number): Map<string, Member> {
    const first = this.behindSpace(start + 1);
    const found = new Map<string, Member>();
    if (this.text[first] !== ']') found.set('0', { at: first, value: first });
    this.visit(start, (token, _, end) => {
      if (token !== ',') return;
      const item = this.behindSpace(end);
      found.set(String(found.size), { at: item, value: item });
    });
    return found;
  }

  /** Goes through the tokens of an object or list, those inside its members left out. */
  private visit(start: number, see: (token: string, at: number, end: number) => void): void {
    const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[{}[\],]/g;
    tokens.lastIndex = start + 1;
    let depth = 1;
    for (let match = tokens.exec(this.text); match && depth > 0; match = tokens.exec(this.text)) {
      const [token] = match;
      if (token === '{' || token === '[') depth++;
      else if (token === '}' || token === ']') depth--;
      else if (depth === 1) see(token, match.index, tokens.lastIndex);
    }
  }

  private behindSpace(offset: number): number {
    const space = /\s*/y;
    space.lastIndex = offset;
    space.exec(this.text);
    return space.lastIndex;
  }
}

/** Offsets at which lines begin. */
export function linesOf(text: string): number[] {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
}

/** @param lines offsets at which lines begin */
export function placeOf(lines: readonly number[], offset: number): Position {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
