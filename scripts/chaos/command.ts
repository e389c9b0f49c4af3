/** `npm run chaos`: thousands of schedules of faults against the real Apex. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { CommandError, ExitCode } from '../cli/errors';
import { counted, wholeNumber } from '../cli/numbers';
import { print, printError } from '../cli/output';
import { checkSchedules, type CheckResult } from './check';
import { checkInProcesses, reportToParent } from './jobs';
import { checkMutant, MUTANTS } from './mutants';
import { ENDPOINTS, type Action, type Schedule } from './schedule';
import { World } from './world';

const MOST_RUNS = 1_000_000;
const MOST_JOBS = 64;
/** How often progress is told, in runs. */
const PROGRESS_EVERY = 100;

interface ChaosOptions {
  readonly runs: number;
  readonly seed: number;
  readonly jobs: number;
  readonly path?: string;
  /** Set in the processes that this command starts itself. */
  readonly from?: number;
  readonly mutants?: true;
}

export function chaosCommand(): Command {
  return new Command('chaos')
    .option('--runs <count>', 'how many schedules of faults', wholeNumber(1, MOST_RUNS), 200)
    .option('--seed <number>', 'which schedules', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--jobs <count>', 'how many processes share the work', wholeNumber(1, MOST_JOBS), 1)
    .addOption(new Option('--from <run>').argParser(wholeNumber(0, MOST_RUNS)).hideHelp())
    .option('--path <path>', 'replay one failing schedule, as the failure says', pathOfFailure)
    .option('--mutants', 'see whether as many schedules find each way in which Courier is weakened on purpose')
    .addHelpText(
      'after',
      `
Examples:
  npm run chaos -- --runs 200
  npm run chaos -- --runs 10000 --seed 7 --jobs 4
  npm run chaos -- --seed 7 --path 41:3:0
  npm run chaos -- --mutants`,
    )
    .action((options: ChaosOptions) => (options.mutants ? reportMutants(options) : report(options)));
}

/** Which schedule of a seed, and which of the simpler ones at each step. */
function pathOfFailure(text: string): string {
  if (!/^\d+(:\d+)*$/.test(text)) throw new InvalidArgumentError('It must be numbers with colons between, as 41:3:0.');
  return text;
}

/** @throws CommandError when something did not hold */
async function report(options: ChaosOptions): Promise<void> {
  const { seed, from } = options;
  if (from !== undefined) return inWorld((world) => reportToParent(world, { ...options, from }));
  const { sums, failure } = await check(options);
  if (failure) {
    throw new CommandError(ExitCode.failed, 'Something does not hold:', [
      ...failure.problems,
      '',
      `It takes (made simpler ${failure.shrinks} times):`,
      ...linesOf(failure.schedule),
      '',
      `Replay it: npm run chaos -- --seed ${seed} --path ${failure.path}`,
    ]);
  }
  print(
    `Everything held in ${counted(sums.runs, 'schedule')}: ${sums.messages} messages, ${sums.requests} requests, ${sums.faults} faults (seed ${seed}).`,
  );
}

function check({ runs, seed, jobs, path }: ChaosOptions): CheckResult | Promise<CheckResult> {
  const onProgress = (done: number): void => {
    if (done % PROGRESS_EVERY === 0) printError(`${done} schedules …`);
  };
  if (path !== undefined) return inWorld((world) => checkSchedules(world, { runs: 1, seed, path }));
  if (jobs > 1) return checkInProcesses({ runs, seed, jobs, onProgress });
  return inWorld((world) => checkSchedules(world, { runs, seed, onProgress }));
}

function inWorld<T>(body: (world: World) => T): T {
  const world = new World();
  try {
    return body(world);
  } finally {
    world.dispose();
  }
}

/** @throws CommandError when one was not found */
function reportMutants({ runs, seed }: ChaosOptions): void {
  const survivors = MUTANTS.filter((mutant) => {
    const { failure, sums } = checkMutant(mutant, { runs, seed, shrinking: 0 });
    print(`${failure ? `found in ${sums.runs}` : `not found in ${runs}`}: ${mutant.name}`);
    for (const problem of failure?.problems.slice(0, 1) ?? []) print(`  ${problem}`);
    return !failure;
  });
  if (survivors.length)
    throw new CommandError(
      ExitCode.failed,
      'Courier was weakened and nothing was found:',
      survivors.map(({ name }) => name),
    );
}

/** A schedule, one thing that happens a line. */
function linesOf(schedule: Schedule): string[] {
  const { steps, moods, faults } = schedule;
  return [
    ...steps.flatMap(({ after, action }) => [`${after} s later: ${textOf(action)}`]),
    ...moods.map(({ endpoint, from, length, reaction }) => {
      const name = ENDPOINTS[endpoint]!.name;
      return `${name}, from its request ${from} on for ${length}: ${JSON.stringify(reaction)}`;
    }),
    ...faults.map((fault) => `fault: ${JSON.stringify(fault)}`),
  ];
}

function textOf(action: Action): string {
  if (action.kind !== 'accept') return JSON.stringify(action);
  const orders = action.orders.map(({ endpoint, key, isRejected, delayMinutes, handler }) =>
    [
      ENDPOINTS[endpoint]!.name,
      ...(key === null ? [] : [`key ${key}`]),
      ...(isRejected ? ['refused for ever'] : []),
      ...(handler === null ? [] : [`handler ${handler}`]),
      ...(delayMinutes ? [`not before ${delayMinutes} min`] : []),
    ].join(' '),
  );
  return `${action.fails ? 'accept, then throw' : 'accept'}: ${orders.join(', ')}`;
}
