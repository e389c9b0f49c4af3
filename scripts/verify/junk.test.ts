/** Whatever stands in a project, every checker answers with findings, never with a stack trace. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors';
import { disposeProjects, project } from '../local-org/runner/project.test.helper';
import { CHECKERS } from './checkers';
import { sarifReport } from './report/sarif';
import { verify, type Verification } from './run';
import { SourceTree } from './source-tree';

// The first run loads what all the others use.
jest.setTimeout(120_000);
afterEach(disposeProjects);

/** Java programs are told of files by name, and have tests of what they make of them. */
const HERE = CHECKERS.filter(({ name }) => name !== 'apex-ls' && name !== 'pmd');
const META =
  '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion></ApexClass>';
const BYTES = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256));

function run(file: string, content: string | Buffer): Promise<Verification> {
  const made = project({ Fine: 'public with sharing class Fine {}' }).write(file, '');
  writeFileSync(join(made.folder, file), content);
  if (file.endsWith('.cls')) made.write(`${file}-meta.xml`, META);
  const policies = { packageDirectories: [{ path: 'force-app' }], plugins: { courier: { policies: {} } } };
  made.write('sfdx-project.json', JSON.stringify(policies));
  return verify(new SourceTree(made.folder, null), HERE);
}

it.each([
  ['bytes for a class', 'force-app/classes/Junk.cls', BYTES],
  ['bytes for a flow', 'force-app/flows/Junk.flow-meta.xml', BYTES],
  ['bytes for a permission set', 'force-app/permissionsets/Junk.permissionset-meta.xml', BYTES],
  ['half a flow', 'force-app/flows/Junk.flow-meta.xml', '<Flow><start><connector>'],
  ['half a component', 'force-app/lwc/junk/junk.js', 'export default class extends'],
  ['half a template', 'force-app/lwc/junk/junk.html', '<template><p'],
  ['half a page', 'force-app/flexipages/Junk.flexipage-meta.xml', '<FlexiPage><flexiPageRegions/>'],
  ['a field of another root', 'force-app/objects/A__c/fields/B__c.field-meta.xml', '<Flow/>'],
  ['a flow among the classes', 'force-app/classes/Junk.layout-meta.xml', '<Layout/>'],
  ['a file of no type', 'force-app/classes/notes.txt', 'Remember.'],
  ['a class of 5 MB', 'force-app/classes/Junk.cls', `public class Junk {\n${'  // nothing\n'.repeat(450_000)}}`],
  [
    'a permission set of 5 MB',
    'force-app/permissionsets/Junk.permissionset-meta.xml',
    `<PermissionSet>${'<classAccesses><apexClass>Gone</apexClass></classAccesses>\n'.repeat(88_000)}</PermissionSet>`,
  ],
])('answers %s with findings of that file', async (_what, file, content) => {
  const verification = await run(file, content);
  expect(verification.checkers.filter(({ stop }) => stop !== null)).toEqual([]);
  expect(verification.findings.map((each) => each.file)).toContain(file);
});

it('says that a project without a file has nothing to verify', () => {
  const made = project().write('sfdx-project.json', '{"packageDirectories":[{"path":"empty"}]}');
  mkdirSync(join(made.folder, 'empty'));
  expect(() => new SourceTree(made.folder, null)).toThrow(CommandError);
});

// What the schema of SARIF 2.1.0 requires of a log (sections 3.13, 3.14, 3.19, 3.27, 3.30); no package in use carries the schema itself.
it('writes a log with everything SARIF requires', async () => {
  const log = sarifReport(
    await run('force-app/permissionsets/My Junk.permissionset-meta.xml', '<PermissionSet>'),
  ) as Log;
  expect(log.version).toBe('2.1.0');
  const [{ tool, results }] = log.runs;
  expect(tool.driver.name).not.toBe('');
  expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(tool.driver.rules.length);
  expect(results.length).toBeGreaterThan(0);
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(['none', 'note', 'warning', 'error']).toContain(level);
    expect(message.text).not.toBe('');
    const { artifactLocation, region } = locations[0].physicalLocation;
    expect(artifactLocation.uri).toMatch(/^[\w%./-]+$/);
    expect(Math.min(region.startLine, region.startColumn)).toBeGreaterThanOrEqual(1);
  }
});

interface Log {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number; readonly startColumn: number };
            };
          },
        ];
      }[];
    },
  ];
}
