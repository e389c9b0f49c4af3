/**
 * What Salesforce refuses in generated Apex and the static checkers pass over. A finding here is a fault of the generator (or of a
 * hand-made change to its output): no document may lead to one.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm (size of a class)
 * @see https://github.com/forcedotcom/apex-language-support (the validators of names, enumerations, parameters and generic types)
 */
import type { Position, TypeDeclaration } from '../../local-org/compiler/ast';
import { parseFiles, type ParsedFiles } from '../../local-org/compiler/parse';
import { lintType } from './types';

export interface ApexFile {
  /** As findings name it; the name of the type it must hold, before `.cls`. */
  readonly path: string;
  readonly text: string;
}

export type LintRule =
  | 'syntax'
  | 'size'
  | 'name-length'
  | 'file-name'
  | 'duplicate-type'
  | 'duplicate-member'
  | 'duplicate-variable'
  | 'duplicate-constant'
  | 'enum-size'
  | 'parameter-count'
  | 'platform-type'
  | 'exception-name'
  | 'inner-static'
  | 'nesting'
  | 'generic-depth';

export interface LintFinding extends Position {
  readonly file: string;
  readonly rule: LintRule;
  readonly message: string;
}

export type Report = (at: Position, rule: LintRule, message: string) => void;

/** Characters of one class. */
const MOST_CHARACTERS = 1_000_000;
const LONGEST_TOP_LEVEL_NAME = 40;
const TOP: Position = { line: 1, column: 1 };

/**
 * Lints the classes that are deployed together.
 *
 * @param files generated Apex; files that are no `.cls` are passed over
 * @param cache folder for parse results of earlier runs; null keeps nothing
 */
export function lintApex(files: readonly ApexFile[], cache: string | null = null): LintFinding[] {
  const classes = files.filter(({ path }) => /\.cls$/i.test(path));
  const parsed = parseFiles(
    classes.map(({ path, text }) => ({ file: path, text })),
    cache,
  );
  return lintParsed(classes, parsed);
}

/** The same, for classes that somebody parsed already. */
export function lintParsed(classes: readonly ApexFile[], { units, problems }: ParsedFiles): LintFinding[] {
  const findings = classes.filter(({ text }) => text.length > MOST_CHARACTERS).map(tooLarge);
  for (const { file, line, column, message } of problems)
    findings.push({ file, line, column, rule: 'syntax', message });
  const seen = new Map<string, string>();
  for (const { file, unit } of units) {
    if (unit.kind !== 'classUnit') continue;
    const report: Report = (at, rule, message) =>
      findings.push({ file, line: at.line, column: at.column, rule, message });
    lintTopLevel(file, unit.declaration, seen, report);
    lintType(unit.declaration, report);
  }
  return findings.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

function lintTopLevel(
  file: string,
  { name, nameAt }: TypeDeclaration,
  seen: Map<string, string>,
  report: Report,
): void {
  const key = name.toLowerCase();
  const other = seen.get(key);
  if (other === undefined) seen.set(key, file);
  else
    report(
      nameAt,
      'duplicate-type',
      `${other} has a type of this name, too: Apex does not tell upper from lower case.`,
    );
  if (name.length > LONGEST_TOP_LEVEL_NAME)
    report(nameAt, 'name-length', `${name} has ${name.length} characters: a class may have ${LONGEST_TOP_LEVEL_NAME}.`);
  const expected = file.replace(/^.*[\\/]/, '').replace(/\.cls$/i, '');
  if (expected !== name) report(nameAt, 'file-name', `${name} stands in a file that is named after ${expected}.`);
}

function tooLarge({ path, text }: ApexFile): LintFinding {
  const [actual, most] = [text.length, MOST_CHARACTERS].map((each) => each.toLocaleString('en-US'));
  return { file: path, ...TOP, rule: 'size', message: `It has ${actual} characters: a class may have ${most}.` };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
