/** Why tests of public suites fail that no missing feature explains. */
import { existsSync, readFileSync } from 'node:fs';
import { CommandError, ExitCode } from '../../cli/errors';

/** Cause by `Class.method`, by suite. */
export type Causes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** @throws CommandError when the file is no such JSON */
export function readCauses(file: string): Causes {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Causes;
  } catch (error) {
    throw new CommandError(ExitCode.usage, `${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
}
