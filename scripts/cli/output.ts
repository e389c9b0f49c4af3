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

/**
 * Writes a result as JSON.
 *
 * @param value what to write
 * @param file a path, or `-` for standard output
 */
export function printJson(value: unknown, file = '-'): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (file === '-') process.stdout.write(text);
  else writeFileSync(file, text);
}
