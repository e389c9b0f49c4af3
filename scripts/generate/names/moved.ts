/**
 * A name lock keeps names by paths, and paths change for reasons that are no change of what stands there: a parameter, a variant
 * or a part of an `allOf` gets another number when something comes before it, a variable of a path is called otherwise. Here the
 * names of an earlier run follow to where their things are now.
 */
import { child, keysOf } from '../document/json';
import { MOUNT } from '../document/extensions';
import type { ApiModel, JsonPath, NamedType } from '../model/model';
import { pascalOf } from './identifiers';
import type { NameLock, TypeNames } from './lock';

/** How much two things must have in common to be one that moved: of all they have, the half. */
const ALIKE = 0.5;
/** Of one list with another. */
const MAXIMUM_PAIRS = 40_000;
/** Keys of what is in a list; of one that is gone, with the number of times that happened. */
const LISTED = /^\d+(\?\d+)?$/;

export function followMoves(model: ApiModel, lock: NameLock): NameLock {
  if (Object.keys(lock.types).length + Object.keys(lock.operations).length === 0) return lock;
  const templates = movedTemplates(model, lock);
  const renamed = (path: JsonPath): JsonPath => {
    const [first, template = '', ...rest] = keysOf(path);
    const now = first === 'paths' ? templates.get(template) : undefined;
    return now === undefined ? path : ['paths', now, ...rest].reduce<string>(child, '#');
  };
  const operations = mapKeys(lock.operations, renamed);
  let types = mapKeys(lock.types, renamed);
  for (const depth of depthsOf([...model.types.keys(), ...Object.keys(types)])) types = movedAt(depth, model, types);
  return { ...lock, operations, types };
}

/** Templates of paths that differ from those of the lock in the names of variables only. */
function movedTemplates(model: ApiModel, lock: NameLock): Map<string, string> {
  const templateOf = (path: JsonPath): string => keysOf(path)[1] ?? '';
  const now = new Set(model.operations.map(({ path }) => templateOf(path)));
  const old = new Set(Object.keys(lock.operations).map(templateOf));
  const arrived = new Map([...now].filter((each) => !old.has(each)).map((each) => [withoutNames(each), each]));
  const moved = [...old].flatMap((each): [string, string][] => {
    const to = now.has(each) ? undefined : arrived.get(withoutNames(each));
    return to === undefined ? [] : [[each, to]];
  });
  return new Map(moved);
}

function withoutNames(template: string): string {
  return template.replaceAll(/\{[^}]*\}/g, '{}');
}

function mapKeys<T>(record: Readonly<Record<string, T>>, change: (key: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [change(key), value]));
}

