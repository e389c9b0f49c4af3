/** Where only profiles or an org know which record type a record may have. */
import { makeField, makePicklistValue } from '../../schema';
import { RECORD_TYPE_FIELD } from '../../schema/system-fields';
import { customObject, schemaWith, TestStore, user } from '../testing';

const stage = makeField('Stage__c', 'picklist', {
  isRestrictedPicklist: true,
  picklistValues: ['New', 'Done'].map((each) => makePicklistValue(each)),
});
const crate = customObject('Crate__c', [RECORD_TYPE_FIELD, stage], {
  recordTypes: [
    {
      name: 'Wood',
      label: 'Wood',
      isActive: true,
      picklists: [{ field: 'Stage__c', values: ['New'], defaultValue: 'New' }],
    },
  ],
});

describe('record types', () => {
  let org: TestStore;
  let wood: string;

  beforeEach(() => {
    org = new TestStore(schemaWith(crate));
    wood = org.store.insertRow('RecordType', { DeveloperName: 'Wood', SobjectType: 'Crate__c', IsActive: true });
  });
  afterEach(() => org.close());

  const stops: readonly [what: string, values: Record<string, string>, message: string][] = [
    ['a default of its own', {}, 'default of Crate__c.Stage__c by record type'],
    ['a restricted value it leaves out', { Stage__c: 'Done' }, 'values of Crate__c.Stage__c by record type'],
  ];
  it.each(stops)('should stop by name at %s', (_, values, message) => {
    expect(() => org.insert('Crate__c', { Name: 'a', RecordTypeId: wood, ...values })).toThrow(message);
  });

  it('should save a value the record type has', () => {
    const [saved] = org.insert('Crate__c', { Name: 'a', RecordTypeId: wood, Stage__c: 'New' });
    expect(saved?.id).not.toBeNull();
  });

  it('should stop by name for a user of whom only a profile says what he sees', () => {
    const clerk = user(org.admin.id, { seesRecordType: () => null });
    const record = org.record('Crate__c', { Name: 'a', RecordTypeId: wood, Stage__c: 'New' });
    expect(() => org.dml('insert', [record], { user: clerk })).toThrow('record type Crate__c.Wood');
  });

  it('should stop by name at the master record type', () => {
    expect(() => org.insert('Crate__c', { Name: 'a', RecordTypeId: '012000000000000AAA' })).toThrow(
      'the master record type in DML',
    );
  });
});
