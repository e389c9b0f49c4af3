/** Why something in generated Apex is called what it is called, from the name lock. */
import { APEX_NAME } from '../document/extensions';
import { keysOf } from '../document/json';
import type { NameLock, TypeNames } from '../names/lock';

export interface Explanation {
  /** As Apex writes it: `AcmeModel.Order.limit_x`. */
  readonly name: string;
  /** Where it comes from in the document. */
  readonly path: string;
  /** What the document calls it. */
  readonly source: string;
  /** One sentence. */
  readonly reason: string;
}

/**
 * Explains every name that a text could mean: `AcmeModel.Order.limit_x`, `Order.limit_x`, `limit_x`; upper and lower case are
 * the same.
 */
export function explain(wanted: string, lock: NameLock): Explanation[] {
  const suffix = wanted.toLowerCase().replace(/\(\)$/, '');
  const isMeant = ({ name }: Explanation): boolean =>
    name.toLowerCase() === suffix || name.toLowerCase().endsWith(`.${suffix}`);
  return everything(lock).filter(isMeant);
}

function everything(lock: NameLock): Explanation[] {
  const types = byName(lock).flatMap(({ name, path, members, places }) => [
    { name, path, source: lastKey(path), reason: typeReason(name, path) + alsoFor(places) },
    ...membersOf(name, path, members),
  ]);
  const operations = Object.entries(lock.operations).flatMap(([path, { client, request, method, members }]) => {
    const [, template = '', verb = ''] = keysOf(path);
    const source = `${verb.toUpperCase()} ${template}`;
    return [
      { name: `${client}.${request}`, path, source, reason: 'the request of this operation' },
      { name: `${client}.${method}`, path, source, reason: 'the method that begins a request of this operation' },
      ...membersOf(`${client}.${request}`, path, members),
    ];
  });
  const clients = Object.entries(lock.clients).map(([tag, name]) => ({
    name,
    path: '#/tags',
    source: tag,
    reason: tag === '' ? 'the client of operations without a tag' : 'the client of operations with this tag',
  }));
  return [...types, ...operations, ...clients];
}

/** Each type once, with the first of the places it is the type of. */
function byName(lock: NameLock): (TypeNames & { readonly path: string; readonly places: number })[] {
  const found = new Map<string, TypeNames & { readonly path: string; readonly places: number }>();
  for (const [path, names] of Object.entries(lock.types)) {
    const known = found.get(names.name);
    found.set(names.name, known ? { ...known, places: known.places + 1 } : { ...names, path, places: 1 });
  }
  return [...found.values()];
}

function alsoFor(places: number): string {
  return places === 1 ? '' : `; the document says the same in ${places} places, which share it`;
}

function membersOf(owner: string, path: string, members: Readonly<Record<string, string>>): Explanation[] {
  return Object.entries(members).map(([key, name]) => {
    const variant = /^(?:as|is) (.*)/.exec(key)?.[1];
    if (variant !== undefined)
      return { name: `${owner}.as${name}`, path, source: variant, reason: 'what it may be, and `is` and `as` tell' };
    const source = key.replace(/^(path|query|header|cookie) /, '');
    return { name: `${owner}.${name}`, path, source: key, reason: memberReason(name, source, Object.values(members)) };
  });
}

function typeReason(name: string, path: string): string {
  const own = name.split('.').at(-1) ?? name;
  const [first, kind, key, ...rest] = keysOf(path);
  const isNamed = first === 'components' && kind === 'schemas' && rest.length === 0;
  if (!isNamed) return 'the document gives it no name: this one is made of the names on the way to it';
  return memberReason(own, key ?? '', []);
}

/** What the rules of Apex did to a name. */
function memberReason(name: string, source: string, siblings: readonly string[]): string {
  if (name === source) return 'the document calls it so';
  const plain = letters(source);
  const reasons: string[] = [];
  if (/_x$/i.test(name) && letters(name.slice(0, -2)) === plain)
    reasons.push(`"${source}" is a word that Apex keeps for itself`);
  if (/^[^A-Za-z]/.test(source) && !/^[_$@]/.test(source)) reasons.push('an Apex name begins with a letter');
  if (/[^A-Za-z0-9_]|__|^_|_$/.test(source))
    reasons.push('Apex names have letters, digits and single underscores only');
  const unnumbered = name.replace(/\d+$/, '');
  if (unnumbered !== name && letters(unnumbered) === plain) {
    const taken = siblings.find((each) => each.toLowerCase() === unnumbered.toLowerCase());
    reasons.push(
      taken ? `${taken} is another one, and Apex does not tell upper from lower case` : 'its name was taken',
    );
  }
  if (plain.length > letters(name).length && plain.startsWith(letters(name))) reasons.push('the name was too long');
  if (reasons.length > 0) return reasons.join('; ');
  const isSpelling = [plain, `${plain}info`].includes(letters(unnumbered)) || letters(name) === plain;
  if (!isSpelling) return `"${source}" has a name of its own there: \`@apexName\` of a contract or \`${APEX_NAME}\``;
  return `"${source}" as Apex spells such names`;
}

function letters(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function lastKey(path: string): string {
  return keysOf(path).at(-1) ?? path;
}
