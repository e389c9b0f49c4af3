/** Types of the platform that generated code uses, and that a generated type of the same name would hide from it. */
import type { ClassDeclaration, Member, TypeDeclaration } from '../../local-org/compiler/ast';
import { LIBRARY } from '../../local-org/library';
import type { Report } from './lint';
import { walk } from './walk';

/** Of the namespace that needs no naming, in lower case. */
const PLATFORM_TYPES = new Set(
  LIBRARY.filter(({ namespace }) => namespace === 'System').map(({ name }) => name.toLowerCase()),
);

/** Nothing may hide these: every class uses some of them, and namespaces are spelled with others. */
const NEVER = new Set([
  ...['blob', 'boolean', 'date', 'datetime', 'decimal', 'double', 'id', 'integer', 'long', 'object', 'string', 'time'],
  ...['exception', 'iterable', 'iterator', 'list', 'map', 'set', 'sobject'],
  ...['apexpages', 'database', 'page', 'schema', 'system'],
]);

/**
 * @param type a top-level class
 * @param inner what it declares: within the class, their names come before the platform's
 */
export function checkPlatformNames(type: ClassDeclaration, inner: readonly TypeDeclaration[], report: Report): void {
  if (hides(type.name))
    report(type.nameAt, 'platform-type', `${type.name} hides a type of the platform from the whole org.`);
  for (const each of inner)
    if (NEVER.has(each.name.toLowerCase()))
      report(each.nameAt, 'platform-type', `${each.name} is a name of the platform.`);
  const hiding = new Map(inner.map((each) => [each.name.toLowerCase(), each]));
  if (hiding.size === 0) return;
  for (const owner of [type, ...inner]) {
    if (owner.kind === 'class') checkReceivers(owner, hiding, report);
  }
}

/** `JSON.serialize(x)` calls the platform, unless there is a variable or an inner type `JSON`. */
function checkReceivers(owner: ClassDeclaration, hiding: ReadonlyMap<string, TypeDeclaration>, report: Report): void {
  const members = owner.members.filter(
    (each) => each.kind !== 'class' && each.kind !== 'interface' && each.kind !== 'enum',
  );
  const fields = members.flatMap(variableNames);
  for (const member of members) {
    const variables = new Set(fields);
    walk(member, { variable: (name) => variables.add(name.toLowerCase()) });
    walk(member, {
      receiver: (name, at) => {
        const key = name.toLowerCase();
        const other = hiding.get(key);
        if (!other || other.kind === 'enum' || variables.has(key) || !PLATFORM_TYPES.has(key)) return;
        report(at, 'platform-type', `${name} means the inner ${other.kind} here, not the platform's type.`);
      },
    });
  }
}

function variableNames(member: Member): string[] {
  if (member.kind === 'property') return [member.name.toLowerCase()];
  return member.kind === 'field' ? member.variables.map(({ name }) => name.toLowerCase()) : [];
}

function hides(name: string): boolean {
  return PLATFORM_TYPES.has(name.toLowerCase()) || NEVER.has(name.toLowerCase());
}
