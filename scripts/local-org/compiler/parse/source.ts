/**
 * From a text to a tree: scan, lex, parse, build; with whatever is wrong on the way.
 */
import { checkSpelling } from './names';
import { ApexLexer, type ApexParser, ApexParserFactory, type ApexToken } from '@apexdevtools/apex-parser';
import type { Position } from '../ast';
import { Build, LONGEST_CHAIN, type PlacedProblem, TOO_LONG } from './build';
import { ComplaintListener, type Wording, unexpectedToken, wordProblem } from './errors';
import { scan } from './scan';

/** What a text holds, or (`tree` null) everything that is wrong with it, by place. */
export interface SourceResult<T> {
  readonly tree: T | null;
  readonly problems: readonly PlacedProblem[];
}

export interface SourceOptions<Context, T> {
  readonly text: string;
  readonly wording: Wording;
  /** Columns that were put before the text, in its first line. */
  readonly shift?: number;
  /** Quotes in the text need not be strings: leave them alone. */
  readonly plain?: boolean;
  readonly parse: (parser: ApexParser) => Context;
  readonly build: (build: Build, context: Context) => T;
}

/** Brackets of all kinds within each other; beyond it the parser's own recursion would not do. */
const DEEPEST_NESTING = 150;

const OPENING = new Set<number>([ApexLexer.LPAREN, ApexLexer.LBRACE, ApexLexer.LBRACK, ApexLexer.FindLiteral]);
const CLOSING = new Set<number>([ApexLexer.RPAREN, ApexLexer.RBRACE, ApexLexer.RBRACK]);
const CHAINING = new Set<number>([
  ApexLexer.ADD,
  ApexLexer.SUB,
  ApexLexer.MUL,
  ApexLexer.DIV,
  ApexLexer.AND,
  ApexLexer.OR,
  ApexLexer.COAL,
  ApexLexer.DOT,
  ApexLexer.QUESTIONDOT,
]);
const CHAIN_ENDS = new Set<number>([ApexLexer.SEMI, ApexLexer.COMMA, ApexLexer.LBRACE, ApexLexer.RBRACE]);
const IN_TYPE = new Set<number>([ApexLexer.Identifier, ApexLexer.LIST, ApexLexer.SET, ApexLexer.MAP, ApexLexer.DOT]);
const DEFAULT_CHANNEL = 0;
const END_OF_FILE = -1;

/** Parses a text by one rule of the grammar. Never throws for any text. */
export function parseSource<Context, T>(options: SourceOptions<Context, T>): SourceResult<T> {
  const shift = options.shift ?? 0;
  const text = withoutByteOrderMark(options.text);
  const scanned = options.plain === true ? { text, problems: [] } : scan(text);
  const listener = new ComplaintListener();
  const lexer = ApexParserFactory.createLexer(scanned.text);
  lexer.addErrorListener(listener);
  const stream = ApexParserFactory.createTokenStream(lexer);
  stream.fill();

  const tokens = stream.tokens.filter((token) => token.channel === DEFAULT_CHANNEL && token.type !== END_OF_FILE);
  const lexical = [...scanned.problems, ...unknownCharacters(listener, options.wording), ...strangeNames(tokens)];
  listener.complaints.length = 0;
  const deep = tooDeep(tokens);
  if (deep !== null) return failed([...lexical, deep], shift);

  const parser = ApexParserFactory.createParser(stream);
  parser.addErrorListener(listener);
  const build = new Build(options.wording, shift);
  try {
    const context = options.parse(parser);
    const syntax = listener.complaints.map((complaint) => wordProblem(complaint, tokens, options.wording));
    const rest = options.wording === 'query' && syntax.length === 0 ? leftOver(parser, tokens) : [];
    const problems = [...lexical, ...withoutEchoes(lexical, [...syntax, ...rest], tokens)];
    if (problems.length > 0) return failed(problems, shift);
    const tree = options.build(build, context);
    return build.problems.length > 0 ? failed(build.problems, 0) : { tree, problems: [] };
  } catch (error) {
    // the parser and the builders recurse; JavaScript's stack ends before a chain of ten thousand `else if` does
    if (!(error instanceof RangeError)) throw error;
    return failed([...lexical, { at: positionOf(parser.getCurrentToken()), message: TOO_LONG }], shift);
  }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

// ---------------------------------------------------------------- what the lexer finds

/** Characters that begin no token: the first of each line, since others often follow (a text in double quotes). */
function unknownCharacters(listener: ComplaintListener, wording: Wording): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  let reported = 0;
  for (const { line, column, text } of listener.complaints) {
    if (line === reported) continue;
    reported = line;
    const symbol = /^token recognition error at: '(.*)'$/s.exec(text)?.[1] ?? text;
    const message = wording === 'query' ? unexpectedToken(wording, symbol) : strangeSymbol(symbol);
    problems.push({ at: { line, column: column + 1 }, message });
  }
  return problems;
}

