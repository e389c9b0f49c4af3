/** `npm run courier -- conformance`: which of the tests of public repositories pass in the local org. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { print, printError } from '../../cli/output';
import { cacheFolder } from '../project/cache-folder';
import { totalsOf } from '../runner/results';
import { testProject } from '../runner/test-project';
import { DEFAULT_TIMEOUT_SECONDS } from '../runner/time-limit';
import { readCauses } from './causes';
import { checkoutOf } from './checkout';
import { conformancePage, type Measured } from './page';

const CAUSES = join(__dirname, '..', '..', '..', 'docs', 'local-org-conformance.causes.json');

interface ConformanceOptions {
  readonly checkout: readonly string[];
  readonly causes: string;
  readonly out?: string;
}

export function conformanceCommand(): Command {
  return new Command('conformance')
    .requiredOption(
      '--checkout <folder...>',
      'repositories as checked out; folder=part,part takes these parts of one instead of its package directories',
    )
    .option('--causes <file>', 'JSON: by suite and Class.method, why a test fails', CAUSES)
    .option('--out <file>', 'write the page there instead of to standard output')
    .addHelpText(
      'after',
      `
Nothing is fetched: check the repositories out yourself, outside this one.

Examples:
  npm run courier -- conformance --checkout ../fflib-apex-mocks ../NebulaLogger=nebula-logger/core
  npm run courier -- conformance --checkout ../fflib-apex-mocks --out docs/local-org-conformance.md`,
    )
    .action(run);
}

function run(options: ConformanceOptions): void {
  const causes = readCauses(options.causes);
  const page = conformancePage(options.checkout.map(measure), causes);
  if (options.out) writeFileSync(options.out, page);
  else print(page.trimEnd());
}

function measure(text: string): Measured {
  const checkout = checkoutOf(text);
  const result = testProject({
    project: checkout.folder,
    sourceDir: checkout.parts,
    timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
    cache: cacheFolder(),
  });
  const { passed, failed, unsupported } = totalsOf(result.tests);
  printError(`${checkout.name}: ${passed} passed, ${failed} failed, ${unsupported} unsupported`);
  return { checkout, result };
}
