import { apexException } from '../../values/errors';
import type { Value } from '../../values/value';
import { runUntilIdle } from '../advance';
import { current } from '../current';
import { FakeOrg, messageOf, type FakeInstance } from '../testing';

const log: unknown[] = [];
beforeEach(() => (log.length = 0));

const batch = (more: FakeInstance = {}): FakeInstance => ({
  className: 'Sweeper',
  total: 0,
  start: () => [1, 2, 3, 4, 5],
  execute(this: { total: number }, _context: Value, scope: number[]) {
    this.total += scope.length;
    log.push([...scope]);
  },
  finish(this: { total: number }) {
    log.push(`total ${this.total}`);
  },
  ...more,
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm
describe('batch Apex', () => {
  it('should_execute_scope_by_scope_and_forget_state_between_them', () => {
    const org = new FakeOrg();
    const id = org.run((transaction) => transaction.jobs.executeBatch(batch(), 2));
    runUntilIdle(org.engine);
    expect(log).toEqual([[1, 2], [3, 4], [5], 'total 0']);
    expect(org.row('AsyncApexJob', id)).toMatchObject({
      JobType: 'BatchApex',
      Status: 'Completed',
      TotalJobItems: 3,
      JobItemsProcessed: 3,
      NumberOfErrors: 0,
    });
  });

  it('should_keep_state_when_stateful', () => {
    const org = new FakeOrg();
    org.run((transaction) => transaction.jobs.executeBatch(batch({ interfaces: ['Database.Stateful'] }), 2));
    runUntilIdle(org.engine);
    expect(log.at(-1)).toBe('total 5');
  });

  it('should_go_on_after_a_failing_scope_and_count_it', () => {
    const org = new FakeOrg();
    const id = org.run((transaction) =>
      transaction.jobs.executeBatch(
        batch({
          execute: (_context: Value, scope: number[]) => {
            if (scope.includes(1)) throw apexException('System.TypeException', 'bad');
            log.push(scope);
          },
        }),
        2,
      ),
    );
    runUntilIdle(org.engine);
    expect(log).toEqual([[3, 4], [5], 'total 0']);
    expect(org.row('AsyncApexJob', id)).toMatchObject({
      Status: 'Completed',
      NumberOfErrors: 1,
      ExtendedStatus: 'First error: System.TypeException: bad',
    });
  });

  it('should_fail_without_finish_when_start_fails', () => {
    const org = new FakeOrg();
    const id = org.run((transaction) =>
      transaction.jobs.executeBatch(
        batch({
          start: () => {
            throw apexException('System.TypeException', 'bad');
          },
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(log).toEqual([]);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Failed' });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_platformevents.htm
  it('should_raise_an_event_for_a_failing_scope_when_asked', () => {
    const org = new FakeOrg();
    const runs = org.onEvent('BatchApexErrorEvent');
    org.run((transaction) =>
      transaction.jobs.executeBatch(
        batch({
          interfaces: ['Database.RaisesPlatformEvents'],
          execute: () => {
            throw apexException('System.TypeException', 'bad');
          },
        }),
      ),
    );
    runUntilIdle(org.engine);
    const [event] = runs[0]?.newRecords ?? [];
    expect(['Phase', 'ExceptionType', 'Message', 'JobScope'].map((name) => event?.rawField(name))).toEqual([
      'EXECUTE',
      'System.TypeException',
      'bad',
      '1,2,3,4,5',
    ]);
  });

  it('should_hold_the_sixth_job_until_one_is_done', () => {
    const org = new FakeOrg();
    org.run((transaction) => {
      for (let count = 0; count < 6; count++) transaction.jobs.executeBatch(batch());
      return undefined;
    });
    org.run((transaction) => {
      const last = transaction.jobs.executeBatch(batch());
      expect(org.row('AsyncApexJob', last)).toMatchObject({ Status: 'Holding' });
    });
    runUntilIdle(org.engine);
    expect(org.engine.rows.find('AsyncApexJob', { Status: 'Completed' })).toHaveLength(7);
  });

  it('should_chain_from_finish_and_not_from_execute', () => {
    const org = new FakeOrg();
    const messages: string[] = [];
    org.run((transaction) =>
      transaction.jobs.executeBatch(
        batch({
          execute: () => void messages.push(messageOf(() => current().jobs.executeBatch(batch()))),
          finish: () => void messages.push(messageOf(() => current().jobs.executeBatch(batch()))),
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(messages).toEqual([
      'System.AsyncException: Database.executeBatch cannot be called from a batch start, batch execute, or future method.',
      'nothing was thrown',
    ]);
  });

  it('should_stop_when_aborted', () => {
    const org = new FakeOrg();
    const id = org.run((transaction) =>
      transaction.jobs.executeBatch(
        batch({ execute: (context: { jobId: string }) => current().jobs.abort(context.jobId) }),
        1,
      ),
    );
    runUntilIdle(org.engine);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Aborted' });
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_future.htm
describe('future methods', () => {
  it('should_run_after_commit_and_not_call_each_other', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    const call = (run: (args: readonly Value[]) => void) => ({
      className: 'Async',
      methodName: 'go',
      arguments: [1, 'a'],
      callout: false,
      run,
    });
    const id = org.run((transaction) =>
      transaction.jobs.future(
        call((args) =>
          seen.push(
            args,
            messageOf(() => current().jobs.future(call(() => undefined))),
          ),
        ),
      ),
    );
    runUntilIdle(org.engine);
    expect(seen).toEqual([
      [1, 'a'],
      'System.AsyncException: Future method cannot be called from a future or batch method: Async.go',
    ]);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ JobType: 'Future', MethodName: 'go', Status: 'Completed' });
  });
});
