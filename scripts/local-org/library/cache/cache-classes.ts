import type { ApexSet } from '../../values/set';
import type { TypeValue } from '../../values/type-value';
import type { Value } from '../../values/value';
import { mapOf, setOf } from '../collections';
import { libraryClass, libraryEnum, libraryInterface, type LibraryDeclaration, type MemberTable } from '../declare';
import { platformException } from '../exception-class';
import type { CachePartition } from './partition';
import { defaultPartition, hasSession, partitionNamed } from './partition';
import { unsupported } from '../unsupported';

type Target = (self: CachePartition | null) => CachePartition;

const texts = (keys: ApexSet): string[] => keys.values().map(String);

const STATISTICS = ['AvgGetSize', 'AvgGetTime', 'AvgValueSize', 'MaxGetSize', 'MaxGetTime', 'MaxValueSize'];

/** The members that partitions have as instance methods and `Cache.Org`, `Cache.Session` as static ones. */
function members(prefix: '' | 'static ', target: Target): MemberTable {
  // Static members get no receiver: arguments are told apart by taking the receiver off where there is one.
  const on =
    <A extends unknown[], R>(body: (partition: CachePartition, ...args: A) => R) =>
    (...given: unknown[]): R => {
      const self = prefix === '' ? (given.shift() as CachePartition) : null;
      return body(target(self), ...(given as A));
    };
  const table: Record<string, MemberTable[string]> = {
    [`${prefix}Boolean contains(String key)`]: on((cache, key: string) => cache.contains(key)),
    [`${prefix}Map<String, Boolean> contains(Set<String> keys)`]: on((cache, keys: ApexSet) =>
      mapOf(
        'System.String',
        'System.Boolean',
        texts(keys).map((key) => [key, cache.contains(key)]),
      ),
    ),
    [`${prefix}Object get(String key)`]: on((cache, key: string) => cache.get(key)),
    [`${prefix}Object get(System.Type cacheBuilder, String key)`]: on((cache, builder: TypeValue, key: string) =>
      cache.load(builder, key),
    ),
    [`${prefix}Map<String, Object> get(Set<String> keys)`]: on((cache, keys: ApexSet) =>
      mapOf(
        'System.String',
        'System.Object',
        texts(keys).map((key) => [key, cache.get(key)]),
      ),
    ),
    [`${prefix}Set<String> getKeys()`]: on((cache) => setOf('System.String', cache.keys)),
    [`${prefix}Long getNumKeys()`]: on((cache) => BigInt(cache.keys.length)),
    [`${prefix}String getName()`]: on((cache) => cache.name),
    [`${prefix}void put(String key, Object value)`]: on((cache, key: string, value: Value) =>
      cache.put(key, value, null),
    ),
    [`${prefix}void put(String key, Object value, Cache.Visibility visibility)`]: on(
      (cache, key: string, value: Value) => cache.put(key, value, null),
    ),
    [`${prefix}void put(String key, Object value, Integer ttlSecs)`]: on(
      (cache, key: string, value: Value, ttl: number) => cache.put(key, value, ttl),
    ),
    [`${prefix}void put(String key, Object value, Integer ttlSecs, Cache.Visibility visibility, Boolean immutable)`]:
      on((cache, key: string, value: Value, ttl: number) => cache.put(key, value, ttl)),
    [`${prefix}Boolean remove(String key)`]: on((cache, key: string) => cache.remove(key)),
    [`${prefix}Boolean remove(System.Type cacheBuilder, String key)`]: on((cache, builder: TypeValue, key: string) =>
      cache.removeBuilt(builder, key),
    ),
  };
  for (const name of ['Capacity', 'MissRate']) {
    table[`${prefix}Double get${name}()`] = unsupported(`Cache.Partition.get${name}`);
  }
  for (const name of STATISTICS) {
    table[`${prefix}Long get${name}()`] = unsupported(`Cache.Partition.get${name}`);
  }
  return table;
}

const itself: Target = (self) => self ?? defaultPartition('org');
const DOCS = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_cache.htm';

/** 48 and 8 hours: `MAX_TTL_SECS` of Cache.Org and Cache.Session. */
const MOST_SECONDS = { org: 172_800, session: 28_800 };

export const CACHE: readonly LibraryDeclaration[] = [
  libraryClass(
    'Cache.Partition',
    { ...members('', itself), 'Boolean isAvailable()': (self: CachePartition) => self.scope === 'org' || hasSession() },
    { docs: DOCS },
  ),
  libraryClass('Cache.OrgPartition', {}, { extends: 'Cache.Partition', docs: DOCS }),
  libraryClass('Cache.SessionPartition', {}, { extends: 'Cache.Partition', docs: DOCS }),
  libraryClass(
    'Cache.Org',
    {
      ...members('static ', () => defaultPartition('org')),
      'static final Integer MAX_TTL_SECS': { get: () => MOST_SECONDS.org },
      'static Cache.OrgPartition getPartition(String partitionName)': (name: string | null) =>
        partitionNamed('org', name),
    },
    { docs: DOCS },
  ),
  libraryClass(
    'Cache.Session',
    {
      ...members('static ', () => defaultPartition('session')),
      'static Boolean isAvailable()': hasSession,
      'static final Integer MAX_TTL_SECS': { get: () => MOST_SECONDS.session },
      'static Cache.SessionPartition getPartition(String partitionName)': (name: string | null) =>
        partitionNamed('session', name),
    },
    { docs: DOCS },
  ),
  libraryInterface('Cache.CacheBuilder', ['Object doLoad(String key)'], { docs: DOCS }),
  libraryEnum('Cache.Visibility', ['ALL', 'NAMESPACE']),
  platformException('Cache.Org.OrgCacheException'),
  platformException('Cache.Session.SessionCacheException'),
  platformException('Cache.Session.SessionCacheNoSessionException'),
  platformException('Cache.InvalidParamException'),
  platformException('Cache.ItemSizeLimitExceededException'),
  platformException('Cache.PlatformCacheInvalidOperationException'),
];
