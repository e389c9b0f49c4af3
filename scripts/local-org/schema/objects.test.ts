import { loadSchema } from './load';
import { customField, customObject, fieldOf, objectOf, TestProjects, told, xml } from './project.test.helper';

const projects = new TestProjects();
afterEach(() => projects.removeAll());

const namesOf = (object: { readonly fields: ReadonlyMap<string, { readonly name: string }> }): string[] =>
  [...object.fields.values()].map((field) => field.name);

describe('custom objects', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_custom_objects.htm
  it('should have the standard fields of a custom object before their own', () => {
    const loaded = projects.load({
      'objects/Order_Line__c/Order_Line__c.object-meta.xml': customObject('Order Line'),
      'objects/Order_Line__c/fields/Amount__c.field-meta.xml': customField(
        'Amount__c',
        'Currency',
        '<precision>16</precision>\n<scale>3</scale>',
      ),
    });
    const object = objectOf(loaded, 'order_line__C');
    expect(loaded.problems).toEqual([]);
    expect(object).toMatchObject({ name: 'Order_Line__c', label: 'Order Line', kind: 'custom', keyPrefix: 'a00' });
    expect(namesOf(object)).toEqual([
      'Id',
      'OwnerId',
      'IsDeleted',
      'Name',
      'CreatedDate',
      'CreatedById',
      'LastModifiedDate',
      'LastModifiedById',
      'SystemModstamp',
      'Amount__c',
    ]);
    expect(object.fields.get('amount__c')).toMatchObject({ type: 'currency', precision: 16, scale: 3, isCustom: true });
  });

  it('should read the old single-file form', () => {
    const loaded = projects.load({
      'src/objects/Thing__c.object': customObject(
        'Thing',
        `<fields><fullName>Flag__c</fullName><type>Checkbox</type><defaultValue>true</defaultValue><label>Flag</label></fields>
        <recordTypes><fullName>Small</fullName><active>true</active><label>Small one</label></recordTypes>
        <validationRules><fullName>Off</fullName><active>false</active><errorConditionFormula>TRUE</errorConditionFormula><errorMessage>no</errorMessage></validationRules>
        <validationRules><fullName>On</fullName><active>true</active><errorConditionFormula>NOT(Flag__c)</errorConditionFormula><errorDisplayField>Flag__c</errorDisplayField><errorMessage>Set it.</errorMessage></validationRules>
        <fieldSets><fullName>Main</fullName><label>Main ones</label><displayedFields><field>Name</field><isRequired>true</isRequired></displayedFields></fieldSets>`,
      ),
    });
    const object = objectOf(loaded, 'Thing__c');
    expect(loaded.problems).toEqual([]);
    expect(object.fields.get('flag__c')).toMatchObject({ type: 'boolean', defaultValue: 'true' });
    expect(object.recordTypes).toMatchObject([{ name: 'Small', label: 'Small one', isActive: true }]);
    expect(object.fields.has('recordtypeid')).toBe(true);
    expect(object.validationRules).toEqual([
      { name: 'On', formula: 'NOT(Flag__c)', message: 'Set it.', field: 'Flag__c' },
    ]);
    expect(object.fieldSets).toMatchObject([{ name: 'Main', fields: [{ path: 'Name', isRequired: true }] }]);
  });

  it('should read parts of an object from their own files', () => {
    const loaded = projects.load({
      'objects/Thing__c/Thing__c.object-meta.xml': customObject('Thing'),
      'objects/Thing__c/recordTypes/Big.recordType-meta.xml': xml(
        'RecordType',
        '<fullName>Big</fullName>\n<active>false</active>\n<label>Big</label>',
      ),
      'objects/Thing__c/validationRules/R.validationRule-meta.xml': xml(
        'ValidationRule',
        '<fullName>R</fullName>\n<active>true</active>\n<errorConditionFormula>Name = &quot;x&quot; &amp;&amp; TRUE</errorConditionFormula>\n<errorMessage>m</errorMessage>',
      ),
      'objects/Thing__c/fieldSets/S.fieldSet-meta.xml': xml(
        'FieldSet',
        '<fullName>S</fullName>\n<displayedFields><field>Owner.Name</field></displayedFields>\n<label>S</label>',
      ),
    });
    const object = objectOf(loaded, 'Thing__c');
    expect(object.recordTypes).toMatchObject([{ name: 'Big', isActive: false }]);
    expect(object.validationRules[0]?.formula).toBe('Name = "x" && TRUE');
    expect(object.fieldSets?.[0]?.fields).toEqual([{ path: 'Owner.Name', isRequired: false }]);
  });

  it('should number an auto-number name and let nobody write it', () => {
    const loaded = projects.load({
      'objects/M__c/M__c.object-meta.xml': xml(
        'CustomObject',
        '<label>M</label><nameField><displayFormat>M-{0000000}</displayFormat><label>Number</label><type>AutoNumber</type></nameField>',
      ),
    });
    expect(fieldOf(loaded, 'M__c', 'Name')).toMatchObject({
      label: 'Number',
      isAutoNumber: true,
      displayFormat: 'M-{0000000}',
      isCreateable: false,
      isUpdateable: false,
      isNameField: true,
    });
  });

  it('should give key prefixes in order of name, whatever the order of folders', () => {
    const object = (name: string): Record<string, string> => ({
      [`objects/${name}/${name}.object-meta.xml`]: customObject(name),
    });
    const one = projects.write({ ...object('B__c'), ...object('D__mdt') });
    const two = projects.write({ ...object('A__c'), ...object('C__e') });
    for (const folders of [
      [one, two],
      [two, one],
    ]) {
      const { schema } = loadSchema(folders);
      expect(['A__c', 'B__c', 'C__e', 'D__mdt'].map((name) => schema.object(name)?.keyPrefix)).toEqual([
        'a00',
        'a01',
        'e00',
        'm00',
      ]);
      expect(schema.objectByKeyPrefix('a01')?.name).toBe('B__c');
    }
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
  it('should have a share object where not everyone may edit all', () => {
    const share = (model: string): ReturnType<typeof projects.load> =>
      projects.load({
        'objects/T__c/T__c.object-meta.xml': xml(
          'CustomObject',
          `<label>T</label><enableHistory>true</enableHistory><sharingModel>${model}</sharingModel>`,
        ),
      });
    expect(objectOf(share('Private'), 'T__Share').kind).toBe('share');
    expect(objectOf(share('Read'), 'T__Share').fields.has('rowcause')).toBe(true);
    expect(share('ReadWrite').schema.object('T__Share')).toBeNull();
    expect(objectOf(share('Private'), 'T__History').isCreateable).toBe(false);
  });
});

describe('kinds of objects', () => {
  it('should give custom metadata types their names and labels', () => {
    const loaded = projects.load({ 'objects/P__mdt/P__mdt.object-meta.xml': customObject('P') });
    const object = objectOf(loaded, 'P__mdt');
    expect(object).toMatchObject({ kind: 'customMetadata', keyPrefix: 'm00', isCreateable: false });
    expect(namesOf(object)).toEqual([
      'Id',
      'DeveloperName',
      'MasterLabel',
      'Language',
      'NamespacePrefix',
      'Label',
      'QualifiedApiName',
      'IsProtected',
      'SystemModstamp',
    ]);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_define_ui.htm
  it('should publish events at once unless they wait for the commit', () => {
    const event = (content: string): string => xml('CustomObject', `<label>E</label>${content}`);
    const loaded = projects.load({
      'objects/A__e/A__e.object-meta.xml': event('<publishBehavior>PublishAfterCommit</publishBehavior>'),
      'objects/B__e/B__e.object-meta.xml': event(''),
    });
    expect(objectOf(loaded, 'A__e')).toMatchObject({ kind: 'platformEvent', publishBehavior: 'afterCommit' });
    expect(objectOf(loaded, 'B__e').publishBehavior).toBe('immediately');
    expect(namesOf(objectOf(loaded, 'A__e'))).toEqual(['ReplayId', 'EventUuid', 'CreatedDate', 'CreatedById']);
  });

  it('should give custom settings an owner in setup', () => {
    const loaded = projects.load({
      'objects/S__c/S__c.object-meta.xml': xml(
        'CustomObject',
        '<label>S</label><customSettingsType>Hierarchy</customSettingsType>',
      ),
    });
    expect(objectOf(loaded, 'S__c')).toMatchObject({ kind: 'customSetting', customSettingsType: 'hierarchy' });
    expect(fieldOf(loaded, 'S__c', 'SetupOwnerId').referenceTo).toEqual(['Organization', 'Profile', 'User']);
  });
});

describe('standard objects of a project', () => {
  it('should be extended by custom fields and record types', () => {
    const loaded = projects.load({
      'objects/Account/fields/Tier__c.field-meta.xml': customField('Tier__c', 'Text', '<length>10</length>'),
      'objects/Account/recordTypes/Partner.recordType-meta.xml': xml(
        'RecordType',
        '<fullName>Partner</fullName><active>true</active><label>Partner</label>',
      ),
    });
    const account = objectOf(loaded, 'Account');
    expect(account.keyPrefix).toBe('001');
    expect(account.fields.get('tier__c')?.length).toBe(10);
    expect(account.fields.get('name')?.isRequired).toBe(true);
    expect(account.recordTypes.map((each) => each.name)).toEqual(['Partner']);
    expect(account.fields.has('recordtypeid')).toBe(true);
    expect(objectOf(projects.load({}), 'Account').fields.has('recordtypeid')).toBe(false);
  });

  it('should take fields of Activity into Task and Event', () => {
    const loaded = projects.load({
      'objects/Activity/fields/Room__c.field-meta.xml': customField('Room__c', 'Text'),
      'objects/Task/fields/Extra__c.field-meta.xml': customField('Extra__c', 'Text'),
    });
    expect(fieldOf(loaded, 'Event', 'Room__c').type).toBe('string');
    expect(fieldOf(loaded, 'Task', 'Room__c').type).toBe('string');
    expect(fieldOf(loaded, 'Task', 'Extra__c').type).toBe('string');
  });
});

describe('relationships', () => {
  const files = {
    'objects/Head__c/Head__c.object-meta.xml': customObject('Head', '<enableActivities>true</enableActivities>'),
    'objects/Line__c/Line__c.object-meta.xml': customObject('Line'),
    'objects/Line__c/fields/Head__c.field-meta.xml': customField(
      'Head__c',
      'MasterDetail',
      '<referenceTo>Head__c</referenceTo>\n<relationshipName>Lines</relationshipName>',
    ),
    'objects/Line__c/fields/Account__c.field-meta.xml': customField(
      'Account__c',
      'Lookup',
      '<deleteConstraint>Restrict</deleteConstraint>\n<referenceTo>Account</referenceTo>\n<relationshipName>Lines</relationshipName>',
    ),
  };

  it('should name both ends', () => {
    const loaded = projects.load(files);
    expect(fieldOf(loaded, 'Line__c', 'Head__c')).toMatchObject({
      isMasterDetail: true,
      isRequired: true,
      isUpdateable: false,
      deleteConstraint: 'cascade',
      relationshipName: 'Head__r',
      childRelationshipName: 'Lines__r',
    });
    expect(fieldOf(loaded, 'Line__c', 'Account__c').deleteConstraint).toBe('restrict');
    expect(objectOf(loaded, 'Head__c').childRelationships).toContainEqual({
      name: 'Lines__r',
      childObject: 'Line__c',
      field: 'Head__c',
      cascadeDelete: true,
    });
    expect(objectOf(loaded, 'Account').childRelationships).toContainEqual({
      name: 'Lines__r',
      childObject: 'Line__c',
      field: 'Account__c',
      cascadeDelete: false,
    });
  });

  it('should leave ownership of details to their master', () => {
    expect(objectOf(projects.load(files), 'Line__c').fields.has('ownerid')).toBe(false);
  });

  it('should let tasks be about objects that allow activities, and files belong to any', () => {
    const loaded = projects.load(files);
    expect(fieldOf(loaded, 'Task', 'WhatId').referenceTo).toContain('Head__c');
    expect(fieldOf(loaded, 'Task', 'WhatId').referenceTo).not.toContain('Line__c');
    expect(fieldOf(loaded, 'ContentDocumentLink', 'LinkedEntityId').referenceTo).toContain('Line__c');
    expect(objectOf(loaded, 'Head__c').childRelationships.map((each) => each.name)).toContain('Tasks');
  });

  it('should type a roll-up by what it sums up', () => {
    const loaded = projects.load({
      ...files,
      'objects/Line__c/fields/Due__c.field-meta.xml': customField('Due__c', 'Date'),
      'objects/Head__c/fields/Last__c.field-meta.xml': customField(
        'Last__c',
        'Summary',
        '<summarizedField>Line__c.Due__c</summarizedField>\n<summaryForeignKey>Line__c.Head__c</summaryForeignKey>\n<summaryOperation>max</summaryOperation>',
      ),
    });
    expect(fieldOf(loaded, 'Head__c', 'Last__c')).toMatchObject({
      type: 'date',
      isCreateable: false,
      summary: { operation: 'max', childObject: 'Line__c', childReference: 'Head__c', childField: 'Due__c' },
    });
  });
});

describe('problems', () => {
  it('should name file, line and cause of an object no file declares', () => {
    const loaded = projects.load({ 'objects/Gone__c/fields/A__c.field-meta.xml': customField('A__c', 'Text') });
    expect(told(loaded.problems)).toEqual([
      'A__c.field-meta.xml:2 A__c belongs to object Gone__c, which no Gone__c.object-meta.xml of the project declares.',
    ]);
  });

  it('should tell of an object and a field declared twice', () => {
    const loaded = projects.load({
      'a/objects/T__c/T__c.object-meta.xml': customObject('T'),
      'b/objects/T__c/T__c.object-meta.xml': customObject('T'),
      'a/objects/T__c/fields/F__c.field-meta.xml': customField('F__c', 'Text'),
      'b/objects/T__c/fields/F__c.field-meta.xml': customField('F__c', 'Text'),
    });
    expect(told(loaded.problems)).toEqual([
      expect.stringMatching(
        /^T__c\.object-meta\.xml:2 Object T__c is declared twice: also in .*T__c\.object-meta\.xml\.$/,
      ),
      expect.stringMatching(/^F__c\.field-meta\.xml:2 Field T__c\.F__c is declared twice: also in /),
    ]);
  });

  it('should refuse kinds of objects it does not know by name', () => {
    const loaded = projects.load({
      'objects/Big__b/Big__b.object-meta.xml': customObject('Big'),
      'objects/Vehicle/fields/X__c.field-meta.xml': customField('X__c', 'Text'),
    });
    expect(told(loaded.problems)).toEqual([
      'Big__b.object-meta.xml:2 not supported by the local org: object Big__b',
      'X__c.field-meta.xml:2 not supported by the local org: standard object Vehicle',
    ]);
  });

  it('should tell of references to objects that do not exist', () => {
    const loaded = projects.load({
      'objects/T__c/T__c.object-meta.xml': customObject('T'),
      'objects/T__c/fields/P__c.field-meta.xml': customField('P__c', 'Lookup', '<referenceTo>Nothing__c</referenceTo>'),
    });
    expect(told(loaded.problems)).toEqual([
      'P__c.field-meta.xml:6 Field T__c.P__c refers to unknown object Nothing__c.',
    ]);
    expect(loaded.problems[0]?.column).toBe(1);
  });
});
