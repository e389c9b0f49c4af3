/**
 * Kinds of characters as Java's `Character` has them, which String's methods go by.
 *
 * @see https://commons.apache.org/proper/commons-lang/apidocs/org/apache/commons/lang3/StringUtils.html
 */

const CATEGORIES = [
  ...['Ll', 'Lu', 'Lt', 'Lm', 'Lo', 'Nd', 'Nl', 'No', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Co', 'Cs', 'Mn', 'Mc', 'Me'],
  ...['Pd', 'Ps', 'Pe', 'Pc', 'Po', 'Pi', 'Pf', 'Sm', 'Sc', 'Sk', 'So', 'Cn'],
] as const;

/** The general category of Unicode. */
export type CharacterType = (typeof CATEGORIES)[number];

const PATTERNS = CATEGORIES.map((category) => [category, new RegExp(`^\\p{${category}}$`, 'u')] as const);

/** @param unit one UTF-16 unit: halves of a pair are `Cs` */
export function characterType(unit: string): CharacterType {
  return PATTERNS.find(([, pattern]) => pattern.test(unit))?.[0] ?? 'Cn';
}

/** `Character.isWhitespace`: separators and line breaks, but no space that holds a line together. */
const WHITESPACE = '\\t-\\r\\u001c- \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';

const NOTHING_ELSE = new RegExp(`^[${WHITESPACE}]*$`);
const EACH = new RegExp(`[${WHITESPACE}]`, 'g');
const RUN = new RegExp(`[${WHITESPACE}]+`, 'g');

export function isWhitespace(text: string): boolean {
  return NOTHING_ELSE.test(text);
}

export function containsWhitespace(text: string): boolean {
  return text.search(EACH) >= 0;
}

export function withoutWhitespace(text: string): string {
  return text.replace(EACH, '');
}

/** Runs of white space as one space each; a no-break space becomes a space, which is trimmed at the ends alone. */
export function singleSpaced(text: string): string {
  return text
    .replace(RUN, ' ')
    .replace(/\u00a0/g, ' ')
    .replace(/^[\u0000- ]+|[\u0000- ]+$/g, '');
}
