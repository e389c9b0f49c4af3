import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import type { Checker } from '../checker';
import { SourceTree } from '../source-tree';
import type { Meter } from '../usage';
import { permissionChecker } from './permission';
import { policyChecker } from './policy';

afterEach(disposeProjects);

const NO_METER: Meter = { watch: () => undefined };
const POLICIES = { prefix: 'Courier', capabilities: [['endpoints'], ['delivery'], ['facade']] };
const CONFIG = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };

function metaOf(root: string): string {
  return `<${root}><apiVersion>67.0</apiVersion><status>Active</status></${root}>`;
}

async function found(
  checker: Checker,
  files: Readonly<Record<string, string>>,
  policies: object | null = POLICIES,
): Promise<string[]> {
  const made = project().write('sfdx-project.json', JSON.stringify({ ...CONFIG, plugins: { courier: { policies } } }));
  for (const [path, text] of Object.entries(files)) {
    const root = path.endsWith('.cls') ? 'ApexClass' : 'ApexTrigger';
    // Apex without its -meta.xml is no component, and is not parsed.
    if (/\.(cls|trigger)$/.test(path)) made.write(`force-app/main/${path}-meta.xml`, metaOf(root));
    made.write(`force-app/main/${path}`, text);
  }
  const findings = await checker.check(new SourceTree(made.folder, null), NO_METER);
  return findings.map(({ file, line, rule }) => `${file.split('/').at(-1)}:${line} ${rule}`);
}

const inBody = (...lines: string[]): Record<string, string> => ({
  'delivery/classes/CourierA.cls': `with sharing class CourierA {\n  void run(List<Account> a) {\n${lines.join('\n')}\n  }\n}`,
});

it.each([
  'insert a;',
  'Database.update(a, false);',
  'EventBus.publish(a);',
  'a = [SELECT Id FROM Account];',
  "a = Database.query('SELECT Id FROM Account');",
])('finds %s without an access mode', async (statement) => {
  expect(await found(policyChecker, inBody(statement))).toEqual(['CourierA.cls:3 policy/access-mode']);
});

it.each([
  'insert as user a;',
  'Database.update(a, false, AccessLevel.SYSTEM_MODE);',
  'EventBus.publishWithAccessLevel(a, AccessLevel.SYSTEM_MODE);',
  'a = [SELECT Id FROM Account WITH USER_MODE];',
  'Database.rollback(Database.setSavepoint());',
])('takes %s', async (statement) => {
  expect(await found(policyChecker, inBody(statement))).toEqual([]);
});

it('finds debug statements that ship', async () => {
  expect(await found(policyChecker, inBody('System.debug(a);'))).toEqual(['CourierA.cls:3 policy/debug']);
});

it('finds a class without sharing, prefix and a short name', async () => {
  const name = 'A'.repeat(41);
  expect(await found(policyChecker, { [`delivery/classes/${name}.cls`]: `class ${name} {}` })).toEqual([
    `${name}.cls:1 policy/prefix`,
    `${name}.cls:1 policy/name-length`,
    `${name}.cls:1 policy/sharing`,
  ]);
});

it('finds logic in a trigger', async () => {
  const text = 'trigger CourierT on Account(after insert) {\n  if (true) { CourierA.run(); }\n}';
  expect(await found(policyChecker, { 'delivery/triggers/CourierT.trigger': text })).toEqual([
    'CourierT.trigger:2 policy/trigger-logic',
  ]);
});

it('finds a capability that names a higher one, by name or by string, and not the other way', async () => {
  const files = {
    'facade/classes/CourierHigh.cls': 'with sharing class CourierHigh {\n  CourierLow low;\n}',
    'endpoints/classes/CourierLow.cls':
      "with sharing class CourierLow {\n  CourierHigh high;\n  Type t = Type.forName('CourierHigh');\n}",
  };
  expect(await found(policyChecker, files)).toEqual([
    'CourierLow.cls:2 policy/capability-order',
    'CourierLow.cls:3 policy/capability-order',
  ]);
});

it('finds an older API version', async () => {
  const text = '<ApexClass>\n<apiVersion>60.0</apiVersion>\n</ApexClass>';
  expect(await found(policyChecker, { 'delivery/classes/CourierA.cls-meta.xml': text })).toEqual([
    'CourierA.cls-meta.xml:2 policy/api-version',
  ]);
});

const SET = 'access/permissionsets/CourierSet.permissionset-meta.xml';

