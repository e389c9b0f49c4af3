/**
 * "If the record contains a roll-up summary field …, performs calculations and updates the roll-up summary field in the
 * parent record. Parent record goes through save procedure."
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import { Big } from 'bigdecimal.js';
import { makeField } from '../../schema';
import { customObject, schemaWith, shown, TestStore } from '../testing';

const head = customObject('Head__c', [
  makeField('Total__c', 'double', {
    precision: 18,
    scale: 0,
    isCreateable: false,
    isUpdateable: false,
    summary: {
      operation: 'sum',
      childObject: 'Item__c',
      childReference: 'Head__c',
      childField: 'Amount__c',
      filters: [],
    },
  }),
]);
const item = customObject(
  'Item__c',
  [
    makeField('Amount__c', 'double', { precision: 18, scale: 0 }),
    makeField('Note__c', 'string'),
    makeField('Head__c', 'reference', { referenceTo: ['Head__c'], relationshipName: 'Head__r' }),
  ],
  { keyPrefix: 'a01' },
);

describe('a roll-up summary that changes', () => {
  let org: TestStore;
  let seen: string[];
  let first: string;
  let second: string;

  beforeEach(() => {
    org = new TestStore(schemaWith(head, item));
    seen = [];
    [first = '', second = ''] = org
      .insert('Head__c', { Name: 'First' }, { Name: 'Second' })
      .map((each) => each.id ?? '');
    org.triggers.set('Head__c afterUpdate', ({ newRecords, oldRecords }) => {
      newRecords?.forEach((record, index) => {
        const [before, after] = [oldRecords?.[index], record].map((each) => shown(each?.rawField('Total__c')));
        seen.push(`${shown(record.rawField('Name'))} ${before} ${after}`);
      });
    });
  });
  afterEach(() => org.close());

  it('should save its parent, which sees the value before and after', () => {
    const [one] = org.insert(
      'Item__c',
      { Head__c: first, Amount__c: Big('5') },
      { Head__c: first, Amount__c: Big('2') },
    );
    expect(seen).toEqual(['First 0 7']);
    org.dml('delete', one ? [one] : []);
    expect(seen).toEqual(['First 0 7', 'First 7 2']);
  });

  it('should save both parents of a row that changes its parent', () => {
    const [one] = org.insert('Item__c', { Head__c: first, Amount__c: Big('5') });
    seen = [];
    one?.store('Head__c', second);
    org.dml('update', one ? [one] : []);
    expect(seen.sort()).toEqual(['First 5 0', 'Second 0 5']);
  });

  it('should leave the parent alone where its value stays', () => {
    const [one] = org.insert('Item__c', { Head__c: first, Amount__c: Big('5') });
    seen = [];
    one?.store('Note__c', 'changed');
    org.dml('update', one ? [one] : []);
    expect(seen).toEqual([]);
  });

  it('should be refused where the parent is, row by row', () => {
    org.triggers.set('Head__c beforeUpdate', ({ newRecords }) =>
      newRecords?.forEach((record) => {
        if (record.rawField('Name') === 'First') record.addError('closed');
      }),
    );
    const results = org.dml('insert', [
      org.record('Item__c', { Head__c: first, Amount__c: Big('1') }),
      org.record('Item__c', { Head__c: second, Amount__c: Big('1') }),
    ]);
    expect(results.map((each) => each.success)).toEqual([false, true]);
    expect(results[0]?.errors[0]?.message).toBe('closed');
    expect(org.column('SELECT Head__r.Name FROM Item__c', 'Head__c').length).toBe(1);
  });
});
