/**
 * Literals: unescaping of strings and ranges of numbers.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
import type { LiteralExpression, Position } from '../ast';

const INTEGER_LIMIT = 2147483648n;
const LONG_LIMIT = 9223372036854775808n;
const QUOTES = 1;
const TRIPLE_QUOTES = 3;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** An escape at `lastIndex` that Apex knows. */
export const STRING_ESCAPE = /\\(?:[btnfr"'\\]|u[0-9a-fA-F]{4})/y;
/** An escape at `lastIndex` that SOQL knows besides. */
export const WILDCARD_ESCAPE = /\\[_%]/y;

/**
 * SOQL allows `\_` and `\%` in a string (a LIKE pattern's wildcards taken literally), which the lexer does not know.
 * They reach it as these stand-ins, two characters each, so that columns stay right.
 */
const WILDCARD_STAND_INS: readonly (readonly [escape: string, standIn: string])[] = [
  ['\\_', '\uE0F0\uE0F1'],
  ['\\%', '\uE0F0\uE0F2'],
];

/** Puts the stand-ins in for `\_` and `\%`, wherever they stand in the text. */
export function hideWildcardEscapes(text: string): string {
  if (!text.includes('\\_') && !text.includes('\\%')) return text;
  // a pair of backslashes is an escaped backslash: what follows it is an ordinary character
  return text.replace(/\\[\s\S]/g, (pair) => WILDCARD_STAND_INS.find(([escape]) => escape === pair)?.[1] ?? pair);
}

/** The text as it was written. */
export function showWildcardEscapes(text: string): string {
  if (!text.includes('\uE0F0')) return text;
  return WILDCARD_STAND_INS.reduce((shown, [escape, standIn]) => shown.replaceAll(standIn, escape), text);
}

/** The first of `\_` and `\%` in a token's text, or null: they are legal in a query only. */
export function wildcardEscape(tokenText: string): string | null {
  return WILDCARD_STAND_INS.find(([, standIn]) => tokenText.includes(standIn))?.[0] ?? null;
}

/** The value of a string token, quotes included in `tokenText`; both quoted forms. */
export function stringValue(tokenText: string): string {
  const body =
    tokenText.startsWith("'''") && /^'''[\r\n]/.test(tokenText) ? multiLineBody(tokenText) : inner(tokenText);
  return showWildcardEscapes(
    body.includes('\\') ? body.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, escape: string) => unescape(escape)) : body,
  );
}

function inner(tokenText: string): string {
  return tokenText.slice(QUOTES, -QUOTES);
}

/** The line break that opens the string is not part of it; the lines are joined by line feeds whatever the file uses. */
function multiLineBody(tokenText: string): string {
  return tokenText.slice(TRIPLE_QUOTES, -TRIPLE_QUOTES).replace(/\r\n?/g, '\n').slice(1);
}

function unescape(escape: string): string {
  if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
  return ESCAPES[escape] ?? escape;
}

export function stringLiteral(at: Position, tokenText: string): LiteralExpression {
  return { kind: 'literal', at, literal: { type: 'string', value: stringValue(tokenText) } };
}

/**
 * A number literal, or the message of what is wrong with it: the platform's parser takes no number beyond the largest,
 * not even behind a minus sign.
 *
 * @param negative whether the sign is the literal's: `when -1`
 */
export function integerLiteral(at: Position, text: string, negative: boolean): LiteralExpression | string {
  if (BigInt(text) >= INTEGER_LIMIT) return 'Illegal integer';
  return { kind: 'literal', at, literal: { type: 'integer', text: signed(text, negative) } };
}

export function longLiteral(at: Position, text: string, negative: boolean): LiteralExpression | string {
  const digits = text.slice(0, -1);
  if (BigInt(digits) >= LONG_LIMIT) return 'Illegal long';
  return { kind: 'literal', at, literal: { type: 'long', text: signed(digits, negative) } };
}

/** `1.5` is a Decimal, `1.5d` a Double. */
export function numberLiteral(at: Position, text: string): LiteralExpression | string {
  if (!/d$/i.test(text)) return { kind: 'literal', at, literal: { type: 'decimal', text } };
  const digits = text.slice(0, -1);
  if (!Number.isFinite(Number(digits))) return 'Illegal double';
  return { kind: 'literal', at, literal: { type: 'double', text: digits } };
}

function signed(text: string, negative: boolean): string {
  return negative ? `-${text}` : text;
}
