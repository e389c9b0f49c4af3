/**
 * Who may read what.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
 */
import { makeField } from '../../schema';
import { ApexException } from '../../values/errors';
import type { Value } from '../../values/value';
import type { AccessOptions } from '../access';
import type { InaccessibleFields } from './permissions';
import { customObject, schemaWith, TestStore, user } from '../testing';

const secret = customObject('Secret__c', [makeField('Code__c', 'string'), makeField('Note__c', 'string')], {
  sharingModel: 'private',
});
const detail = customObject(
  'Detail__c',
  [
    makeField('Secret__c', 'reference', {
      referenceTo: ['Secret__c'],
      relationshipName: 'Secret__r',
      isMasterDetail: true,
    }),
  ],
  {
    sharingModel: 'controlledByParent',
    keyPrefix: 'a01',
  },
);

describe('access to queried records', () => {
  let org: TestStore;
  let reader: AccessOptions;
  let readerId: string;

  beforeEach(() => {
    org = new TestStore(schemaWith(secret, detail));
    readerId = org.store.insertRow('User', { Username: 'reader@example.com', LastName: 'Reader' });
    reader = {
      access: 'user',
      sharing: 'with',
      user: user(readerId, { canReadField: (_, field) => field.name !== 'Code__c' && field.name !== 'Note__c' }),
    };
  });
  afterEach(() => org.close());

  const names = (options: Partial<AccessOptions>, object = 'Secret__c'): Value[] =>
    org.column(`SELECT Name FROM ${object} ORDER BY Name`, 'Name', [], options);

  it('should refuse fields the user may not read in any clause, and name all of them', () => {
    expect(() => org.query('SELECT Code__c FROM Secret__c', [], reader)).toThrow(
      "No such column 'Code__c' on entity 'Secret__c'.",
    );
    try {
      org.query("SELECT Code__c FROM Secret__c WHERE Note__c = 'x' ORDER BY Note__c", [], reader);
      throw new Error('not refused');
    } catch (error) {
      expect(error).toBeInstanceOf(ApexException);
      const { inaccessibleFields } = (error as ApexException).details as InaccessibleFields;
      expect([...(inaccessibleFields.get('Secret__c') ?? [])]).toEqual(['Code__c', 'Note__c']);
    }
    expect(org.query('SELECT Code__c FROM Secret__c', [], { ...reader, access: 'system' }).records).toEqual([]);
  });

  it('should not know objects the user may not read', () => {
    const blind = { ...reader, user: user(readerId, { canReadObject: (object) => object.name !== 'Secret__c' }) };
    expect(() => org.query('SELECT Id FROM Secret__c', [], blind)).toThrow(
      "sObject type 'Secret__c' is not supported.",
    );
    expect(() => org.query('SELECT Secret__r.Name FROM Detail__c', [], blind)).toThrow(
      "sObject type 'Secret__c' is not supported.",
    );
  });

  it('should show of a private object what the user owns', () => {
    org.insert('Secret__c', { Name: 'mine', OwnerId: readerId }, { Name: 'theirs' });
    expect(names(reader)).toEqual(['mine']);
    expect(names({ ...reader, access: 'system' })).toEqual(['mine']);
    expect(names({ ...reader, access: 'system', sharing: 'without' })).toEqual(['mine', 'theirs']);
    expect(names({ ...reader, user: user(readerId, { viewAll: () => true }) })).toEqual(['mine', 'theirs']);
  });

  it('should show details with their master', () => {
    const [mine, theirs] = org.insert('Secret__c', { Name: 'mine', OwnerId: readerId }, { Name: 'theirs' });
    org.insert('Detail__c', { Name: 'd1', Secret__c: mine?.id ?? null }, { Name: 'd2', Secret__c: theirs?.id ?? null });
    expect(names(reader, 'Detail__c')).toEqual(['d1']);
  });

  it('should show what a queue of the user owns', () => {
    const queue = org.store.insertRow('Group', { Name: 'Queue', Type: 'Queue' });
    org.store.insertRow('GroupMember', { GroupId: queue, UserOrGroupId: readerId });
    org.insert('Secret__c', { Name: 'queued', OwnerId: queue });
    expect(names(reader)).toEqual(['queued']);
  });

  it('should stop where sharing rules decide, and only there', () => {
    const rules = new TestStore({ ...schemaWith(secret), sharingRules: ['Secret__c'] });
    const query = 'SELECT Id FROM Secret__c';
    expect(() => rules.query(query, [], reader)).toThrow('not supported by the local org: sharing rules of Secret__c');
    expect(rules.query(query, [], { ...reader, user: user(readerId, { viewAll: () => true }) }).records).toEqual([]);
    expect(rules.query(query, [], { ...reader, access: 'system', sharing: 'without' }).records).toEqual([]);
    rules.close();
  });

  it('should refuse changes to records the user only sees or does not reach', () => {
    const [theirs] = org.insert('Secret__c', { Name: 'theirs' });
    theirs?.store('Name', 'changed');
    const [result] = org.dml('update', theirs ? [theirs] : [], reader);
    expect(result?.errors[0]?.statusCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    const [system] = org.dml('update', theirs ? [theirs] : []);
    expect(system?.success).toBe(true);
  });

  it('should refuse DML on objects and fields the user may not write', () => {
    const record = org.record('Secret__c', { Name: 'x', Code__c: 'y' });
    const noCreate = { ...reader, user: user(readerId, { canCreate: () => false }), allOrNone: true };
    expect(() => org.dml('insert', [record], noCreate)).toThrow("Access to entity 'Secret__c' denied");
    const noField = {
      ...reader,
      user: user(readerId, { canEditField: (_, field) => field.name !== 'Code__c' }),
      allOrNone: true,
    };
    expect(() => org.dml('insert', [record], noField)).toThrow(
      'Operation failed due to fields being inaccessible on Sobject Secret__c, check errors on Exception or Result!',
    );
    expect(record.id).toBeNull();
  });
});
