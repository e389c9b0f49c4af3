/** A JSON text as a tree, keeping what `JSON.parse` loses: digits of numbers, order and repetition of names. */
import { UnsupportedError } from '../../values/errors';
import { JsonScanner, JsonTextError, inputLocation, type JsonToken, type PositionStyle } from './scanner';

export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly isInteger: boolean }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

/**
 * Reads one value. What the platform makes of text after it, no page says.
 *
 * @throws JsonTextError when the text is empty or not JSON
 */
export function parseJson(text: string, locate: PositionStyle = inputLocation): JsonNode {
  const scanner = new JsonScanner(text, locate);
  const first = scanner.next();
  if (!first) throw new JsonTextError('No content to map to Object due to end of input');
  const node = readNode(() => expectToken(scanner), first);
  if (!scanner.isAtEnd) throw new UnsupportedError('JSON.deserialize of a text that goes on after its value');
  return node;
}

/** Builds the node that begins with `token`, taking the rest from `next`. */
export function readNode(next: () => JsonToken, token: JsonToken): JsonNode {
  switch (token.kind) {
    case 'START_OBJECT': {
      const entries: (readonly [string, JsonNode])[] = [];
      for (let name = next(); name.kind !== 'END_OBJECT'; name = next())
        entries.push([name.text, readNode(next, next())]);
      return { kind: 'object', entries };
    }
    case 'START_ARRAY': {
      const items: JsonNode[] = [];
      for (let item = next(); item.kind !== 'END_ARRAY'; item = next()) items.push(readNode(next, item));
      return { kind: 'array', items };
    }
    case 'VALUE_NUMBER_INT':
    case 'VALUE_NUMBER_FLOAT':
      return { kind: 'number', text: token.text, isInteger: token.kind === 'VALUE_NUMBER_INT' };
    case 'VALUE_TRUE':
    case 'VALUE_FALSE':
      return { kind: 'boolean', value: token.kind === 'VALUE_TRUE' };
    case 'VALUE_NULL':
      return { kind: 'null' };
    default:
      return { kind: 'string', text: token.text };
  }
}

function expectToken(scanner: JsonScanner): JsonToken {
  const token = scanner.next();
  if (!token) throw scanner.error('Unexpected end-of-input');
  return token;
}

/** @returns what an object holds under a name, whatever its case; null when it does not, or is none */
export function entry(node: JsonNode, name: string): JsonNode | null {
  if (node.kind !== 'object') return null;
  return node.entries.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** @returns the text an object holds under a name; null when there is none */
export function text(node: JsonNode, name: string): string | null {
  const found = entry(node, name);
  return found?.kind === 'string' ? found.text : null;
}

/** @returns whether an object holds `true` under a name */
export function flag(node: JsonNode, name: string): boolean {
  const found = entry(node, name);
  return found?.kind === 'boolean' && found.value;
}
