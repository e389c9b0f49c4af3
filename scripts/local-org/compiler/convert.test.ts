import { castable, conversion, illegalAssignment, impossibleCast } from './convert';
import { program, testTable } from './testing';
import type { TypeTable } from './type-table';

const types = testTable();

function named(table: TypeTable, name: string) {
  const type = name === 'null' ? table.nullType : table.parse(name);
  if (!type) throw new Error(`no type ${name}`);
  return type;
}

function kind(from: string, to: string, table = types): string | null {
  return conversion(named(table, from), named(table, to), table)?.kind ?? null;
}

function cast(from: string, to: string, table = types): string | null {
  return castable(named(table, from), named(table, to), table)?.kind ?? null;
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_rules_of_conversion.htm
describe('implicit conversion of scalars', () => {
  test.each([
    ['Integer', 'Long', 'integerToLong'],
    ['Integer', 'Double', 'integerToDouble'],
    ['Integer', 'Decimal', 'integerToDecimal'],
    ['Long', 'Double', 'longToDouble'],
    ['Long', 'Decimal', 'longToDecimal'],
    ['Double', 'Decimal', 'doubleToDecimal'],
  ])('should widen %s to %s up the hierarchy of numbers', (from, to, expected) => {
    expect(kind(from, to)).toBe(expected);
  });

  test.each([
    ['Long', 'Integer'],
    ['Decimal', 'Integer'],
    ['Double', 'Long'],
    ['Integer', 'String'],
    ['Boolean', 'String'],
    ['Datetime', 'Date'],
    ['String', 'Blob'],
  ])('should not convert %s to %s', (from, to) => {
    expect(kind(from, to)).toBeNull();
  });

  test('should assign decimal values to Double, which number literals need', () => {
    expect(kind('Decimal', 'Double')).toBe('decimalToDouble');
  });

  test('should assign ids to strings as they are and strings to ids with a check', () => {
    expect(conversion(types.id, types.string, types)).toMatchObject({ kind: 'idToString', changesValue: false });
    expect(conversion(types.string, types.id, types)).toMatchObject({ kind: 'stringToId', changesValue: true });
  });

  test('should let null be anything, and anything an Object', () => {
    expect(kind('null', 'Integer')).toBe('null');
    expect(kind('null', 'List<Account>')).toBe('null');
    expect(kind('Integer', 'Object')).toBe('upcast');
    expect(kind('Set<Id>', 'Object')).toBe('upcast');
    expect(kind('Object', 'Integer')).toBeNull();
  });

  test('should word a failed assignment as Salesforce does', () => {
    expect(illegalAssignment(types.string, types.list(types.integer))).toBe(
      'Illegal assignment from String to List<Integer>',
    );
  });
});

describe('sObjects', () => {
  test('should go up to SObject implicitly and down by cast alone', () => {
    expect(kind('Account', 'SObject')).toBe('upcast');
    expect(kind('SObject', 'Account')).toBeNull();
    expect(cast('SObject', 'Account')).toBe('checked');
    expect(cast('Account', 'Contact')).toBeNull();
  });
});

// https://salesforce.stackexchange.com/questions/145428/is-there-a-specific-reason-why-we-cant-upcast-sets
describe('collections', () => {
  test('should convert lists of records both ways', () => {
    expect(kind('List<Account>', 'List<SObject>')).toBe('collection');
    expect(kind('List<SObject>', 'List<Account>')).toBe('collection');
    expect(kind('List<Account>', 'List<Contact>')).toBeNull();
  });

  test('should convert lists and map values up, map keys and sets never', () => {
    expect(kind('List<String>', 'List<Object>')).toBe('collection');
    expect(kind('Map<Id, String>', 'Map<Id, Object>')).toBe('collection');
    expect(kind('Map<Id, String>', 'Map<Object, String>')).toBeNull();
    expect(kind('Set<Account>', 'Set<SObject>')).toBeNull();
    expect(cast('Set<Account>', 'Set<SObject>')).toBeNull();
    expect(cast('Map<Id, SObject>', 'Map<Id, Account>')).toBe('implicit');
  });

  test('should take lists and sets for iterables of their elements, and of what these are', () => {
    expect(kind('List<Account>', 'Iterable<Account>')).toBe('upcast');
    expect(kind('Set<String>', 'Iterable<String>')).toBe('upcast');
    expect(kind('Set<String>', 'Iterable<Object>')).toBe('collection');
    expect(kind('Map<Id, Account>', 'Iterable<Account>')).toBeNull();
  });

  test('should not convert elements whose values would have to change', () => {
    expect(kind('List<Integer>', 'List<Long>')).toBeNull();
    expect(kind('List<Integer>', 'List<Decimal>')).toBeNull();
  });
});

describe('casts', () => {
  // https://salesforce.stackexchange.com/questions/207118/is-apex-casting-is-not-transitive
  test('should cut numbers down from their own type', () => {
    expect(cast('Decimal', 'Integer')).toBe('narrowing');
    expect(cast('Long', 'Integer')).toBe('narrowing');
    expect(cast('Object', 'Integer')).toBe('checked');
  });

  test('should refuse a cast that can never succeed, in Salesforce’s words', () => {
    expect(cast('String', 'Integer')).toBeNull();
    expect(impossibleCast(types.set(types.id), types.set(types.object))).toBe(
      'Incompatible types since an instance of Set<Id> is never an instance of Set<Object>',
    );
  });

  test('should follow the class hierarchy down, and across interfaces', () => {
    const { types: table } = program([
      `public virtual class Base { public interface Named {} public class Other {} public virtual class Sub extends Base {} }`,
    ]);
    expect(kind('Base.Sub', 'Base', table)).toBe('upcast');
    expect(kind('Base', 'Base.Sub', table)).toBeNull();
    expect(cast('Base', 'Base.Sub', table)).toBe('checked');
    expect(cast('Base', 'Base.Named', table)).toBe('checked');
    expect(cast('Base.Other', 'Base', table)).toBeNull();
    expect(kind('List<Base.Sub>', 'List<Base>', table)).toBe('collection');
    expect(cast('List<Base>', 'List<Base.Sub>', table)).toBe('checked');
  });
});
