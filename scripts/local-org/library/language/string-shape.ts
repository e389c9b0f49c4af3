/** String: padding, changing case, cutting, repeating, filling templates. */
import { checkLength } from '../../platform/cost';
import { apexException } from '../../values/errors';
import { toText } from '../../values/text';
import type { Value } from '../../values/value';

export function leftPad(text: string, length: number, padding: string): string {
  checkLength(length);
  return text.padStart(length, padding === '' ? ' ' : padding);
}

export function rightPad(text: string, length: number, padding: string): string {
  checkLength(length);
  return text.padEnd(length, padding === '' ? ' ' : padding);
}

export function center(text: string, size: number, padding: string): string {
  const missing = size - text.length;
  if (missing <= 0) return text;
  return rightPad(leftPad(text, text.length + Math.floor(missing / 2), padding), size, padding);
}

/**
 * `abbreviate(maxWidth, offset)`: an ellipsis for what is left away.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
 *
 * @throws System.StringException below a width of four, or seven with an offset
 */
export function abbreviate(text: string, maxWidth: number, offset = 0): string {
  if (maxWidth < 4) throw apexException('System.StringException', 'Minimum abbreviation width is 4');
  if (text.length <= maxWidth) return text;
  let from = Math.min(offset, text.length);
  if (text.length - from < maxWidth - 3) from = text.length - (maxWidth - 3);
  if (from <= 4) return `${text.slice(0, maxWidth - 3)}...`;
  if (maxWidth < 7) throw apexException('System.StringException', 'Minimum abbreviation width with offset is 7');
  if (from + maxWidth - 3 < text.length) return `...${abbreviate(text.slice(from), maxWidth - 3)}`;
  return `...${text.slice(text.length - (maxWidth - 3))}`;
}

export function capitalize(text: string): string {
  return oneFor(text.charAt(0), (sign) => sign.toUpperCase()) + text.slice(1);
}

export function uncapitalize(text: string): string {
  return oneFor(text.charAt(0), (sign) => sign.toLowerCase()) + text.slice(1);
}

/** A character stays as it is where its other case is several. */
function oneFor(sign: string, change: (sign: string) => string): string {
  const changed = change(sign);
  return changed.length === sign.length ? changed : sign;
}

export function swapCase(text: string): string {
  return [...text]
    .map((sign) => oneFor(sign, (each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())))
    .join('');
}

/** As Java trims: everything up to the space character. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

export function repeat(text: string, times: number, separator = ''): string {
  if (times <= 0) return '';
  checkLength((text.length + separator.length) * times);
  return `${text}${separator}`.repeat(times - 1) + text;
}

export function removeEnd(text: string, part: string, ignoreCase = false): string {
  const ends = ignoreCase ? text.toLowerCase().endsWith(part.toLowerCase()) : text.endsWith(part);
  return ends && part !== '' ? text.slice(0, -part.length) : text;
}

export function removeStart(text: string, part: string, ignoreCase = false): string {
  const starts = ignoreCase ? text.toLowerCase().startsWith(part.toLowerCase()) : text.startsWith(part);
  return starts ? text.slice(part.length) : text;
}

/**
 * `String.format`: `{0}` is the first argument, `''` a quote, and what stands between single quotes is literal.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
 */
export function format(pattern: string, values: readonly string[]): string {
  let result = '';
  let quoted = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === "'") {
      if (pattern.charAt(at + 1) === "'") {
        result += "'";
        at++;
      } else quoted = !quoted;
      continue;
    }
    const place = !quoted && sign === '{' ? /^\{\s*(\d+)\s*(?:,[^{}]*)?\}/.exec(pattern.slice(at)) : null;
    if (!place) {
      if (!quoted && sign === '{' && !pattern.includes('}', at))
        throw formatProblem('Unmatched braces in the pattern.');
      if (!quoted && sign === '{')
        throw formatProblem(`can't parse argument number: ${pattern.slice(at + 1).split('}')[0] ?? ''}`);
      result += sign;
      continue;
    }
    const index = Number(place[1]);
    result += values[index] ?? `{${index}}`;
    at += place[0].length - 1;
  }
  return result;
}

function formatProblem(message: string): Error {
  return apexException('System.IllegalArgumentException', message);
}

/**
 * `template(valueMap)`: `${name}` is replaced by the text of its value, `$${name}` stands for itself.
 *
 * Release notes of Summer '26, "Multiline strings and templates".
 *
 * @throws System.StringException for a variable the map does not have
 */
export function fillTemplate(template: string, has: (name: string) => boolean, get: (name: string) => Value): string {
  return template.replace(/\$(\$\{[^}]*\})|\$\{([^}]*)\}/g, (_all, literal: string | undefined, name: string) => {
    if (literal !== undefined) return literal;
    if (!has(name)) throw apexException('System.StringException', `No value for template variable: ${name}`);
    return toText(get(name));
  });
}
