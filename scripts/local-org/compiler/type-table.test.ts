import { program, testTable } from './testing';

const types = testTable();

describe('look-up', () => {
  test('should ignore case and imply the namespaces System and Schema', () => {
    expect(types.lookup('STRING')).toBe(types.string);
    expect(types.lookup('system.string')).toBe(types.string);
    expect(types.lookup('SObjectType')?.displayName).toBe('Schema.SObjectType');
    expect(types.lookup('account')).toBe(types.lookup('Schema.Account'));
    expect(types.lookup('Messaging.InboundEmail.Header')?.displayName).toBe('Messaging.InboundEmail.Header');
    expect(types.lookup('Unheard')).toBeNull();
  });

  test('should keep class and namespace of the same name apart', () => {
    expect(types.lookup('Database')?.members.methods.has('query')).toBe(true);
    expect(types.lookup('Database.QueryLocator')?.displayName).toBe('Database.QueryLocator');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_type_resolution.htm
  test('should find scalars before classes, classes before system types and sObjects', () => {
    const { types: own } = program(['public class Integer {}', 'public class Database {}', 'public class Account {}']);
    expect(own.lookup('Integer')).toBe(own.integer);
    expect(own.lookup('Database')?.namespace).toBe('');
    expect(own.lookup('System.Database')?.namespace).toBe('System');
    expect(own.lookup('Account')?.kind).toBe('class');
    expect(own.lookup('Schema.Account')?.kind).toBe('sobject');
  });

  test('should take Site for the sObject and Location for the class: only the latter has instances', () => {
    expect(types.lookup('Site')?.kind).toBe('sobject');
    expect(types.lookup('Location')?.namespace).toBe('System');
    expect(types.lookup('Schema.Location')?.kind).toBe('sobject');
  });

  test('should read types from text', () => {
    expect(types.parse('Map<Id, Account[]>')).toBe(types.map(types.id, types.list(types.lookup('Account')!)));
    expect(types.parse('List<Unheard>')).toBeNull();
    expect(types.parse('List')).toBeNull();
    expect(types.parse('String<Id>')).toBeNull();
    expect(types.parse('List<')).toBeNull();
  });
});

describe('generic types', () => {
  test('should be one object for the same arguments', () => {
    expect(types.list(types.string)).toBe(types.list(types.string));
    expect(types.list(types.string)).not.toBe(types.list(types.id));
  });

  test('should have the members of their declaration with the parameters replaced', () => {
    const map = types.map(types.id, types.list(types.string));
    const [get] = map.members.methods.get('get') ?? [];
    const [keySet] = map.members.methods.get('keyset') ?? [];
    expect(get?.parameters[0]?.type).toBe(types.id);
    expect(get?.returnType).toBe(types.list(types.string));
    expect(keySet?.returnType).toBe(types.set(types.id));
    expect(types.list(types.string).interfaces).toEqual([types.iterable(types.string)]);
  });
});

describe('library types', () => {
  test('should give enums their constants and the methods of every enum', () => {
    const level = types.lookup('LoggingLevel')!;
    expect([...level.members.fields.keys()]).toEqual(['error', 'debug']);
    expect(level.members.methods.get('values')?.[0]?.returnType).toBe(types.list(level));
    expect(level.members.methods.get('ordinal')?.[0]?.returnType).toBe(types.integer);
  });

  test('should say which types signatures mention without a declaration', () => {
    const table = testTable();
    void table.lookup('Schema.SObjectType')?.members;
    expect(table.missingLibraryTypes).toEqual(['Schema.Unheard']);
  });
});

describe('sObject types', () => {
  const account = types.sobject('account')!;
  const contact = types.sobject('Contact')!;

  test('should type fields as Apex does', () => {
    expect(types.sobjectField(account, 'NAME')?.type).toBe(types.string);
    expect(types.sobjectField(account, 'Id')?.type).toBe(types.id);
    expect(types.sobjectField(account, 'OwnerId')?.type).toBe(types.id);
    expect(types.sobjectField(account, 'AnnualRevenue')?.type).toBe(types.decimal);
    expect(types.sobjectField(account, 'NumberOfEmployees')?.type).toBe(types.integer);
    expect(types.sobjectField(account, 'CreatedDate')?.type).toBe(types.datetime);
    expect(types.sobjectField(account, 'Unheard__c')).toBeNull();
  });

  test('should read nothing but the id of a generic SObject', () => {
    expect(types.sobjectField(types.sobjectBase, 'id')?.type).toBe(types.id);
    expect(types.sobjectField(types.sobjectBase, 'Name')).toBeNull();
  });

  test('should follow relationships up and down', () => {
    expect(types.sobjectRelationship(contact, 'account')).toMatchObject({ kind: 'parent', type: account });
    expect(types.sobjectRelationship(account, 'Contacts')).toMatchObject({ kind: 'child', type: types.list(contact) });
    expect(types.sobjectRelationship(account, 'Unheards__r')).toBeNull();
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_and_polymorph_keys.htm
  test('should see a polymorphic parent as Name', () => {
    const task = types.sobject('Task')!;
    expect(types.sobjectRelationship(task, 'What')?.type).toBe(types.sobject('Name'));
  });
});
