/** The Apex name of everything in a model, those of earlier runs first. */
import type { ApiModel, JsonPath, NamedType, ObjectType, Operation, TypeRef, UnionType } from '../model/model';
import { camelName, constantName, legalType, memberName, pascalOf, typeName } from './identifiers';
import { emptyLock, type NameLock, type OperationNames, type TypeNames } from './lock';

/** Longest name of a top-level class, less `Test` or `Mock`. */
const LONGEST_CLASS = 36;
/** What a container may hold before the next one is begun, in estimated characters; a class may have a million. */
const CONTAINER_SIZE = 300_000;
/** What a client may hold before the next one of the same tag is begun, in estimated characters. */
const CLIENT_SIZE = 400_000;
/** What request classes have already: members, and the argument that names where they send to. */
const REQUEST_MEMBERS =
  'accept answer body draft durably endpoint enqueue fails formBody formMap header jsonBody multipartBody multipartMap needs pages path query rawBody response secret send sendUntyped sent turnTo turnToQuery equals hashCode toString clone getClass'.split(
    ' ',
  );
const TAKEN_OF_REQUESTS = new Set(REQUEST_MEMBERS.map((each) => each.toLowerCase()));

export interface ApexNames {
  readonly prefix: string;
  /** `AcmeModel.Order` of an object or union, `AcmeValues.Status` of an enumeration. */
  type(path: JsonPath): TypeNames;
  operation(path: JsonPath): OperationNames;
  /** For the next run. */
  readonly lock: NameLock;
}

/** Names already taken where names must differ; Apex does not tell upper from lower case. */
class Scope {
  private readonly taken = new Set<string>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.take(name);
  }

  take(name: string): string {
    this.taken.add(name.toLowerCase());
    return name;
  }

  /** @returns the wanted name, numbered where it is taken */
  unique(wanted: string, longest = 255): string {
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : String(number);
      const name = wanted.slice(0, longest - suffix.length) + suffix;
      if (!this.taken.has(name.toLowerCase())) return this.take(name);
    }
  }
}

export function apexNames(model: ApiModel, prefix: string, lock: NameLock = emptyLock(prefix)): ApexNames {
  const types = new Map(Object.entries(lock.types));
  const operations = new Map(Object.entries(lock.operations));
  const clients = new Map(Object.entries(lock.clients));
  nameTypes(model, prefix, types);
  const containers = [...types.values()].map(({ name }) => name.split('.')[0] ?? '');
  nameOperations(model, prefix, clients, operations, containers);
  return {
    prefix,
    type: (path) => existing(types, path),
    operation: (path) => existing(operations, path),
    lock: {
      prefix,
      types: sorted(types),
      operations: sorted(operations),
      clients: sorted(clients),
    },
  };
}

function existing<T>(names: ReadonlyMap<string, T>, path: JsonPath): T {
  const found = names.get(path);
  if (!found) throw new Error(`${path} has no name.`);
  return found;
}

function sorted<T>(names: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function clientName(prefix: string, tag: string): string {
  const words = pascalOf([tag]);
  return `${`${prefix}${words}`.slice(0, LONGEST_CLASS - 3)}Api`;
}

/* -------------------------------------------------------------------- types */

function nameTypes(model: ApiModel, prefix: string, types: Map<JsonPath, TypeNames>): void {
  const containers = { model: new Containers(`${prefix}Model`), values: new Containers(`${prefix}Values`) };
  // One scope for all containers: a name says what it is without its container.
  const scopes = { model: new Scope([`${prefix}Model`]), values: new Scope([`${prefix}Values`]) };
  for (const [path, { name }] of types) {
    const [container = '', inner = ''] = name.split('.');
    const kind = container.startsWith(`${prefix}Values`) ? 'values' : 'model';
    scopes[kind].take(inner);
    const type = model.types.get(path);
    containers[kind].add(container, type ? estimate(type) : 0);
  }
  // Types with names of their own first: `Order` belongs to the schema, not to what stands inside another.
  const all = [...model.types.values()];
  for (const type of [...all].sort((a, b) => rank(a) - rank(b) || Number(b.hasOwnName) - Number(a.hasOwnName))) {
    const known = types.get(type.path);
    const kind = type.kind === 'enum' ? 'values' : 'model';
    const fallback = type.kind === 'enum' ? 'Values' : 'Type1';
    const size = estimate(type);
    const wanted = beside(prefix, wantedType(type, fallback));
    const name = known?.name ?? `${containers[kind].withRoom(size)}.${scopes[kind].unique(wanted)}`;
    types.set(type.path, { name, members: known?.members ?? {} });
  }
  // Variants are known by the names of their types.
  const names = { type: (path: JsonPath): TypeNames => existing(types, path) };
  for (const type of all) {
    const { name, members } = existing(types, type.path);
    types.set(type.path, { name, members: membersOf(type, members, names) });
  }
}

/** A name inside a class that does not hide the containers, which have names of the same kind: `ErpModel2`. */
function beside(prefix: string, name: string): string {
  const rest = name.toLowerCase().startsWith(prefix.toLowerCase()) ? name.slice(prefix.length) : '';
  return /^(?:model|values)\d*$/i.test(rest) ? `${name}_x` : name;
}

function wantedType(type: NamedType, fallback: string): string {
  return type.apexName === undefined ? typeName(wordsOf(type), fallback) : legalType(type.apexName, fallback);
}

/** Not more words than people can read: the first and the last ones. */
function wordsOf({ words }: NamedType): readonly string[] {
  return words.length > 5 ? [...words.slice(0, 2), ...words.slice(-3)] : words;
}

class Containers {
  private readonly sizes = new Map<string, number>();

  constructor(private readonly base: string) {}

  add(container: string, size: number): void {
    this.sizes.set(container, (this.sizes.get(container) ?? 0) + size);
  }

  /** @returns the last container with room for so many characters */
  withRoom(size: number): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? this.base : `${this.base}${number}`;
      const used = this.sizes.get(name) ?? 0;
      if (used === 0 || used + size <= CONTAINER_SIZE) {
        this.add(name, size);
        return name;
      }
    }
  }
}

