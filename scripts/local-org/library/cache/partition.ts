/** Partitions of the platform cache: in memory, each test with its own. */
import { current } from '../../platform/current';
import { apexException, nullArgument, UnsupportedError } from '../../values/errors';
import { hooks } from '../../values/type-registry';
import type { TypeValue } from '../../values/type-value';
import type { Value } from '../../values/value';
import { PlatformObject } from '../platform-object';

interface Entry {
  readonly value: Value;
  /** Milliseconds on the org's clock. */
  readonly expiresAt: number;
}

/** Seconds an entry lives when nobody says: a day for the org's cache, eight hours for a session's. */
const DEFAULT_TTL = { org: 86_400, session: 28_800 } as const;

/** Seconds an entry may live, from and to. */
const TTL = { org: [300, 172_800], session: [300, 28_800] } as const;

/** Letters and digits: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_cache_Org.htm */
const KEY = /^[A-Za-z0-9]{1,50}$/;
/** `namespace.partition.key`. */
const QUALIFIED_KEY = /^([A-Za-z0-9_]+\.[A-Za-z0-9_]+)\.([^.]*)$/;

type Scope = keyof typeof DEFAULT_TTL;

/** Stores by test, or by org outside tests. */
const stores = new WeakMap<object, Map<string, Map<string, Entry>>>();

/** Asynchronous Apex and what it calls have none. */
export function hasSession(): boolean {
  const { job, eventBatch } = current();
  return !job && !eventBatch;
}

function storeOf(scope: Scope, partition: string): Map<string, Entry> {
  if (scope === 'session' && !hasSession())
    throw apexException('Cache.Session.SessionCacheNoSessionException', 'The session cache is not available');
  const { test, org, user } = current();
  const home = test ?? org;
  let all = stores.get(home);
  if (!all) stores.set(home, (all = new Map<string, Map<string, Entry>>()));
  const name = `${scope} ${scope === 'session' ? user.id : ''} ${partition.toLowerCase()}`;
  let store = all.get(name);
  if (!store) all.set(name, (store = new Map<string, Entry>()));
  return store;
}

/** A `Cache.OrgPartition` or `Cache.SessionPartition`. */
export class CachePartition extends PlatformObject {
  protected readonly typeName: string;

  constructor(
    readonly scope: Scope,
    readonly name: string,
  ) {
    super();
    this.typeName = scope === 'org' ? 'Cache.OrgPartition' : 'Cache.SessionPartition';
  }

  get(key: string): Value {
    return this.at(key, (partition, bare) => partition.live(checked(bare))?.value ?? null);
  }

  contains(key: string): boolean {
    return this.at(key, (partition, bare) => partition.live(checked(bare)) !== null);
  }

  /** A key may name another partition than this. */
  private at<T>(key: string | null, body: (partition: CachePartition, bare: string | null) => T): T {
    const [, partition, bare = null] = QUALIFIED_KEY.exec(key ?? '') ?? [];
    return partition === undefined ? body(this, key) : body(partitionNamed(this.scope, partition), bare);
  }

  /** A value that a `CacheBuilder` loads when it is not there. */
  load(builder: TypeValue, key: string): Value {
    const name = builtName(builder, key);
    const found = this.live(name);
    if (found) return found.value;
    const instance = hooks().newInstance(builder.type) as object;
    const value = hooks().invokeInterface(instance, 'Cache.CacheBuilder', 'doLoad', [key]);
    this.store.set(name, this.entry(value, null));
    return value;
  }

  put(key: string, value: Value, ttlSeconds: number | null): void {
    if (value === null) throw new UnsupportedError('Cache.Partition.put of null');
    this.at(key, (partition, bare) => partition.store.set(checked(bare), partition.entry(value, ttlSeconds)));
  }

  /** The cache keeps a copy: later changes of the object do not reach it. */
  private entry(value: Value, ttlSeconds: number | null): Entry {
    const { clock, program } = current().org;
    const ttl = ttlSeconds ?? DEFAULT_TTL[this.scope];
    const [least, most] = TTL[this.scope];
    if (ttl < least || ttl > most) throw new UnsupportedError(`Cache.Partition.put for ${ttl} seconds`);
    return { value: program.serialise(value), expiresAt: clock.now() + ttl * 1000 };
  }

  remove(key: string): boolean {
    return this.at(key, (partition, bare) => partition.store.delete(checked(bare)));
  }

  /** What a `CacheBuilder` loaded under a key. */
  removeBuilt(builder: TypeValue, key: string): boolean {
    return this.store.delete(builtName(builder, key));
  }

  get keys(): string[] {
    // What builders loaded stands under names no caller can give.
    return [...this.store.keys()].filter((key) => KEY.test(key) && this.live(key) !== null);
  }

  private get store(): Map<string, Entry> {
    return storeOf(this.scope, this.name);
  }

  private live(key: string): Entry | null {
    const entry = this.store.get(key);
    return entry && entry.expiresAt > current().org.clock.now() ? entry : null;
  }
}

function builtName(builder: TypeValue, key: string | null): string {
  return `${builder.type.displayName} ${checked(key)}`;
}

function checked(key: string | null): string {
  if (key === null) throw nullArgument();
  if (!KEY.test(key)) {
    throw apexException(
      'Cache.InvalidParamException',
      `Key names can be up to 50 characters long and contain only alphanumeric characters: ${key}`,
    );
  }
  return key;
}

/** `local.Name` and `Name` are the same partition; one that no metadata declares does not exist. */
export function partitionNamed(scope: Scope, name: string | null): CachePartition {
  const bare = (name ?? '').replace(/^[A-Za-z0-9_]+\./, '');
  const declared = current().org.schema.cachePartitions?.find((each) => each.name.toLowerCase() === bare.toLowerCase());
  if (!declared) {
    const type = scope === 'org' ? 'Cache.Org.OrgCacheException' : 'Cache.Session.SessionCacheException';
    throw apexException(
      type,
      `Failed Cache.${scope === 'org' ? 'Org' : 'Session'}.getPartition() because the partition ${name} does not exist`,
    );
  }
  return new CachePartition(scope, declared.name);
}

/** The default partition, one of its own where the project's metadata makes none; keys may name another: `local.Other.key`. */
export function defaultPartition(scope: Scope): CachePartition {
  const declared = current().org.schema.cachePartitions?.find((each) => each.isDefault);
  return new CachePartition(scope, declared?.name ?? 'default');
}
