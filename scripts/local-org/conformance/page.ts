/** The page that says which public suites pass: a table, then every test that does not pass, by cause. */
import type { CompileProblem } from '../compiler/problems';
import { totalsOf, type RunResult, type TestResult } from '../runner/results';
import type { Causes } from './causes';
import type { Checkout } from './checkout';

export interface Measured {
  readonly checkout: Checkout;
  readonly result: RunResult;
}

const UNKNOWN = 'not yet known';

const INTRODUCTION = `# Which public suites pass

Public Apex repositories whose tests pass on Salesforce are the conformance suite of the [local org](local-org.md): what fails
here is a mistake of the local org or a feature it names as missing. No rule of the local org knows any of them.

This page is generated: check the repositories out beside this one and run

\`\`\`
npm run courier -- conformance --out docs/local-org-conformance.md --checkout <folder>[=<part>,…] …
\`\`\`

A test is _unsupported_ when it meets what the local org says it does not support; all others that do not pass have failed.
The causes of failures stand in \`local-org-conformance.causes.json\`.
`;

/** The page as Markdown. */
export function conformancePage(suites: readonly Measured[], causes: Causes): string {
  const sections = suites.map((each) => section(each, causes[each.checkout.name] ?? {}));
  return [INTRODUCTION, table(suites), ...sections].filter((each) => each !== '').join('\n');
}

function table(suites: readonly Measured[]): string {
  const rows = suites.map(({ checkout, result }) => {
    const { passed, failed, unsupported } = totalsOf(result.tests);
    const all = result.tests.length;
    const share = all === 0 ? '' : `${((passed * 100) / all).toFixed(1)} %`;
    const commit = checkout.commit ? `${checkout.commit.id} (${checkout.commit.day})` : '';
    const compiles = result.problems.length === 0 ? 'whole' : `${result.problems.length} problems`;
    return [suiteName(checkout), commit, compiles, all, passed, share, unsupported, failed];
  });
  const head = ['Suite', 'Commit', 'Compiles', 'Methods', 'Passed', '', 'Unsupported', 'Failed'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function suiteName({ name, parts }: Checkout): string {
  return parts.length ? `${name} (${parts.join(', ')})` : name;
}

function section({ checkout, result }: Measured, causes: Readonly<Record<string, string>>): string {
  const missing = result.tests.filter((each) => each.outcome === 'unsupported');
  const failed = result.tests.filter((each) => each.outcome === 'failed');
  const parts = [
    ...problems(result.problems),
    ...grouped('Unsupported', missing, (test) => featureOf(test.message)),
    ...grouped('Failed', failed, (test) => causes[nameOf(test)] ?? `${UNKNOWN}: ${firstLine(test.message)}`),
  ];
  return parts.length ? `## ${suiteName(checkout)}\n\n${parts.join('\n')}` : '';
}

function problems(found: readonly CompileProblem[]): string[] {
  if (found.length === 0) return [];
  const lines = found.map(
    (each) => `- ${each.file.split('/').at(-1)}:${each.line} ${code(firstSentence(each.message))}`,
  );
  return [`**Does not compile**\n\n${lines.join('\n')}\n`];
}

/** `- cause` and the tests it stops, most tests first. */
function grouped(title: string, tests: readonly TestResult[], causeOf: (test: TestResult) => string): string[] {
  const byCause = new Map<string, string[]>();
  for (const test of tests) byCause.set(causeOf(test), [...(byCause.get(causeOf(test)) ?? []), nameOf(test)]);
  if (byCause.size === 0) return [];
  const lines = [...byCause]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(
      ([cause, names]) => `- ${escaped(cause)} (${names.length})\n${names.map((name) => `  - \`${name}\`\n`).join('')}`,
    );
  return [`**${title}**\n\n${lines.join('')}`];
}

function nameOf(test: TestResult): string {
  return `${test.class}.${test.method}`;
}

/** What is missing, without the place it was met at. */
function featureOf(message: string): string {
  return firstSentence(firstLine(message).replace('not supported by the local org: ', '')).replace(
    / \([^()]*\.(cls|trigger):\d+\)$/,
    '',
  );
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** Salesforce explains itself at length. */
function firstSentence(text: string): string {
  return text.split(/(?<=\w)\. /)[0] ?? text;
}

function code(text: string): string {
  return `\`${text.replace(/`/g, "'")}\``;
}

/** Text that Markdown leaves as it is. */
function escaped(text: string): string {
  return text.replace(/([*_<>|[\]])/g, '\\$1');
}
