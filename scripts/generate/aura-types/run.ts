/** Reads a project's Apex and writes the types of what its components see, or compares them with what is written. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { counted } from '../../cli/numbers';
import { print, printError } from '../../cli/output';
import { problemText } from '../../local-org/project/build';
import { cacheFolder } from '../../local-org/project/cache-folder';
import { readProject } from '../../local-org/project/project';
import { writeWhole } from '../output/leftovers';
import { describeAura } from './describe';
import { loadAuraClasses } from './load';
import { printTypes } from './print';

export interface TypesOptions {
  readonly project: string;
  readonly output: string;
  readonly check?: boolean;
}

export function run({ project: folder, output, check }: TypesOptions): void {
  const project = readProject(folder);
  const classes = loadAuraClasses(project, cacheFolder());
  if (classes.problems.length > 0) {
    throw new CommandError(ExitCode.project, 'The source cannot be read:', classes.problems.map(problemText));
  }
  const api = describeAura(classes);
  for (const note of api.notes) printError(problemText(note));
  const file = resolve(project.root, output);
  const text = printTypes(api);
  if (check) {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return print(`${output} is up to date.`);
    throw new CommandError(ExitCode.failed, `${output} is not up to date: run "generate types" and commit the file.`);
  }
  write(file, text);
  print(`${output}: ${counted(api.methods.length, 'method')}, ${counted(api.dataTypes.length, 'type')}`);
}

function write(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new CommandError(
      ExitCode.usage,
      `Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
