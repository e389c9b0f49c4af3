/**
 * The behaviour of the platform as Apex tests: an SFDX project that holds on Salesforce as it holds here. Each test names
 * the page of the documentation that it follows.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testProject } from './runner/test-project';
import { behaviours } from './support/behaviours';
import { BEHAVIOUR_PAGE, printedBehaviourPage } from './support/generate';

const PROJECT = join(__dirname, 'behaviour');

const result = testProject({ project: PROJECT });

test('compiles whole', () => {
  expect(result.problems).toEqual([]);
});

test.each(result.tests.map((each) => [`${each.class}.${each.method}`, each] as const))('%s', (_, each) => {
  expect(each).toMatchObject({ outcome: 'passed' });
});

test('is told by a page that is fresh: `npm run support` writes it', () => {
  expect(readFileSync(BEHAVIOUR_PAGE, 'utf8')).toBe(printedBehaviourPage());
});

test('has a page of the documentation above every test method', () => {
  const told = behaviours();
  expect(told.filter(({ page }) => page === null)).toEqual([]);
  expect(told.map(({ method }) => method).sort()).toEqual(result.tests.map(({ method }) => method).sort());
});
