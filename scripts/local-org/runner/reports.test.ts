/** What reporters write. */
import { XMLParser } from 'fast-xml-parser';
import { jsonReport } from './json';
import { junit } from './junit';
import type { TestResult } from './results';
import { TerminalReport } from './terminal';

const PASSED: TestResult = { class: 'ATest', method: 'a', outcome: 'passed', milliseconds: 12, message: '', stack: '' };
const FAILED: TestResult = {
  class: 'ATest',
  method: 'b',
  outcome: 'failed',
  milliseconds: 3,
  message: 'System.AssertException: "<1>" & \u0001\nnext',
  stack: 'Class.ATest.b: line 3, column 1',
};
const UNSUPPORTED: TestResult = {
  ...FAILED,
  class: 'BTest',
  method: 'c',
  outcome: 'unsupported',
  message: 'not supported',
};
const ALL = [PASSED, FAILED, UNSUPPORTED];

function report(tell: (report: TerminalReport) => void, isTTY = false): string {
  let text = '';
  tell(new TerminalReport({ isTTY, write: (more: string) => (text += more) }));
  return text;
}

test('JUnit XML survives a parser, whatever is in a message', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const { testsuites } = parser.parse(junit(ALL)) as { testsuites: Record<string, unknown> };
  expect(testsuites).toMatchObject({ tests: '3', failures: '1', errors: '1', time: '0.018' });
  expect(testsuites.testsuite).toMatchObject([
    {
      name: 'ATest',
      tests: '2',
      testcase: [
        { classname: 'ATest', name: 'a', time: '0.012' },
        { name: 'b', failure: { message: 'System.AssertException: "<1>" & \uFFFD next', type: 'failed' } },
      ],
    },
    { name: 'BTest', errors: '1', testcase: { error: { message: 'not supported', type: 'unsupported' } } },
  ]);
});

test('JSON has totals, problems and tests, and coverage only when asked for', () => {
  const problem = { file: 'a.cls', line: 1, column: 2, message: 'm' };
  expect(jsonReport({ tests: ALL, problems: [problem], coverage: null })).toEqual({
    totals: { passed: 1, failed: 1, unsupported: 1 },
    problems: [problem],
    tests: ALL,
  });
  expect(jsonReport({ tests: [], problems: [], coverage: [] })).toHaveProperty('coverage', []);
});

test('the terminal gets plain lines, and the totals last', () => {
  const text = report((each) => {
    each.problems([{ file: 'a.cls', line: 1, column: 2, message: 'm' }]);
    ALL.forEach((test, index) => {
      each.started(test.class, test.method, index + 1, ALL.length);
      each.finished(test);
    });
    each.summary(ALL);
  });
  expect(text.split('\n')).toEqual([
    '1 problem',
    '  a.cls:1:2 m',
    '',
    'ATest',
    '  passed a 12 ms',
    '  failed b 3 ms',
    '      System.AssertException: "<1>" & \u0001',
    '      next',
    '      Class.ATest.b: line 3, column 1',
    'BTest',
    '  unsupported c 3 ms',
    '      not supported',
    '      Class.ATest.b: line 3, column 1',
    '',
    '(1 unsupported)',
    '1 passed, 1 failed',
    '',
  ]);
});

test('a live terminal shows which test runs', () => {
  expect(report((each) => each.started('ATest', 'a', 1, 3), true)).toContain('1/3 ATest.a');
});

test('coverage is a table with ranges of lines', () => {
  const text = report((each) =>
    each.coverage([{ name: 'A', file: 'A.cls', covered: 2, total: 6, percent: 33, uncoveredLines: [3, 4, 5, 9] }]),
  );
  expect(text).toMatch(/│ A +│ 33 % +│ 2\/6 +│ 3-5, 9 +│/);
  expect(text).toMatch(/│ all +│ 33 % +│ 2\/6 +│/);
});
