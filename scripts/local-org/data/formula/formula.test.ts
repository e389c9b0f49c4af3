/** Formulas. https://help.salesforce.com/s/articleView?id=sf.customize_functions.htm */
import { Big } from 'bigdecimal.js';
import { makeField } from '../../schema';
import { ApexDate } from '../../values/date';
import { UnsupportedError } from '../../values/errors';
import type { Value } from '../../values/value';
import { customObject, NOON, schemaWith, shown, TestStore } from '../testing';
import { evaluateFormula } from './evaluate';
import { parseFormula } from './parse';

function value(formula: string, fields: Readonly<Record<string, Value>> = {}): Value {
  return evaluateFormula(parseFormula(formula), {
    now: NOON,
    timeZone: 'America/Los_Angeles',
    isNew: true,
    field: (path) => fields[path.join('.')] ?? null,
    prior: () => null,
  });
}

describe('formulas', () => {
  it.each([
    ['1 + 2 * 3 ^ 2', '19'],
    ['-(2 - 5) / 2', '1.5'],
    ['ROUND(2.345, 2)', '2.35'],
    ['MOD(-7, 3)', '2'],
    ['IF(AND(TRUE, NOT(FALSE)), 1, 2)', '1'],
    ['CASE("b", "a", 1, "b", 2, 3)', '2'],
    ['"a" & "b" + "c"', 'abc'],
    ['TEXT(1.50) & BR() & UPPER("x")', '1.5\nX'],
    ['MID("abcdef", 2, 3)', 'bcd'],
    ['SUBSTITUTE("a-b-c", "-", "+")', 'a+b+c'],
    ['FIND("c", "abc")', '3'],
    ['LPAD("7", 3, "0")', '007'],
    ['TEXT(DATE(2024, 2, 29) + 1)', '2024-03-01'],
    ['TEXT(TODAY())', '2026-11-23'],
    ['DATE(2026, 3, 1) - DATE(2026, 2, 1)', '28'],
    ['HYPERLINK("/x", "X", "_blank")', '<a href="/x" target="_blank">X</a>'],
    ['BLANKVALUE(Missing, "other")', 'other'],
    ['1 <> 2 && "a" == "a" || FALSE', 'true'],
    ['REGEX("ab1", "[a-z]+\\\\d")', 'true'],
    ['/* note */ VALUE("12") >= 12', 'true'],
  ])('%s', (formula, expected) => {
    expect(shown(value(formula))).toBe(expected);
  });

  it('should treat blank numbers as zero and blank text as empty', () => {
    expect(shown(value('Amount + 1'))).toBe('1');
    expect(value('ISBLANK(Name) && Name = ""')).toBe(true);
    expect(value('ISPICKVAL(Status, "New")', { Status: 'New' })).toBe(true);
  });

  it('should name functions it does not have', () => {
    expect(() => value('VLOOKUP(1, 2, 3)')).toThrow('not supported by the local org: formula function VLOOKUP');
    expect(() => value('1 +')).toThrow('Syntax error in formula: unexpected end of formula');
  });
});

describe('formula fields', () => {
  const thing = customObject('Thing__c', [
    makeField('Amount__c', 'currency', { precision: 18, scale: 2 }),
    makeField('Account__c', 'reference', { referenceTo: ['Account'], relationshipName: 'Account__r' }),
    makeField('Doubled__c', 'currency', {
      formula: 'Amount__c * 2',
      precision: 18,
      scale: 2,
      isCreateable: false,
      isUpdateable: false,
    }),
    makeField('Label__c', 'string', {
      formula: 'Account__r.Name & ": " & TEXT(Doubled__c)',
      isCreateable: false,
      isUpdateable: false,
    }),
    makeField('Mine__c', 'boolean', { formula: 'OwnerId = $User.Id', isCreateable: false, isUpdateable: false }),
    makeField('Profile__c', 'string', { formula: '$Profile.Name', isCreateable: false, isUpdateable: false }),
    makeField('Share__c', 'percent', {
      formula: '0.5',
      precision: 5,
      scale: 1,
      isCreateable: false,
      isUpdateable: false,
    }),
  ]);
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore(schemaWith(thing));
  });
  afterEach(() => org.close());

  it('should be calculated when they are selected, filtered and sorted by', () => {
    const [acme] = org.insert('Account', { Name: 'Acme' });
    org.insert(
      'Thing__c',
      { Name: 'a', Amount__c: Big('1.25'), Account__c: acme?.id ?? null },
      { Name: 'b', Amount__c: Big(5) },
    );
    const [a, b] = org.query(
      'SELECT Doubled__c, Label__c, Mine__c, Profile__c, Share__c FROM Thing__c ORDER BY Doubled__c',
    ).records;
    expect(shown(a?.getField('Doubled__c'))).toBe('2.50');
    expect(a?.getField('Label__c')).toBe('Acme: 2.5');
    expect(b?.getField('Label__c')).toBe(': 10');
    expect(b?.getField('Mine__c')).toBe(true);
    expect(b?.getField('Profile__c')).toBe('System Administrator');
    expect(shown(b?.getField('Share__c'))).toBe('50.0');
    expect(org.column("SELECT Name FROM Thing__c WHERE Label__c LIKE 'acme%'", 'Name')).toEqual(['a']);
    expect(org.column('SELECT Name FROM Thing__c WHERE Doubled__c > 9.99', 'Name')).toEqual(['b']);
  });

  it('should name what they lack when a query calculates them', () => {
    const odd = customObject('Odd__c', [makeField('Odd__c', 'string', { formula: 'VLOOKUP(1, 2, 3)' })], {
      keyPrefix: 'a09',
    });
    const other = new TestStore(schemaWith(odd));
    try {
      other.insert('Odd__c', { Name: 'x' });
      expect(() => other.query('SELECT Odd__c FROM Odd__c')).toThrow(UnsupportedError);
    } finally {
      other.close();
    }
  });

  it('should be there for after triggers', () => {
    const seen: Value[] = [];
    org.triggers.set('Thing__c afterInsert', ({ newRecords }) => {
      for (const record of newRecords ?? []) seen.push(shown(record.getField('Doubled__c')));
    });
    org.insert('Thing__c', { Name: 'a', Amount__c: Big(2) });
    expect(seen).toEqual(['4.00']);
  });

  it('should give dates their days', () => {
    expect(value('ADDMONTHS(Day, 1)', { Day: ApexDate.of(2026, 1, 31) })).toEqual(ApexDate.of(2026, 2, 28));
  });
});
