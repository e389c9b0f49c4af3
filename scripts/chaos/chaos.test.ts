/** That fault injection finds what it is there to find. That Courier stands it is for `npm run chaos` to say. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSchedules } from './check';
import { violations } from './invariants';
import { actionsOf, type Schedule } from './schedule';
import { World } from './world';

const PACKAGE = join(__dirname, '..', '..', 'force-app', 'main');

const order = { endpoint: 1, key: 0, isRejected: false, delayMinutes: 0 };
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
    const folder = mkdtempSync(join(tmpdir(), 'courier-broken-'));
    cpSync(PACKAGE, folder, { recursive: true });
    const file = join(folder, 'delivery', 'classes', 'CourierCancellation.cls');
    const source = readFileSync(file, 'utf8');
    const broken = source.replace(
      /CourierMessageState\.move\(\s*message,\s*CourierMessageState\.CANCELLED,\s*null\s*\);/,
      '',
    );
    expect(broken).not.toBe(source);
    writeFileSync(file, broken);
    const world = new World(folder);
    try {
      const options = { runs: 100, seed: 1, shrinking: 5_000 };
      const { failure } = checkSchedules(world, options);
      expect(failure?.problems.join()).toMatch(/cancelled/);
      expect(actionsOf(failure!.schedule).map(({ kind }) => kind)).toContain('cancel');
      const again = checkSchedules(world, { ...options, runs: 1, path: failure?.path });
      expect(again.failure?.problems).toEqual(failure?.problems);
    } finally {
      world.dispose();
      rmSync(folder, { recursive: true });
    }
  });
});
