import { disposeProjects, project } from '../local-org/runner/project.test.helper';
import { CheckerUnavailable, type Checker } from './checker';
import type { Finding } from './finding';
import { jsonReport } from './report/json';
import { sarifReport } from './report/sarif';
import { closingLine, reportToTerminal } from './report/terminal';
import { verify, type Verification } from './run';
import { SourceTree } from './source-tree';

afterEach(disposeProjects);

function finding(rule: string, file: string, line: number): Finding {
  return { file, line, column: 5, rule, message: 'It is wrong.', remedy: 'Put it right.' };
}

function checker(name: string, check: Checker['check']): Checker {
  return { name, purpose: 'looks', check };
}

function run(...checkers: readonly Checker[]): Promise<Verification> {
  return verify(new SourceTree(project({ Fine: 'public class Fine {}' }).folder, null), checkers);
}

function terminal(verification: Verification): string {
  let text = '';
  reportToTerminal(verification, { write: (part) => (text += part) });
  return text;
}

const MISSING = checker('java', () => {
  throw new CheckerUnavailable('It needs Java 17.', 'Install it.');
});

it('puts the findings of all checkers in order of their place', async () => {
  const { findings, checkers } = await run(
    checker('b', () => Promise.resolve([finding('b/late', 'B.cls', 9), finding('b/early', 'A.cls', 2)])),
    checker('a', () => [finding('a/middle', 'B.cls', 3)]),
  );
  expect(findings.map(({ rule }) => rule)).toEqual(['b/early', 'a/middle', 'b/late']);
  expect(checkers.map(({ name, findings: count }) => [name, count])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});

it('says once what two readings of Apex find on a line, and counts it once', async () => {
  const { findings, checkers } = await run(
    checker('apex-ls', () => [finding('apex-ls/missing', 'A.cls', 2), finding('apex-ls/missing', 'A.cls', 3)]),
    checker('compiler', () => [finding('compiler/error', 'A.cls', 2)]),
  );
  expect(findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['compiler/error 2', 'apex-ls/missing 3']);
  expect(checkers.map((each) => each.findings)).toEqual([1, 1]);
});

it('runs the others when one cannot run, and says why', async () => {
  const verification = await run(
    MISSING,
    checker('policy', () => []),
  );
  expect(terminal(verification)).toBe(
    'java could not run: It needs Java 17. Install it.\nNothing found: policy over 2 files\n',
  );
});

it('takes a checker that fails by itself for a fault of the toolchain', async () => {
  const { checkers } = await run(
    checker('broken', () => {
      throw new TypeError('x is undefined');
    }),
  );
  expect(checkers[0]?.stop).toMatchObject({ kind: 'crashed', message: 'x is undefined' });
});

describe('the reports', () => {
  const two = [
    checker('a', () => [finding('a/one', 'My App/A.cls', 12), finding('a/other-one', 'My App/A.cls', 3)]),
    MISSING,
  ];

  it('for people: by file, aligned, with the remedy below', async () => {
    const verification = await run(...two);
    expect(terminal(verification)).toBe(
      [
        'My App/A.cls:3:5   a/other-one  It is wrong.',
        '                                Put it right.',
        'My App/A.cls:12:5  a/one        It is wrong.',
        '                                Put it right.',
        '',
        'java could not run: It needs Java 17. Install it.',
        '2 findings in 1 file',
        '',
      ].join('\n'),
    );
    expect(closingLine(verification)).toBe('2 findings in 1 file');
  });

  it('as JSON: the same each time, so without what it cost', async () => {
    const [first, second] = [jsonReport(await run(...two)), jsonReport(await run(...two))];
    expect(first).toEqual(second);
    expect(first.checkers[1]).toMatchObject({ name: 'java', stop: { kind: 'unavailable' } });
    expect(jsonReport(await run(...two), true).checkers[0]).toHaveProperty('usage.seconds');
  });

  // https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html: 3.27.6 ruleIndex, 3.4.3 uri, 3.20.14 executionSuccessful
  it('as SARIF: each result points at its rule and, relative and escaped, at its file', async () => {
    expect(sarifReport(await run(...two))).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { rules: [{ id: 'a/one' }, { id: 'a/other-one' }] } },
          invocations: [{ executionSuccessful: false }],
          results: [
            {
              ruleId: 'a/other-one',
              ruleIndex: 1,
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'My%20App/A.cls' },
                    region: { startLine: 3, startColumn: 5 },
                  },
                },
              ],
            },
            { ruleId: 'a/one', ruleIndex: 0 },
          ],
        },
      ],
    });
  });
});
