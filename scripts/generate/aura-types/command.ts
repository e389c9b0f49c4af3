/** `npm run courier -- generate types`: TypeScript for what components import of a project's Apex. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { CommandError, ExitCode } from '../../cli/errors';
import { print, printError } from '../../cli/output';
import { problemText } from '../../local-org/project/build';
import { cacheFolder } from '../../local-org/project/cache-folder';
import { readProject } from '../../local-org/project/project';
import { describeAura } from './describe';
import { loadAuraClasses } from './load';
import { printTypes } from './print';

const THIS_PROJECT = join(__dirname, '..', '..', '..');

interface TypesOptions {
  readonly project: string;
  readonly output: string;
  readonly check?: boolean;
}

export function typesCommand(): Command {
  return new Command('types')
    .description("Writes TypeScript types of a project's @AuraEnabled Apex, for its Lightning web components.")
    .option('--project <dir>', 'folder of its sfdx-project.json', THIS_PROJECT)
    .option('--output <file>', "file to write, from the project's folder", 'types/apex.d.ts')
    .option('--check', 'write nothing; end with 1 when the file is not what would be written')
    .addHelpText(
      'after',
      `
Examples:
  npm run courier -- generate types --project ../other-project
  npm run courier -- generate types --project ../other-project --check`,
    )
    .action(run);
}

function run({ project: folder, output, check }: TypesOptions): void {
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
  print(`${output}: ${api.methods.length} methods, ${api.dataTypes.length} types`);
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(
      ExitCode.usage,
      `Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
