import { apexTypeOf } from './field-types';
import type { FieldSchema } from './model';
import { customField, customObject, fieldOf, TestProjects, told, xml } from './project.test.helper';

const projects = new TestProjects();
afterEach(() => projects.removeAll());

const withField = (type: string, content: string, more: Record<string, string> = {}): Record<string, string> => ({
  'objects/T__c/T__c.object-meta.xml': customObject('T'),
  'objects/T__c/fields/F__c.field-meta.xml': customField('F__c', type, content),
  ...more,
});

function field(type: string, content = '', more: Record<string, string> = {}): FieldSchema {
  const loaded = projects.load(withField(type, content, more));
  expect(loaded.problems).toEqual([]);
  return fieldOf(loaded, 'T__c', 'F__c');
}

// https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
describe('custom fields', () => {
  it.each([
    ['Text', '<length>80</length>', { type: 'string', length: 80 }],
    ['TextArea', '', { type: 'textarea', length: 255, isLongText: false }],
    [
      'LongTextArea',
      '<length>131072</length>',
      { type: 'textarea', length: 131072, isLongText: true, isFilterable: false },
    ],
    ['Html', '<length>32768</length>', { type: 'textarea', isHtml: true }],
    ['Number', '<precision>12</precision><scale>0</scale>', { type: 'double', precision: 12, scale: 0 }],
    ['Percent', '<precision>5</precision><scale>1</scale>', { type: 'percent', precision: 5, scale: 1 }],
    ['Checkbox', '<defaultValue>false</defaultValue>', { type: 'boolean', defaultValue: 'false' }],
    ['Date', '<defaultValue>TODAY()</defaultValue>', { type: 'date', defaultValue: 'TODAY()' }],
    ['DateTime', '', { type: 'datetime' }],
    ['Time', '', { type: 'time' }],
    ['Email', '<unique>true</unique>', { type: 'email', length: 80, isUnique: true }],
    ['Phone', '', { type: 'phone', length: 40 }],
    ['Url', '', { type: 'url', length: 255 }],
    ['EncryptedText', '<length>100</length>', { type: 'encryptedstring', length: 100 }],
    ['AutoNumber', '<displayFormat>A-{0}</displayFormat>', { type: 'string', isAutoNumber: true, isCreateable: false }],
    [
      'Lookup',
      '<referenceTo>Account</referenceTo>',
      { type: 'reference', referenceTo: ['Account'], relationshipName: 'F__r', deleteConstraint: 'setNull' },
    ],
    ['Hierarchy', '', { type: 'reference', referenceTo: ['User'] }],
  ] as const)('should read %s', (type, content, expected) => {
    expect(field(type, content)).toMatchObject(expected);
  });

  it('should read what every type may say', () => {
    expect(
      field(
        'Text',
        '<caseSensitive>true</caseSensitive><unique>true</unique><externalId>true</externalId><required>true</required><description>For admins.</description><inlineHelpText>For users.</inlineHelpText>',
      ),
    ).toMatchObject({
      isCaseSensitive: true,
      isUnique: true,
      isExternalId: true,
      isRequired: true,
      description: 'For admins.',
      inlineHelpText: 'For users.',
    });
  });

  it('should let nobody write a formula', () => {
    expect(field('Number', '<formula>1 + 1</formula><precision>18</precision><scale>2</scale>')).toMatchObject({
      formula: '1 + 1',
      isCreateable: false,
      isUpdateable: false,
    });
  });

  it('should split a geolocation into its coordinates', () => {
    const loaded = projects.load(withField('Location', '<scale>4</scale>'));
    expect(fieldOf(loaded, 'T__c', 'F__c').type).toBe('location');
    expect(fieldOf(loaded, 'T__c', 'F__Latitude__s')).toMatchObject({ type: 'double', scale: 4 });
    expect(fieldOf(loaded, 'T__c', 'F__Longitude__s').isCustom).toBe(true);
  });
});

