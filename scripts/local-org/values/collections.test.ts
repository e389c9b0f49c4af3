// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm
import { decimalOf } from './decimal';
import { ApexDate } from './date';
import { ApexDatetime } from './datetime';
import { ApexDouble } from './double';
import { ApexList } from './list';
import { ApexMap } from './map';
import { ApexSet } from './set';
import { ApexType } from './types';
import { equals, hashCode, hashKey, identical } from './equality';
import type { Value } from './value';

const any = new ApexType({ kind: 'object', name: 'Object', namespace: 'System' });

function list(...items: Value[]): ApexList {
  return new ApexList(any, items);
}

/** An object with `equals()` and `hashCode()`, all of one hash. */
class Keyed {
  constructor(readonly key: number) {}

  equals$object(other: Value): boolean {
    return other instanceof Keyed && other.key === this.key;
  }

  hashcode$(): number {
    return 7;
  }
}

describe('a list that is walked', () => {
  it('cannot be changed until the walk ends', () => {
    const walked = list(1, 2);
    for (const item of walked.each()) {
      expect(() => walked.add(item)).toThrow('Cannot modify a collection while it is being iterated.');
      walked.set(0, 5);
    }
    walked.add(3);
    expect(walked.items).toEqual([5, 2, 3]);
  });

  it('can be changed after the walk was left', () => {
    const walked = list(1, 2);
    for (const item of walked.each()) if (item === 1) break;
    expect(() => {
      for (const item of walked.each()) throw new Error(item === 1 ? 'left' : 'late');
    }).toThrow('left');
    walked.clear();
    expect(walked.size).toBe(0);
  });

  it('adds itself to itself once', () => {
    const doubled = list(1, 2);
    doubled.addAll(doubled);
    expect(doubled.items).toEqual([1, 2, 1, 2]);
  });
});

describe('maps and sets that are walked', () => {
  it('let values change, not keys', () => {
    const map = new ApexMap(any, [['a', 1]]);
    for (const key of map.keySet(any).each()) {
      map.put(key, 2);
      expect(() => map.put('b', 3)).toThrow('while it is being iterated');
      expect(() => map.remove('a')).toThrow('while it is being iterated');
    }
    expect([...map.entries()]).toEqual([['a', 2]]);
  });

  // Removing from keySet() removes from the map, adding is refused:
  // https://salesforce.stackexchange.com/questions/207388/
  it('give a view of the keys', () => {
    const map = new ApexMap(any, [
      ['a', 1],
      ['b', 2],
    ]);
    const keys = map.keySet(any);
    keys.remove('a');
    expect(map.has('a')).toBe(false);
    expect(() => keys.add('c')).toThrow('Collection is read-only');
  });

  it('are read-only where the platform says so', () => {
    const map = new ApexMap(any, [['a', 1]]);
    map.isReadOnly = true;
    expect(() => map.put('a', 2)).toThrow('Collection is read-only');
    const records = list(1);
    records.isReadOnly = true;
    expect(() => records.set(0, 2)).toThrow('Collection is read-only');
  });
});

describe('keys', () => {
  it('keep the order in which they came', () => {
    const set = new ApexSet(any, ['b', 'a', 'B', 'b']);
    expect(set.values()).toEqual(['b', 'a', 'B']);
  });

  it('are equal by value', () => {
    const equal: readonly (readonly [Value, Value])[] = [
      [new ApexDate(3), new ApexDate(3)],
      [new ApexDatetime(3), new ApexDatetime(3)],
      [new ApexDouble(1.5), new ApexDouble(1.5)],
      [list(1, list('a')), list(1, list('a'))],
      [new ApexSet(any, [1, 2]), new ApexSet(any, [2, 1])],
      [new ApexMap(any, [['k', list(1)]]), new ApexMap(any, [['k', list(1)]])],
    ];
    for (const [a, b] of equal) {
      expect(equals(a, b)).toBe(true);
      expect(hashCode(a)).toBe(hashCode(b));
      expect(new ApexSet(any, [a]).has(b)).toBe(true);
    }
  });

  it('are told apart by type and content', () => {
    const all = [
      1,
      1n,
      '1',
      true,
      new ApexDouble(1),
      decimalOf('1'),
      decimalOf('1.0'),
      new ApexDate(1),
      list(1),
      list('1'),
    ];
    expect(new ApexSet(any, all).size).toBe(all.length);
    expect(hashKey('a')).not.toBe(hashKey('A'));
  });

  it('ask objects for their own equals', () => {
    const map = new ApexMap(any, [
      [new Keyed(1), 'one'],
      [new Keyed(2), 'two'],
    ]);
    expect(map.get(new Keyed(2))).toBe('two');
    expect(map.get(new Keyed(3))).toBeNull();
    expect(map.put(new Keyed(1), 'uno')).toBe('one');
    expect(new ApexSet(any, [list(new Keyed(1))]).has(list(new Keyed(1)))).toBe(true);
    expect(new ApexSet(any, [list(new Keyed(1))]).has(list(new Keyed(2)))).toBe(false);
  });

  it('take objects without equals for themselves alone', () => {
    const [one, other] = [{}, {}];
    const set = new ApexSet(any, [one]);
    expect([set.has(one), set.has(other), equals(one, other)]).toEqual([true, false, false]);
  });
});

describe('numbers', () => {
  it('are equal across their types', () => {
    expect(equals(100, decimalOf('100.00'))).toBe(true);
    expect(equals(1n, new ApexDouble(1))).toBe(true);
    expect(equals(new ApexDouble(0.1), decimalOf('0.1'))).toBe(true);
    expect(equals(1, '1')).toBe(false);
  });

  it('are identical by value, collections only as one object', () => {
    expect(identical(decimalOf('1.5'), decimalOf('1.5'))).toBe(true);
    expect(identical(new ApexDate(1), new ApexDate(1))).toBe(true);
    expect(identical(list(1), list(1))).toBe(false);
  });
});
