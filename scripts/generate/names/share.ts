/**
 * Documents repeat the same schema inline wherever they use it. Those that are the same become one type here, before anything
 * gets a name. Only types without a name of their own are shared, and only those of the same last word: a reader finds what
 * they expect under a name.
 */
import { pascalOf } from './identifiers';
import type { NameLock, TypeNames } from './lock';
import { mapTypes } from '../model/map-types';
import type { ApiModel, EnumType, JsonPath, NamedType, ObjectType, Property, TypeRef, Variant } from '../model/model';

export interface Shared {
  readonly model: ApiModel;
  /** Names of earlier runs, without those of types that can no longer be the one they were. */
  readonly lock: NameLock;
  /** The types that stand for others: the path of the one that is left, by the path of each that is not. */
  readonly aliases: ReadonlyMap<JsonPath, JsonPath>;
}

/** Words that a name is not made of alone: they say where in a document something stands. */
const GENERIC = /^(Item|Answer|Body|default|Option \d+)$/;

/**
 * What an earlier run named stays as it is: types with names of their own there are not shared now, and types that were one
 * there stay one, with everything that any of them has, as long as a class can be all of them.
 */
export function share(model: ApiModel, lock: NameLock): Shared {
  return new Sharing(model, lock).share();
}

/** The names of all types, those that another one stands for with the name of that one. */
export function withAliases(lock: NameLock, aliases: Shared['aliases']): NameLock {
  const types = new Map<JsonPath, TypeNames>(Object.entries(lock.types));
  for (const [path, stand] of aliases) {
    const names = types.get(stand);
    if (names) types.set(path, names);
  }
  return { ...lock, types: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

interface Group {
  type: NamedType;
  readonly paths: JsonPath[];
  readonly words: (readonly string[])[];
}

class Sharing {
  private readonly groups = new Map<JsonPath, Group>();
  private readonly byStructure = new Map<string, Group>();
  private readonly byName = new Map<string, Group>();
  /** Types whose group is being looked for: they reach themselves. */
  private readonly open = new Set<JsonPath>();
  private readonly renamed = new Set<JsonPath>();

  constructor(
    private readonly before: ApiModel,
    private readonly lock: NameLock,
  ) {}

  share(): Shared {
    const all = [...this.before.types.values()];
    // Those with names first, so that others join them, and before them those that are most like what got the name.
    const locked = all.filter((type) => this.lockedName(type) !== undefined);
    const likeness = new Map(locked.map((type) => [type, this.likenessOf(type)]));
    for (const type of locked.sort((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0))) this.groupOf(type);
    for (const type of all) this.groupOf(type);
    const groups = [...new Set(all.map(({ path }) => this.groups.get(path)).filter((each) => each !== undefined))];
    const aliases = new Map<JsonPath, JsonPath>();
    for (const { type, paths } of groups)
      for (const path of paths) if (path !== type.path) aliases.set(path, type.path);
    const words = shortWords(groups);
    const types = new Map(groups.map((group) => [group.type.path, { ...group.type, words: words.get(group) ?? [] }]));
    return {
      model: mapTypes({ ...this.before, types }, (path) => aliases.get(path) ?? path),
      lock: this.lockOf(groups),
      aliases,
    };
  }

  private lockedName({ path }: NamedType): string | undefined {
    return this.lock.types[path]?.name;
  }

  /** How many of its properties have types that an earlier run named: what they are no more, it has no more. */
  private likenessOf(type: NamedType): number {
    if (type.kind !== 'object') return 0;
    const inner = type.properties.map((each) => (each.type.kind === 'list' ? each.type.items : each.type));
    return inner.filter((each) => each.kind === 'named' && this.lock.types[each.path] !== undefined).length;
  }

  private groupOf(type: NamedType): Group {
    const known = this.groups.get(type.path);
    if (known) return known;
    this.open.add(type.path);
    const structure = this.structureOf(type);
    this.open.delete(type.path);
    const group = type.hasOwnName ? newGroup(type) : this.join(type, JSON.stringify(structure));
    group.paths.push(type.path);
    group.words.push(type.words);
    this.groups.set(type.path, group);
    return group;
  }

  private join(type: NamedType, structure: string): Group {
    const name = this.lockedName(type);
    const same = this.byStructure.get(structure);
    const namesake = name === undefined ? same : this.byName.get(name);
    if (namesake) {
      if (namesake === same) return namesake;
      const merged = merge(namesake.type, type, (each) => JSON.stringify(this.inApex(each)));
      if (merged) {
        namesake.type = merged;
        return namesake;
      }
      // One class cannot be both any more: the later one gets another name.
      this.renamed.add(type.path);
      if (same) return same;
    }
    const group = newGroup(type);
    if (!same) this.byStructure.set(structure, group);
    if (name !== undefined && !namesake) this.byName.set(name, group);
    return group;
  }

  /** What is the same, as JSON, for what is the same once types are shared. */
  private structureOf(type: NamedType): object {
    const { kind, words, description, deprecated } = type;
    const said = { kind, word: words.at(-1), description, deprecated };
    const shared = <T extends { readonly type: TypeRef }>(each: T): object => ({
      ...each,
      type: this.shared(each.type),
    });
    if (type.kind === 'enum') return { ...said, values: type.values };
    if (type.kind === 'union') return { ...said, variants: type.variants.map(shared) };
    return {
      ...said,
      // Without where they stand.
      properties: type.properties.map((each) => ({ ...shared(each), path: undefined, example: undefined })),
      additional: type.additional && this.shared(type.additional),
      isClosed: type.isClosed,
      choices: type.choices,
      variants: type.variants.map(shared),
    };
  }

  /** A type with the paths of those that stand for others. */
  private shared(type: TypeRef): unknown {
    switch (type.kind) {
      case 'named':
        return this.stand(type.path);
      case 'list':
        return { ...type, items: this.shared(type.items) };
      case 'map':
        return { ...type, values: this.shared(type.values) };
      default:
        return type;
    }
  }

  /** A type as Apex has it: whatever a document says of a text, it is a String. */
  private inApex(type: TypeRef): unknown {
    switch (type.kind) {
      case 'list':
        return { ...type, items: this.inApex(type.items), limits: undefined };
      case 'map':
        return { ...type, values: this.inApex(type.values) };
      case 'text':
        return 'text';
      case 'named':
        return this.before.types.get(type.path)?.kind === 'enum' ? 'text' : this.stand(type.path);
      default:
        return { ...type, limits: undefined };
    }
  }

  private stand(path: JsonPath): JsonPath {
    const type = this.before.types.get(path);
    if (!type || type.hasOwnName || this.open.has(path)) return path;
    return this.groupOf(type).type.path;
  }

  private lockOf(groups: readonly Group[]): NameLock {
    const types = { ...this.lock.types };
    for (const path of this.renamed) delete types[path];
    for (const { type, paths } of groups) {
      const [first, ...others] = paths.map((path) => types[path]).filter((each) => each !== undefined);
      if (!first) continue;
      types[type.path] = {
        name: first.name,
        members: [...others, first].reduce((all, { members }) => ({ ...all, ...members }), {}),
      };
    }
    return { ...this.lock, types };
  }
}

function newGroup(type: NamedType): Group {
  return { type, paths: [], words: [] };
}

/* ------------------------------------------------------------------- merge */

/** A type that is both: it has what any of them has. Null where one class cannot be. */
function merge(a: NamedType, b: NamedType, key: (type: TypeRef) => string): NamedType | null {
  if (a.kind === 'enum' && b.kind === 'enum') return mergeValues(a, b);
  if (a.kind === 'union' && b.kind === 'union') return { ...a, variants: mergeVariants(a.variants, b.variants, key) };
  return a.kind === 'object' && b.kind === 'object' ? mergeObjects(a, b, key) : null;
}

function mergeValues(a: EnumType, b: EnumType): EnumType {
  return { ...a, values: [...new Set([...a.values, ...b.values])] };
}

function mergeObjects(a: ObjectType, b: ObjectType, key: (type: TypeRef) => string): ObjectType | null {
  const properties = new Map(a.properties.map((each) => [each.wireName, each]));
  for (const each of b.properties) {
    const own = properties.get(each.wireName);
    if (own && key(own.type) !== key(each.type)) return null;
    properties.set(each.wireName, own ? mergeProperties(own, each) : { ...each, required: false });
  }
  for (const own of a.properties) {
    if (!b.properties.some(({ wireName }) => wireName === own.wireName))
      properties.set(own.wireName, { ...own, required: false });
  }
  const variants = mergeVariants(a.variants, b.variants, key);
  return { ...a, properties: [...properties.values()], isClosed: a.isClosed && b.isClosed, variants };
}

function mergeVariants(a: readonly Variant[], b: readonly Variant[], key: (type: TypeRef) => string): Variant[] {
  const known = new Set(a.map(({ type }) => key(type)));
  return [...a, ...b.filter(({ type }) => !known.has(key(type)))];
}

function mergeProperties(a: Property, b: Property): Property {
  const isSame = JSON.stringify(a.constant) === JSON.stringify(b.constant);
  return {
    ...a,
    required: a.required && b.required,
    nullable: a.nullable || b.nullable,
    readOnly: a.readOnly && b.readOnly,
    writeOnly: a.writeOnly && b.writeOnly,
    constant: isSame ? a.constant : undefined,
  };
}

/* ------------------------------------------------------------------- words */

/** What to call each group: what its members have in common at the end, with more in front where that is another's. */
function shortWords(groups: readonly Group[]): Map<Group, readonly string[]> {
  const taken = new Set(groups.filter(({ paths }) => paths.length === 1).map(({ type }) => spelled(type.words)));
  return new Map(
    groups.map((group) => {
      const { words } = group.type;
      if (group.paths.length === 1) return [group, words];
      const short = endsOf(words, lengthInCommon(group.words)).find((each) => !taken.has(spelled(each))) ?? words;
      taken.add(spelled(short));
      return [group, short];
    }),
  );
}

/** The ends of a name that say something, the longest within a length first; then longer ones. */
function endsOf(words: readonly string[], wanted: number): (readonly string[])[] {
  const ends = words
    .map((_, index) => words.slice(words.length - 1 - index))
    .filter(([first = '']) => !GENERIC.test(first));
  const fitting = ends.filter(({ length }) => length <= wanted).slice(-1);
  return [...fitting, ...ends.filter(({ length }) => length > wanted)];
}

function lengthInCommon([first = [], ...others]: readonly (readonly string[])[]): number {
  const isCommon = (_: string, index: number): boolean =>
    others.every((each) => each.length > index && each.at(-1 - index) === first.at(-1 - index));
  const differing = first.findIndex((word, index) => !isCommon(word, index));
  return differing < 0 ? first.length : differing;
}

function spelled(words: readonly string[]): string {
  return pascalOf(words).toLowerCase();
}
