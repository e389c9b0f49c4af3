/** Where commands write: results to standard output, everything else to standard error. */
import { writeFileSync } from 'node:fs';

/** Writes a line of a command's result. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line about the work: problems, progress, notes. */
export function printError(line = ''): void {
  process.stderr.write(`${line}\n`);
}

/** What a terminal obeys instead of showing it, and what turns the direction of reading. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** @returns a text of somebody else, with codes in place of what nobody would see; on one line */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, coded);
}

/** @returns the same for a text that may have lines */
export function visibleLines(text: string): string {
  return text.replaceAll(UNSEEN, (character) => (/[\n\t]/.test(character) ? character : coded(character)));
}

/** @returns JSON that is the same value, without anything a terminal or an editor would not show */
export function visibleJson(value: unknown): string {
  // What is left of it stands inside texts, but for the ends of lines.
  return visibleLines(JSON.stringify(value, null, 2));
}

function coded(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

/**
 * Writes a result as JSON.
 *
 * @param value what to write
 * @param file a path, or `-` for standard output
 */
export function printJson(value: unknown, file = '-'): void {
  const text = `${visibleJson(value)}\n`;
  if (file === '-') process.stdout.write(text);
  else writeFileSync(file, text);
}