/** The platform's compiler tells signs that other languages have from letters that others have, and these from the rest. */
function strangeSymbol(symbol: string): string {
  if (/^[%#`]/.test(symbol)) return `Found punctuation symbol or operator '${symbol}' that isn't valid in Apex.`;
  const isForeign = /^[^\p{ASCII}]/u.test(symbol) && !/\p{Cc}/u.test(symbol);
  return (
    (isForeign ? checkSpelling(symbol) : null) ??
    `Unrecognized symbol '${printable(symbol)}', which is not a valid Apex identifier.`
  );
}

/** Control characters of a binary file have no business in a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The lexer takes letters of all scripts for names (typographic quotes too); Apex has ASCII only. */
function strangeNames(tokens: readonly ApexToken[]): PlacedProblem[] {
  return tokens
    .filter((token) => token.type === ApexLexer.Identifier && /^[^\p{ASCII}]/u.test(token.text))
    .map((token) => ({
      at: positionOf(token),
      message: strangeSymbol(token.text),
    }));
}

/** Where brackets nest deeper or a chain of operators runs longer than the parser could take in good time. */
function tooDeep(tokens: readonly ApexToken[]): PlacedProblem | null {
  let depth = 0;
  let chain = 0;
  let types = 0;
  for (const token of tokens) {
    if (OPENING.has(token.type)) depth++;
    else if (CLOSING.has(token.type)) depth--;
    if (CHAINING.has(token.type)) chain++;
    else if (CHAIN_ENDS.has(token.type)) chain = 0;
    if (token.type === ApexLexer.LT) types++;
    else if (!IN_TYPE.has(token.type)) types = 0;
    if (depth > DEEPEST_NESTING || types > DEEPEST_NESTING || chain > LONGEST_CHAIN)
      return { at: positionOf(token), message: TOO_LONG };
  }
  return null;
}

// ---------------------------------------------------------------- what the parser finds

/** The query rules do not ask for the end of the text. */
function leftOver(parser: ApexParser, tokens: readonly ApexToken[]): PlacedProblem[] {
  const token = parser.getCurrentToken();
  if (token.type === END_OF_FILE || !tokens.includes(token)) return [];
  return [{ at: positionOf(token), message: unexpectedToken('query', token.text) }];
}

/**
 * A line with a broken string or symbol has been reported; what the parser makes of it, up to the token behind it (which
 * comes where the semicolon was swallowed), is an echo.
 */
function withoutEchoes(
  reported: readonly PlacedProblem[],
  problems: readonly PlacedProblem[],
  tokens: readonly ApexToken[],
): PlacedProblem[] {
  if (reported.length === 0) return [...problems];
  const lines = new Set(reported.map((problem) => problem.at.line));
  return problems.filter(({ at }) => {
    const index = tokens.findIndex((token) => token.line === at.line && token.column + 1 === at.column);
    const before = index > 0 ? tokens[index - 1] : undefined;
    return !lines.has(at.line) && !(before !== undefined && lines.has(before.line));
  });
}

function positionOf(token: ApexToken): Position {
  return { line: token.line, column: token.column + 1 };
}

/** Problems by place, one a place, with the wrapping of the text taken off. */
function failed<T>(problems: readonly PlacedProblem[], shift: number): SourceResult<T> {
  const byPlace = new Map<string, PlacedProblem>();
  for (const problem of problems) {
    const key = `${problem.at.line}:${problem.at.column}`;
    if (!byPlace.has(key)) byPlace.set(key, problem);
  }
  const sorted = [...byPlace.values()].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  return { tree: null, problems: sorted.map((problem) => shifted(problem, shift)) };
}

function shifted(problem: PlacedProblem, shift: number): PlacedProblem {
  const { line, column } = problem.at;
  return { ...problem, at: { line, column: line === 1 ? Math.max(1, column - shift) : column } };
}