it.each([
  ['all-records', '<objectPermissions>\n<viewAllRecords>true</viewAllRecords></objectPermissions>'],
  ['dependency', '<objectPermissions>\n<allowEdit>true</allowEdit></objectPermissions>'],
  ['administrative', '<userPermissions><enabled>true</enabled>\n<name>ModifyAllData</name></userPermissions>'],
  [
    'principal-with-classes',
    '<classAccesses/>\n<externalCredentialPrincipalAccesses><enabled>true</enabled></externalCredentialPrincipalAccesses>',
  ],
])('finds %s in a permission set', async (rule, body) => {
  expect(await found(permissionChecker, { [SET]: `<PermissionSet>\n${body}\n</PermissionSet>` })).toEqual([
    `CourierSet.permissionset-meta.xml:3 permission/${rule}`,
  ]);
});

it('skips malformed permission sets, and says nothing of other projects', async () => {
  expect(await found(permissionChecker, { [SET]: '<PermissionSet>' })).toEqual([]);
  expect(await found(policyChecker, inBody('insert a;'), null)).toEqual([]);
});

it.each([
  ["String a = 'https://erp.example.com/orders';", 'hard-coded-url'],
  ["String apiKey = 'k3y';", 'credential'],
  ["request.setHeader('Authorization', 'Basic dXNlcjpwYXNz');", 'credential'],
])('finds %s in what ships, and not in tests', async (statement, rule) => {
  const [[path, text] = ['', '']] = Object.entries(inBody(statement));
  expect(await found(policyChecker, { [path]: text })).toEqual([`CourierA.cls:3 policy/${rule}`]);
  expect(await found(policyChecker, { [path.replace('delivery', 'test/delivery')]: text })).toEqual([]);
});

it('takes names of credentials, and addresses of named ones', async () => {
  const lines = ["String tokenKey = 'token';", "String path = 'callout:Erp/orders';", "String accessToken = '';"];
  expect(await found(policyChecker, inBody(...lines))).toEqual([]);
});

it('asks for ApexDoc on what is public, above its annotations, and not on what the platform documents', async () => {
  const text = `/** It. */
public with sharing class CourierA implements Queueable {
  /** Documented. */
  @TestVisible
  public void one() {}
  public void execute(QueueableContext context) {}
  private void two() {}
  public void three() {}
  public override String toString() { return ''; }
}`;
  expect(await found(policyChecker, { 'delivery/classes/CourierA.cls': text })).toEqual([
    'CourierA.cls:8 policy/apex-doc',
  ]);
});

it('asks tests to say what holds, and when', async () => {
  const text =
    '@IsTest\nclass CourierATest {\n  @IsTest\n  static void testIt() {}\n  @IsTest\n  static void should_be_when_is() {}\n}';
  expect(await found(policyChecker, { '../test/delivery/classes/CourierATest.cls': text })).toEqual([
    'CourierATest.cls:4 policy/test-name',
  ]);
});

it('asks actions and their variables for a label and a description', async () => {
  const text = `with sharing class CourierA {
  class Input {
    @InvocableVariable(label='A' description='The A.')
    public String a;
    @InvocableVariable(label='B')
    public String b;
  }
  @InvocableMethod
  static void run(List<Input> all) {}
}`;
  expect(await found(policyChecker, { 'flow/classes/CourierA.cls': text })).toEqual([
    'CourierA.cls:8 policy/description',
    'CourierA.cls:5 policy/description',
  ]);
});

const FIELD = 'delivery/objects/Thing__c/fields/A__c.field-meta.xml';

it.each([
  [FIELD, '<CustomField>\n<description>A</description></CustomField>', 'A__c.field-meta.xml:1 policy/classification'],
  [
    FIELD,
    '<CustomField>\n<securityClassification>Public</securityClassification></CustomField>',
    'A__c.field-meta.xml:1 policy/description',
  ],
  [
    'delivery/objects/Thing__e/Thing__e.object-meta.xml',
    '<CustomObject><description>A</description></CustomObject>',
    'Thing__e.object-meta.xml:1 policy/prefix',
  ],
  [
    'flow/flows/CourierA.flow-meta.xml',
    '<Flow><description>A</description><b>\n<stringValue>001gK00000ABCdeQAH</stringValue></b></Flow>',
    'CourierA.flow-meta.xml:2 policy/hard-coded-id',
  ],
])('finds in %s what %j lacks', async (path, text, expected) => {
  expect(await found(policyChecker, { [path]: text })).toEqual([expected]);
});

it('asks nothing of standard objects and fields', async () => {
  const files = {
    'delivery/objects/Account/Account.object-meta.xml': '<CustomObject/>',
    'delivery/objects/Account/fields/Name.field-meta.xml': '<CustomField/>',
  };
  expect(await found(policyChecker, files)).toEqual([]);
});
