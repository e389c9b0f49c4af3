/** `npm run courier -- generate`: code from descriptions of interfaces. */
import { Command } from 'commander';
import { typesCommand } from './aura-types/command';

export function generateCommand(): Command {
  return new Command('generate')
    .description('Generates code from descriptions of interfaces.')
    .addCommand(typesCommand());
}
