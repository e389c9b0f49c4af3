/** Walks the syntax tree of a member: every type reference, static receiver and variable in it. */
import type { Member, Position, TypeRef } from '../../local-org/compiler/ast';

export interface Visitor {
  readonly type?: (type: TypeRef) => void;
  /** `JSON` of `JSON.serialize(x)`: what stands first before a dot. */
  readonly receiver?: (name: string, at: Position) => void;
  /** A parameter or local variable. */
  readonly variable?: (name: string) => void;
  /** One of a name that is visible there already. */
  readonly repeatedVariable?: (name: string, at: Position) => void;
}

/** A node of the tree, or a part of one. */
type Node = Readonly<Record<string, unknown>>;

/** Parts that open a block of their own: what they declare ends with them. */
const SCOPES = new Set(['method', 'constructor', 'initializer', 'block', 'for', 'forEach', 'values', 'type', 'else']);

export function walk(member: Member, visitor: Visitor): void {
  visit(member as unknown as Node, visitor, new Set());
}

function visit(node: Node, visitor: Visitor, visible: Set<string>): void {
  if (isTypeRef(node)) visitor.type?.(node);
  if (isReceiver(node)) visitor.receiver?.(node.target.name, node.target.at);
  const isClause = 'body' in node && 'type' in node && 'nameAt' in node;
  const scope = SCOPES.has(String(node.kind)) || isClause ? new Set(visible) : visible;
  declare(node, visitor, scope);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'at' || key === 'nameAt' || key === 'end') continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(each)) visit(each, visitor, scope);
  }
}

/** What a node adds to the variables of its scope. */
function declare(node: Node, visitor: Visitor, scope: Set<string>): void {
  const add = (name: string, at: Position): void => {
    const key = name.toLowerCase();
    visitor.variable?.(name);
    if (scope.has(key)) visitor.repeatedVariable?.(name, at);
    scope.add(key);
  };
  const isVariable = node.kind === 'variables' || node.kind === 'forEach';
  const isClause = node.kind === undefined && 'body' in node && typeof node.name === 'string';
  if (Array.isArray(node.parameters) && (node.kind === 'method' || node.kind === 'constructor'))
    for (const each of node.parameters as { name: string; nameAt: Position }[]) add(each.name, each.nameAt);
  else if (node.kind === 'variables')
    for (const each of node.variables as { name: string; at: Position }[]) add(each.name, each.at);
  else if ((isVariable || isClause) && typeof node.name === 'string') add(node.name, node.nameAt as Position);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTypeRef(node: Node): node is Node & TypeRef {
  return Array.isArray(node.typeArguments) && Array.isArray(node.name);
}

function isReceiver(node: Node): node is Node & { readonly target: { readonly name: string; readonly at: Position } } {
  if ((node.kind !== 'member' && node.kind !== 'call') || !isNode(node.target)) return false;
  return node.target.kind === 'name';
}
