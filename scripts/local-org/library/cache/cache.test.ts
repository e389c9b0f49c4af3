import { VirtualClock } from '../../platform/clock';
import type { Org } from '../../platform/services';
import { loadSchema } from '../../schema';
import { execute, type PartialTransaction } from '../testing';

const clock = new VirtualClock(0);
const { schema } = loadSchema([]);
const org: Partial<Org> = {
  schema: {
    ...schema,
    object: (name) => schema.object(name),
    cachePartitions: [{ name: 'Fast', label: 'Fast', isDefault: false }],
  },
  clock,
  program: { serialise: <T>(value: T) => value } as Org['program'],
};
const parts: PartialTransaction = { org, test: {}, user: { id: '005000000000001AAA' } };

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_cache.htm
describe('the platform cache', () => {
  it('keeps values until their time is up', () => {
    expect(
      execute(
        `Cache.OrgPartition fast = Cache.Org.getPartition('local.Fast'); fast.put('a', 1, 300); return fast.get('a') + '|' + fast.contains('b') + '|' + fast.getKeys();`,
        parts,
      ),
    ).toBe('1|false|{a}');
    clock.advanceTo(301_000);
    expect(execute(`return Cache.Org.getPartition('Fast').get('a');`, parts)).toBe(null);
  });

  it('loads what is not there', () => {
    expect(
      execute(
        `Object first = Cache.Org.get(Loader.class, 'k'); return first + '|' + Cache.Org.get(Loader.class, 'k') + '|' + Cache.Org.getKeys();`,
        parts,
        `public class Loader implements Cache.CacheBuilder { public Object doLoad(String key) { return 'loaded ' + key; } }`,
      ),
    ).toBe('loaded k|loaded k|{}');
  });

  it('refuses partitions and keys there cannot be', () => {
    const message = (statement: string): unknown =>
      execute(`try { ${statement} } catch (Exception e) { return e.getTypeName(); } return null;`, parts);
    expect(message(`Cache.Org.getPartition('local.Nope');`)).toBe('Cache.Org.OrgCacheException');
    expect(message(`Cache.Org.put('a b', 1);`)).toBe('Cache.InvalidParamException');
  });
});
