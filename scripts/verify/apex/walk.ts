/** Visits an Apex syntax tree without knowing every kind of node. */
import type { Position } from '../../local-org/compiler/ast';

/** Any object of a syntax tree; what it is, its `kind` says. */
export type SyntaxNode = Readonly<Record<string, unknown>>;

/** The node itself and everything below it, in the order of the source. */
export function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesOf(each);
  } else if (typeof value === 'object' && value !== null) {
    yield value as SyntaxNode;
    yield* nodesOf(Object.values(value));
  }
}

/** Where a node begins; null for what has no place of its own. */
export function placeOf(node: SyntaxNode): Position | null {
  const at = (node.nameAt ?? node.at) as Partial<Position> | undefined;
  return typeof at?.line === 'number' && typeof at.column === 'number' ? { line: at.line, column: at.column } : null;
}
