import { apexException, LimitError } from '../../values/errors';
import { SObjectValue } from '../../values/sobject';
import { makeField, makeObject } from '../../schema';
import { runUntilIdle, step } from '../advance';
import { current } from '../current';
import { FakeOrg, messageOf, schemaWith, type FakeOrgInput } from '../testing';
import type { PublishRequest, TriggerRun } from '../services';

const event = (name: string, publishBehavior: 'afterCommit' | 'immediately') =>
  makeObject(name, {
    kind: 'platformEvent',
    publishBehavior,
    fields: new Map(
      [
        makeField('ReplayId', 'string', {}),
        makeField('EventUuid', 'string', {}),
        makeField('Lane__c', 'string', { isCustom: true, isRequired: true, length: 10 }),
        makeField('Note__c', 'string', { isCustom: true, length: 255 }),
      ].map((field) => [field.name.toLowerCase(), field]),
    ),
  });

const wake = event('Wake__e', 'afterCommit');
const now = event('Now__e', 'immediately');
const standard = schemaWith({});
const schema = schemaWith({
  object: (name) => [wake, now].find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? standard.object(name),
});

const newOrg = (options: FakeOrgInput['options'] = {}): FakeOrg => new FakeOrg({ schema, options });

function published(object: typeof wake, lane = 'a', more: Record<string, string> = {}): SObjectValue {
  const record = new SObjectValue(object);
  record.store('Lane__c', lane);
  for (const [name, value] of Object.entries(more)) record.store(name, value);
  return record;
}

const publish = (records: readonly SObjectValue[], request: PublishRequest = { access: 'system' }) =>
  current().events.publish(records, request);

const lanes = (run: TriggerRun | undefined): unknown[] =>
  (run?.newRecords ?? []).map((each) => each.rawField('Lane__c'));

