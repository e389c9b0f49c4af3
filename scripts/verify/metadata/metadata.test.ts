import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { SourceTree } from '../source-tree';
import type { Meter } from '../usage';
import { metadataChecker } from './metadata';

afterEach(disposeProjects);

const NO_METER: Meter = { watch: () => undefined };
const NAMESPACE =
  'xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const FIELD = 'force-app/objects/Order__c/fields/Note__c.field-meta.xml';

async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  const made = project({ Fine: 'public class Fine {}' });
  for (const [file, text] of Object.entries(files)) made.write(file, text);
  const findings = await metadataChecker.check(new SourceTree(made.folder, null), NO_METER);
  return findings.map(({ rule, line }) => `${rule.slice('metadata/'.length)} ${line}`);
}

function field(elements: string, name = 'Note__c'): Record<string, string> {
  return {
    [FIELD]: `<CustomField ${NAMESPACE}>\n<fullName>${name}</fullName>\n<label>Note</label>\n${elements}\n</CustomField>`,
  };
}

it('finds nothing in what is right', async () => {
  expect(await found(field('<length>255</length>\n<type>Text</type>\n<unique>false</unique>'))).toEqual([]);
});

// Metadata API Developer Guide, CustomField: what each type of field needs and takes.
it.each([
  ['a length beyond that of a text', '<length>256</length>\n<type>Text</type>', 'field-length 4'],
  ['a text without length', '<type>Text</type>', 'field-incomplete 1'],
  [
    'a short long text',
    '<length>255</length><type>LongTextArea</type><visibleLines>3</visibleLines>',
    'field-length 4',
  ],
  ['19 digits', '<precision>19</precision><scale>0</scale><type>Number</type>', 'field-precision 4'],
  ['more decimals than digits', '<precision>2</precision><scale>3</scale><type>Number</type>', 'field-scale 4'],
  ['a checkbox without default', '<type>Checkbox</type>', 'field-incomplete 1'],
  [
    'a unique checkbox',
    '<defaultValue>false</defaultValue><type>Checkbox</type><unique>true</unique>',
    'field-unique 4',
  ],
  ['a picklist without values', '<type>Picklist</type>', 'field-incomplete 1'],
  ['an automatic number without format', '<type>AutoNumber</type>', 'field-incomplete 1'],
  ['a lookup to nothing', '<type>Lookup</type>', 'field-incomplete 1'],
  [
    'a required lookup that is emptied',
    '<deleteConstraint>SetNull</deleteConstraint><referenceTo>Account</referenceTo><required>true</required><type>Lookup</type>',
    'lookup-delete 4',
  ],
  [
    'a required master',
    '<referenceTo>Account</referenceTo>\n<required>true</required><type>MasterDetail</type>',
    'master-detail 5',
  ],
  ['an unknown element', '<lenght>3</lenght><length>3</length><type>Text</type>', 'unknown-element 4'],
  ['an unknown type', '<type>Txt</type>', 'unknown-value 4'],
  ['a wrong boolean', '<length>3</length><type>Text</type><unique>yes</unique>', 'no-boolean 4'],
  ['a wrong number', '<length>three</length><type>Text</type>', 'no-number 4'],
  ['an element twice', '<length>3</length><length>4</length><type>Text</type>', 'repeated-element 4'],
])('finds %s', async (_mistake, elements, finding) => {
  expect(await found(field(elements))).toEqual([finding]);
});

it('finds a name that is not that of the file', async () => {
  expect(await found(field('<length>3</length><type>Text</type>', 'Other__c'))).toEqual(['file-name 2']);
});

it('finds a name that begins with a digit', async () => {
  const made = field('<length>3</length><type>Text</type>', '1Note__c');
  expect(await found(made)).toEqual(expect.arrayContaining(['developer-name 2']));
});

it.each([
  ['malformed XML', FIELD, '<CustomField>\n<a></b>\n</CustomField>', 'malformed 2'],
  ['another root', FIELD, `<CustomObject ${NAMESPACE}/>`, 'wrong-root 1'],
  ['a class without its -meta.xml', 'force-app/classes/Lone.cls', 'class Lone {}', 'missing-meta 1'],
  [
    'a -meta.xml without its class',
    'force-app/classes/Lone.cls-meta.xml',
    `<ApexClass ${NAMESPACE}><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>`,
    'orphan-meta 1',
  ],
  ['an unknown suffix', 'force-app/classes/A.klass-meta.xml', `<Klass ${NAMESPACE}/>`, 'unknown-suffix 1'],
  [
    'a required element that is missing',
    'force-app/permissionsets/A.permissionset-meta.xml',
    `<PermissionSet ${NAMESPACE}/>`,
    'missing-element 1',
  ],
])('finds %s', async (_mistake, file, text, finding) => {
  expect(await found({ [file]: text })).toEqual([finding]);
});

it('answers binary junk with a finding', async () => {
  const made = project({ Fine: 'public class Fine {}' }).write(FIELD, '');
  writeFileSync(join(made.folder, FIELD), Buffer.from([0, 0xff, 0xfe, 0x3c, 0x81, 0x3c]));
  expect(await metadataChecker.check(new SourceTree(made.folder, null), NO_METER)).toMatchObject([
    { rule: 'metadata/malformed', file: FIELD },
  ]);
});

it('takes a byte order mark and Windows line ends', async () => {
  const [[file, text] = ['', '']] = Object.entries(field('<length>3</length>\n<type>Txt</type>'));
  expect(await found({ [file]: `\uFEFF${text.replace(/\n/g, '\r\n')}` })).toEqual(['unknown-value 5']);
});

// Salesforce's registry of types gives both the suffix `app`.
it('tells an application of Aura from a custom one by its folder', async () => {
  const aura = `<AuraDefinitionBundle ${NAMESPACE}><apiVersion>67.0</apiVersion></AuraDefinitionBundle>`;
  expect(await found({ 'force-app/aura/Shop/Shop.app-meta.xml': aura })).toEqual([]);
  expect(await found({ 'force-app/applications/Shop.app-meta.xml': aura })).toEqual(['wrong-root 1']);
});

it.each([
  ['elements nested without end', '', `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`],
  [
    'entities that grow without end',
    `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghi'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at] ?? ''};`.repeat(10)}">`).join('')}]>`,
    '<label>&i;</label>',
  ],
])('refuses %s', async (_trick, prologue, elements) => {
  const text = `<?xml version="1.0"?>${prologue}<CustomField ${NAMESPACE}>${elements}</CustomField>`;
  expect(await found({ [FIELD]: text })).toEqual(['malformed 1']);
});
