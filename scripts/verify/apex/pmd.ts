/**
 * PMD: security, bulk and complexity of Apex.
 *
 * It runs through the Java program Salesforce's Code Analyzer runs it with, straight: the analyzer's own core describes all
 * rules of all languages first, which takes a second start of Java, and tells of files it cannot parse in a log only.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../local-org/project/project';
import { CheckerUnavailable, type Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import type { Meter } from '../usage';
import { jarsOf, runJava, type JavaResult } from './java';
import { PMD_RULES, ruleSetXml } from './pmd-rules';

const PACKAGE = '@salesforce/code-analyzer-pmd-engine';
const MAIN = 'com.salesforce.sfca.pmdwrapper.PmdWrapper';
const REMEDIES = new Map(PMD_RULES.map(({ name, remedy }) => [name.split('/')[1], remedy]));

/** What it writes. */
export interface PmdResults {
  readonly violations: readonly {
    readonly rule: string;
    readonly message: string;
    readonly codeLocation: { readonly file: string; readonly startLine: number; readonly startCol: number };
  }[];
  readonly processingErrors: readonly { readonly file: string; readonly message: string }[];
}

export const pmdChecker: Checker = {
  name: 'pmd',
  purpose: 'security, bulk and complexity of Apex, by a short list of PMD rules; needs Java',
  check,
};

async function check(tree: SourceTree, meter: Meter): Promise<readonly Finding[]> {
  const { root, sources } = tree.project;
  if (sources.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'courier-pmd-'));
  try {
    const [ruleSet, input, output] = ['rules.xml', 'input.json', 'results.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(ruleSet, ruleSetXml(PMD_RULES));
    const filesToScan = sources.map(({ file }) => join(root, file));
    writeFileSync(input, JSON.stringify({ ruleSetInputFile: ruleSet, runDataPerLanguage: { apex: { filesToScan } } }));
    const result = await runJava([jarsOf(PACKAGE)], MAIN, ['run', input, output], meter);
    return findingsOf(
      resultsOf(result, () => readFileSync(output, 'utf8')),
      root,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Takes its results, if it has really looked at the files: with a rule set it cannot read it ends well, and empty.
 *
 * @throws CheckerUnavailable when it has not
 */
export function resultsOf({ exitCode, output, errors }: JavaResult, read: () => string): PmdResults {
  if (exitCode === 0 && output.includes('[Progress]')) return JSON.parse(read()) as PmdResults;
  const said = errors.trim().split('\n')[0] ?? '';
  throw new CheckerUnavailable(
    `PMD ended with ${exitCode ?? 'a signal'} before it looked at the files${said && `: ${said}`}.`,
    'Look whether it knows every rule in scripts/verify/apex/pmd-rules.ts.',
  );
}

/** @param root the project's folder, which its paths begin with */
export function findingsOf({ violations, processingErrors }: PmdResults, root: string): Finding[] {
  const found = violations.map(({ rule, message, codeLocation: { file, startLine, startCol } }) => ({
    file: projectPath(root, file),
    line: startLine,
    column: startCol,
    rule: `pmd/${kebab(rule)}`,
    message,
    remedy: `${REMEDIES.get(rule) ?? ''} Where it must be so: @SuppressWarnings('PMD.${rule}') and a comment that says why.`,
  }));
  const errors = processingErrors.map(({ file, message }) => {
    const at = /error at (\d+):(\d+)/i.exec(message);
    return {
      file: projectPath(root, file),
      line: Number(at?.[1] ?? 1),
      column: at ? Number(at[2]) + 1 : 1,
      rule: 'pmd/engine-error',
      message: `PMD cannot read this file: ${shortened(message)}`,
      remedy: 'Correct the syntax: no rule was held to this file.',
    };
  });
  return [...found, ...errors];
}

/** `ApexSOQLInjection` → `apex-soql-injection`. */
function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

const LONGEST = 160;

/** What matters of an exception: its own line, without the list of everything that might have stood there. */
function shortened(message: string): string {
  const line = message.split('\n').find((each) => /error/i.test(each) && !/^\w*Exception/.test(each)) ?? message;
  const text = line.split(' expecting ')[0]?.replace(/\s+/g, ' ').trim() ?? '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
