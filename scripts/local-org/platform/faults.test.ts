import { SObjectValue } from '../values/sobject';
import { runUntilIdle } from './advance';
import { current } from './current';
import { FakeOrg, messageOf, schemaWith } from './testing';

const account = (): SObjectValue => new SObjectValue(schemaWith({}).object('Account')!);

describe('faults on purpose', () => {
  it('should_lose_the_finalizer_of_a_job_whose_host_died', () => {
    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm
    const org = new FakeOrg();
    const ran: string[] = [];
    org.engine.faults = { losesFinalizer: () => true };
    org.run(({ jobs }) =>
      jobs.enqueue({
        execute: () => {
          ran.push('job');
          current().jobs.attachFinalizer({ execute: () => ran.push('finalizer') });
        },
      }),
    );
    runUntilIdle(org.engine);
    expect(ran).toEqual(['job']);
  });

  it('should_refuse_jobs_as_a_used_up_allowance_does', () => {
    const org = new FakeOrg();
    org.engine.faults = { refusesJobs: (className) => className === 'Worker' };
    expect(
      messageOf(() => org.run(({ jobs }) => jobs.enqueue({ className: 'Worker', execute: () => undefined }))),
    ).toBe('System.AsyncException: AsyncApexExecutions Limit exceeded.');
    expect(org.engine.rows.find('AsyncApexJob', {})).toEqual([]);
  });

  it('should_let_a_job_wait_longer_than_was_asked_for', () => {
    const org = new FakeOrg();
    org.engine.faults = { queueDelay: () => 3_600_000 };
    org.run(({ jobs }) => jobs.enqueue({ execute: () => undefined }));
    expect(org.engine.work.queue.nextDueAt).toBe(org.clock.now() + 3_600_000);
  });

  it('should_refuse_single_rows_and_write_the_others', () => {
    const org = new FakeOrg();
    let row = 0;
    const error = { statusCode: 'UNABLE_TO_LOCK_ROW', message: 'held', fields: [] };
    org.engine.faults = { rowError: (verb) => (verb === 'insert' && row++ === 0 ? error : null) };
    const results = org.run(({ database }) => database.dml('insert', [account(), account()], { allOrNone: false }));
    expect(results.map(({ success, errors }) => [success, errors])).toEqual([
      [false, [error]],
      [true, []],
    ]);
    expect(org.engine.rows.find('Account', {})).toHaveLength(1);
  });

  it('should_let_others_come_in_between_queries_as_long_as_nothing_is_uncommitted', () => {
    const org = new FakeOrg();
    const query = { select: [], from: 'Account' } as unknown as Parameters<
      ReturnType<typeof current>['database']['query']
    >[0];
    let visits = 0;
    org.engine.faults = {
      meanwhile: () => {
        visits += 1;
        org.engine.rows.insert('Account', {});
      },
    };
    expect(() =>
      org.run(({ database }) => {
        database.query(query, { binds: [] });
        database.dml('insert', [account()], { allOrNone: true });
        database.query(query, { binds: [] });
        throw new Error('the transaction fails');
      }),
    ).toThrow('the transaction fails');
    expect(visits).toBe(1);
    // What the others did stays, what the transaction did goes.
    expect(org.engine.rows.find('Account', {})).toHaveLength(1);
  });
});