describe('picklists', () => {
  it('should read their own values', () => {
    const read = field(
      'Picklist',
      `<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>
        <value><fullName>New</fullName><default>true</default><label>New one</label></value>
        <value><fullName>Old</fullName><default>false</default><isActive>false</isActive><label>Old</label></value>
      </valueSetDefinition></valueSet>`,
    );
    expect(read.isRestrictedPicklist).toBe(true);
    expect(read.picklistValues).toEqual([
      { value: 'New', label: 'New one', isActive: true, isDefault: true },
      { value: 'Old', label: 'Old', isActive: false, isDefault: false },
    ]);
  });

  it('should take those of a global value set', () => {
    const read = field('MultiselectPicklist', '<valueSet><valueSetName>Colours</valueSetName></valueSet>', {
      'globalValueSets/Colours.globalValueSet-meta.xml': xml(
        'GlobalValueSet',
        '<customValue><fullName>Red</fullName><default>false</default><label>Red</label></customValue><masterLabel>Colours</masterLabel>',
      ),
    });
    expect(read).toMatchObject({ type: 'multipicklist', picklistValues: [{ value: 'Red' }] });
  });

  it('should take those a project gives standard picklists', () => {
    const loaded = projects.load({
      'standardValueSets/CaseStatus.standardValueSet-meta.xml': xml(
        'StandardValueSet',
        '<standardValue><fullName>Received</fullName><default>true</default><label>Received</label></standardValue>',
      ),
    });
    expect(fieldOf(loaded, 'Case', 'Status').picklistValues.map((each) => each.value)).toEqual(['Received']);
  });

  it('should tell of a value set that is not there', () => {
    const { problems } = projects.load(withField('Picklist', '<valueSet><valueSetName>Nope</valueSetName></valueSet>'));
    expect(told(problems)).toEqual([
      "F__c.field-meta.xml:6 Global value set Nope is not among the project's globalValueSets.",
    ]);
  });
});

describe('problems of fields', () => {
  it('should name an unknown type and the known ones', () => {
    const { problems, schema } = projects.load(withField('Tekst', ''));
    expect(problems[0]?.message).toMatch(
      /^Field T__c\.F__c: unknown field type Tekst\. Known are AutoNumber, Checkbox,/,
    );
    expect(problems[0]).toMatchObject({ line: 5, column: 1 });
    expect(schema.object('T__c')?.fields.has('f__c')).toBe(false);
  });

  it('should tell of a missing type and a missing target', () => {
    const loaded = projects.load({
      ...withField('Lookup', ''),
      'objects/T__c/fields/G__c.field-meta.xml': xml('CustomField', '<fullName>G__c</fullName>'),
    });
    expect(told(loaded.problems)).toEqual([
      'F__c.field-meta.xml:2 Field T__c.F__c of type Lookup has no <referenceTo>.',
      'G__c.field-meta.xml:2 Field T__c.G__c has no <type>.',
    ]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm
describe('Apex types', () => {
  it('should be Decimal for every number field, and Integer for int fields', () => {
    expect(apexTypeOf(field('Number', '<precision>9</precision><scale>0</scale>'))).toBe('Decimal');
    expect(apexTypeOf('currency')).toBe('Decimal');
    expect(apexTypeOf('integer')).toBe('Integer');
    expect(apexTypeOf('multipicklist')).toBe('String');
    expect(apexTypeOf('base64')).toBe('Blob');
  });

  it('should be text for references to entities named by text', () => {
    const loaded = projects.load({
      'objects/P__mdt/P__mdt.object-meta.xml': customObject('P'),
      'objects/P__mdt/fields/Object__c.field-meta.xml': customField(
        'Object__c',
        'MetadataRelationship',
        '<referenceTo>EntityDefinition</referenceTo>',
      ),
    });
    expect(apexTypeOf(fieldOf(loaded, 'P__mdt', 'Object__c'))).toBe('String');
    expect(apexTypeOf(fieldOf(loaded, 'Contact', 'AccountId'))).toBe('Id');
  });
});
