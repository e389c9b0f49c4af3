/**
 * Roll-up summary fields with filters.
 * https://help.salesforce.com/s/articleView?id=sf.fields_defining_summary_fields.htm
 * https://help.salesforce.com/s/articleView?id=sf.customviews_entering_filter_criteria.htm
 */
import { Big } from 'bigdecimal.js';
import { makeField, type SummaryFilter } from '../../schema';
import { customObject, schemaWith, shown, TestStore } from '../testing';

const item = customObject(
  'Item__c',
  [
    makeField('Kind__c', 'string'),
    makeField('Amount__c', 'double', { precision: 18, scale: 2 }),
    makeField('Done__c', 'boolean', { defaultValue: 'false' }),
    makeField('Day__c', 'date'),
    makeField('Head__c', 'reference', { referenceTo: ['Head__c'], relationshipName: 'Head__r' }),
  ],
  { keyPrefix: 'a01' },
);

/** How many items a head has that pass the filters. */
function count(...filters: readonly Omit<SummaryFilter, 'valueField'>[]): string {
  const head = customObject('Head__c', [
    makeField('Count__c', 'double', {
      precision: 18,
      scale: 0,
      isCreateable: false,
      isUpdateable: false,
      summary: {
        operation: 'count',
        childObject: 'Item__c',
        childReference: 'Head__c',
        childField: null,
        filters: filters.map((filter) => ({ ...filter, valueField: null })),
      },
    }),
  ]);
  const org = new TestStore(schemaWith(head, item));
  try {
    const [parent] = org.insert('Head__c', { Name: 'One' });
    const Head__c = parent?.id ?? null;
    org.insert(
      'Item__c',
      { Head__c, Kind__c: 'Error', Amount__c: Big('1.5'), Done__c: true },
      { Head__c, Kind__c: 'Warn, late', Amount__c: Big('10') },
      { Head__c, Kind__c: 'Info', Amount__c: Big('100') },
      { Head__c },
    );
    return shown(org.column('SELECT Count__c FROM Head__c', 'Count__c')[0]);
  } finally {
    org.close();
  }
}

describe('filters of a roll-up summary field', () => {
  it.each([
    ['equals', 'ERROR', '1'],
    ['equals', 'error,info', '2'],
    ['equals', '"Warn, late",Info', '2'],
    ['equals', '', '1'],
    ['notEqual', 'Error,Info', '2'],
    ['contains', 'R', '2'],
    ['startsWith', 'in', '1'],
  ])('should count text that %s %s', (operator, value, expected) => {
    expect(count({ field: 'Kind__c', operator, value })).toBe(expected);
  });

  it('should compare numbers and checkboxes, and want every filter to hold', () => {
    expect(count({ field: 'Amount__c', operator: 'greaterOrEqual', value: '10' })).toBe('2');
    expect(count({ field: 'Done__c', operator: 'equals', value: 'True' })).toBe('1');
    expect(
      count(
        { field: 'Amount__c', operator: 'lessThan', value: '100' },
        { field: 'Done__c', operator: 'equals', value: 'False' },
      ),
    ).toBe('1');
  });

  it.each([
    ['Day__c', 'equals', 'TODAY'],
    ['Amount__c', 'equals', 'many'],
    ['Kind__c', 'within', '1'],
    ['Gone__c', 'equals', '1'],
  ])('should refuse the filter %s %s %s by name', (field, operator, value) => {
    expect(() => count({ field, operator, value })).toThrow(
      `roll-up summary field Head__c.Count__c with the filter ${field} ${operator} ${value}`,
    );
  });
});