function estimate(type: NamedType): number {
  const description = type.description.length + 200;
  if (type.kind === 'enum') {
    return type.values.reduce((sum, value) => sum + 60 + 2 * value.length, description);
  }
  const properties = type.kind === 'object' ? type.properties : [];
  return properties.reduce(
    (sum, { wireName, description: said }) => sum + 200 + 4 * wireName.length + Math.min(said.length, 2_000) * 1.2,
    description + 400 * type.variants.length,
  );
}

/** The names of what is in a type, and of what was in it. */
function membersOf(
  type: NamedType,
  known: Readonly<Record<string, string>>,
  names: TypeLookup,
): Record<string, string> {
  const scope = new Scope(Object.values(known));
  switch (type.kind) {
    case 'enum':
      return {
        ...known,
        ...named(type.values, known, (value, index) => scope.unique(constantName(value, `value${index + 1}`))),
      };
    case 'object': {
      const fields = named(
        type.properties.map(({ wireName }) => wireName),
        known,
        (name, index) => scope.unique(memberName(type.properties[index]?.apexName ?? name, `field${index + 1}`)),
        type.properties,
      );
      return { ...known, ...fields, ...variantNames(type, known, names) };
    }
    case 'union':
      return { ...known, ...variantNames(type, known, names) };
  }
}

interface TypeLookup {
  type(path: JsonPath): { readonly name: string };
}

/**
 * The keys of the names of variants in the members of their type, in the order of the variants: `as ShopModel.Card`. What they are
 * called in the document will not do: that may be no more than their number.
 */
export function variantKeys({ variants }: ObjectType | UnionType, names: TypeLookup): string[] {
  return numbered(variants.map(({ type }) => variantKey(type, names)));
}

function spelledType(type: TypeRef, names: TypeLookup): string {
  switch (type.kind) {
    case 'named':
      return names.type(type.path).name;
    case 'list':
      return `List<${spelledType(type.items, names)}>`;
    case 'map':
      return `Map<${spelledType(type.values, names)}>`;
    case 'integer':
      return `integer ${type.bits}`;
    case 'text':
      return type.format ?? 'text';
    default:
      return type.kind;
  }
}

export function variantKey(type: TypeRef, names: TypeLookup): string {
  return `as ${spelledType(type, names)}`;
}

function numbered(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return number === 1 ? key : `${key} ${number}`;
  });
}

/** What stands behind `is` and `as`. */
function variantNames(
  type: ObjectType | UnionType,
  known: Readonly<Record<string, string>>,
  names: TypeLookup,
): Record<string, string> {
  const keys = variantKeys(type, names);
  const scope = new Scope(
    Object.entries(known)
      .filter(([key]) => /^(as|is) /.test(key))
      .map(([, name]) => name),
  );
  const older = olderNames(type, known);
  const found = keys.map((key, index) => (Object.hasOwn(known, key) ? known[key] : older[index]));
  return Object.fromEntries(
    type.variants.map(({ words }, index): [string, string] => [
      keys[index] ?? '',
      found[index] ?? scope.unique(typeName(words, 'Option').replace(/_x$/, '')),
    ]),
  );
}

/**
 * The names of variants in locks of before they were known by their types: by `is Card`, and before that by all the words on the
 * way to them, `is PayOrder Body payment Card`.
 */
