import { LimitError } from '../values/errors';
import { SObjectValue } from '../values/sobject';
import type { ObjectSchema } from '../schema';
import { runUntilIdle } from './advance';
import { current } from './current';
import { runTestMethod } from './run-test';
import { FakeOrg, messageOf, schemaWith } from './testing';
import type { TriggerPort, TriggerRun } from './services';
import type { ApexTransaction } from './transaction';
import { MAXIMUM_TRIGGER_DEPTH } from './triggers';

const objectNamed = (name: string): ObjectSchema => schemaWith({}).object(name)!;

function record(name: string, fields: Record<string, string> = {}): SObjectValue {
  const made = new SObjectValue(objectNamed(name));
  for (const [field, value] of Object.entries(fields)) made.store(field, value);
  return made;
}

const insert = (transaction: ApexTransaction, ...records: SObjectValue[]) =>
  transaction.database.dml('insert', records, { allOrNone: true });

describe('transactions', () => {
  it('should_roll_back_everything_on_an_uncaught_error', () => {
    const org = new FakeOrg();
    const effects: string[] = [];
    expect(() =>
      org.run((transaction) => {
        insert(transaction, record('Account'));
        transaction.afterCommit(() => effects.push('done'));
        throw new LimitError('Too many SOQL queries: 101');
      }),
    ).toThrow(LimitError);
    expect(org.engine.rows.find('Account', {})).toEqual([]);
    expect(effects).toEqual([]);
  });

  it('should_have_statics_and_limits_of_its_own', () => {
    const org = new FakeOrg();
    const first = org.run((transaction) => {
      insert(transaction, record('Account'));
      return transaction;
    });
    org.run((transaction) => {
      expect(transaction.statics).not.toBe(first.statics);
      expect(transaction.limits.get('dmlStatements')).toBe(0);
      expect(transaction.requestId).not.toBe(first.requestId);
    });
  });

  it('should_be_killable_at_a_point_of_ones_choice', () => {
    const org = new FakeOrg();
    org.engine.killHook = (point, _used, { quiddity }) =>
      point === 'commit' && quiddity === 'ANONYMOUS' ? 'killed at commit' : null;
    expect(() => org.run((transaction) => insert(transaction, record('Account')))).toThrow('killed at commit');
    expect(org.engine.rows.find('Account', {})).toEqual([]);
  });

  it('should_count_no_statement_for_an_empty_list', () => {
    new FakeOrg().run((transaction) => {
      insert(transaction);
      expect(transaction.limits.get('dmlStatements')).toBe(0);
    });
  });

  it('should_refuse_dml_while_the_org_is_read_only', () => {
    const org = new FakeOrg();
    org.engine.isReadOnly = true;
    expect(messageOf(() => org.run((transaction) => insert(transaction, record('Account'))))).toMatch(/read-only/);
  });

  it('should_invalidate_savepoints_set_after_the_one_rolled_back_to', () => {
    new FakeOrg().run(({ database }) => {
      const first = database.setSavepoint();
      const second = database.setSavepoint();
      database.rollback(first);
      expect(messageOf(() => database.rollback(second))).toMatch(/Invalid savepoint/);
      expect(messageOf(() => database.rollback(first))).toBe('nothing was thrown');
    });
  });

  it('should_refuse_rows_somebody_else_has_locked', () => {
    const org = new FakeOrg();
    org.run((transaction) => {
      const account = record('Account');
      insert(transaction, account);
      org.engine.locks.take({}, [account.id ?? '']);
      const [result] = transaction.database.dml('update', [account], { allOrNone: false });
      expect(result?.errors[0]?.statusCode).toBe('UNABLE_TO_LOCK_ROW');
    });
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm
describe('mixed DML', () => {
  const user = record('User', { LastName: 'U', UserRoleId: '00E000000000001AAA' });

  it('should_let_a_user_without_a_role_mix_with_anything', () => {
    new FakeOrg().run((transaction) => {
      insert(transaction, record('Account'));
      insert(transaction, record('User', { LastName: 'U' }));
      insert(transaction, record('Account'));
    });
  });

  it('should_refuse_setup_after_other_objects', () => {
    expect(
      messageOf(() =>
        new FakeOrg().run((transaction) => {
          insert(transaction, record('Account'));
          insert(transaction, user);
        }),
      ),
    ).toBe(
      'System.DmlException: Insert failed. First exception on row 0; first error: MIXED_DML_OPERATION, DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): User, original object: Account: []',
    );
  });

  it('should_refuse_other_objects_after_setup', () => {
    expect(
      messageOf(() =>
        new FakeOrg().run((transaction) => {
          insert(transaction, record('PermissionSetAssignment'));
          insert(transaction, record('Account'));
        }),
      ),
    ).toMatch(/MIXED_DML_OPERATION.*: Account, original object: PermissionSetAssignment/);
  });

  it('should_let_groups_be_made_but_not_deleted_beside_other_objects', () => {
    expect(
      messageOf(() =>
        new FakeOrg().run((transaction) => {
          const group = record('Group', { Name: 'G' });
          insert(transaction, record('Account'));
          insert(transaction, group);
          insert(transaction, record('Account'));
          transaction.database.dml('delete', [group], { allOrNone: true });
        }),
      ),
    ).toMatch(/^System.DmlException: Delete failed.*MIXED_DML_OPERATION.*: Group, original object: Account/);
  });

  it('should_allow_it_within_run_as_in_a_test', () => {
    const org = new FakeOrg();
    runTestMethod(org.engine, org.engine.users.administrator, () => {
      const transaction = current() as ApexTransaction;
      insert(transaction, record('Account'));
      transaction.runAs(transaction.user.id, () => insert(transaction, user));
      insert(transaction, record('Contact'));
      expect(transaction.limits.get('dmlStatements')).toBe(4);
    });
  });
});

describe('triggers', () => {
  const trigger = (run: (run: TriggerRun) => void): TriggerPort => ({
    name: 'Loop',
    object: 'Account',
    cases: new Set(['afterInsert']),
    run,
  });
  const run: TriggerRun = { case: 'afterInsert', object: objectNamed('Account'), newRecords: [], oldRecords: null };

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
  it('should_run_sixteen_deep_and_no_deeper', () => {
    let deepest = 0;
    new FakeOrg().run(({ triggers }) => {
      const enter = (): void =>
        triggers.enter(trigger(enter), run, () => {
          deepest = triggers.depth;
          enter();
        });
      expect(messageOf(enter)).toMatch(/Loop: maximum trigger depth exceeded\nAccount trigger event AfterInsert/);
    });
    expect(deepest).toBe(MAXIMUM_TRIGGER_DEPTH);
  });

  it('should_not_call_out', () => {
    new FakeOrg().run(({ triggers, callouts }) => {
      const call = {
        method: 'GET',
        endpoint: 'http://x',
        headers: new Map(),
        body: null,
        timeout: 1,
        compressed: false,
      };
      const send = (): void => void callouts.send(call, Object, Object);
      expect(messageOf(() => triggers.enter(trigger(send), run, send))).toBe(
        'System.CalloutException: Callout from triggers are currently not supported.',
      );
    });
  });
});

describe('locks', () => {
  it('should_be_released_when_the_transaction_ends', () => {
    const org = new FakeOrg();
    org.run((transaction) => org.engine.locks.take(transaction, ['001']));
    expect(org.engine.locks.isHeldByOther({}, '001')).toBe(false);
    expect(runUntilIdle(org.engine)).toBe(0);
  });
});
