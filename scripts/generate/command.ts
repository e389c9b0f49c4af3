/** `npm run courier -- generate`: code from descriptions of interfaces. */
import { Command } from 'commander';
import { typesCommand } from './aura-types/command';
import { diffCommand } from './diff/command';
import { explainCommand } from './explain/command';
import { initCommand } from './init/command';
import { addRun } from './run-command';

export function generateCommand(): Command {
  return (
    addRun(new Command('generate'))
      // Several subcommands have options that this command has, too.
      .enablePositionalOptions()
      .addCommand(initCommand())
      .addCommand(diffCommand())
      .addCommand(explainCommand())
      .addCommand(typesCommand())
  );
}
