/** `npm run courier -- generate explain`: why a generated name is what it is. */
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { CommandError, ExitCode } from '../../cli/errors';
import { print, printJson, visible } from '../../cli/output';
import { LOCK_FILE } from '../names/lock';
import { findLocks, lockOf } from '../names/project-locks';
import { explain } from './explain';

interface ExplainOptions {
  readonly project: string;
  readonly names?: string;
  readonly json?: boolean;
}

export function explainCommand(): Command {
  return new Command('explain')
    .description('Tells where a name in generated Apex comes from, and why it is what it is.')
    .argument('<name>', 'class, request, method, field or constant: ErpModel.Order.limit_x, Order.limit_x or limit_x')
    .option('--project <dir>', `folder below which name locks (${LOCK_FILE}) are looked for`, '.')
    .option('--names <file>', 'the name lock to look in')
    .option('--json', 'write the answer as JSON')
    .action(run);
}

function run(name: string, { project, names, json }: ExplainOptions): void {
  const locks = names === undefined ? findLocks(resolve(project)) : [{ file: resolve(names), lock: lockOf(names) }];
  if (locks.length === 0)
    throw new CommandError(
      ExitCode.usage,
      `There is no name lock (${LOCK_FILE}) below ${project}: nothing was generated there.`,
    );
  const found = locks.flatMap(({ file, lock }) =>
    explain(name, lock).map((each) => ({ ...each, lock: relative('.', file) })),
  );
  if (json) printJson(found);
  else {
    for (const each of found) {
      print(pc.bold(each.name));
      print(`  ${each.source === '' ? '(no tag)' : visible(each.source)}  ${pc.dim(visible(each.path))}`);
      print(`  ${visible(each.reason)}`);
      print(`  ${pc.dim(`kept in ${each.lock}`)}`);
    }
  }
  if (found.length === 0) throw new CommandError(ExitCode.failed, `No generated name is ${name}.`);
}
