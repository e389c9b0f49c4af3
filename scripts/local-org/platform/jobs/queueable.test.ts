import { apexException, LimitError } from '../../values/errors';
import type { Value } from '../../values/value';
import { step, runUntilIdle } from '../advance';
import { current } from '../current';
import { FakeOrg, messageOf, type FakeInstance } from '../testing';

const job = (execute: (this: Record<string, Value>) => void, more: FakeInstance = {}): FakeInstance => ({
  className: 'Worker',
  execute,
  ...more,
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
describe('queueable Apex', () => {
  it('should_run_after_commit_in_a_transaction_of_its_own', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    const id = org.run((caller) => {
      const jobId = caller.jobs.enqueue(
        job(() => seen.push(current().quiddity, current().limits.limit('queries'), current().job?.id)),
      );
      expect(seen).toEqual([]);
      return jobId;
    });
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Queued', JobType: 'Queueable' });
    expect(runUntilIdle(org.engine)).toBe(1);
    expect(seen).toEqual(['QUEUEABLE', 200, id]);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Completed', NumberOfErrors: 0 });
  });

  it('should_never_run_when_the_enqueuing_transaction_rolls_back', () => {
    const org = new FakeOrg();
    const ran: string[] = [];
    expect(() =>
      org.run((caller) => {
        caller.jobs.enqueue(job(() => ran.push('ran')));
        throw apexException('System.TypeException', 'no');
      }),
    ).toThrow('no');
    expect(runUntilIdle(org.engine)).toBe(0);
    expect(org.engine.rows.find('AsyncApexJob', {})).toEqual([]);
  });

  it('should_drop_a_job_enqueued_after_a_savepoint_that_is_rolled_back', () => {
    const org = new FakeOrg();
    org.run((caller) => {
      caller.jobs.enqueue(job(() => undefined));
      const savepoint = caller.database.setSavepoint();
      caller.jobs.enqueue(job(() => undefined));
      caller.database.rollback(savepoint);
    });
    expect(runUntilIdle(org.engine)).toBe(1);
  });

  it('should_run_with_the_state_at_enqueue_and_transient_fields_null', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    org.run((caller) => {
      const items = ['a'];
      caller.jobs.enqueue(
        job(
          function () {
            seen.push(this.items, this.connection);
          },
          { items, connection: 'open', transient: ['connection'] },
        ),
      );
      items.push('b');
    });
    runUntilIdle(org.engine);
    expect(seen).toEqual([['a'], null]);
  });

  it('should_wait_for_its_delay_on_the_virtual_clock', () => {
    const org = new FakeOrg();
    const begin = org.clock.now();
    org.run((caller) =>
      caller.jobs.enqueue(
        job(() => undefined),
        { delayMinutes: 10 },
      ),
    );
    expect(runUntilIdle(org.engine)).toBe(0);
    expect(step(org.engine)).toBe(true);
    expect(org.clock.now() - begin).toBe(600_000);
    expect(
      messageOf(() =>
        org.run((caller) =>
          caller.jobs.enqueue(
            job(() => undefined),
            { delayMinutes: 11 },
          ),
        ),
      ),
    ).toMatch(/^System.AsyncException/);
  });

  it('should_allow_one_child_and_only_one', () => {
    const org = new FakeOrg();
    const id = org.run((caller) =>
      caller.jobs.enqueue(
        job(() => {
          current().jobs.enqueue(job(() => undefined));
          current().jobs.enqueue(job(() => undefined));
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(org.row('AsyncApexJob', id)).toMatchObject({
      Status: 'Failed',
      ExtendedStatus: 'System.LimitException: Too many queueable jobs added to the queue: 2',
    });
  });

  it('should_refuse_a_signature_while_a_job_with_it_is_queued_and_free_it_when_that_job_runs', () => {
    const org = new FakeOrg();
    const inner: string[] = [];
    const signed = { duplicateSignature: 'lane ERP-1' };
    org.run((caller) =>
      caller.jobs.enqueue(
        job(() => {
          inner.push(
            current().jobs.enqueue(
              job(() => undefined),
              signed,
            ),
          );
        }),
        signed,
      ),
    );
    expect(
      messageOf(() =>
        org.run((caller) =>
          caller.jobs.enqueue(
            job(() => undefined),
            signed,
          ),
        ),
      ),
    ).toBe('System.DuplicateMessageException: Attempt to enqueue job with duplicate queueable signature');
    runUntilIdle(org.engine);
    expect(inner).toHaveLength(1);
  });

  it('should_refuse_a_second_job_of_a_signature_in_one_transaction_and_forget_it_on_rollback', () => {
    const org = new FakeOrg();
    const signed = { duplicateSignature: 'only one' };
    const twice = (): void =>
      org.run((caller) => {
        caller.jobs.enqueue(
          job(() => undefined),
          signed,
        );
        caller.jobs.enqueue(
          job(() => undefined),
          signed,
        );
      });
    expect(messageOf(twice)).toMatch(/DuplicateMessageException/);
    expect(() =>
      org.run((caller) =>
        caller.jobs.enqueue(
          job(() => undefined),
          signed,
        ),
      ),
    ).not.toThrow();
  });

  it('should_end_a_chain_at_the_maximum_stack_depth', () => {
    const org = new FakeOrg();
    const depths: number[] = [];
    const chained = job(() => {
      depths.push(current().jobs.asyncInfo?.currentStackDepth ?? 0);
      current().jobs.enqueue(chained);
    });
    org.run((caller) => caller.jobs.enqueue(chained, { maximumStackDepth: 3 }));
    runUntilIdle(org.engine);
    expect(depths).toEqual([1, 2, 3]);
    expect(org.engine.rows.find('AsyncApexJob', { Status: 'Failed' })).toEqual([
      expect.objectContaining({ ExtendedStatus: 'System.AsyncException: Maximum stack depth has been reached.' }),
    ]);
  });

  it('should_mark_the_row_failed_and_roll_back_on_a_limit', () => {
    const org = new FakeOrg();
    const id = org.run((caller) =>
      caller.jobs.enqueue(
        job(() => {
          current().org.users.create({ username: 'x@y.example', lastName: 'X', profileName: 'Standard User' });
          throw new LimitError('Apex CPU time limit exceeded');
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Failed', NumberOfErrors: 1 });
    expect(org.engine.users.byUsername('x@y.example')).toBeNull();
  });

  it('should_not_run_an_aborted_job', () => {
    const org = new FakeOrg();
    const ran: string[] = [];
    const id = org.run((caller) => caller.jobs.enqueue(job(() => ran.push('ran'))));
    org.run((caller) => caller.jobs.abort(id));
    runUntilIdle(org.engine);
    expect(ran).toEqual([]);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Aborted' });
  });

  it('should_refuse_to_enqueue_beyond_the_daily_allowance', () => {
    const org = new FakeOrg({ options: { dailyAsyncLimit: 1 } });
    org.run((caller) => caller.jobs.enqueue(job(() => undefined)));
    expect(messageOf(() => org.run((caller) => caller.jobs.enqueue(job(() => undefined))))).toBe(
      'System.AsyncException: AsyncApexExecutions Limit exceeded.',
    );
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm
describe('finalizers', () => {
  it('should_see_what_the_job_left_in_them_after_an_uncatchable_limit', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    const id = org.run((caller) =>
      caller.jobs.enqueue(
        job(() => {
          const journal: string[] = [];
          current().jobs.attachFinalizer({
            journal,
            socket: 'open',
            transient: ['socket'],
            execute(this: FakeInstance, context: Record<string, unknown>) {
              seen.push(this.journal, this.socket, context.result, current().quiddity, context.jobId);
            },
          });
          journal.push('first', 'second');
          throw new LimitError('Too many callouts: 101');
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(seen).toEqual([['first', 'second'], null, 'UNHANDLED_EXCEPTION', 'TRANSACTION_FINALIZER_QUEUEABLE', id]);
  });

  it('should_share_the_request_id_of_the_job', () => {
    const org = new FakeOrg();
    const ids: string[] = [];
    org.run((caller) =>
      caller.jobs.enqueue(
        job(() => {
          ids.push(current().requestId);
          current().jobs.attachFinalizer({ execute: () => ids.push(current().requestId) });
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(ids[0]).toBe(ids[1]);
  });

  it('should_refuse_a_second_one_and_one_outside_a_queueable', () => {
    const org = new FakeOrg();
    const messages: string[] = [];
    org.run((caller) => {
      messages.push(messageOf(() => caller.jobs.attachFinalizer({})));
      caller.jobs.enqueue(
        job(() => {
          current().jobs.attachFinalizer({ execute: () => undefined });
          messages.push(messageOf(() => current().jobs.attachFinalizer({})));
        }),
      );
    });
    runUntilIdle(org.engine);
    expect(messages[0]).toMatch(/^System.AsyncException/);
    expect(messages[1]).toBe(
      'System.AsyncException: More than one Finalizer cannot be attached to same Async Apex Job',
    );
  });

  it('should_enqueue_a_failing_job_again_five_times_in_a_row_and_not_six', () => {
    const org = new FakeOrg();
    let runs = 0;
    const failing = job(() => {
      runs += 1;
      current().jobs.attachFinalizer({ execute: () => void current().jobs.enqueue(failing) });
      throw apexException('System.TypeException', 'again');
    });
    org.run((caller) => caller.jobs.enqueue(failing));
    runUntilIdle(org.engine);
    expect(runs).toBe(6);
  });

  it('should_leave_the_job_completed_when_the_finalizer_fails', () => {
    const org = new FakeOrg();
    const id = org.run((caller) =>
      caller.jobs.enqueue(
        job(() => {
          current().jobs.attachFinalizer({
            execute: () => {
              throw new LimitError('Too many DML statements: 151');
            },
          });
        }),
      ),
    );
    runUntilIdle(org.engine);
    expect(org.row('AsyncApexJob', id)).toMatchObject({ Status: 'Completed' });
  });
});
