import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apexTypeOf } from './field-types';
import { loadSchema } from './load';
import type { FieldSchema, ObjectSchema } from './model';
import { systemField } from './system-fields';

const { schema } = loadSchema([]);

function object(name: string): ObjectSchema {
  const found = schema.object(name);
  if (!found) throw new Error(`no object ${name}`);
  return found;
}

function field(path: string): FieldSchema {
  const [name = '', fieldName = ''] = path.split('.');
  const found = object(name).fields.get(fieldName.toLowerCase());
  if (!found) throw new Error(`no field ${path}`);
  return found;
}

const requiredOf = (name: string): string[] =>
  [...object(name).fields.values()].filter((each) => each.isRequired).map((each) => each.name);

// Each page: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_<name>.htm
describe('standard objects', () => {
  it.each([
    ['Account', '001'],
    ['Contact', '003'],
    ['User', '005'],
    ['Profile', '00e'],
    ['UserRole', '00E'],
    ['Opportunity', '006'],
    ['Lead', '00Q'],
    ['Case', '500'],
    ['Order', '801'],
    ['Task', '00T'],
    ['Event', '00U'],
    ['AsyncApexJob', '707'],
    ['CronTrigger', '08e'],
    ['PermissionSetAssignment', '0Pa'],
    ['ContentVersion', '068'],
  ])('should give %s the key prefix %s', (name, prefix) => {
    expect(object(name).keyPrefix).toBe(prefix);
    expect(schema.objectByKeyPrefix(prefix)?.name).toBe(name);
  });

  it('should require what the platform requires', () => {
    // sforce_api_objects_user.htm, …_opportunity.htm, …_order.htm, …_case.htm
    expect(requiredOf('User').sort()).toEqual([
      'Alias',
      'Email',
      'EmailEncodingKey',
      'LanguageLocaleKey',
      'LastName',
      'LocaleSidKey',
      'ProfileId',
      'TimeZoneSidKey',
      'Username',
    ]);
    expect(requiredOf('Opportunity')).toEqual(['Name', 'StageName', 'CloseDate']);
    expect(requiredOf('Order')).toEqual(['EffectiveDate', 'Status']);
    expect(requiredOf('Contact')).toEqual(['LastName']);
    expect(requiredOf('Case')).toEqual([]);
    expect(requiredOf('PermissionSetAssignment')).toEqual(['AssigneeId']);
  });

  it('should know lengths and types', () => {
    expect(field('Account.Name')).toMatchObject({ type: 'string', length: 255, isNameField: true });
    expect(field('Contact.LastName').length).toBe(80);
    expect(field('Lead.Company').length).toBe(255);
    expect(field('Account.AnnualRevenue')).toMatchObject({ type: 'currency', precision: 18, scale: 0 });
    expect(apexTypeOf(field('Account.NumberOfEmployees'))).toBe('Integer');
    expect(apexTypeOf(field('Account.BillingLatitude'))).toBe('Decimal');
    expect(apexTypeOf(field('ContentVersion.VersionData'))).toBe('Blob');
    expect(field('Case.CaseNumber')).toMatchObject({ isAutoNumber: true, isCreateable: false, isNameField: true });
    expect(field('Account.Description')).toMatchObject({ length: 32000, isLongText: true, isFilterable: false });
  });

  it('should have the picklist values of a new org', () => {
    const values = (path: string): string[] => field(path).picklistValues.map((each) => each.value);
    expect(values('Order.Status')).toEqual(['Draft', 'Activated']);
    expect(values('Task.Status')).toContain('Not Started');
    expect(field('Task.Status').picklistValues.find((each) => each.isDefault)?.value).toBe('Not Started');
    expect(values('Opportunity.StageName')).toContain('Closed Won');
    expect(values('AsyncApexJob.Status')).toContain('Holding');
  });

  it('should relate parents and children', () => {
    expect(field('Contact.AccountId')).toMatchObject({
      referenceTo: ['Account'],
      relationshipName: 'Account',
      childRelationshipName: 'Contacts',
    });
    expect(object('Account').childRelationships).toContainEqual({
      name: 'Contacts',
      childObject: 'Contact',
      field: 'AccountId',
      cascadeDelete: true,
    });
    // https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-opportunity.html
    expect(object('Contract').childRelationships).toContainEqual({
      name: 'Opportunities',
      childObject: 'Opportunity',
      field: 'ContractId',
      cascadeDelete: false,
    });
    expect(field('Task.WhoId').referenceTo).toEqual(['Contact', 'Lead']);
    expect(field('AsyncApexJob.ApexClassId').relationshipName).toBe('ApexClass');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm
  it('should keep setup objects apart', () => {
    for (const name of ['User', 'UserRole', 'Group', 'GroupMember', 'PermissionSet', 'PermissionSetAssignment'])
      expect(object(name).isSetupObject).toBe(true);
    expect(object('Account').isSetupObject).toBe(false);
  });

  it('should let nobody write jobs, triggers of schedules and events of the platform', () => {
    for (const name of ['AsyncApexJob', 'CronTrigger', 'EntityDefinition', 'BatchApexErrorEvent'])
      expect(object(name)).toMatchObject({ isCreateable: false, isUpdateable: false, isDeletable: false });
    expect(object('BatchApexErrorEvent')).toMatchObject({ kind: 'platformEvent', publishBehavior: 'immediately' });
  });
});

describe('the data files', () => {
  const names = readdirSync(join(__dirname, 'standard'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

  it('should each make an object whose references lead to objects', () => {
    const loose = names.flatMap((name) =>
      [...object(name).fields.values()].flatMap((each) =>
        each.referenceTo.filter((to) => !schema.object(to)).map((to) => `${name}.${each.name} → ${to}`),
      ),
    );
    expect(loose).toEqual([]);
  });

  it('should name at most one child relationship the same on a parent', () => {
    const twice = names.flatMap((name) => {
      const relationships = object(name).childRelationships.flatMap((each) => each.name ?? []);
      return relationships
        .filter((each, index) => relationships.indexOf(each) !== index)
        .map((each) => `${name}.${each}`);
    });
    expect(twice).toEqual([]);
  });

  it('should name only system fields there are', () => {
    const unknown = names.flatMap((name) => {
      const source = JSON.parse(readFileSync(join(__dirname, 'standard', `${name}.json`), 'utf8')) as {
        system: string;
      };
      return source.system.split(' ').filter((each) => each !== '' && !systemField(each));
    });
    expect(unknown).toEqual([]);
    expect(schema.objects.length).toBe(names.length);
  });

  it('should have a default among the values of each picklist that has one', () => {
    const wrong = names.flatMap((name) =>
      [...object(name).fields.values()]
        .filter(
          (each) =>
            each.type === 'picklist' &&
            each.defaultValue !== null &&
            each.picklistValues.length > 0 &&
            !each.picklistValues.some((entry) => entry.isDefault),
        )
        .map((each) => `${name}.${each.name}`),
    );
    expect(wrong).toEqual([]);
  });
});
