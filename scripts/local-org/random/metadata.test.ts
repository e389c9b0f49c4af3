/** Metadata nobody could deploy: each file is named with what is wrong in it, and the rest of the run goes on. */
import fc from 'fast-check';
import { disposeProjects, project } from '../runner/project.test.helper';
import type { RunResult } from '../runner/results';
import { testProject } from '../runner/test-project';

afterEach(disposeProjects);

const SEED = 20_264;
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A file of each kind the project reader knows: its path and its root element. */
const KINDS: readonly (readonly [path: string, root: string])[] = [
  ['objects/Other__c/Other__c.object-meta.xml', 'CustomObject'],
  ['objects/Told__e/Told__e.object-meta.xml', 'CustomObject'],
  ['objects/Set__c/Set__c.object-meta.xml', 'CustomObject'],
  ['objects/Base__c/fields/One__c.field-meta.xml', 'CustomField'],
  ['objects/Base__c/fields/Two__c.field-meta.xml', 'CustomField'],
  ['objects/Kind__mdt/fields/One__c.field-meta.xml', 'CustomField'],
  ['objects/Told__e/fields/One__c.field-meta.xml', 'CustomField'],
  ['objects/Account/fields/One__c.field-meta.xml', 'CustomField'],
  ['objects/Base__c/recordTypes/Some.recordType-meta.xml', 'RecordType'],
  ['objects/Base__c/validationRules/Some.validationRule-meta.xml', 'ValidationRule'],
  ['objects/Base__c/fieldSets/Some.fieldSet-meta.xml', 'FieldSet'],
  ['objects/Base__c/sharingReasons/Some__c.sharingReason-meta.xml', 'SharingReason'],
  ['customMetadata/Kind.Some.md-meta.xml', 'CustomMetadata'],
  ['labels/CustomLabels.labels-meta.xml', 'CustomLabels'],
  ['permissionsets/Some.permissionset-meta.xml', 'PermissionSet'],
  ['permissionsetgroups/Some.permissionsetgroup-meta.xml', 'PermissionSetGroup'],
  ['mutingpermissionsets/Some.mutingpermissionset-meta.xml', 'MutingPermissionSet'],
  ['customPermissions/Some.customPermission-meta.xml', 'CustomPermission'],
  ['namedCredentials/Some.namedCredential-meta.xml', 'NamedCredential'],
  ['externalCredentials/Some.externalCredential-meta.xml', 'ExternalCredential'],
  ['staticresources/Some.resource-meta.xml', 'StaticResource'],
  ['remoteSiteSettings/Some.remoteSite-meta.xml', 'RemoteSiteSetting'],
  ['globalValueSets/Some.globalValueSet-meta.xml', 'GlobalValueSet'],
  ['standardValueSets/Industry.standardValueSet-meta.xml', 'StandardValueSet'],
  ['PlatformEventSubscriberConfigs/Some.platformEventSubscriberConfig-meta.xml', 'PlatformEventSubscriberConfig'],
  ['queues/Some.queue-meta.xml', 'Queue'],
  ['groups/Some.group-meta.xml', 'Group'],
  ['notificationtypes/Some.notiftype-meta.xml', 'CustomNotificationType'],
  ['cachePartitions/Some.cachePartition-meta.xml', 'PlatformCachePartition'],
  ['assignmentRules/Case.assignmentRules-meta.xml', 'AssignmentRules'],
  ['roles/Some.role-meta.xml', 'Role'],
  ['restrictionRules/Some.rule-meta.xml', 'RestrictionRule'],
  ['sharingRules/Base__c.sharingRules-meta.xml', 'SharingRules'],
];

const document = (root: string, content: string): string => `<${root} ${NAMESPACE}>${content}</${root}>`;

const BASE = {
  'objects/Base__c/Base__c.object-meta.xml': document(
    'CustomObject',
    '<label>Base</label><pluralLabel>Bases</pluralLabel><nameField><label>Name</label><type>Text</type></nameField>' +
      '<sharingModel>ReadWrite</sharingModel>',
  ),
  'objects/Kind__mdt/Kind__mdt.object-meta.xml': document(
    'CustomObject',
    '<label>Kind</label><pluralLabel>Kinds</pluralLabel>',
  ),
};

/** Looks at all that came of the metadata. */
const WALK = `@IsTest private class WalkTest {
  @IsTest static void fine() { }
  @IsTest static void walks() {
    for (String name : new List<String>{ 'Base__c', 'Kind__mdt', 'Other__c', 'Told__e', 'Set__c' }) {
      SObjectType type = Schema.getGlobalDescribe().get(name);
      if (type == null) continue;
      for (SObjectField field : type.getDescribe().fields.getMap().values()) {
        DescribeFieldResult told = field.getDescribe();
        List<Object> all = new List<Object>{ told.getType(), told.getSOAPType(), told.getLength(), told.getScale() };
        all.add(told.getDefaultValue());
        all.add(told.getReferenceTo());
        if (told.isCustom()) all.add(told.getPicklistValues());
      }
      for (FieldSet each : type.getDescribe().fieldSets.getMap().values()) each.getFields();
      type.getDescribe().getRecordTypeInfos();
      SObject record = type.newSObject(null, true);
      if (name == 'Told__e') EventBus.publish(record);
      else if (name != 'Kind__mdt') Database.insert(record, false, AccessLevel.SYSTEM_MODE);
      if (name != 'Told__e') Database.query('SELECT FIELDS(ALL) FROM ' + name + ' LIMIT 1', AccessLevel.SYSTEM_MODE);
    }
  }
}`;

