/**
 * WHERE.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_conditionexpression.htm
 */
import { Big } from 'bigdecimal.js';
import { makeField, makePicklistValue } from '../../schema';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexList } from '../../values/list';
import { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { customObject, NOON, schemaWith, shown, TestStore } from '../testing';

const thing = customObject('Thing__c', [
  makeField('Text__c', 'string'),
  makeField('Code__c', 'string', { isExternalId: true, isUnique: true, isCaseSensitive: true }),
  makeField('Key__c', 'string', { isExternalId: true, isUnique: true }),
  makeField('Number__c', 'double', { precision: 18, scale: 2 }),
  makeField('Flag__c', 'boolean', { defaultValue: 'false' }),
  makeField('Day__c', 'date'),
  makeField('Moment__c', 'datetime'),
  makeField('Colours__c', 'multipicklist', {
    picklistValues: ['Red', 'Green', 'Blue'].map((each) => makePicklistValue(each)),
  }),
  makeField('Long__c', 'textarea', { isLongText: true, length: 32000, isFilterable: false }),
  makeField('Parent__c', 'reference', { referenceTo: ['Thing__c'], relationshipName: 'Parent__r' }),
]);

const list = (...items: Value[]): ApexList =>
  new ApexList(new ApexType({ kind: 'class', name: 'List', namespace: 'System' }), items);

describe('WHERE', () => {
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore(schemaWith(thing));
  });
  afterEach(() => org.close());

  const names = (where: string, binds: Value[] = []): Value[] =>
    org.column(`SELECT Name FROM Thing__c WHERE ${where} ORDER BY Name`, 'Name', binds);

  it('should compare text without regard to case, in every script', () => {
    org.insert('Thing__c', { Name: 'a', Text__c: 'Hello' }, { Name: 'b', Text__c: 'MÜLLER' }, { Name: 'c' });
    expect(names("Text__c = 'hELLO'")).toEqual(['a']);
    expect(names("Text__c = 'müller'")).toEqual(['b']);
    expect(names("Text__c IN ('HELLO', 'Müller')")).toEqual(['a', 'b']);
    expect(names("Text__c LIKE 'm_ll%'")).toEqual(['b']);
  });

  it('should mind case in case-sensitive fields', () => {
    org.insert('Thing__c', { Name: 'a', Code__c: 'x1' }, { Name: 'b', Code__c: 'X1' });
    expect(names("Code__c = 'x1'")).toEqual(['a']);
    expect(names("Code__c LIKE 'X%'")).toEqual(['b']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_null.htm
  it('should find null rows by !=, NOT and NOT IN, and treat empty text as null', () => {
    org.insert('Thing__c', { Name: 'a', Text__c: 'x' }, { Name: 'b', Text__c: '' }, { Name: 'c', Text__c: 'y' });
    expect(names("Text__c != 'x'")).toEqual(['b', 'c']);
    expect(names("NOT Text__c = 'x'")).toEqual(['b', 'c']);
    expect(names("Text__c NOT IN ('x')")).toEqual(['b', 'c']);
    expect(names('Text__c = null')).toEqual(['b']);
    expect(names("Text__c = ''")).toEqual(['b']);
    expect(names('Text__c != null')).toEqual(['a', 'c']);
    expect(names('Text__c IN :values', [list('y', null)])).toEqual(['b', 'c']);
  });

  // No page says what these find; a wrong answer would be silent.
  it('should stop by name at patterns and orders of records without a value where they are negated', () => {
    org.insert('Thing__c', { Name: 'a', Text__c: 'x' }, { Name: 'b', Text__c: 'y' });
    expect(names("(NOT Text__c LIKE 'x%')")).toEqual(['b']);
    org.insert('Thing__c', { Name: 'c' });
    const stop = 'NOT of a comparison in SOQL, for records without a value';
    for (const where of ["(NOT Text__c LIKE 'x%')", 'NOT Number__c > 5', "NOT (Name = 'c' AND Number__c < 5)"])
      expect(() => names(where)).toThrow(stop);
    expect(names("(NOT (Name = 'a' AND Number__c < 5)) AND Name != 'a'")).toEqual(['b', 'c']);
    expect(() => names("Text__c LIKE ''")).toThrow('LIKE in SOQL with an empty pattern');
  });

  it('should take a checkbox that is null for false, also through a parent that is not there', () => {
    const [parent] = org.insert('Thing__c', { Name: 'p', Flag__c: true });
    org.insert('Thing__c', { Name: 'q', Parent__c: parent?.id ?? null }, { Name: 'r' });
    expect(names('Flag__c = null')).toEqual(['q', 'r']);
    expect(names('Parent__r.Flag__c = false')).toEqual(['p', 'r']);
    expect(names('Parent__r.Name = null')).toEqual(['p', 'r']);
  });

  it('should escape the wildcards of LIKE by a backslash', () => {
    org.insert('Thing__c', { Name: 'a', Text__c: '100%' }, { Name: 'b', Text__c: '1000' });
    expect(names('Text__c LIKE :pattern', ['100\\%'])).toEqual(['a']);
    expect(names('Text__c LIKE :patterns', [list('100_', 'zzz%')])).toEqual(['a', 'b']);
  });

  it('should compare numbers exactly and keep digits beyond the scale', () => {
    org.insert(
      'Thing__c',
      { Name: 'a', Number__c: Big('0.30') },
      { Name: 'b', Number__c: Big('1.234567') },
      { Name: 'c', Number__c: Big('9999999999999999.99') },
    );
    expect(names('Number__c = 0.3')).toEqual(['a']);
    expect(names('Number__c > 1.2345 AND Number__c < 2')).toEqual(['b']);
    const values = org.column('SELECT Number__c FROM Thing__c ORDER BY Name', 'Number__c').map(shown);
    expect(values).toEqual(['0.30', '1.234567', '9999999999999999.99']);
  });

  it('should find any and all values of a multi-select picklist', () => {
    org.insert('Thing__c', { Name: 'a', Colours__c: 'Red;Green' }, { Name: 'b', Colours__c: 'Blue' }, { Name: 'c' });
    expect(names("Colours__c INCLUDES ('Red;Green', 'Blue')")).toEqual(['a', 'b']);
    expect(names("Colours__c INCLUDES ('Red;Blue')")).toEqual([]);
    expect(names("Colours__c EXCLUDES ('Red')")).toEqual(['b', 'c']);
  });

  it('should take ids of 15 and 18 characters, records and lists of them for ids, and refuse others', () => {
    const [a, b] = org.insert('Thing__c', { Name: 'a' }, { Name: 'b' });
    expect(names(`Id = '${a?.id?.slice(0, 15)}'`)).toEqual(['a']);
    expect(names('Id = :record', [b ?? null])).toEqual(['b']);
    expect(names('Id IN :records', [list(a ?? null, b ?? null)])).toEqual(['a', 'b']);
    expect(() => names("Id = 'nonsense'")).toThrow('invalid ID field: nonsense');
  });

  it('should answer nothing for an empty list, and everything but it', () => {
    org.insert('Thing__c', { Name: 'a' });
    expect(names('Name IN :none', [list()])).toEqual([]);
    expect(names('Name NOT IN :none', [list()])).toEqual(['a']);
  });

  it('should join by sub-queries, both ways', () => {
    const [a] = org.insert('Account', { Name: 'a' }, { Name: 'b' });
    org.insert('Contact', { LastName: 'child', AccountId: a?.id ?? null });
    const accounts = (where: string): unknown[] => org.column(`SELECT Name FROM Account WHERE ${where}`, 'Name');
    expect(accounts("Id IN (SELECT AccountId FROM Contact WHERE LastName = 'CHILD')")).toEqual(['a']);
    expect(accounts('Id NOT IN (SELECT AccountId FROM Contact)')).toEqual(['b']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
  it('should mean days of the user by date literals', () => {
    // 03:00 UTC on the 23rd is still the 22nd in Los Angeles.
    org.now = Date.UTC(2026, 10, 23, 3);
    org.insert(
      'Thing__c',
      { Name: 'a', Day__c: ApexDate.of(2026, 11, 22), Moment__c: new ApexDatetime(Date.UTC(2026, 10, 22, 8)) },
      { Name: 'b', Day__c: ApexDate.of(2026, 11, 23), Moment__c: new ApexDatetime(Date.UTC(2026, 10, 23, 8)) },
      { Name: 'c', Day__c: ApexDate.of(2026, 11, 1), Moment__c: new ApexDatetime(Date.UTC(2026, 10, 22, 7, 59, 59)) },
      { Name: 'd' },
    );
    expect(names('Day__c = TODAY')).toEqual(['a']);
    expect(names('Moment__c = TODAY')).toEqual(['a']);
    expect(names('Moment__c > TODAY')).toEqual(['b']);
    expect(names('Moment__c < TODAY')).toEqual(['c']);
    expect(names('Moment__c != TODAY')).toEqual(['b', 'c', 'd']);
    expect(names('Day__c = LAST_N_DAYS:1')).toEqual(['a']);
    expect(names('Day__c = NEXT_N_DAYS:1')).toEqual(['b']);
    expect(names('Day__c = THIS_MONTH')).toEqual(['a', 'b', 'c']);
    expect(names('Day__c >= THIS_WEEK')).toEqual(['a', 'b']);
  });

  it('should compare with date and datetime literals', () => {
    org.insert('Thing__c', { Name: 'a', Day__c: ApexDate.of(2026, 1, 31), Moment__c: new ApexDatetime(NOON) });
    expect(names('Day__c = 2026-01-31')).toEqual(['a']);
    expect(names('Moment__c = 2026-11-23T11:00:00+01:00')).toEqual(['a']);
    expect(names('Moment__c > 2026-11-23T10:00:00Z')).toEqual([]);
  });

  it('should use the index of external ids and references', () => {
    const plan = (text: string): string => org.explain(text).join('; ');
    expect(plan("SELECT Id FROM Thing__c WHERE Key__c = 'x'")).toContain('USING INDEX Thing__c.Key__c');
    expect(plan("SELECT Id FROM Thing__c WHERE Key__c IN ('x', 'y')")).toContain('USING INDEX Thing__c.Key__c');
    expect(plan("SELECT Id FROM Thing__c WHERE Code__c = 'x'")).toContain('USING INDEX Thing__c.Code__c');
    expect(plan("SELECT Id FROM Thing__c WHERE Parent__c = '001000000000001'")).toContain(
      'USING INDEX Thing__c.Parent__c',
    );
    expect(plan("SELECT Id FROM Thing__c WHERE Id = '001000000000001'")).toContain('(Id=?)');
  });

  it('should use the indexes that most objects have by themselves', () => {
    // https://developer.salesforce.com/docs/platform/salesforce-large-data-volumes-bp/guide/ldv-deployments-infrastructure-indexes.html
    const plan = (where: string, object = 'Thing__c'): string =>
      org.explain(`SELECT Id FROM ${object} WHERE ${where}`).join('; ');
    expect(plan("Name = 'x'")).toContain('USING INDEX Thing__c.Name');
    expect(plan('CreatedDate < 2026-11-23T10:00:00Z ORDER BY CreatedDate LIMIT 9')).toContain(
      'USING INDEX Thing__c.CreatedDate',
    );
    expect(plan('SystemModstamp >= 2026-11-23T10:00:00Z ORDER BY SystemModstamp')).toContain(
      'USING INDEX Thing__c.SystemModstamp',
    );
    expect(plan("Email = 'ada@example.com'", 'Contact')).toContain('USING INDEX Contact.Email');
    expect(plan("Text__c = 'x'")).not.toContain('USING INDEX');
  });

  it('should refuse filters the platform refuses, in its words', () => {
    expect(() => names("Nothing__c = 'x'")).toThrow("No such column 'Nothing__c' on entity 'Thing__c'.");
    expect(() => names("Long__c = 'x'")).toThrow("field 'Long__c' can not be filtered in a query call");
    expect(() => names('Text__c = 1')).toThrow(
      "value of filter criterion for field 'Text__c' must be of type string and should be enclosed in quotes",
    );
    expect(() => names("Number__c = '1'")).toThrow(
      "value of filter criterion for field 'Number__c' must be of type double and should not be enclosed in quotes",
    );
    expect(() => names("Nobody__r.Name = 'x'")).toThrow("Didn't understand relationship 'Nobody__r' in field path.");
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_variables.htm
  it.each<[string, Value, string]>([
    ['Text__c = :v', new ApexDate(0), 'Date for column of type String'],
    ['Flag__c = :v', 'true', 'String for column of type Boolean'],
    ['Number__c > :v', '1', 'String for column of type Decimal'],
    ['Day__c = :v', 1, 'Integer for column of type Date'],
    ['Parent__c = :v', 1, 'Integer for column of type Id'],
    ['Number__c IN :v', list(1, '1'), 'String for column of type Decimal'],
  ])('refuses a bind of another type when the query is a text: %s', (where, bind, problem) => {
    org.store.insertRow('Thing__c', { Name: 'a' });
    expect(() => names(where, [bind])).toThrow(new RegExp(`Invalid bind expression type of (System.)?${problem}`));
  });
});
