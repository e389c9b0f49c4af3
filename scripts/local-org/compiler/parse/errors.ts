/**
 * The parser's complaints in Salesforce's words (messages of the Apex compiler: `missing.syntax`, `mismatched.syntax`,
 * `unexpected.token`, `unmatched.syntax`, `unexpected.eof`).
 * https://github.com/forcedotcom/apex-language-support/blob/main/packages/apex-parser-ast/src/resources/messages/messages_en_US.properties
 */
import { ApexErrorListener, type ApexToken } from '@apexdevtools/apex-parser';
import type { Position } from '../ast';

/** A complaint as the parser makes it; columns from 0. */
interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Collects what lexer and parser complain about. */
export class ComplaintListener extends ApexErrorListener {
  readonly complaints: Complaint[] = [];

  override apexSyntaxError(line: number, column: number, text: string): void {
    this.complaints.push({ line, column, text });
  }
}

/** How a kind of text words its errors: Apex source, or a query met at run time (System.QueryException). */
export type Wording = 'apex' | 'query';

export interface WordedProblem {
  readonly at: Position;
  readonly message: string;
}

const MISSING = /^missing (?!\{)(.+) at /s;
const EXPECTING_ONE = /^mismatched .*expecting (?!\{)(\S+|' ')$/s;
/** What the grammar demands and the platform's compiler finds lacking later. */
const LACKING: readonly [expected: RegExp, message: string][] = [
  [/expecting \{'catch', 'finally'\}$/, 'Try block must have at least one catch block or a finally block'],
  [/expecting 'when'$/, 'Switch statement requires at least one when block'],
];
const EOF = '<EOF>';

/**
 * @param tokens all tokens of the text that the parser sees, in order
 */
export function wordProblem(complaint: Complaint, tokens: readonly ApexToken[], wording: Wording): WordedProblem {
  const at = { line: complaint.line, column: complaint.column + 1 };
  const index = tokens.findIndex((token) => token.line === complaint.line && token.column === complaint.column);
  const found = tokenText(tokens[index]);
  if (wording === 'query') return { at, message: unexpectedToken(wording, found) };
  return { at, message: wordApex(complaint.text, found, tokenText(tokens[index + 1])) };
}

function wordApex(text: string, found: string, next: string): string {
  const lacking = found === '}' ? LACKING.find(([expected]) => expected.test(text)) : undefined;
  if (lacking) return lacking[1];
  // The platform names what it expected, which stands behind what is too much.
  if (text.startsWith('extraneous input ') && found !== EOF) return `Extra '${next}', at '${found}'.`;
  const missing = MISSING.exec(text)?.[1];
  if (missing !== undefined) return `Missing ${quoted(missing)} at '${found}'`;
  const expected = EXPECTING_ONE.exec(text)?.[1];
  if (expected !== undefined && found !== EOF) return expecting(expected, found);
  return found === EOF ? `Unexpected ${EOF}` : unexpectedToken('apex', found);
}

export function expecting(expected: string, found: string): string {
  return `Expecting ${quoted(expected)} but was: '${found}'`;
}

export function unexpectedToken(wording: Wording, text: string): string {
  return wording === 'query' ? `unexpected token: '${text}'` : `Unexpected token '${text}'.`;
}

function tokenText(token: ApexToken | undefined): string {
  return token?.text ?? EOF;
}

function quoted(name: string): string {
  return name.startsWith("'") ? name : `'${name}'`;
}
