/** Compares two documents, finds the callers of what changed, and reports. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pc from 'picocolors';
import { CommandError, ExitCode } from '../../cli/errors';
import { print, printError, printJson, visible } from '../../cli/output';
import { problemText } from '../../local-org/project/build';
import { findLocks, lockOf, type ProjectLock } from '../names/project-locks';
import type { ApiModel } from '../model/model';
import { CONFIG_FILE, readConfig } from '../config/read';
import { readApi, type ApiSource } from '../read-api';
import { Callers } from './callers';
import { SEVERITIES, type Change, type Severity } from './change';
import { compareModels } from './compare';

export interface DiffOptions {
  readonly project: string;
  readonly names?: string;
  readonly failOn: Severity;
  readonly json?: boolean;
}

interface Finding extends Change {
  /** `file:line` of hand-written Apex that uses what has changed. */
  readonly callers: readonly string[];
}

export async function run(before: string, after: string, options: DiffOptions): Promise<void> {
  const root = resolve(options.project);
  const settings = settingsOf(root, after);
  const old = await readApi({ ...settings, document: before }, root);
  const now = await readApi({ ...settings, document: after }, root);
  for (const warning of now.warnings) printError(visible(warning));
  const lock =
    options.names === undefined ? fittingLock(root, old.model) : { file: options.names, lock: lockOf(options.names) };
  const changes = compareModels(old.model, now.model);
  const callers = lock && changes.some(counts) ? callersIn(root, old.model, lock) : null;
  const findings = changes.map((each): Finding => ({
    ...each,
    callers: counts(each) ? (callers?.of(each.subject) ?? []) : [],
  }));
  if (options.json) printJson({ summary: summary(findings), changes: findings });
  else report(findings);
  const worst = findings[0]?.severity;
  if (worst !== undefined && SEVERITIES.indexOf(worst) <= SEVERITIES.indexOf(options.failOn))
    throw new CommandError(ExitCode.failed, '');
}

/** What the project's configuration says of a document. */
function settingsOf(root: string, document: string): Partial<ApiSource> {
  const file = join(root, CONFIG_FILE);
  if (!existsSync(file)) return {};
  const named = readConfig(file).find((each) => each.document === document || each.document === resolve(document));
  return named ?? {};
}

/** The lock that has most of the document's names. */
function fittingLock(root: string, { types, operations }: ApiModel): ProjectLock | null {
  const paths = [...types.keys(), ...operations.map(({ path }) => path)];
  const ranked = findLocks(root)
    .map((own) => ({
      own,
      known: paths.filter((each) => each in own.lock.types || each in own.lock.operations).length,
    }))
    .sort((a, b) => b.known - a.known);
  const [best] = ranked;
  return best && best.known > 0 ? best.own : null;
}

/** Words alone break no code. */
function counts({ severity }: Change): boolean {
  return severity !== 'cosmetic';
}

function callersIn(root: string, model: ApiModel, { file, lock }: ProjectLock): Callers | null {
  if (!existsSync(join(root, 'sfdx-project.json'))) return null;
  const callers = Callers.in({ root, model, lock, folder: dirname(file) });
  for (const problem of callers.unread) printError(`no callers are looked for in ${problemText(problem)}`);
  return callers;
}

const HEADINGS: Readonly<Record<Severity, string>> = {
  breaking: pc.red(pc.bold('Breaking')),
  additive: pc.green(pc.bold('Additive')),
  cosmetic: pc.dim(pc.bold('Cosmetic')),
};

function report(findings: readonly Finding[]): void {
  for (const severity of SEVERITIES) {
    const own = findings.filter((each) => each.severity === severity);
    if (own.length === 0) continue;
    print(HEADINGS[severity]);
    for (const { where, message, callers } of own) {
      print(`  ${visible(`${where}: ${message}`)}`);
      for (const caller of callers) print(pc.dim(`      used in ${caller}`));
    }
    print();
  }
  const { breaking, additive, cosmetic } = summary(findings);
  print(
    findings.length === 0
      ? 'Nothing is different.'
      : `${breaking} breaking, ${additive} additive, ${cosmetic} cosmetic`,
  );
}

function summary(findings: readonly Finding[]): Record<Severity, number> {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return { breaking: count('breaking'), additive: count('additive'), cosmetic: count('cosmetic') };
}
