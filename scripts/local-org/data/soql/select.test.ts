/**
 * What queries answer: fields, parents, children, aggregates, order and limits.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
 */
import { Big } from 'bigdecimal.js';
import { makeField, makePicklistValue } from '../../schema';
import { ApexDatetime } from '../../values/datetime';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { customObject, schemaWith, shown, TestStore } from '../testing';

const order = customObject('Order_Line__c', [
  makeField('Size__c', 'picklist', {
    picklistValues: ['Small', 'Medium', 'Large'].map((each) => makePicklistValue(each, { label: `${each}!` })),
  }),
  makeField('Amount__c', 'currency', { precision: 18, scale: 2 }),
  makeField('Count__c', 'double', { precision: 18, scale: 0 }),
  makeField('Moment__c', 'datetime'),
  makeField('Account__c', 'reference', { referenceTo: ['Account'], relationshipName: 'Account__r' }),
]);

describe('SELECT', () => {
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore(schemaWith(order));
  });
  afterEach(() => org.close());

  const first = (text: string, binds: Value[] = []): SObjectValue => {
    const [record] = org.query(text, binds).records;
    if (!record) throw new Error('no row');
    return record;
  };

  it('should answer the fields asked for and the id, and refuse others loudly', () => {
    org.insert('Account', { Name: 'Acme', Site: 'HQ' });
    const account = first('SELECT Name FROM Account');
    expect(account.getField('Name')).toBe('Acme');
    expect(account.id).toMatch(/^001/);
    expect(() => account.getField('Site')).toThrow(
      'SObject row was retrieved via SOQL without querying the requested field: Account.Site',
    );
  });

  it('should answer parents over several steps, and null where there is none', () => {
    const [parent] = org.insert('Account', { Name: 'Parent' });
    const [child] = org.insert('Account', { Name: 'Child', ParentId: parent?.id ?? null });
    org.insert('Contact', { LastName: 'Smith', AccountId: child?.id ?? null }, { LastName: 'Alone' });
    const [alone, smith] = org.query('SELECT Account.Parent.Name, Account.Name FROM Contact ORDER BY LastName').records;
    expect(smith?.parent('Account')?.parent('Parent')?.getField('Name')).toBe('Parent');
    expect(smith?.parent('Account')?.id).toBe(child?.id);
    expect(smith?.getField('AccountId')).toBe(child?.id);
    expect(alone?.parent('Account')).toBeNull();
  });

  it('should answer the name of whatever an owner is', () => {
    const [queue] = org.insert('Group', { Name: 'Support', DeveloperName: 'Support', Type: 'Queue' });
    org.insert('Case', { Subject: 'mine' }, { Subject: 'theirs', OwnerId: queue?.id ?? null });
    const [mine, theirs] = org.query('SELECT Owner.Name, Owner.Type FROM Case ORDER BY Subject').records;
    expect(mine?.parent('Owner')?.getField('Name')).toBe('Ada Admin');
    expect(mine?.parent('Owner')?.getField('Type')).toBe('User');
    expect(theirs?.parent('Owner')?.getField('Name')).toBe('Support');
    expect(org.query("SELECT Id FROM Case WHERE Owner.Name = 'support'").records).toHaveLength(1);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_typeof.htm
  it('should choose fields by TYPEOF', () => {
    const [account] = org.insert('Account', { Name: 'Acme', Phone: '1' });
    const [campaign] = org.insert('Campaign', { Name: 'Spring' });
    org.insert('Task', { Subject: 'a', WhatId: account?.id ?? null }, { Subject: 'b', WhatId: campaign?.id ?? null });
    const [a, b] = org.query(
      'SELECT TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task ORDER BY ActivityDate, CreatedDate, Id',
    ).records;
    expect(a?.parent('What')?.object.name).toBe('Account');
    expect(a?.parent('What')?.getField('Phone')).toBe('1');
    expect(b?.parent('What')?.getField('Name')).toBe('Spring');
  });

  it('should answer children with their own filter, order and limit for each parent', () => {
    const [a, b] = org.insert('Account', { Name: 'A' }, { Name: 'B' });
    for (const account of [a, b]) {
      for (const name of ['Three', 'One', 'Two'])
        org.insert('Contact', { LastName: name, AccountId: account?.id ?? null });
    }
    const { records, rowCount } = org.query(
      "SELECT Name, (SELECT LastName FROM Contacts WHERE LastName != 'One' ORDER BY LastName LIMIT 1) FROM Account ORDER BY Name",
    );
    expect(
      records.map((each) =>
        each.children('Contacts')?.items.map((child) => (child as SObjectValue).getField('LastName')),
      ),
    ).toEqual([['Three'], ['Three']]);
    expect(rowCount).toBe(4);
  });

  it('should sort nulls first unless told otherwise, and picklists by the order of their values', () => {
    org.insert(
      'Order_Line__c',
      { Name: 'm', Size__c: 'Medium' },
      { Name: 'n' },
      { Name: 'l', Size__c: 'Large' },
      { Name: 's', Size__c: 'Small' },
    );
    const names = (by: string): Value[] => org.column(`SELECT Name FROM Order_Line__c ORDER BY ${by}`, 'Name');
    expect(names('Size__c')).toEqual(['n', 's', 'm', 'l']);
    expect(names('Size__c DESC')).toEqual(['n', 'l', 'm', 's']);
    expect(names('Size__c DESC NULLS LAST')).toEqual(['l', 'm', 's', 'n']);
  });

  it('should limit and skip by literals and binds, and refuse to skip more than 2,000', () => {
    org.insert('Account', ...['a', 'b', 'c', 'd'].map((Name) => ({ Name })));
    expect(org.column('SELECT Name FROM Account ORDER BY Name LIMIT 2 OFFSET 1', 'Name')).toEqual(['b', 'c']);
    expect(org.column('SELECT Name FROM Account ORDER BY Name LIMIT :n', 'Name', [1])).toEqual(['a']);
    expect(() => org.query('SELECT Name FROM Account LIMIT 1 OFFSET 2001')).toThrow(
      'Maximum SOQL offset allowed is 2000',
    );
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_count.htm
  it('should count', () => {
    org.insert('Account', { Name: 'a' }, { Name: 'b' });
    expect(org.query('SELECT COUNT() FROM Account').count).toBe(2);
    expect(org.query('SELECT COUNT() FROM Account LIMIT 1').count).toBe(1);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions.htm
  it('should aggregate by groups, with aliases and exprN', () => {
    const [acme] = org.insert('Account', { Name: 'Acme' });
    org.insert(
      'Order_Line__c',
      {
        Size__c: 'Small',
        Amount__c: Big('1.10'),
        Account__c: acme?.id ?? null,
        Moment__c: new ApexDatetime(Date.UTC(2026, 0, 31)),
      },
      { Size__c: 'Small', Amount__c: Big('2.20'), Moment__c: new ApexDatetime(Date.UTC(2026, 1, 1)) },
      { Size__c: 'Large', Amount__c: Big('5'), Moment__c: new ApexDatetime(Date.UTC(2025, 1, 1)) },
    );
    const rows = org.query(
      'SELECT Size__c, COUNT(Id) n, SUM(Amount__c), AVG(Amount__c), MAX(Name) FROM Order_Line__c GROUP BY Size__c HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
    ).records;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.getField('Size__c')).toBe('Small');
    expect(rows[0]?.getField('n')).toBe(2);
    expect(shown(rows[0]?.getField('expr0'))).toBe('3.30');
    expect(shown(rows[0]?.getField('expr1'))).toBe('1.65');
    const years = org.query(
      'SELECT CALENDAR_YEAR(Moment__c) y, COUNT_DISTINCT(Size__c) c FROM Order_Line__c GROUP BY CALENDAR_YEAR(Moment__c) ORDER BY CALENDAR_YEAR(Moment__c)',
    ).records;
    expect(years.map((row) => [row.getField('y'), row.getField('c')])).toEqual([
      [2025, 1],
      [2026, 1],
    ]);
    const [byParent] = org.query(
      'SELECT Account__r.Name, MIN(Moment__c) FROM Order_Line__c WHERE Account__c != null GROUP BY Account__r.Name',
    ).records;
    expect(byParent?.getField('Name')).toBe('Acme');
    expect((byParent?.getField('expr0') as ApexDatetime).ms).toBe(Date.UTC(2026, 0, 31));
  });

  it('should translate picklist values by toLabel', () => {
    org.insert('Order_Line__c', { Size__c: 'Small' });
    expect(first('SELECT toLabel(Size__c) FROM Order_Line__c').getField('Size__c')).toBe('Small!');
    expect(first('SELECT toLabel(Size__c) shown, Size__c FROM Order_Line__c').getField('shown')).toBe('Small!');
  });

  it('should leave out the recycle bin unless ALL ROWS is said', () => {
    const records = org.insert('Account', { Name: 'a' }, { Name: 'b' });
    org.dml('delete', records.slice(0, 1));
    expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['b']);
    expect(org.query('SELECT Id FROM Account WHERE IsDeleted = true ALL ROWS').records).toHaveLength(1);
  });

  it('should answer all fields of a set', () => {
    org.insert('Order_Line__c', { Name: 'x', Count__c: Big(3) });
    const record = first('SELECT FIELDS(STANDARD) FROM Order_Line__c');
    expect(record.getField('Name')).toBe('x');
    expect(() => record.getField('Count__c')).toThrow();
  });

  it('should say what is wrong, in the words of the platform', () => {
    expect(() => org.query('SELECT Id FROM Nothing__c')).toThrow("sObject type 'Nothing__c' is not supported.");
    expect(() => org.query('SELECT Id, (SELECT Id FROM Nothings) FROM Account')).toThrow(
      "Didn't understand relationship 'Nothings' in FROM part of query call.",
    );
    expect(() => org.query('SELECT Name, COUNT(Id) FROM Account')).toThrow('Field must be grouped or aggregated: Name');
    expect(() => org.query('SELECT Name, Name FROM Account')).toThrow('duplicate field selected: Name');
    expect(() => org.query('SELECT Size__c, COUNT(Id) FROM Order_Line__c GROUP BY CUBE(Size__c)')).toThrow(
      'not supported by the local org: GROUP BY CUBE in SOQL',
    );
  });
});
