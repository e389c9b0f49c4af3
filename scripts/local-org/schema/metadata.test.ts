import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSchema } from './load';
import { customField, customObject, objectOf, TestProjects, told, xml } from './project.test.helper';

const projects = new TestProjects();
afterEach(() => projects.removeAll());

const POLICY = {
  'objects/Policy__mdt/Policy__mdt.object-meta.xml': customObject('Policy'),
  'objects/Policy__mdt/fields/Retries__c.field-meta.xml': customField(
    'Retries__c',
    'Number',
    '<precision>3</precision><scale>0</scale>',
  ),
  'objects/Policy__mdt/fields/Name__c.field-meta.xml': customField('Name__c', 'Text', '<length>5</length>'),
  'objects/Policy__mdt/fields/On__c.field-meta.xml': customField('On__c', 'Checkbox'),
};

const record = (values: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<label>The ERP</label>
<protected>true</protected>
${values}
</CustomMetadata>
`;

const value = (field: string, type: string, text: string): string =>
  `<values><field>${field}</field><value xsi:type="xsd:${type}">${text}</value></values>`;

describe('custom metadata records', () => {
  it('should hold values as their fields are typed', () => {
    const { schema, problems } = projects.load({
      ...POLICY,
      'customMetadata/Policy.ERP.md-meta.xml': record(
        [
          value('retries__C', 'double', '3.0'),
          value('On__c', 'boolean', 'true'),
          '<values><field>Name__c</field><value xsi:nil="true"/></values>',
        ].join('\n'),
      ),
    });
    expect(problems).toEqual([]);
    expect(schema.customMetadata).toMatchObject([
      {
        object: 'Policy__mdt',
        developerName: 'ERP',
        label: 'The ERP',
        isProtected: true,
        values: { Retries__c: 3, On__c: true, Name__c: null },
      },
    ]);
  });

  it('should be refused by name when type, field or value is wrong', () => {
    const { problems } = projects.load({
      ...POLICY,
      'customMetadata/Policy.A.md-meta.xml': record(value('Nope__c', 'string', 'x')),
      'customMetadata/Policy.B.md-meta.xml': record(value('Retries__c', 'string', 'many')),
      'customMetadata/Policy.C.md-meta.xml': record(value('Name__c', 'string', 'too long')),
      'customMetadata/Other.D.md-meta.xml': record(''),
      'more/customMetadata/Policy.A.md-meta.xml': record(''),
    });
    expect(told(problems)).toEqual([
      'Other.D.md-meta.xml:2 Custom metadata type Other__mdt is not declared in the project.',
      'Policy.A.md-meta.xml:5 Custom metadata type Policy__mdt has no field Nope__c.',
      "Policy.B.md-meta.xml:5 Field Retries__c is a number, but the value is 'many'.",
      'Policy.C.md-meta.xml:5 Field Name__c holds 5 characters, but the value has 8.',
      expect.stringContaining('Policy.A.md-meta.xml:2 Custom metadata record Policy__mdt.A is declared twice'),
    ]);
  });
});

describe('labels', () => {
  it('should be found whatever the case', () => {
    const { schema } = projects.load({
      'labels/CustomLabels.labels-meta.xml': xml(
        'CustomLabels',
        '<labels><fullName>Hello</fullName><language>en_US</language><value>Hello &quot;{0}&quot; &#233;</value></labels>',
      ),
    });
    expect(schema.labels.get('hello')).toBe('Hello "{0}" é');
  });

  it('should tell of one that is there twice', () => {
    const labels = xml(
      'CustomLabels',
      '<labels>\n<fullName>A</fullName><value>1</value></labels>\n<labels><fullName>a</fullName><value>2</value></labels>',
    );
    const { problems } = projects.load({ 'labels/CustomLabels.labels-meta.xml': labels });
    expect(told(problems)).toEqual(['CustomLabels.labels-meta.xml:5 Custom label a is declared twice.']);
  });
});

describe('permission sets', () => {
  const grants = `<label>Runtime</label>
<objectPermissions><allowCreate>true</allowCreate><allowRead>true</allowRead><allowEdit>false</allowEdit><allowDelete>false</allowDelete><modifyAllRecords>false</modifyAllRecords><viewAllRecords>true</viewAllRecords><object>Account</object></objectPermissions>
<fieldPermissions><editable>false</editable><field>Account.Industry</field><readable>true</readable></fieldPermissions>
<classAccesses><apexClass>Service</apexClass><enabled>true</enabled></classAccesses>
<classAccesses><apexClass>Other</apexClass><enabled>false</enabled></classAccesses>
<customPermissions><enabled>true</enabled><name>Replay</name></customPermissions>
<customMetadataTypeAccesses><enabled>true</enabled><name>Policy__mdt</name></customMetadataTypeAccesses>
<userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions>
<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>ERP-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses>
<recordTypeVisibilities><recordType>Account.Partner</recordType><visible>true</visible></recordTypeVisibilities>
<recordTypeVisibilities><recordType>Account.Other</recordType><visible>false</visible></recordTypeVisibilities>`;

  it('should say what they grant', () => {
    const { schema, problems } = projects.load({
      ...POLICY,
      'permissionsets/Runtime.permissionset-meta.xml': xml('PermissionSet', grants),
      'permissionsetgroups/All.permissionsetgroup-meta.xml': xml(
        'PermissionSetGroup',
        '<label>All</label><permissionSets>Runtime</permissionSets><mutingPermissionSets>Less</mutingPermissionSets>',
      ),
      'customPermissions/Replay.customPermission-meta.xml': xml('CustomPermission', '<label>Replay</label>'),
    });
    expect(problems).toEqual([]);
    expect(schema.permissionSets).toEqual([
      {
        name: 'Runtime',
        label: 'Runtime',
        description: null,
        objectPermissions: [
          { object: 'Account', create: true, read: true, edit: false, delete: false, viewAll: true, modifyAll: false },
        ],
        fieldPermissions: [{ object: 'Account', field: 'Industry', readable: true, editable: false }],
        classAccesses: ['Service'],
        customPermissions: ['Replay'],
        customMetadataTypeAccesses: ['Policy__mdt'],
        customSettingAccesses: [],
        userPermissions: ['ViewSetup'],
        externalCredentialPrincipals: ['ERP-Main'],
        recordTypes: ['Account.Partner'],
      },
    ]);
    expect(schema.permissionSetGroups).toMatchObject([
      { name: 'All', permissionSets: ['Runtime'], mutingPermissionSets: ['Less'] },
    ]);
    expect(schema.customPermissions).toEqual(['Replay']);
  });

  it('should not name custom objects and fields that do not exist', () => {
    const { problems } = projects.load({
      ...POLICY,
      'permissionsets/P.permissionset-meta.xml': xml(
        'PermissionSet',
        '<objectPermissions>\n<object>Gone__c</object></objectPermissions>\n<fieldPermissions><field>Policy__mdt.Gone__c</field></fieldPermissions>\n<fieldPermissions><field>Oops</field></fieldPermissions>',
      ),
    });
    expect(told(problems)).toEqual([
      'P.permissionset-meta.xml:4 Permission set P: unknown object Gone__c.',
      'P.permissionset-meta.xml:5 Permission set P: object Policy__mdt has no field Gone__c.',
      "P.permissionset-meta.xml:6 Field permission 'Oops' must read Object.Field.",
    ]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_namedcredential.htm
describe('credentials and sites', () => {
  it('should read named credentials in both shapes, and their external credentials', () => {
    const { schema, problems } = projects.load({
      'namedCredentials/ERP.namedCredential-meta.xml': xml(
        'NamedCredential',
        `<label>ERP</label><namedCredentialType>SecuredEndpoint</namedCredentialType><calloutStatus>Disabled</calloutStatus>
<namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://erp.example/api</parameterValue></namedCredentialParameters>
<namedCredentialParameters><parameterName>E</parameterName><parameterType>Authentication</parameterType><externalCredential>ERP_Auth</externalCredential></namedCredentialParameters>`,
      ),
      'namedCredentials/Old.namedCredential-meta.xml': xml(
        'NamedCredential',
        '<endpoint>https://old.example</endpoint><label>Old</label>',
      ),
      'externalCredentials/ERP_Auth.externalCredential-meta.xml': xml(
        'ExternalCredential',
        '<authenticationProtocol>Custom</authenticationProtocol><externalCredentialParameters><parameterGroup>Main</parameterGroup><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType></externalCredentialParameters><label>Auth</label>',
      ),
      'remoteSiteSettings/S.remoteSite-meta.xml': xml(
        'RemoteSiteSetting',
        '<isActive>true</isActive><url>https://site.example</url>',
      ),
    });
    expect(problems).toEqual([]);
    expect(schema.namedCredentials).toEqual([
      { name: 'ERP', url: 'https://erp.example/api', externalCredential: 'ERP_Auth', isEnabled: false },
      { name: 'Old', url: 'https://old.example', externalCredential: null, isEnabled: true },
    ]);
    expect(schema.externalCredentials).toMatchObject([{ name: 'ERP_Auth', principals: ['ERP_Auth-Main'] }]);
    expect(schema.remoteSites).toEqual([{ name: 'S', url: 'https://site.example', isActive: true }]);
  });

  it('should tell of a named credential without a URL', () => {
    const { problems } = projects.load({
      'namedCredentials/N.namedCredential-meta.xml': xml('NamedCredential', '<label>N</label>'),
    });
    expect(told(problems)).toEqual([
      'N.namedCredential-meta.xml:2 Named credential N has no URL: it needs a namedCredentialParameters element of type Url.',
    ]);
  });
});

describe('static resources', () => {
  it('should be found beside their description, as a file or as a folder', () => {
    const meta = (type: string): string => xml('StaticResource', `<contentType>${type}</contentType>`);
    const { schema, problems } = projects.load({
      'staticresources/data.resource-meta.xml': meta('text/csv'),
      'staticresources/data.csv': 'a,b',
      'staticresources/zip.resource-meta.xml': meta('application/zip'),
      'staticresources/zip/a.txt': 'a',
      'staticresources/gone.resource-meta.xml': meta('text/plain'),
    });
    expect(schema.staticResources.get('data')).toMatchObject({ contentType: 'text/csv' });
    expect(readFileSync(schema.staticResources.get('data')?.file ?? '', 'utf8')).toBe('a,b');
    expect(schema.staticResources.get('zip')?.file).toMatch(/zip$/);
    expect(told(problems)).toEqual(['gone.resource-meta.xml:2 Static resource gone has no content file beside it.']);
  });
});

describe('other metadata', () => {
  it('should read subscribers of events, queues and what has only a name', () => {
    const { schema, problems } = projects.load({
      'PlatformEventSubscriberConfigs/W.platformEventSubscriberConfig-meta.xml': xml(
        'PlatformEventSubscriberConfig',
        '<batchSize>200</batchSize><masterLabel>W</masterLabel><platformEventConsumer>WakeTrigger</platformEventConsumer><user>a@b.example</user>',
      ),
      'queues/Q.queue-meta.xml': xml(
        'Queue',
        '<doesSendEmailToMembers>false</doesSendEmailToMembers><name>The queue</name><queueSobject><sobjectType>Case</sobjectType></queueSobject>',
      ),
      'notificationtypes/N.notiftype-meta.xml': xml(
        'CustomNotificationType',
        '<customNotifTypeName>N</customNotifTypeName><masterLabel>Alert</masterLabel>',
      ),
      'assignmentRules/Case.assignmentRules-meta.xml': xml('AssignmentRules', ''),
      'roles/Low.role-meta.xml': xml(
        'Role',
        '<caseAccessLevel>Edit</caseAccessLevel><name>The low</name><parentRole>Top</parentRole>',
      ),
      'groups/G.group-meta.xml': xml('Group', '<doesIncludeBosses>true</doesIncludeBosses><name>The group</name>'),
      'sharingRules/Case.sharingRules-meta.xml': xml('SharingRules', '<sharingOwnerRules></sharingOwnerRules>'),
      'sharingRules/Lead.sharingRules-meta.xml': xml('SharingRules', ''),
      'restrictionRules/R.rule-meta.xml': xml(
        'RestrictionRule',
        '<active>true</active><enforcementType>Restrict</enforcementType><targetEntity>Task</targetEntity>',
      ),
      'restrictionRules/S.rule-meta.xml': xml(
        'RestrictionRule',
        '<active>true</active><enforcementType>Scoping</enforcementType><targetEntity>Event</targetEntity>',
      ),
    });
    expect(problems).toEqual([]);
    expect(schema.eventSubscribers).toEqual([
      { name: 'W', trigger: 'WakeTrigger', batchSize: 200, user: 'a@b.example' },
    ]);
    expect(schema.queues).toEqual([{ name: 'Q', label: 'The queue', email: null, objects: ['Case'] }]);
    expect(schema.notificationTypes).toEqual([{ name: 'N', label: 'Alert' }]);
    expect(schema.assignmentRules).toEqual(['Case']);
    expect(schema.roles).toEqual([
      {
        name: 'Low',
        label: 'The low',
        parent: 'Top',
        ofOwnAccounts: { case: 'Edit', contact: null, opportunity: null },
      },
    ]);
    expect(schema.publicGroups).toEqual([{ name: 'G', label: 'The group', includesBosses: true }]);
    expect(schema.sharingRules).toEqual(['Case']);
    expect(schema.restrictionRules).toEqual(['Task']);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_fieldset.htm
describe('field sets', () => {
  it('should not name fields that do not exist, of the object or of a parent', () => {
    const member = (field: string): string => `<displayedFields><field>${field}</field></displayedFields>\n`;
    const { problems } = projects.load({
      ...POLICY,
      'objects/Account/fieldSets/Some.fieldSet-meta.xml': xml(
        'FieldSet',
        member('Name') + member('Owner.Name') + member('Nope__c') + member('Owner.Nope__c') + member(''),
      ),
    });
    expect(told(problems)).toEqual([
      'Some.fieldSet-meta.xml:5 Field set Account.Some: there is no field Nope__c.',
      'Some.fieldSet-meta.xml:6 Field set Account.Some: there is no field Owner.Nope__c.',
      'Some.fieldSet-meta.xml:7 Field set Account.Some: a member has no <field>.',
    ]);
  });
});

describe('files that cannot be read', () => {
  it('should be told by line, and not keep the rest from loading', () => {
    const loaded = projects.load({
      'objects/A__c/A__c.object-meta.xml': customObject('A'),
      'objects/A__c/fields/X__c.field-meta.xml':
        '<?xml version="1.0"?>\n<CustomField>\n<label>X</lable>\n</CustomField>',
      'objects/A__c/fields/Y__c.field-meta.xml': '',
      'objects/A__c/fields/Z__c.field-meta.xml': xml('CustomObject', '<label>Z</label>'),
      'objects/A__c/fields/Ok__c.field-meta.xml': customField('Ok__c', 'Text'),
    });
    expect(told(loaded.problems)).toEqual([
      "X__c.field-meta.xml:3 Malformed XML: Expected closing tag 'label' (opened in line 3, col 1) instead of closing tag 'lable'.",
      'Y__c.field-meta.xml:1 The file is empty.',
      'Z__c.field-meta.xml:2 Expected <CustomField> as the root element, but found <CustomObject>.',
    ]);
    expect(objectOf(loaded, 'A__c').fields.has('ok__c')).toBe(true);
  });

  it('should tell of a folder that is not there', () => {
    const { problems } = loadSchema([join(projects.write({}), 'nowhere')]);
    expect(told(problems)).toEqual(['nowhere:1 There is no such package folder.']);
  });
});

describe('fingerprint and cache', () => {
  it('should change with any metadata file and with nothing else', () => {
    const folder = projects.write(POLICY);
    const first = loadSchema([folder]).schema.fingerprint;
    writeFileSync(join(folder, 'README.md'), 'text');
    expect(loadSchema([folder]).schema.fingerprint).toBe(first);
    writeFileSync(join(folder, 'objects/Policy__mdt/fields/On__c.field-meta.xml'), customField('On__c', 'Text'));
    expect(loadSchema([folder]).schema.fingerprint).not.toBe(first);
  });

  it('should give the same schema and the same problems from the cache, and survive a broken one', () => {
    const folder = projects.write({
      ...POLICY,
      'objects/Policy__mdt/fields/Bad__c.field-meta.xml': '<CustomField>\n',
      'customMetadata/Policy.A.md-meta.xml': record(value('Nope__c', 'string', 'x')),
    });
    const cacheFolder = projects.write({});
    const outline = (): unknown => {
      const { schema, problems } = loadSchema([folder], { cacheFolder });
      return { problems, fields: [...(schema.object('Policy__mdt')?.fields.values() ?? [])] };
    };
    const fresh = outline();
    const files = readdirSync(cacheFolder);
    expect(files).toHaveLength(1);
    expect(outline()).toEqual(fresh);
    for (const file of files) writeFileSync(join(cacheFolder, file), 'half a fi');
    expect(outline()).toEqual(fresh);
  });
});
