import { CheckerUnavailable } from '../checker';
import { issuesOf, judged } from './apex-ls';

const ROOT = process.cwd();
const FILE = 'force-app/main/sales/classes/Quote.cls';

function report(message: string, category = 'Missing', path = `${ROOT}/${FILE}`): string {
  const start = { line: 3, offset: 8 };
  return JSON.stringify({ files: [{ path, messages: [{ start, end: start, category, message }] }] });
}

function findings(output: string, baseline: Parameters<typeof judged>[1] = []): ReturnType<typeof judged> {
  return judged(issuesOf({ exitCode: 4, output, errors: '' }, ROOT), baseline);
}

const ENTRY = { message: /^No type 'Newer'/, file: /Quote\.cls$/, reason: 'Of a later API version.' };

describe('what apex-ls reports', () => {
  it('is a finding at the place of the project, with columns from 1', () => {
    expect(findings(report("No type 'Missing'"))).toMatchObject([
      { file: FILE, line: 3, column: 9, rule: 'apex-ls/missing', message: "No type 'Missing'" },
    ]);
  });

  it('is none when the baseline knows it', () => {
    expect(findings(report("No type 'Newer'"), [ENTRY])).toEqual([]);
  });

  it('is one in a file the baseline does not speak of', () => {
    const rules = findings(report("No type 'Newer'", 'Missing', `${ROOT}/force-app/Other.cls`), [ENTRY]);
    expect(rules.map(({ rule }) => rule)).toEqual(['apex-ls/missing', 'apex-ls/stale-baseline']);
  });

  it('leaves metadata to those who read it whole', () => {
    expect(findings(report('Unexpected', 'Error', `${ROOT}/force-app/objects/A__c/A__c.object-meta.xml`))).toEqual([]);
  });
});

it('reports an entry of the baseline that matches nothing any more', () => {
  expect(findings('{"files":[]}', [ENTRY])).toMatchObject([{ rule: 'apex-ls/stale-baseline', line: 1 }]);
});

it.each([
  ['a stack trace', 1, 'java.lang.OutOfMemoryError: Java heap space\n\tat x.Y'],
  ['half a report', 4, '{ "files": ['],
])('could not run when it leaves %s', (_what, exitCode, output) => {
  expect(() => issuesOf({ exitCode, output, errors: '' }, ROOT)).toThrow(CheckerUnavailable);
});
