/** `npm run chaos`: thousands of schedules of faults against the real Apex. */
import { Command } from 'commander';
import * as fc from 'fast-check';
import { CommandError, ExitCode } from '../cli/errors';
import { wholeNumber } from '../cli/numbers';
import { print, printError } from '../cli/output';
import { violations } from './invariants';
import { ENDPOINTS, schedules, type Action, type Schedule } from './schedule';
import { World } from './world';

const MOST_RUNS = 1_000_000;
/** How often progress is told, in runs. */
const PROGRESS_EVERY = 100;
/** How long a failing schedule is made simpler, in milliseconds. */
const SHRINKING = 60_000;

interface ChaosOptions {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
}

export function chaosCommand(): Command {
  return new Command('chaos')
    .description(
      'Breaks the org on purpose while Courier delivers, and checks that nothing is lost, doubled or overtaken.',
    )
    .option('--runs <count>', 'how many schedules of faults', wholeNumber(1, MOST_RUNS), 200)
    .option('--seed <number>', 'which schedules', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--path <path>', 'replay one failing schedule, as the failure says')
    .addHelpText(
      'after',
      `
Examples:
  npm run chaos -- --runs 200
  npm run chaos -- --runs 10000 --seed 7
  npm run chaos -- --seed 7 --path 41:3:0`,
    )
    .action((options: ChaosOptions) => runChaos(options));
}

/** @throws CommandError when something did not hold */
function runChaos({ runs, seed, path }: ChaosOptions): void {
  const world = new World();
  try {
    const sums = { runs: 0, messages: 0, requests: 0, faults: 0 };
    let failedAt = Infinity;
    const check = (schedule: Schedule): void => {
      // Simple enough: what follows counts as sound, which ends the search.
      if (performance.now() > failedAt + SHRINKING) return;
      const after = world.run(schedule);
      sums.runs += 1;
      sums.messages += after.accepted.length;
      sums.requests += after.receiver.arrivals.length;
      sums.faults += after.faults;
      const found = violations(world.org, schedule, after);
      if (found.length) {
        failedAt = Math.min(failedAt, performance.now());
        throw new Error(found.join('\n'));
      }
      if (failedAt === Infinity && sums.runs % PROGRESS_EVERY === 0) printError(`${sums.runs} schedules …`);
    };
    const result = fc.check(fc.property(schedules, check), { numRuns: path ? 1 : runs, seed, path });
    if (result.failed) throw failure(result);
    print(
      `Everything held in ${sums.runs} schedules: ${sums.messages} messages, ${sums.requests} requests, ${sums.faults} faults (seed ${seed}).`,
    );
  } finally {
    world.dispose();
  }
}

function failure(result: fc.RunDetails<[Schedule]>): CommandError {
  const { counterexample, counterexamplePath, seed, numRuns, numShrinks } = result;
  const error = result.errorInstance;
  const lines = error instanceof Error ? error.message.split('\n') : [String(error)];
  return new CommandError(
    ExitCode.failed,
    `Something does not hold (schedule ${numRuns}, made simpler ${numShrinks} times):`,
    [
      ...lines,
      '',
      'It takes:',
      ...linesOf(counterexample?.[0]),
      '',
      `Replay it: npm run chaos -- --seed ${seed} --path ${counterexamplePath}`,
    ],
  );
}

/** A schedule, one thing that happens a line. */
function linesOf(schedule: Schedule | undefined): string[] {
  if (!schedule) return [];
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
  const orders = action.orders.map(({ endpoint, key, isRejected, delayMinutes }) =>
    [
      ENDPOINTS[endpoint]!.name,
      ...(key === null ? [] : [`key ${key}`]),
      ...(isRejected ? ['refused for ever'] : []),
      ...(delayMinutes ? [`not before ${delayMinutes} min`] : []),
    ].join(' '),
  );
  return `${action.fails ? 'accept, then throw' : 'accept'}: ${orders.join(', ')}`;
}
