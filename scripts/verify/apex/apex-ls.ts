/** apex-ls: types, members, arguments and missing `-meta.xml`, by a second reading of the same Apex. */
import { CheckerUnavailable, type Checker } from '../checker';
import type { Finding } from '../finding';
import { projectPath } from '../../local-org/project/project';
import type { SourceTree } from '../source-tree';
import type { Meter } from '../usage';
import { BASELINE, type BaselineEntry } from './apex-ls-baseline';
import { isThisProject } from './this-project';
import { jarsOf, runJava, type JavaResult } from './java';

const PACKAGE = '@salesforce/code-analyzer-pmd-engine';
const MAIN = 'io.github.apexdevtools.apexls.CheckForIssues';
const BASELINE_FILE = 'scripts/verify/apex/apex-ls-baseline.ts';
/** What it ends with when it reports something. */
const FOUND = 4;
/** Whatever else it reports is of metadata it only half reads; the metadata and reference checkers read it whole. */
const APEX = /\.(cls|trigger)$/i;

/** One line of its report. */
interface Issue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly category: string;
  readonly message: string;
}

export const apexLsChecker: Checker = {
  name: 'apex-ls',
  purpose: 'Apex as apex-ls reads it: types, methods, arguments, missing returns; needs Java',
  check: (tree, meter) => check(tree, meter),
};

async function check(tree: SourceTree, meter: Meter): Promise<readonly Finding[]> {
  if (!tree.files.some((file) => APEX.test(file))) return [];
  const { root } = tree.project;
  const args = ['-w', root, '-d', 'errors', '-f', 'json', '-n'];
  const issues = issuesOf(await runJava([jarsOf(PACKAGE)], MAIN, args, meter), root);
  return judged(issues, isThisProject(root) ? BASELINE : []);
}

/**
 * Reads its report.
 *
 * @param root the project's folder, which its paths begin with
 * @throws CheckerUnavailable when it stopped before it reported
 */
export function issuesOf({ exitCode, output, errors }: JavaResult, root: string): Issue[] {
  if (exitCode === 0 || exitCode === FOUND) {
    const report = parsed(output);
    if (report)
      return report.flatMap(({ path, messages }) => messages.map((each) => issueOf(each, projectPath(root, path))));
  }
  const said = `${errors}\n${output}`.trim().split('\n')[0]?.trim() ?? '';
  throw new CheckerUnavailable(
    `apex-ls ended with ${exitCode ?? 'a signal'} before it reported${said && `: ${said}`}.`,
    'Look at what it says; what no checker can read is usually named by the compiler checker, too.',
  );
}

/** Leaves out what the baseline knows to be wrong; what it no longer matches becomes a finding. */
export function judged(issues: readonly Issue[], baseline: readonly BaselineEntry[]): Finding[] {
  const used = new Set<BaselineEntry>();
  const findings: Finding[] = [];
  for (const issue of issues.filter(({ file }) => APEX.test(file))) {
    const known = baseline.find(({ message, file }) => message.test(issue.message) && file.test(issue.file));
    if (known) used.add(known);
    else findings.push(findingOf(issue));
  }
  return [...findings, ...baseline.filter((each) => !used.has(each)).map(stale)];
}

function findingOf({ file, line, column, category, message }: Issue): Finding {
  return {
    file,
    line,
    column,
    rule: `apex-ls/${category.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    message,
    remedy: `Correct it; if an org accepts it, add an entry with the reason to ${BASELINE_FILE}.`,
  };
}

function stale({ message, file }: BaselineEntry): Finding {
  return {
    file: BASELINE_FILE,
    line: 1,
    column: 1,
    rule: 'apex-ls/stale-baseline',
    message: `The baseline entry ${String(message)} for ${String(file)} matches nothing any more.`,
    remedy: 'Remove the entry.',
  };
}

interface RawMessage {
  readonly start: { readonly line: number; readonly offset: number };
  readonly category: string;
  readonly message: string;
}

/** Its offsets count from 0. */
function issueOf({ start, category, message }: RawMessage, file: string): Issue {
  return { file, line: Math.max(1, start.line), column: start.offset + 1, category, message };
}

function parsed(output: string): { readonly path: string; readonly messages: readonly RawMessage[] }[] | null {
  try {
    return (JSON.parse(output) as { files: { path: string; messages: RawMessage[] }[] }).files;
  } catch {
    return null;
  }
}