function olderNames(
  { variants }: ObjectType | UnionType,
  known: Readonly<Record<string, string>>,
): readonly (string | undefined)[] {
  const wanted = numbered(variants.map(({ words }) => words.join(' ')));
  const unclaimed = Object.keys(known)
    .filter((key) => key.startsWith('is '))
    .map((key) => key.slice(3));
  const claims = new Map<number, string>();
  const claim = (fits: (key: string, words: string) => boolean): void => {
    // The longest first: `Gift Card` is no `Card`.
    const order = [...wanted.keys()].sort((a, b) => (wanted[b] ?? '').length - (wanted[a] ?? '').length);
    for (const index of order) {
      const at = claims.has(index) ? -1 : unclaimed.findIndex((key) => fits(key, wanted[index] ?? ''));
      if (at >= 0) claims.set(index, unclaimed.splice(at, 1)[0] ?? '');
    }
  };
  claim((key, words) => key === words);
  claim((key, words) => key.endsWith(` ${words}`));
  return variants.map((_, index) => known[`is ${claims.get(index) ?? ''}`]);
}

function named(
  keys: readonly string[],
  known: Readonly<Record<string, string>>,
  make: (key: string, index: number) => string,
  /** Those the document asks a name for get it before others of that name. */
  members: readonly { readonly apexName?: string }[] = [],
): Record<string, string> {
  const names = new Map(keys.map((key) => [key, Object.hasOwn(known, key) ? known[key] : undefined]));
  const order = [...keys.entries()].sort(([a], [b]) => rank(members[a]) - rank(members[b]));
  for (const [index, key] of order) names.set(key, names.get(key) ?? make(key, index));
  return Object.fromEntries([...names].map(([key, name]) => [key, name ?? '']));
}

function rank(member: { readonly apexName?: string } | undefined): number {
  return member?.apexName === undefined ? 1 : 0;
}

/* --------------------------------------------------------------- operations */

function nameOperations(
  model: ApiModel,
  prefix: string,
  clients: Map<string, string>,
  operations: Map<JsonPath, OperationNames>,
  containers: readonly string[],
): void {
  const topLevel = new Scope([
    ...clients.values(),
    ...[...operations.values()].map(({ client }) => client),
    ...containers,
  ]);
  const scopes = new Map<string, { requests: Scope; methods: Scope; size: number }>();
  const scopeOf = (client: string): { requests: Scope; methods: Scope; size: number } => {
    const found = scopes.get(client) ?? { requests: new Scope([client]), methods: new Scope(['endpoint']), size: 0 };
    scopes.set(client, found);
    return found;
  };
  for (const { client, request, method } of operations.values()) {
    scopeOf(client).requests.take(request);
    scopeOf(client).methods.take(method);
  }
  for (const operation of model.operations) {
    const known = operations.get(operation.path);
    if (known) scopeOf(known.client).size += operationSize(operation);
  }
  for (const operation of [...model.operations].sort((a, b) => rank(a) - rank(b))) {
    const known = operations.get(operation.path);
    const client = known?.client ?? clientFor(operation);
    const { requests, methods } = scopeOf(client);
    const members = parameterNames(operation, known?.members ?? {});
    operations.set(operation.path, {
      ...known,
      client,
      request: known?.request ?? requests.unique(beside(prefix, requestName(operation))),
      method: known?.method ?? methods.unique(methodName(operation)),
      members: { ...known?.members, ...members },
    });
  }

  /** The client of the tag, or a further one where that is full. */
  function clientFor(operation: Operation): string {
    const size = operationSize(operation);
    for (let number = 1; ; number++) {
      const key = number === 1 ? operation.tag : `${operation.tag} (${number})`;
      const client = clients.get(key) ?? topLevel.unique(clientName(prefix, operation.tag), LONGEST_CLASS);
      clients.set(key, client);
      const scope = scopeOf(client);
      if (scope.size > 0 && scope.size + size > CLIENT_SIZE) continue;
      scope.size += size;
      return client;
    }
  }
}

function operationSize({ description, parameters }: Operation): number {
  return parameters.reduce(
    (sum, each) => sum + 300 + Math.min(each.description.length, 1_500),
    1_500 + 2 * description.length,
  );
}

function requestName({ apexName, words }: Operation): string {
  return typeName(apexName === undefined ? words : [apexName], 'Call');
}

function methodName({ apexName, words }: Operation): string {
  return apexName === undefined ? camelName(words, 'call') : memberName(apexName, 'call');
}

function parameterNames(operation: Operation, known: Readonly<Record<string, string>>): Record<string, string> {
  const scope = new Scope([...REQUEST_MEMBERS, ...Object.values(known)]);
  return named(
    operation.parameters.map((each) => `${each.in} ${each.wireName}`),
    known,
    (key, index) => {
      const wire = operation.parameters[index]?.apexName ?? key.slice(key.indexOf(' ') + 1);
      const wanted = memberName(wire, `value${index + 1}`);
      return scope.unique(TAKEN_OF_REQUESTS.has(wanted.toLowerCase()) ? `${wanted}_x` : wanted);
    },
    operation.parameters,
  );
}