// https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_apex.htm
describe('publishing', () => {
  it('should_deliver_after_commit_what_waits_for_the_commit', () => {
    const org = newOrg();
    const runs = org.onEvent('Wake__e');
    org.run((transaction) => {
      publish([published(wake, 'a'), published(wake, 'b')]);
      expect(transaction.limits.get('dmlStatements')).toBe(1);
      expect(transaction.limits.get('publishImmediateDml')).toBe(0);
    });
    runUntilIdle(org.engine);
    expect(runs.map(lanes)).toEqual([['a', 'b']]);
  });

  it('should_forget_it_on_rollback_also_to_a_savepoint', () => {
    const org = newOrg();
    const runs = org.onEvent('Wake__e');
    org.run((transaction) => {
      const savepoint = transaction.database.setSavepoint();
      publish([published(wake)]);
      transaction.database.rollback(savepoint);
    });
    messageOf(() =>
      org.run(() => {
        publish([published(wake)]);
        throw apexException('System.TypeException', 'no');
      }),
    );
    runUntilIdle(org.engine);
    expect(runs).toEqual([]);
  });

  it('should_send_at_once_what_is_published_immediately_whatever_becomes_of_the_transaction', () => {
    const org = newOrg();
    const runs = org.onEvent('Now__e');
    messageOf(() =>
      org.run((transaction) => {
        publish([published(now)]);
        expect(transaction.limits.get('publishImmediateDml')).toBe(1);
        expect(transaction.limits.get('dmlStatements')).toBe(0);
        expect(() => transaction.work.mustBeNone()).not.toThrow();
        throw apexException('System.TypeException', 'no');
      }),
    );
    runUntilIdle(org.engine);
    expect(runs).toHaveLength(1);
  });

  it('should_answer_refusals_as_results_and_success_as_queued', () => {
    const results = newOrg().run(() =>
      publish([published(wake), new SObjectValue(wake), published(wake, 'longer than ten')]),
    );
    expect(results.map(({ success }) => success)).toEqual([true, false, false]);
    expect(results[0]?.errors[0]?.statusCode).toBe('OPERATION_ENQUEUED');
    expect(results[0]?.operationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(results[1]?.errors[0]).toEqual({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [Lane__c]',
      fields: ['Lane__c'],
    });
    expect(results[2]?.errors[0]?.statusCode).toBe('STRING_TOO_LONG');
  });

  it('should_want_create_access_in_user_mode', () => {
    const org = newOrg();
    const user = org.engine.users.byId(
      org.engine.users.create({ username: 'u@x.example', lastName: 'U', profileName: 'Standard User' }),
    );
    const [result] = org.engine.run({ quiddity: 'ANONYMOUS', column: 'sync', user }, () =>
      publish([published(wake)], { access: 'user' }),
    );
    expect(result?.errors[0]?.message).toBe("Access to entity 'Wake__e' denied");
  });

  it('should_throw_for_what_is_no_event', () => {
    const account = new SObjectValue(standard.object('Account') ?? wake);
    expect(messageOf(() => newOrg().run(() => publish([account])))).toMatch(/^System.IllegalArgumentException/);
  });

  it('should_tell_callbacks_of_their_events', () => {
    const org = newOrg();
    const told: unknown[] = [];
    org.run(() =>
      publish([published(wake, 'a', { EventUuid: 'u-1' })], {
        access: 'system',
        callback: {
          interfaces: ['EventBus.EventPublishSuccessCallback'],
          onSuccess: (result: unknown) => void told.push(result, current().quiddity, current().user.alias),
        },
      }),
    );
    runUntilIdle(org.engine);
    expect(told).toEqual([{ kind: 'success', eventUuids: ['u-1'] }, 'PLATFORM_EVENT_PUBLISH_CALLBACK', 'autoproc']);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm
describe('delivery', () => {
  it('should_run_the_trigger_as_automated_process_with_synchronous_limits', () => {
    const org = newOrg();
    const seen: unknown[] = [];
    org.onEvent('Wake__e', ({ newRecords }) =>
      seen.push(current().user.alias, current().limits.limit('queueableJobs'), newRecords?.[0]?.rawField('Note__c')),
    );
    org.run(() => publish([published(wake, 'a', { Note__c: '' })]));
    runUntilIdle(org.engine);
    // A text that is empty arrives as null.
    expect(seen).toEqual(['autoproc', 50, null]);
  });

  it('should_run_as_the_configured_user_in_batches_of_the_configured_size', () => {
    const org = newOrg({ subscribers: { Wake__eTrigger0: { user: 'admin@local-org.example', batchSize: 2 } } });
    const users: string[] = [];
    const runs = org.onEvent('Wake__e', () => users.push(current().user.alias));
    org.run(() => publish(['a', 'b', 'c'].map((lane) => published(wake, lane))));
    runUntilIdle(org.engine);
    expect(runs.map(lanes)).toEqual([['a', 'b'], ['c']]);
    expect(users).toEqual(['UUser', 'UUser']);
  });

  it('should_deliver_at_most_2000_at_a_time_in_replay_order', () => {
    const org = newOrg();
    const runs = org.onEvent('Wake__e');
    org.run(() => publish(Array.from({ length: 2_500 }, () => published(wake))));
    runUntilIdle(org.engine);
    expect(runs.map((run) => run.newRecords?.length)).toEqual([2_000, 500]);
    const replayIds = runs.flatMap((run) => (run.newRecords ?? []).map((each) => Number(each.rawField('ReplayId'))));
    expect(replayIds).toEqual([...replayIds].sort((a, b) => a - b));
  });

  it.each([apexException('System.TypeException', 'oops'), new LimitError('Too many SOQL queries: 101')])(
    'should_keep_what_was_done_before_an_uncaught_exception_and_skip_the_rest',
    (error) => {
      const org = newOrg();
      const runs = org.onEvent('Wake__e', () => {
        if (runs.length > 1) return;
        current().org.users.create({ username: 'kept@x.example', lastName: 'Kept', profileName: 'Standard User' });
        throw error;
      });
      org.run(() => publish([published(wake, 'a'), published(wake, 'b')]));
      runUntilIdle(org.engine);
      expect(org.engine.users.byUsername('kept@x.example')).not.toBeNull();
      org.run(() => publish([published(wake, 'c')]));
      runUntilIdle(org.engine);
      expect(runs.map(lanes)).toEqual([['a', 'b'], ['c']]);
    },
  );

  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex_checkpoint.htm
  it('should_resume_after_the_checkpoint', () => {
    const org = newOrg();
    const messages: string[] = [];
    const runs = org.onEvent('Wake__e', ({ newRecords }) => {
      if (runs.length > 1) return;
      messages.push(messageOf(() => current().eventBatch?.setResumeCheckpoint('99')));
      current().eventBatch?.setResumeCheckpoint(newRecords?.[0]?.rawField('ReplayId') as string);
      throw new LimitError('Too many SOQL queries: 101');
    });
    org.run(() => publish(['a', 'b', 'c'].map((lane) => published(wake, lane))));
    runUntilIdle(org.engine);
    expect(runs.map(lanes)).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
    expect(messages).toEqual([expect.stringMatching(/^EventBus.InvalidReplayIdException/)]);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex_refire.htm
  it('should_retry_with_growing_delay_and_give_up_after_nine_retries', () => {
    const org = newOrg();
    const times: number[] = [];
    const retries: unknown[] = [];
    org.onEvent('Wake__e', () => {
      times.push(org.clock.now());
      retries.push(current().eventBatch?.retries, current().eventBatch?.lastError);
      current().org.users.create({
        username: `${times.length}@x.example`,
        lastName: 'X',
        profileName: 'Standard User',
      });
      throw apexException('EventBus.RetryableException', 'not yet');
    });
    org.run(() => publish([published(wake)]));
    while (step(org.engine)) continue;
    expect(times).toHaveLength(10);
    const delays = times.slice(1).map((time, index) => time - times[index]!);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(retries.slice(0, 4)).toEqual([0, null, 1, 'not yet']);
    // Rolled back each time, and from then on nothing arrives.
    expect(org.engine.users.byUsername('1@x.example')).toBeNull();
    org.run(() => publish([published(wake)]));
    expect(step(org.engine)).toBe(false);
    expect(org.engine.rows.find('EventBusSubscriber', {})).toEqual([
      expect.objectContaining({ Status: 'Error', Topic: 'Wake__e' }),
    ]);
  });

  it('should_let_events_published_meanwhile_join_a_retried_batch', () => {
    const org = newOrg();
    const runs = org.onEvent('Wake__e', () => {
      if (runs.length === 1) throw apexException('EventBus.RetryableException', 'not yet');
    });
    org.run(() => publish([published(wake, 'a')]));
    step(org.engine);
    org.run(() => publish([published(wake, 'b')]));
    while (step(org.engine)) continue;
    expect(runs.map(lanes)).toEqual([['a'], ['a', 'b']]);
  });
});