/** Where in paths something listed stands, the first one first. */
function depthsOf(paths: readonly JsonPath[]): number[] {
  const found = new Set<number>();
  for (const path of paths) {
    // Most paths have none.
    if (!/\/\d/.test(path) && !path.startsWith(`#/${MOUNT}/`)) continue;
    for (const [index, key] of keysOf(path).entries()) if (isListed(keysOf(path), index, key)) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

function isListed(keys: readonly string[], index: number, key: string): boolean {
  return (
    (index > 1 && LISTED.test(key) && /^(parameters|oneOf|anyOf|allOf|prefixItems)$/.test(keys[index - 1] ?? '')) ||
    (index === 1 && keys[0] === MOUNT)
  );
}

/** What stands at and below one entry of a list. */
interface Entry {
  readonly key: string;
  readonly features: Set<string>;
  /** What its first type is called, or would be. */
  name: string;
}

/** Names of types follow their entry of the lists at one depth of paths. */
function movedAt(
  depth: number,
  model: ApiModel,
  types: Readonly<Record<string, TypeNames>>,
): Record<string, TypeNames> {
  const old = new Map<string, Map<string, Entry>>();
  const now = new Map<string, Map<string, Entry>>();
  for (const [path, { name, members }] of Object.entries(types))
    note(old, depth, path, Object.keys(members), name.slice(name.indexOf('.') + 1).replace(/\d+$/, ''));
  for (const type of model.types.values()) note(now, depth, type.path, membersOf(type), nameOf(type));
  const moves = new Map<string, string>();
  for (const [list, entries] of old) {
    for (const [from, to] of pairsOf(entries, now.get(list) ?? new Map<string, Entry>()))
      if (from !== to) moves.set(`${list} ${from}`, to);
  }
  if (moves.size === 0) return { ...types };
  return mapKeys(types, (path) => {
    const keys = keysOf(path);
    const to = moves.get(`${keys.slice(0, depth).reduce<string>(child, '#')} ${keys[depth] ?? ''}`);
    return to === undefined ? path : keys.with(depth, to).reduce<string>(child, '#');
  });
}

function note(
  lists: Map<string, Map<string, Entry>>,
  depth: number,
  path: JsonPath,
  members: readonly string[],
  name: string,
): void {
  const keys = keysOf(path);
  const key = keys[depth];
  if (key === undefined || !isListed(keys, depth, key)) return;
  const list = keys.slice(0, depth).reduce<string>(child, '#');
  const entries = lists.get(list) ?? new Map<string, Entry>();
  lists.set(list, entries);
  const entry = entries.get(key) ?? { key, features: new Set(), name };
  entries.set(key, entry);
  const below = keys.slice(depth + 1).map((each, index) => (isListed(keys, depth + 1 + index, each) ? '*' : each));
  const place = below.join('/');
  if (place !== '') entry.features.add(place);
  for (const member of members) if (!/^(is|as) /.test(member)) entry.features.add(`${place} ${member}`);
}

function membersOf(type: NamedType): readonly string[] {
  if (type.kind === 'enum') return type.values;
  return type.kind === 'object' ? type.properties.map(({ wireName }) => wireName) : [];
}

/** Without a name where it has a number only. */
function nameOf({ words }: NamedType): string {
  return words.some((each) => /^Option \d+$/.test(each)) ? '' : pascalOf(words);
}

/** Which old entry is which one now: those most alike first. What is gone keeps its names under a key of its own. */
function pairsOf(old: ReadonlyMap<string, Entry>, now: ReadonlyMap<string, Entry>): [string, string][] {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const isAsItWas = [...old.values()].every(({ key, features }) => isSame(features, now.get(key)?.features));
  // Where nothing moved, and where there is too much to compare everything with everything, places decide.
  if (isAsItWas || old.size * now.size > MAXIMUM_PAIRS) return [];
  const scored = [...old.values()].flatMap((from) =>
    [...now.values()].map((to) => ({ from: from.key, to: to.key, score: likeness(from, to) })),
  );
  for (const { from, to, score } of scored.sort((a, b) => b.score - a.score)) {
    if (pairs.has(from) || taken.has(to) || (from !== to && score < ALIKE)) continue;
    pairs.set(from, to);
    taken.add(to);
  }
  for (const from of old.keys()) {
    if (pairs.has(from) || !taken.has(from)) continue;
    const place = from.replace(/\?.*/, '');
    let gone = `${place}?1`;
    for (let number = 2; old.has(gone) || taken.has(gone); number++) gone = `${place}?${number}`;
    pairs.set(from, gone);
    taken.add(gone);
  }
  return [...pairs];
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string> | undefined): boolean {
  return one.size === other?.size && [...one].every((each) => other.has(each));
}

/** How much of the smaller one is in the other one, too; more for the name, and a little for the size and the place. */
function likeness(old: Entry, now: Entry): number {
  const common = [...old.features].filter((each) => now.features.has(each)).length;
  const share = common / Math.max(1, Math.min(old.features.size, now.features.size));
  const size = common / Math.max(1, old.features.size, now.features.size);
  const isCalledSo = now.name !== '' && old.name !== '' && now.name.toLowerCase().endsWith(old.name.toLowerCase());
  return share + (isCalledSo ? ALIKE : 0) + size / 10 + (old.key === now.key ? 0.01 : 0);
}
