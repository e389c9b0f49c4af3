import { CheckerUnavailable } from '../checker';
import { findingsOf, resultsOf, type GraphResult } from './graph-engine';

const ROOT = process.cwd();
const FOUND: GraphResult = {
  ruleName: 'ApexFlsViolation',
  message: 'FLS validation is missing.',
  sourceFileName: `${ROOT}/force-app/Door.cls`,
  sourceLineNumber: 3,
  sourceColumnNumber: 33,
  sinkFileName: `${ROOT}/force-app/Store.cls`,
  sinkLineNumber: 5,
  sinkColumnNumber: 16,
};

it('is a finding where the path ends, which says where it begins', () => {
  expect(findingsOf([FOUND], ROOT)).toMatchObject([
    {
      file: 'force-app/Store.cls',
      line: 5,
      column: 16,
      rule: 'graph/apex-fls-violation',
      message: 'FLS validation is missing. The path begins at force-app/Door.cls:3.',
    },
  ]);
});

it('fails on what the engine stumbled over', () => {
  const fault = { ...FOUND, ruleName: 'InternalExecutionError', sinkFileName: undefined, sinkLineNumber: undefined };
  expect(findingsOf([fault], ROOT)).toMatchObject([
    { file: 'force-app/Door.cls', line: 3, rule: 'graph/engine-error' },
  ]);
});

it('could not run when the engine gave up', () => {
  const errors = 'INFO: noise\nSfgeErrorStart\nCannot parse A.cls\n\tat x.y';
  expect(() => resultsOf(1, errors, () => '[]')).toThrow(CheckerUnavailable);
  expect(() => resultsOf(1, errors, () => '[]')).toThrow('ended with 1: Cannot parse A.cls.');
});
