/**
 * Which identifiers Apex allows.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_reserved_words.htm
 */

import { unexpectedToken } from './errors';

const SPELLING = /^[A-Za-z][A-Za-z0-9_]*$/;
/** What the platform's own lexer takes for a name, to refuse it then. */
const LETTERS = /^[\p{L}\p{N}_$]+$/u;
const LONGEST_NAME = 255;

/** Words the platform's grammar takes for no name whatever, and those that are no name of a method. */
const KEYWORDS = new Set(
  'and as asc by from in instanceof like limit not nulls or select trigger using where'.split(' '),
);
const NO_METHODS = new Set(['bulk', 'commit', 'desc', 'having']);

/** Words the grammar lets through that may not name a type, a variable or a parameter (methods may be called so). */
const RESERVED = new Set(
  (
    'array activate any autonomous begin bigdecimal bulk byte case cast char collect commit const default desc end ' +
    'export exception exit float goto group having hint int into inner import join loop number object outer of ' +
    'package parallel pragma retrieve rollback set sort short super switch system synchronized transaction this then when'
  ).split(' '),
);

/** @returns what is wrong with the characters of a name, or null. */
export function checkSpelling(name: string): string | null {
  if (SPELLING.test(name)) return null;
  if (LETTERS.test(name)) return `Invalid character in identifier: ${name}`;
  return (
    `Invalid identifier '${name}'. Apex identifiers must start with an ASCII letter (a-z or A-Z) ` +
    `followed by any number of ASCII letters (a-z or A-Z), digits (0 - 9), '_'.`
  );
}

/**
 * @param reservedAllowed whether reserved words will do: for methods and constants of enums
 * @returns what is wrong with a name that is being declared, or null
 */
export function checkDeclaredName(name: string, reservedAllowed: boolean): string | null {
  const word = name.toLowerCase();
  if (KEYWORDS.has(word) || (reservedAllowed && NO_METHODS.has(word))) return unexpectedToken('apex', name);
  const spelling = checkSpelling(name);
  if (spelling !== null) return spelling;
  if (name.includes('__') || name.endsWith('_')) return `Invalid character in identifier: ${name}`;
  if (!reservedAllowed && RESERVED.has(word)) return `Identifier name is reserved: ${name}`;
  if (name.length > LONGEST_NAME) return `Identifier name is too long: ${name}`;
  return null;
}
