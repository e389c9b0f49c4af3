import { apexException, UnsupportedError } from '../values/errors';
import { current } from './current';
import { isolated, runTestMethod } from './run-test';
import { FakeOrg, messageOf, type FakeInstance } from './testing';

const job = (execute: () => unknown): FakeInstance => ({ className: 'Worker', execute });
const test = () => {
  const { test: context } = current();
  if (!context) throw new Error('no test');
  return context;
};

function inTest(body: (org: FakeOrg) => void, org = new FakeOrg()): void {
  isolated(org.engine, () => runTestMethod(org.engine, org.engine.users.administrator, () => body(org)));
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_start_stop_test.htm
describe('startTest and stopTest', () => {
  it('should_give_limits_of_their_own', () => {
    inTest(() => {
      const spent = (): number => current().limits.get('queries');
      current().limits.use('queries', 90);
      test().startTest();
      expect(spent()).toBe(0);
      current().limits.use('queries', 90);
      test().stopTest();
      expect(spent()).toBe(90);
    });
  });

  it('should_run_jobs_at_stop_whatever_their_delay_sharing_static_state', () => {
    inTest((org) => {
      const { statics } = current();
      test().startTest();
      const id = current().jobs.enqueue(
        job(() => {
          statics.push(current().statics === statics, current().quiddity);
        }),
        { delayMinutes: 10 },
      );
      expect(statics).toEqual([]);
      test().stopTest();
      expect(statics).toEqual([true, 'QUEUEABLE']);
      expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Completed' });
    });
  });

  it('should_throw_at_stop_what_a_job_failed_with', () => {
    inTest(() => {
      test().startTest();
      current().jobs.enqueue(
        job(() => {
          throw apexException('System.TypeException', 'bad');
        }),
      );
      expect(messageOf(() => test().stopTest())).toBe('System.TypeException: bad');
    });
  });

  it('should_refuse_a_second_start_and_a_stop_without_one', () => {
    inTest(() => {
      expect(messageOf(() => test().stopTest())).toMatch(/^System.FinalException/);
      test().startTest();
      expect(messageOf(() => test().startTest())).toBe('System.FinalException: Testing already started');
    });
  });

  it('should_let_a_mock_callout_follow_dml_across_start', () => {
    inTest(() => {
      const send = (): unknown =>
        current().callouts.send(
          { method: 'GET', endpoint: 'http://x', headers: new Map(), body: null, timeout: 1, compressed: false },
          () => 'mocked',
          () => 'real',
        );
      expect(messageOf(send)).toBe(
        'System.TypeException: Methods defined as TestMethod do not support Web service callouts',
      );
      test().setMock('System.HttpCalloutMock', {});
      current().noteUncommittedWork();
      expect(messageOf(send)).toMatch(/uncommitted work pending/);
      test().startTest();
      expect(send()).toBe('mocked');
    });
  });

  // "You can't chain queueable jobs in an Apex test."
  it('should_refuse_chained_queueables_unless_a_depth_was_asked_for', () => {
    inTest(() => {
      let runs = 0;
      const chained = job(() => {
        runs += 1;
        if (runs < 3) current().jobs.enqueue(chained);
      });
      test().startTest();
      current().jobs.enqueue(chained);
      expect(messageOf(() => test().stopTest())).toBe('System.AsyncException: Maximum stack depth has been reached.');
    });
    inTest(() => {
      let runs = 0;
      const chained = job(() => {
        runs += 1;
        if (runs < 3) current().jobs.enqueue(chained);
      });
      test().startTest();
      current().jobs.enqueue(chained, { maximumStackDepth: 5 });
      test().stopTest();
      expect(runs).toBe(3);
    });
  });

  it('should_run_a_scheduled_job_once_and_leave_its_trigger_as_it_was', () => {
    inTest((org) => {
      let runs = 0;
      test().startTest();
      const id = current().jobs.schedule(
        'nightly',
        '0 0 0 28 5 ? 2099',
        job(() => (runs += 1)),
      );
      test().stopTest();
      expect(runs).toBe(1);
      expect(org.row('CronTrigger', id)).toMatchObject({ TimesTriggered: 0, State: 'WAITING' });
    });
  });

  it('should_run_all_steps_of_a_batch_of_one_scope_and_refuse_two', () => {
    const batch = (rows: readonly number[], log: unknown[]): FakeInstance => ({
      start: () => [...rows],
      execute: () => log.push('execute'),
      finish: () => log.push('finish'),
    });
    inTest(() => {
      const log: unknown[] = [];
      test().startTest();
      current().jobs.executeBatch(batch([1, 2], log));
      test().stopTest();
      expect(log).toEqual(['execute', 'finish']);
    });
    inTest(() => {
      test().startTest();
      current().jobs.executeBatch(batch([1, 2], []), 1);
      expect(messageOf(() => test().stopTest())).toMatch(
        /^System.UnexpectedException: No more than one executeBatch can be called/,
      );
    });
  });
});

describe('the end of a test', () => {
  it('should_run_what_was_never_run_and_keep_its_failure_to_itself', () => {
    const ran: string[] = [];
    inTest(() => {
      current().jobs.enqueue(
        job(() => {
          ran.push('ran');
          throw apexException('System.TypeException', 'nobody sees it');
        }),
      );
    });
    expect(ran).toEqual(['ran']);
  });

  it('should_show_features_that_are_missing_wherever_they_are_met', () => {
    expect(() =>
      inTest(() => {
        current().jobs.enqueue(
          job(() => {
            throw new UnsupportedError('Flow.Interview');
          }),
        );
      }),
    ).toThrow('not supported by the local org: Flow.Interview');
  });

  it('should_leave_nothing_behind', () => {
    const org = new FakeOrg();
    const before = org.clock.now();
    inTest(() => {
      current().org.users.create({ username: 'gone@x.example', lastName: 'G', profileName: 'Standard User' });
      current().org.clock.spend(5_000);
      current().jobs.enqueue(job(() => undefined));
      test().setReadOnly(true);
    }, org);
    expect(org.engine.users.byUsername('gone@x.example')).toBeNull();
    expect(org.clock.now()).toBe(before);
    expect(org.engine.work.queue.size).toBe(0);
    expect(org.engine.isReadOnly).toBe(false);
  });

  it('should_give_each_test_the_same_chances', () => {
    const org = new FakeOrg();
    const drawn: string[] = [];
    inTest(() => drawn.push(current().org.random.uuid()), org);
    inTest(() => drawn.push(current().org.random.uuid()), org);
    expect(drawn[0]).toBe(drawn[1]);
  });
});
