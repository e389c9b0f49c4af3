/** `npm run courier -- generate types`: TypeScript for what components import of a project's Apex. */
import { join } from 'node:path';
import { Command } from 'commander';
import type * as Run from './run';

const THIS_PROJECT = join(__dirname, '..', '..', '..');

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
    .action((options: Run.TypesOptions) => (require('./run') as typeof Run).run(options));
}
