/**
 * The graph engine: follows the paths from what users can call to what reads and writes data. It takes minutes and gigabytes on
 * large projects, so it runs on request.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../local-org/project/project';
import { CheckerUnavailable, type Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import type { Meter } from '../usage';
import { jarsOf, runJava } from './java';

const PACKAGE = '@salesforce/code-analyzer-sfge-engine';
const MAIN = 'com.salesforce.Sfge';
/** What it needs to know of a project. */
const RELEVANT = /(\.(cls|trigger|page|component)|-meta\.xml)$/i;
/** How long it may follow one entry point. */
const MILLISECONDS_A_PATH = 120_000;

/**
 * Its rules that are about security and bulk, with what to do. Not here: DatabaseOperationsMustUseWithSharing and
 * MissingNullCheckOnSoqlVariable, which hold inherited sharing and bound nulls, both meant, for mistakes.
 * Source: https://developer.salesforce.com/docs/platform/salesforce-code-analyzer/guide/rules-sfge.html
 */
const REMEDIES: Readonly<Record<string, string>> = {
  ApexFlsViolation: 'Read and write in user mode on this path, or check the permission at its beginning.',
  AvoidDatabaseOperationInLoop: 'Gather in the loop, read or write once after it.',
  AvoidMultipleMassSchemaLookups: 'Describe once and keep the result.',
};
/** How it names what it stumbled over itself. */
const FAULT = 'InternalExecutionError';

/** One of its results: where the path ends, where it begins. */
export interface GraphResult {
  readonly ruleName: string;
  readonly message: string;
  readonly sourceFileName: string;
  readonly sourceLineNumber: number;
  readonly sourceColumnNumber: number;
  /** Absent where the path is one place. */
  readonly sinkFileName?: string;
  readonly sinkLineNumber?: number;
  readonly sinkColumnNumber?: number;
}

export const graphChecker: Checker = {
  name: 'graph',
  purpose: 'access and bulk on the paths from what users can call, by the graph engine; needs Java',
  check,
};

async function check(tree: SourceTree, meter: Meter): Promise<readonly Finding[]> {
  const { root, sources } = tree.project;
  if (sources.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'courier-graph-'));
  try {
    const [input, output] = [join(folder, 'input.json'), join(folder, 'results.json')];
    writeFileSync(
      input,
      JSON.stringify({
        targets: sources.map(({ file }) => ({ targetFile: join(root, file), targetMethods: [] })),
        projectFilesAndFolders: tree.files.filter((file) => RELEVANT.test(file)).map((file) => tree.path(file)),
        rulesToRun: Object.keys(REMEDIES),
      }),
    );
    const options = [
      `-Dsfge_log_name=${join(folder, 'graph.log')}`,
      '-DSFGE_RULE_THREAD_COUNT=2',
      `-DSFGE_RULE_THREAD_TIMEOUT=${MILLISECONDS_A_PATH}`,
    ];
    const { exitCode, errors } = await runJava([jarsOf(PACKAGE)], MAIN, ['execute', input, output], meter, options);
    return findingsOf(
      resultsOf(exitCode, errors, () => readFileSync(output, 'utf8')),
      root,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws CheckerUnavailable when it gave up: it does at the first file it cannot parse */
export function resultsOf(exitCode: number | null, errors: string, read: () => string): readonly GraphResult[] {
  if (exitCode === 0) return JSON.parse(read()) as readonly GraphResult[];
  const said = errors.split('SfgeErrorStart')[1]?.trim().split('\n')[0];
  throw new CheckerUnavailable(
    `The graph engine ended with ${exitCode ?? 'a signal'}${said ? `: ${said}` : ''}.`,
    'Correct first what the other checkers find: it reads a project as a whole or not at all.',
  );
}

/** @param root the project's folder, which its paths begin with */
export function findingsOf(results: readonly GraphResult[], root: string): Finding[] {
  return results.map((each) => {
    const isFault = each.ruleName === FAULT;
    const begins = `${projectPath(root, each.sourceFileName)}:${each.sourceLineNumber}`;
    return {
      file: projectPath(root, each.sinkFileName ?? each.sourceFileName),
      line: Math.max(1, each.sinkLineNumber ?? each.sourceLineNumber),
      column: Math.max(1, each.sinkColumnNumber ?? each.sourceColumnNumber),
      rule: isFault ? 'graph/engine-error' : `graph/${each.ruleName.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}`,
      message: each.sinkFileName ? `${each.message} The path begins at ${begins}.` : each.message,
      remedy: isFault ? 'This path was not followed to its end.' : (REMEDIES[each.ruleName] ?? ''),
    };
  });
}
