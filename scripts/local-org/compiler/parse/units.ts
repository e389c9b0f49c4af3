/**
 * Files of Apex to units.
 */
import type { AnonymousUnit, CompilationUnit } from '../ast';
import type { CompileProblem } from '../problems';
import { anonymousUnit, classUnit, triggerUnit } from './declarations';
import { type SourceResult, parseSource } from './source';
import { unitKind, type UnitKind } from './unit-kind';

/** `unit` is null if and only if there are problems. */
export interface ParseResult<Unit = CompilationUnit> {
  readonly unit: Unit | null;
  readonly problems: readonly CompileProblem[];
}

/**
 * Parses one file.
 *
 * @param file its name, which decides what it holds (see {@link unitKind}) and stands in the problems
 * @returns the unit, or all its syntax errors in Salesforce's words
 */
export function parseUnit(file: string, text: string): ParseResult {
  return placed(file, parseText(unitKind(file), text));
}

/** Parses anonymous Apex. */
export function parseAnonymous(text: string, file = 'AnonymousBlock'): ParseResult<AnonymousUnit> {
  return placed(
    file,
    parseSource({ text, wording: 'apex', parse: (parser) => parser.anonymousUnit(), build: anonymousUnit }),
  );
}

function parseText(kind: UnitKind, text: string): SourceResult<CompilationUnit> {
  switch (kind) {
    case 'class':
      return parseSource({ text, wording: 'apex', parse: (parser) => parser.compilationUnit(), build: classUnit });
    case 'trigger':
      return parseSource({ text, wording: 'apex', parse: (parser) => parser.triggerUnit(), build: triggerUnit });
    case 'anonymous':
      return parseSource({ text, wording: 'apex', parse: (parser) => parser.anonymousUnit(), build: anonymousUnit });
  }
}

function placed<Unit>(file: string, { tree, problems }: SourceResult<Unit>): ParseResult<Unit> {
  return { unit: tree, problems: problems.map((problem) => located(file, problem)) };
}

function located(
  file: string,
  { at, message, unsupported }: SourceResult<unknown>['problems'][number],
): CompileProblem {
  const problem = { file, ...at, message };
  return unsupported === undefined ? { ...problem, rule: 'syntax' } : problem;
}
