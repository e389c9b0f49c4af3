/** `npm run courier -- generate diff`: what a new version of a document means for the code that uses it. */
import { Command, Option } from 'commander';
import { ExitCode } from '../../cli/errors';
import { CONFIG_FILE } from '../config/read';
import { SEVERITIES } from './change';
import type * as Run from './run';

export function diffCommand(): Command {
  return new Command('diff')
    .description('Tells what a new version of an OpenAPI document breaks, and who in the project uses it.')
    .argument('<old>', 'file or URL of the document as it was')
    .argument('<new>', 'file or URL of the document as it is now')
    .option('--project <dir>', 'folder of the sfdx-project.json whose Apex is searched', '.')
    .option('--names <file>', 'name lock of the generated code; without it the one in the project that fits')
    .addOption(
      new Option('--fail-on <severity>', 'end with 1 from this severity on').choices(SEVERITIES).default('breaking'),
    )
    .option('--json', 'write the changes as JSON')
    .addHelpText(
      'after',
      `
Overlays, filter and cuts of ${CONFIG_FILE} apply where it names the new document.
Ends with ${ExitCode.ok} when nothing is as bad as --fail-on says, with ${ExitCode.failed} otherwise.

Examples:
  npm run courier -- generate diff erp-v1.yaml erp-v2.yaml
  npm run courier -- generate diff erp-v1.yaml https://example.com/erp.yaml --json`,
    )
    .action((before: string, after: string, options: Run.DiffOptions) =>
      (require('./run') as typeof Run).run(before, after, options),
    );
}