function runWith(files: Readonly<Record<string, string>>): RunResult {
  const own = project({ WalkTest: WALK });
  for (const [path, text] of Object.entries({ ...BASE, ...files })) own.write(`force-app/${path}`, text);
  return testProject({ project: own.folder });
}

const outcomeOf = (result: RunResult, method: string): string | undefined =>
  result.tests.find((each) => each.method === method)?.outcome;

test.each([
  ['is no XML', () => '<a><b></a>'],
  ['ends too early', (root: string) => `<${root} ${NAMESPACE}><label>`],
  ['is empty', () => ''],
  ['is of another kind', () => document('Nonsense', '')],
])('a file of each kind that %s', (_, text) => {
  const result = runWith(Object.fromEntries(KINDS.map(([path, root]) => [path, text(root)])));
  const named = new Set(result.problems.map(({ file }) => file));
  expect(KINDS.map(([path]) => `force-app/${path}`).filter((path) => !named.has(path))).toEqual([]);
  expect(outcomeOf(result, 'fine')).toBe('passed');
});

const ELEMENTS = [
  ['label', 'pluralLabel', 'fullName', 'type', 'length', 'precision', 'scale', 'visibleLines', 'unique', 'externalId'],
  [
    'required',
    'defaultValue',
    'formula',
    'formulaTreatBlanksAs',
    'referenceTo',
    'relationshipName',
    'deleteConstraint',
  ],
  [
    'relationshipOrder',
    'summaryOperation',
    'summaryForeignKey',
    'summarizedField',
    'summaryFilterItems',
    'displayFormat',
  ],
  [
    'valueSet',
    'valueSetDefinition',
    'valueSetName',
    'value',
    'restricted',
    'controllingField',
    'valueSettings',
    'default',
  ],
  ['active', 'isActive', 'errorConditionFormula', 'errorMessage', 'errorDisplayField', 'displayedFields', 'field'],
  [
    'isRequired',
    'values',
    'labels',
    'objectPermissions',
    'object',
    'allowRead',
    'fieldPermissions',
    'readable',
    'editable',
  ],
  [
    'classAccesses',
    'customPermissions',
    'recordTypeVisibilities',
    'recordType',
    'visible',
    'permissionSets',
    'enabled',
  ],
  [
    'namedCredentialParameters',
    'parameterType',
    'parameterValue',
    'externalCredentialParameters',
    'url',
    'contentType',
  ],
  ['customValue', 'masterLabel', 'standardValue', 'batchSize', 'platformEventConsumer', 'user', 'queueSobject'],
  [
    'sobjectType',
    'parentRole',
    'name',
    'sharingModel',
    'customSettingsType',
    'eventType',
    'publishBehavior',
    'nameField',
  ],
  [
    'isDefaultPartition',
    'sharingOwnerRules',
    'sharingCriteriaRules',
    'targetEntity',
    'accessLevel',
    'deploymentStatus',
  ],
].flat();
const TEXTS = [
  [
    '',
    'true',
    'false',
    'maybe',
    '0',
    '-1',
    '18',
    '99999999999999999999',
    '1.5',
    'NaN',
    'Base__c',
    'Kind__mdt',
    'Account',
  ],
  ['Text', 'LongTextArea', 'Number', 'Currency', 'Date', 'DateTime', 'Checkbox', 'Lookup', 'MasterDetail', 'Summary'],
  [
    'Picklist',
    'MultiselectPicklist',
    'AutoNumber',
    'Location',
    'MetadataRelationship',
    'Hierarchy',
    'List',
    'HighVolume',
  ],
  [
    'Nope__c',
    'Base__c.One__c',
    'Base__c.Nope__c',
    'One__c',
    'Two__c',
    'Base__c.Base__c',
    'Owner.Nope',
    '.',
    '..',
    'Id',
  ],
  [
    '1 +',
    'One__c',
    'Nope__c = 1',
    'IF(',
    'ISBLANK(One__c)',
    '&quot;',
    'sum',
    'max',
    'Cascade',
    'ReadWrite',
    'A-{0000}',
  ],
].flat();

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...ELEMENTS),
      fc.oneof(
        { maxDepth: 3 },
        { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
        fc.array(tie('element'), { maxLength: 4 }).map((all) => all.join('')),
      ),
    )
    .map(([name, content]) => `<${name}>${content}</${name}>`),
}));

const TYPES = [
  'Text',
  'LongTextArea',
  'Number',
  'Checkbox',
  'Lookup',
  'MasterDetail',
  'Summary',
  'Picklist',
  'Location',
];

/** Without these most fields would be given up at once. */
const begins = (root: string): fc.Arbitrary<string> =>
  root === 'CustomField'
    ? fc.constantFrom('', ...TYPES.map((type) => `<label>a</label><type>${type}</type>`))
    : fc.constant('');

/** A file of each kind, with elements it may have and values it may not. */
const files = fc
  .tuple(
    ...KINDS.map(([path, root]) =>
      fc
        .tuple(begins(root), fc.array(element, { maxLength: 9 }))
        .map(([first, more]) => [path, document(root, [first, ...more].join('\n'))] as const),
    ),
  )
  .map((all) => Object.fromEntries(all));

test('elements with values they cannot have', () => {
  fc.assert(
    fc.property(files, (all) => {
      const result = runWith(all);
      expect(outcomeOf(result, 'fine')).toBe('passed');
      expect(result.tests.map(({ message }) => message).filter((each) => each.includes('internal fault'))).toEqual([]);
      const known = [...Object.keys(all), ...Object.keys(BASE)].map((path) => `force-app/${path}`);
      expect(result.problems.filter(({ file }) => !known.includes(file))).toEqual([]);
    }),
    { seed: SEED, numRuns: 10, endOnFailure: true },
  );
}, 60_000);
