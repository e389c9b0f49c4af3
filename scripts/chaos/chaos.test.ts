/** That fault injection finds what it is there to find. That Courier stands it is for `npm run chaos` to say. */
import { violations } from './invariants';
import { checkMutant, MUTANTS, type Mutant } from './mutants';
import { actionsOf, type Schedule } from './schedule';
import { World } from './world';

const order = { endpoint: 1, key: 0, isRejected: false, delayMinutes: 0, handler: null };
const calm: Schedule = {
  seed: 1,
  steps: [{ after: 0, action: { kind: 'accept', orders: [order, order], fails: false } }],
  moods: [],
  faults: [],
};

describe('fault injection', () => {
  it('should_run_the_same_schedule_the_same_way_again_and_tell_what_arrived', () => {
    const world = new World();
    try {
      const run = (schedule: Schedule): unknown[] => {
        const after = world.run(schedule);
        return [
          violations(world.org, schedule, after),
          after.receiver.arrivals.map(({ heard }) => heard),
          after.faults,
        ];
      };
      const killed: Schedule = {
        ...calm,
        moods: [{ endpoint: 1, from: 0, length: 1, reaction: { kind: 'status', status: 503, taken: false } }],
        faults: [{ kind: 'kill', point: 'callouts', at: 0 }],
      };
      expect(run(calm)).toEqual([[], ['delivered', 'delivered'], 0]);
      expect(run(killed)).toEqual([[], ['failed', 'delivered', 'delivered'], 1]);
      expect(run(killed)).toEqual(run(killed));
      expect(run(calm)).toEqual([[], ['delivered', 'delivered'], 0]);
    } finally {
      world.dispose();
    }
  });

  it('should_find_a_simple_schedule_and_its_path_when_a_cancelled_message_is_sent_all_the_same', () => {
    const options = { runs: 100, seed: 1, shrinking: 5_000 };
    const { failure } = checkMutant(mutant('a cancellation is told but not written'), options);
    expect(failure?.problems.join()).toMatch(/cancelled/);
    expect(actionsOf(failure!.schedule).map(({ kind }) => kind)).toContain('cancel');
    const again = checkMutant(mutant('a cancellation is told but not written'), {
      ...options,
      runs: 1,
      path: failure?.path,
    });
    expect(again.failure?.problems).toEqual(failure?.problems);
  });

  // The others, and how many schedules it takes: npm run chaos -- --mutants.
  it.each(['an attempt counts although Courier held the message back', 'the finalizer forgets the journal'])(
    'should_find_it_within_a_few_schedules_when_courier_is_weakened: %s',
    (name) => {
      expect(checkMutant(mutant(name), { runs: 60, seed: 1, shrinking: 0 }).failure).not.toBeNull();
    },
  );

  it('should_say_so_when_a_weakness_is_about_apex_that_is_not_there_any_more', () => {
    const stale = { ...MUTANTS[0]!, from: 'no such statement' };
    expect(() => checkMutant(stale, { runs: 1, seed: 1 })).toThrow('has 0 places that say');
  });
});

function mutant(name: string): Mutant {
  return MUTANTS.find((each) => each.name === name)!;
}
