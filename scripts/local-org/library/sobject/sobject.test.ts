import { execute } from '../testing';

function thrown(statements: string): unknown {
  return execute(
    `try { ${statements} } catch (Exception e) { return e.getTypeName() + ': ' + e.getMessage(); } return 'nothing';`,
  );
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm
describe('SObject', () => {
  it('reads and writes fields by name and by token', () => {
    expect(
      execute(`SObject record = new Account(); Object before = record.put('name', 'Acme'); record.put(Account.AnnualRevenue, 5);
        return before + '|' + record.get('NAME') + '|' + (record.get('AnnualRevenue') instanceof Decimal) + '|' + record.isSet('Phone') + '|' + record.getSObjectType();`),
    ).toBe('null|Acme|true|false|Account');
  });

  it('refuses names that are no fields, and values that do not fit', () => {
    expect(thrown(`new Account().get('Nope');`)).toBe('System.SObjectException: Invalid field Nope for Account');
    expect(thrown(`new Account().put('Name', 1);`)).toBe(
      'System.SObjectException: Illegal assignment from Integer to String',
    );
    expect(thrown(`new Account().put(Contact.LastName, 'x');`)).toBe(
      'System.SObjectException: SObject.FieldName does not belong to SObject type Account',
    );
  });

  it('takes any text for a look-up, which DML then finds to be malformed, and only ids for the id', () => {
    expect(execute(`Contact c = new Contact(); c.put('AccountId', 'no id'); return c.get('AccountId');`)).toBe('no id');
    expect(execute(`return new Contact().put('AccountId', '');`)).toBeNull();
    expect(thrown(`new Contact().put('Id', 'no id');`)).toBe('System.StringException: Invalid id: no id');
  });

  it('follows relations', () => {
    expect(
      execute(`SObject record = new Contact(); record.putSObject('Account', new Account(Name = 'Acme'));
        return record.getSObject('Account').get('Name') + '|' + record.getSObjects('Cases');`),
    ).toBe('Acme|null');
  });

  it('collects errors', () => {
    expect(
      execute(`Account record = new Account(); record.addError('Name', 'no name'); record.addError('no');
        return record.hasErrors() + '|' + record.getErrors().size() + '|' + record.getErrors()[0].getFields() + record.getErrors()[0].getMessage();`),
    ).toBe('true|2|(Name)no name');
  });

  it('makes records from tokens', () => {
    expect(execute(`return Account.SObjectType.newSObject('001000000000001').get('Id');`)).toBe('001000000000001AAA');
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_describe_objects_understanding.htm
describe('describe', () => {
  const everything = {
    canReadObject: () => true,
    canCreate: () => false,
    canEdit: () => true,
    canReadField: () => true,
    canEditField: () => false,
  };

  it('tells of objects, in any case of their names', () => {
    expect(
      execute(
        `Schema.DescribeSObjectResult described = Schema.getGlobalDescribe().get('ACCOUNT').getDescribe();
        return described.getName() + described.getKeyPrefix() + described.isCustom() + described.fields.getMap().containsKey('annualREVENUE') + described.isAccessible() + described.isCreateable();`,
        { user: everything },
      ),
    ).toBe('Account001falsetruetruefalse');
  });

  it('tells of fields', () => {
    expect(
      execute(
        `Schema.DescribeFieldResult described = Contact.AccountId.getDescribe();
        return described.getName() + described.getType() + described.getReferenceTo() + described.getRelationshipName() + described.isAccessible() + described.isUpdateable();`,
        { user: everything },
      ),
    ).toBe('AccountIdREFERENCE(Account)Accounttruefalse');
  });

  it('refuses objects there are not', () => {
    expect(thrown(`Schema.describeSObjects(new List<String>{ 'Nope' });`)).toBe(
      'System.InvalidParameterValueException: Invalid sobject provided. The Schema.describeSObjects() methods does not support the Nope sobject.',
    );
  });
});
