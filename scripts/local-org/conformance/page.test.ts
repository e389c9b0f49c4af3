import { disposeProjects, run } from '../runner/project.test.helper';
import { checkoutOf, type Checkout } from './checkout';
import { conformancePage } from './page';

afterAll(disposeProjects);

const CHECKOUT: Checkout = {
  name: 'suite',
  folder: '/suite',
  parts: ['core'],
  commit: { id: 'abc1234', day: '2026-01-31' },
};

const TESTS = {
  FineTest:
    '@IsTest private class FineTest { @IsTest static void runs() {} @IsTest static void fails() { Assert.fail(); } }',
  MissingTest:
    "@IsTest private class MissingTest { @IsTest static void flow() { Flow.Interview.createInterview('F', null); } }",
};

test('says what passed, and lists all else by cause', () => {
  const page = conformancePage([{ checkout: CHECKOUT, result: run(TESTS) }], {
    suite: { 'FineTest.fails': 'It fails on purpose.' },
  });
  expect(page).toContain('| suite (core) | abc1234 (2026-01-31) | whole | 3 | 1 | 33.3 % | 1 | 1 |');
  expect(page).toContain('- Flow.Interview.createInterview (1)\n  - `MissingTest.flow`');
  expect(page).toContain('- It fails on purpose. (1)\n  - `FineTest.fails`');
});

test('says that a cause is not known, and what does not compile', () => {
  const result = run({ ...TESTS, Broken: 'public class Broken { Integer n = missing; }' });
  const page = conformancePage([{ checkout: CHECKOUT, result }], {});
  expect(page).toContain('not yet known: System.AssertException');
  expect(page).toContain('- Broken.cls:1 `Variable does not exist: missing`');
  expect(page).toContain('| 1 problems |');
});

test('leaves out suites that pass whole', () => {
  const fine = { FineTest: '@IsTest private class FineTest { @IsTest static void runs() {} }' };
  expect(conformancePage([{ checkout: CHECKOUT, result: run(fine) }], {})).not.toContain('## suite');
});

test('takes parts of a checkout', () => {
  expect(checkoutOf('/tmp/none=core,extra/tests')).toMatchObject({
    name: 'none',
    folder: '/tmp/none',
    parts: ['core', 'extra/tests'],
    commit: null,
  });
});
