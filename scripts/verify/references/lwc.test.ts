import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { SourceTree } from '../source-tree';
import { lwcChecker } from './lwc';

afterEach(disposeProjects);

/** What the checker finds in a project with the class Fine, the component `box` and one file more. */
async function found(path: string, text: string): Promise<readonly string[]> {
  const made = project({ Fine: 'public class Fine { @AuraEnabled public static void run() {} }' })
    .write('force-app/lwc/box/box.html', '<template></template>')
    .write(`force-app/lwc/${path}`, text);
  const findings = await lwcChecker.check(new SourceTree(made.folder, null), { watch: () => undefined });
  return findings.map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`);
}

it.each([
  ['a/a.html', '<template>\n  <p lwc:iff={x}></p></template>', 'compile 2:3 LWC1127: Invalid directive "lwc:iff"'],
  [
    'a/a.js',
    'import {LightningElement,api} from "lwc";\nexport default class A extends LightningElement { @api @api x; }',
    'compile 2:55 LWC1096: Duplicate @api property "x"',
  ],
  ['a/a.js', 'class {', 'compile 1:6 A class name is required'],
  [
    'a/a.html',
    '<template>\n<c-gone-child></c-gone-child></template>',
    'unknown-component 2:4 There is no Lightning web component goneChild.',
  ],
  ['a/a.js', 'import { x } from "c/gone";', 'unknown-component 1:22 There is no Lightning web component gone.'],
  ['a/a.js', 'import x from "@salesforce/apex/Gone.run";', 'unknown-apex 1:33 There is no Apex class Gone.'],
  [
    'a/a.js',
    'import x from "@salesforce/schema/Account.No__c";',
    'unknown-schema 1:35 There is no field No__c of Account.',
  ],
])('finds in %s the mistake of %j', async (path, text, expected) => {
  const findings = await found(path, text);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toContain(`lwc/${expected}`);
});

it.each([
  ['a/a.html', '<template><c-box></c-box><!-- <c-gone></c-gone> --></template>'],
  ['a/a.js', 'import x from "@salesforce/apex/Fine.run";\nimport y from "@salesforce/schema/Account.Name";'],
  ['a/a.js', 'import x from "@salesforce/apex/acme.Util.run";\n// import z from "c/gone";'],
])('says nothing of %s with %j', async (path, text) => {
  expect(await found(path, text)).toEqual([]);
});
