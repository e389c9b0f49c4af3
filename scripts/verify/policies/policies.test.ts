import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import type { Checker } from '../checker';
import { SourceTree } from '../source-tree';
import type { Meter } from '../usage';
import { permissionChecker } from './permission';
import { policyChecker } from './policy';

afterEach(disposeProjects);

const NO_METER: Meter = { watch: () => undefined };
const CONFIG = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };

function metaOf(root: string): string {
  return `<${root}><apiVersion>67.0</apiVersion><status>Active</status></${root}>`;
}

async function found(checker: Checker, files: Readonly<Record<string, string>>, name = 'courier'): Promise<string[]> {
  const made = project().write('sfdx-project.json', JSON.stringify({ ...CONFIG, name }));
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
  'delivery/classes/CourierA.cls': `public with sharing class CourierA {\n  void run(List<Account> a) {\n${lines.join('\n')}\n  }\n}`,
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
  expect(await found(policyChecker, { [`delivery/classes/${name}.cls`]: `public class ${name} {}` })).toEqual([
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
    'facade/classes/CourierHigh.cls': 'public with sharing class CourierHigh {\n  CourierLow low;\n}',
    'endpoints/classes/CourierLow.cls':
      "public with sharing class CourierLow {\n  CourierHigh high;\n  Type t = Type.forName('CourierHigh');\n}",
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
  expect(await found(policyChecker, inBody('insert a;'), 'another')).toEqual([]);
});
