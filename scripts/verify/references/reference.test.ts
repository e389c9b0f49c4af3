import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { SourceTree } from '../source-tree';
import { referenceChecker } from './reference';

afterEach(disposeProjects);

const OBJECT =
  '<CustomObject><label>Box</label><nameField><label>Name</label><type>Text</type></nameField></CustomObject>';

/** What the checker finds in a project with the object Box__c, the class Fine and one file more: rule, line and message. */
async function found(path: string, text: string, config?: string): Promise<readonly string[]> {
  const made = project({ Fine: 'public class Fine {}' })
    .write('force-app/objects/Box__c/Box__c.object-meta.xml', OBJECT)
    .write(`force-app/${path}`, text);
  if (config !== undefined) made.write('sfdx-project.json', config);
  const findings = await referenceChecker.check(new SourceTree(made.folder, null), { watch: () => undefined });
  return findings.map(({ rule, line, message }) => `${rule} ${line} ${message}`);
}

function permissionSet(...parts: readonly string[]): string {
  return `<PermissionSet>\n${parts.join('\n')}\n<label>P</label></PermissionSet>`;
}
const P = 'permissionsets/P.permissionset-meta.xml';

it.each([
  ['<objectPermissions><object>Bax__c</object></objectPermissions>', 'unknown-object 2 There is no object Bax__c.'],
  [
    '<fieldPermissions><field>Box__c.No__c</field></fieldPermissions>',
    'unknown-field 2 There is no field No__c of Box__c.',
  ],
  [
    '<fieldPermissions><field>Account.No__c</field></fieldPermissions>',
    'unknown-field 2 There is no field No__c of Account.',
  ],
  ['<classAccesses><apexClass>Gone</apexClass></classAccesses>', 'unknown-class 2 There is no Apex class Gone.'],
  [
    '<customPermissions><name>Gone</name></customPermissions>',
    'unknown-custom-permission 2 There is no custom permission Gone.',
  ],
  ['<flowAccesses><flow>Gone</flow></flowAccesses>', 'unknown-flow 2 There is no flow Gone.'],
  ['<tabSettings><tab>Box__c</tab></tabSettings>', 'unknown-tab 2 There is no tab Box__c.'],
  [
    '<recordTypeVisibilities><recordType>Box__c.Big</recordType></recordTypeVisibilities>',
    'unknown-record-type 2 There is no record type Big of Box__c.',
  ],
])('names what a permission set grants and the project lacks: %s', async (part, expected) => {
  expect(await found(P, permissionSet(part))).toEqual([`reference/${expected}`]);
});

it('says nothing of what exists, of standard objects and of other packages', async () => {
  const fine = permissionSet(
    '<objectPermissions><object>Box__c</object></objectPermissions>',
    '<objectPermissions><object>SomeNewStandardObject</object></objectPermissions>',
    '<objectPermissions><object>acme__Invoice__c</object></objectPermissions>',
    '<fieldPermissions><field>Account.acme__Code__c</field></fieldPermissions>',
    '<classAccesses><apexClass>fine</apexClass></classAccesses>',
    '<classAccesses><apexClass>acme__Util</apexClass></classAccesses>',
  );
  expect(await found(P, fine)).toEqual([]);
});

it('says nothing where the project depends on packages it cannot see', async () => {
  const config = JSON.stringify({
    packageDirectories: [{ path: 'force-app', default: true, package: 'A', dependencies: [{ package: 'Other' }] }],
  });
  expect(await found(P, permissionSet('<classAccesses><apexClass>Gone</apexClass></classAccesses>'), config)).toEqual(
    [],
  );
});

it.each([
  [
    'testSuites/S.testSuite-meta.xml',
    '<ApexTestSuite>\n<testClassName>Gone</testClassName></ApexTestSuite>',
    'unknown-class 2',
  ],
  [
    'layouts/Box__c-Box Layout.layout-meta.xml',
    '<Layout><layoutSections><layoutColumns><layoutItems>\n<field>No__c</field></layoutItems></layoutColumns></layoutSections></Layout>',
    'unknown-field 2',
  ],
  ['customMetadata/Gone.A.md-meta.xml', '<CustomMetadata>\n<label>A</label></CustomMetadata>', 'unknown-object 1'],
  [
    'objects/Box__c/fields/Up__c.field-meta.xml',
    '<CustomField><fullName>Up__c</fullName><label>U</label><type>Lookup</type>\n<referenceTo>Gone__c</referenceTo></CustomField>',
    'unknown-object 2',
  ],
  [
    'flows/F.flow-meta.xml',
    '<Flow><actionCalls><actionType>apex</actionType>\n<actionName>Gone</actionName></actionCalls></Flow>',
    'unknown-class 2',
  ],
])('follows the names in %s', async (path, text, expected) => {
  const findings = await found(path, text);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toContain(`reference/${expected} `);
});

it('leaves malformed XML to the metadata checker', async () => {
  expect(await found(P, '<PermissionSet><objectPermissions>')).toEqual([]);
});

it('checks a project whose packages depend on versions of each other, and knows its big objects', async () => {
  const dependent = { path: 'force-app', default: true, package: 'A', dependencies: [{ package: 'A@1.2.0-3' }] };
  const big = permissionSet(
    '<objectPermissions><object>Log__b</object></objectPermissions>',
    '<objectPermissions><object>Gone__b</object></objectPermissions>',
  );
  const made = project().write('sfdx-project.json', JSON.stringify({ packageDirectories: [dependent] }));
  made.write('force-app/objects/Log__b/Log__b.object-meta.xml', '<CustomObject><label>Log</label></CustomObject>');
  made.write(`force-app/${P}`, big);
  const findings = await referenceChecker.check(new SourceTree(made.folder, null), { watch: () => undefined });
  expect(findings.map(({ message }) => message)).toEqual(['There is no object Gone__b.']);
});

it('finds custom permissions and external credentials that are there', async () => {
  const made = project()
    .write('force-app/customPermissions/May.customPermission-meta.xml', '<CustomPermission/>')
    .write('force-app/externalCredentials/Erp.externalCredential-meta.xml', '<ExternalCredential/>')
    .write(
      'force-app/namedCredentials/Erp.namedCredential-meta.xml',
      '<NamedCredential><namedCredentialParameters><externalCredential>Erp</externalCredential></namedCredentialParameters></NamedCredential>',
    )
    .write(`force-app/${P}`, permissionSet('<customPermissions><name>May</name></customPermissions>'));
  expect(await referenceChecker.check(new SourceTree(made.folder, null), { watch: () => undefined })).toEqual([]);
});
