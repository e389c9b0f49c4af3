import { CheckerUnavailable } from '../checker';
import { findingsOf, resultsOf } from './pmd';
import { LEFT_OUT, PMD_RULES, ruleSetXml } from './pmd-rules';

const ROOT = process.cwd();
const FILE = 'force-app/main/sales/classes/Quote.cls';
const NOTHING = { violations: [], processingErrors: [] };

it('is a finding with the remedy of its rule', () => {
  const codeLocation = { file: `${ROOT}/${FILE}`, startLine: 4, startCol: 7 };
  const violations = [{ rule: 'ApexSOQLInjection', message: 'Avoid untrusted variables', codeLocation }];
  expect(findingsOf({ ...NOTHING, violations }, ROOT)).toEqual([
    {
      file: FILE,
      line: 4,
      column: 7,
      rule: 'pmd/apex-soql-injection',
      message: 'Avoid untrusted variables',
      remedy: expect.stringMatching(/^Bind the value.*PMD\.ApexSOQLInjection/) as string,
    },
  ]);
});

it('fails on a file it cannot read, at the place it names, in one line', () => {
  const message = `ParseException: x.SummitAST$ParseException: Failed to parse ${FILE}:\nSyntax error at 3:27: mismatched input '{' expecting {'abstract', 'after'}\n\tat a.b`;
  expect(findingsOf({ ...NOTHING, processingErrors: [{ file: `${ROOT}/${FILE}`, message }] }, ROOT)).toMatchObject([
    {
      line: 3,
      column: 28,
      rule: 'pmd/engine-error',
      message: "PMD cannot read this file: Syntax error at 3:27: mismatched input '{'",
    },
  ]);
});

it('has not run when it ended well without looking at a file, as it does with a rule it does not know', () => {
  const silent = { exitCode: 0, output: 'START\nEND', errors: '' };
  expect(() => resultsOf(silent, () => JSON.stringify(NOTHING))).toThrow(CheckerUnavailable);
});

it('runs each rule once and none that is left out', () => {
  const names = PMD_RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name in LEFT_OUT)).toEqual([]);
  for (const name of names) expect(ruleSetXml(PMD_RULES)).toContain(`category/apex/${name.replace('/', '.xml/')}"`);
});
