// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm
import { toText } from '../../values/operations';
import { execute, runApex } from '../testing';

const text = (statements: string): string => toText(execute(statements));

describe('List', () => {
  it('adds, inserts, removes and finds elements', () => {
    expect(
      text(`List<Integer> l = new List<Integer>{ 3, 1 }; l.add(0, 7); l.addAll(new Set<Integer>{ 5 });
        Integer gone = l.remove(1); return gone + ' ' + l + ' ' + l.indexOf(5) + ' ' + l.contains(3) + ' ' + l.size();`),
    ).toBe('3 (7, 1, 5) 2 false 3');
  });

  it('refuses places it does not have', () => {
    expect(() => execute('return new List<Integer>{ 1 }.get(1);')).toThrow('List index out of bounds: 1');
    expect(() => execute('new List<Integer>().remove(0); return null;')).toThrow('List index out of bounds: 0');
  });

  it('sorts primitives with null first, capitals before small letters', () => {
    expect(text(`List<String> l = new List<String>{ 'b', null, 'a', 'B' }; l.sort(); return l;`)).toBe(
      '(null, B, a, b)',
    );
    expect(text('List<Decimal> l = new List<Decimal>{ 10, 9.5, 9.25 }; l.sort(); return l;')).toBe('(9.25, 9.5, 10)');
  });

  it('sorts objects by compareTo and by a Comparator', () => {
    const item =
      'public class Item implements Comparable { public Integer n; public Item(Integer n) { this.n = n; }' +
      ' public Integer compareTo(Object o) { return n - ((Item) o).n; } }';
    const down =
      'public class Down implements Comparator<Item> { public Integer compare(Item a, Item b) { return b.n - a.n; } }';
    const main = `public class Main { public static Object f() {
      List<Item> l = new List<Item>{ new Item(2), new Item(3), new Item(1) };
      l.sort(); Integer first = l[0].n; l.sort(new Down()); return first + ' ' + l[0].n; } }`;
    expect(runApex([main, item, down], 'f')).toBe('1 3');
  });

  it('sorts text by a Collator of the user', () => {
    expect(
      text(`List<String> l = new List<String>{ 'b', 'C', 'ä', null }; l.sort(Collator.getInstance()); return l;`),
    ).toBe('(null, ä, b, C)');
  });

  it('cannot sort what is not Comparable', () => {
    const main =
      'public class Main { public static Object f() { List<Main> l = new List<Main>{ new Main(), new Main() }; l.sort(); return l; } }';
    expect(() => runApex([main], 'f')).toThrow('One or more of the items in this list is not Comparable.');
  });

  it('sorts records by name first', () => {
    expect(
      text(`List<Account> l = new List<Account>{ new Account(Name = 'b', Site = 'a'), new Account(Name = 'a', Site = 'b') };
        l.sort(); return l[0].Name;`),
    ).toBe('a');
  });

  it('knows the object of its records', () => {
    expect(text('return new List<Account>().getSObjectType();')).toBe('Account');
    expect(text('return new List<SObject>().getSObjectType() == null;')).toBe('true');
  });

  it('deep-clones records without their ids unless told', () => {
    expect(
      text(`List<Account> l = new List<Account>{ new Account(Id = '001000000000001', Name = 'x') };
        List<Account> copy = l.deepClone(); copy[0].Name = 'y';
        return l[0].Name + ' ' + (copy[0].Id == null) + ' ' + (l.deepClone(true)[0].Id == l[0].Id);`),
    ).toBe('x true true');
  });

  it('is walked by an iterator', () => {
    expect(
      text(`Iterator<Integer> i = new List<Integer>{ 1, 2 }.iterator(); Integer sum = 0;
        while (i.hasNext()) { sum += i.next(); } return sum;`),
    ).toBe('3');
    expect(() => execute('return new List<Integer>().iterator().next();')).toThrow('has no more elements');
  });
});

describe('Set', () => {
  it('says whether it has changed', () => {
    expect(
      text(`Set<String> s = new Set<String>{ 'a', 'b' };
        return s.add('a') + ' ' + s.addAll(new List<String>{ 'b', 'c' }) + ' ' + s.retainAll(new Set<String>{ 'c', 'a' })
          + ' ' + s.removeAll(new List<String>{ 'x' }) + ' ' + s + ' ' + s.containsAll(new List<String>{ 'a', 'c' });`),
    ).toBe('false true true false {a, c} true');
  });

  it('takes texts that are ids as ids', () => {
    expect(text(`return new Set<Id>(new List<String>{ '001000000000001' }).contains('001000000000001AAA');`)).toBe(
      'true',
    );
    expect(() => execute(`return new Set<Id>(new List<String>{ 'x' });`)).toThrow('Invalid id: x');
  });
});

describe('Map', () => {
  it('answers what was there before', () => {
    expect(
      text(`Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 };
        return m.put('a', 2) + ' ' + m.put('b', 3) + ' ' + m.remove('a') + ' ' + m + ' ' + m.keySet() + ' ' + m.values();`),
    ).toBe('1 null 2 {b=3} {b} (3)');
  });

  it('is made from records by their ids', () => {
    expect(
      text(`Map<Id, Account> m = new Map<Id, Account>(new List<Account>{ new Account(Id = '001000000000001', Name = 'x') });
        m.putAll(new List<Account>{ new Account(Id = '001000000000002', Name = 'y') }); return m.size() + ' ' + m.getSObjectType();`),
    ).toBe('2 Account');
    expect(() => execute('return new Map<Id, Account>(new List<Account>{ new Account() });')).toThrow(
      'Row with null Id at index: 0',
    );
  });

  it('shows its keys as they are', () => {
    expect(
      text(
        `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2 }; m.keySet().remove('a'); return m;`,
      ),
    ).toBe('{b=2}');
  });
});
