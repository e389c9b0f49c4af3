/** Results as JUnit XML, which continuous integration servers read. */
import { XMLBuilder } from 'fast-xml-parser';
import type { TestResult } from './results';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
  processEntities: true,
});

/**
 * Writes a document with one suite a class. A test stopped by a missing feature is an error, which is what JUnit calls
 * what could not be tried.
 */
export function junit(tests: readonly TestResult[]): string {
  const byClass = new Map<string, TestResult[]>();
  for (const test of tests) byClass.set(test.class, [...(byClass.get(test.class) ?? []), test]);
  const suites = [...byClass].map(([name, own]) => ({ '@name': name, ...counts(own), testcase: own.map(testCase) }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites: { '@name': 'Apex', ...counts(tests), testsuite: suites } })}`;
}

function counts(tests: readonly TestResult[]): Record<string, string> {
  const of = (outcome: TestResult['outcome']): string =>
    String(tests.filter((each) => each.outcome === outcome).length);
  const milliseconds = tests.reduce((sum, each) => sum + each.milliseconds, 0);
  return {
    '@tests': String(tests.length),
    '@failures': of('failed'),
    '@errors': of('unsupported'),
    '@time': seconds(milliseconds),
  };
}

function testCase(test: TestResult): Record<string, unknown> {
  const common = { '@classname': test.class, '@name': test.method, '@time': seconds(test.milliseconds) };
  if (test.outcome === 'passed') return common;
  const { message, stack } = test;
  const reason = {
    '@message': printable(message).replace(/\s+/g, ' '),
    '@type': test.outcome,
    '#text': printable(`${message}\n${stack}`),
  };
  return { ...common, [test.outcome === 'failed' ? 'failure' : 'error']: reason };
}

/** XML 1.0 has no way to write most control characters. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
