/** Escaping and unescaping text for other languages. */
import { UnsupportedError } from '../../values/errors';
import { HTML_ENTITIES, LATIN_ENTITIES } from './html-entities';

const BASIC: readonly (readonly [string, string])[] = [
  ['"', 'quot'],
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
];

const HTML3 = new Map<string, string>([...BASIC, ["'", '#39'], ...LATIN_ENTITIES]);
const HTML4 = new Map<string, string>([...HTML3, ...HTML_ENTITIES]);
const XML = new Map<string, string>([...BASIC, ["'", 'apos']]);

function reversed(entities: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...entities].map(([sign, name]) => [name, sign]));
}

function escapeWith(text: string, entities: ReadonlyMap<string, string>): string {
  return text.replace(/["&<>'\u0080-\uffff]/g, (sign) => {
    const name = entities.get(sign);
    return name === undefined ? sign : `&${name};`;
  });
}

/** Unknown entities stay as they are. */
function unescapeWith(text: string, entities: ReadonlyMap<string, string>): string {
  const signs = reversed(entities);
  return text.replace(/&(?:#([xX][0-9a-fA-F]+|\d+)|(\w+));/g, (all, number: string | undefined, name: string) => {
    if (number === undefined) return signs.get(name) ?? all;
    const point = /^x/i.test(number) ? parseInt(number.slice(1), 16) : Number(number);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}

export const escapeHtml3 = (text: string): string => escapeWith(text, HTML3);
export const unescapeHtml3 = (text: string): string => unescapeWith(text, HTML3);
export const escapeHtml4 = (text: string): string => escapeWith(text, HTML4);
export const unescapeHtml4 = (text: string): string => unescapeWith(text, HTML4);
export const escapeXml = (text: string): string => escapeWith(text, XML);
export const unescapeXml = (text: string): string => unescapeWith(text, XML);

const CONTROLS: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };

function unicodeEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function escapeSigns(text: string, escaped: string): string {
  return text.replace(/[^]/g, (sign) => {
    if (escaped.includes(sign)) return `\\${sign}`;
    return CONTROLS[sign] ?? (/[ -~]/.test(sign) ? sign : unicodeEscape(sign));
  });
}

export const escapeJava = (text: string): string => escapeSigns(text, '"\\');
export const escapeEcmaScript = (text: string): string => escapeSigns(text, '\'"\\/');

const UNCONTROLS: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };

/** Java and ECMAScript read their escapes alike. */
export function unescapeJava(text: string): string {
  return text.replace(
    /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([^]))/g,
    (_all, hex: string | undefined, octal: string | undefined, sign: string) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      return UNCONTROLS[sign] ?? sign;
    },
  );
}

/** @throws UnsupportedError for other escapes, of which nobody says what becomes */
export function unescapeUnicode(text: string): string {
  return text.replace(/\\(?:u+\+?([0-9a-fA-F]{4})|[^])?/g, (_all, hex: string | undefined) => {
    if (hex === undefined) throw new UnsupportedError('String.unescapeUnicode() of other escapes');
    return String.fromCharCode(parseInt(hex, 16));
  });
}

/**
 * The text of a page: elements are left out, scripts with what they hold. Of entities those of markup itself are known.
 *
 * @throws UnsupportedError for comments, style sheets and other entities, of which nobody says what becomes
 */
export function stripHtmlTags(text: string): string {
  if (/<!|<style\b/i.test(text)) throw new UnsupportedError('String.stripHtmlTags() of comments and style sheets');
  const bare = text.replace(/<script\b[^>]*>[^]*?<\/script\s*>/gi, '').replace(/<[^>]*>/g, '');
  return bare.replace(/&(\w+|#\w+);/g, (_all, name: string) => {
    const sign = MARKUP.get(name);
    if (sign === undefined) throw new UnsupportedError(`String.stripHtmlTags() of &${name};`);
    return sign;
  });
}

const MARKUP = reversed(new Map([...BASIC, ["'", '#39']]));

/** Quotes around text with a comma, a quote or a line break; quotes doubled. */
export function escapeCsv(text: string): string {
  return /[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function unescapeCsv(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  const inner = text.slice(1, -1);
  return /[,"\r\n]/.test(inner) ? inner.replaceAll('""', '"') : text;
}

/** `String.escapeSingleQuotes`: a backslash before every single quote, and before every backslash. */
export function escapeSingleQuotes(text: string): string {
  return text.replace(/['\\]/g, '\\$&');
}

/** `getChars()`. Orgs were seen to read escapes in it and to leave them alone. */
export function unitsOf(text: string): number[] {
  if (text.includes('\\')) throw new UnsupportedError('String.getChars() of a backslash');
  return text.split('').map((unit) => unit.charCodeAt(0));
}
