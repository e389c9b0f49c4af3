/** The order of the capabilities: a lower one names nothing of a higher one. */
import type { CompilationUnit } from '../../local-org/compiler/ast';
import { nodesOf, placeOf, type SyntaxNode } from '../apex/walk';
import type { Finding } from '../finding';
import { capabilityOf } from './settings';

/** Which capability owns each top-level class and object, by name in lower case. */
export function ownersOf(files: readonly string[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const file of files) {
    const capability = capabilityOf(file);
    const name = /\/([^/]+)\.(?:cls|object-meta\.xml)$/.exec(file)?.[1];
    if (capability && name) owners.set(name.toLowerCase(), capability);
  }
  return owners;
}

/** Names of higher capabilities in one file, types given to `Type.forName` as literals included. */
export function capabilityFindings(
  file: string,
  unit: CompilationUnit,
  owners: ReadonlyMap<string, string>,
  floors: readonly (readonly string[])[],
): Finding[] {
  const own = capabilityOf(file);
  // A folder in no order may know everything, and be known by all.
  const floorOf = (capability: string): number => floors.findIndex((floor) => floor.includes(capability));
  if (own === null || floorOf(own) < 0) return [];
  return [...nodesOf(unit)].flatMap((node): Finding[] => {
    const at = placeOf(node);
    const name = namedBy(node);
    const owner = name === null ? undefined : owners.get(name.toLowerCase());
    if (!at || name === null || owner === undefined || floorOf(owner) <= floorOf(own)) return [];
    return [
      {
        file,
        line: at.line,
        column: at.column,
        rule: 'policy/capability-order',
        message: `${own} names ${name} of ${owner}, which stands above it.`,
        remedy: `Tell ${owner} through an interface that ${own} owns.`,
      },
    ];
  });
}

function namedBy(node: SyntaxNode): string | null {
  if (Array.isArray(node.name) && Array.isArray(node.typeArguments)) return String(node.name[0]);
  if (node.kind === 'name') return String(node.name);
  if (node.kind !== 'call' || String(node.name).toLowerCase() !== 'forname') return null;
  const last = (node.arguments as readonly SyntaxNode[]).at(-1)?.literal as
    { type: string; value: unknown } | undefined;
  return last?.type === 'string' ? (String(last.value).split('.')[0] ?? null) : null;
}
