/**
 * The behaviour of the platform as Apex tests: an SFDX project that holds on Salesforce as it holds here. Each test names
 * the page of the documentation that it follows.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { testProject } from './runner/test-project';

const PROJECT = join(__dirname, 'behaviour');
const CLASSES = join(PROJECT, 'force-app', 'classes');

const result = testProject({ project: PROJECT });

test('compiles whole', () => {
  expect(result.problems).toEqual([]);
});

test.each(result.tests.map((each) => [`${each.class}.${each.method}`, each] as const))('%s', (_, each) => {
  expect(each).toMatchObject({ outcome: 'passed' });
});

test.each(readdirSync(CLASSES).filter((file) => file.endsWith('Behaviour.cls')))(
  '%s names the pages it follows',
  (file) => {
    expect(readFileSync(join(CLASSES, file), 'utf8')).toContain('// https://developer.salesforce.com/docs/');
  },
);
