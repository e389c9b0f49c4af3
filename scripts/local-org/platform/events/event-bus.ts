/**
 * `EventBus.publish`: after commit or at once, as the event's definition says.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_apex.htm
 */
import { apexException } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import type { DmlRowError, EventBus, PublishRequest, PublishResult } from '../services';
import type { ApexTransaction } from '../transaction';
import { deliverable, type PublishedEvent } from './event-record';
import { runCallback } from './callbacks';
import { refusal } from './validate';

/**
 * Events one test method may publish.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_test_events.htm
 */
const EVENTS_IN_TEST = 500;
const TOO_MANY_IN_TEST: DmlRowError = {
  statusCode: 'LIMIT_EXCEEDED',
  message: `The number of event messages published in a test exceeds ${EVENTS_IN_TEST}`,
  fields: [],
};

export class ApexEventBus implements EventBus {
  constructor(private readonly transaction: ApexTransaction) {}

  publish(events: readonly SObjectValue[], request: PublishRequest = {}): readonly PublishResult[] {
    if (events.length === 0) return [];
    const stranger = events.find(({ object }) => object.kind !== 'platformEvent');
    if (stranger)
      throw apexException(
        'System.IllegalArgumentException',
        `Only platform events can be published, not ${stranger.object.name}`,
      );
    this.count(events);
    const { transaction } = this;
    const { test } = transaction;
    const access = request.access ?? transaction.caller.access;
    const user = access === 'user' ? transaction.user : null;
    const accepted: PublishedEvent[] = [];
    const results = events.map((event): PublishResult => {
      const error = refusal(event, user);
      if (error) return refused(error);
      if (test && ++test.eventsPublished > EVENTS_IN_TEST) return refused(TOO_MANY_IN_TEST);
      const published = deliverable(transaction.engine, event, transaction.user.id);
      accepted.push(published);
      return queued(published, transaction.engine.ids.next('e00'));
    });
    this.send(accepted, request.callback ?? null);
    return results;
  }

  newEventUuid(): string {
    return this.transaction.engine.random.uuid();
  }

  /** One DML statement for events that wait for the commit, one of their own meter for those that do not. */
  private count(events: readonly SObjectValue[]): void {
    const { limits, work } = this.transaction;
    if (events.some(({ object }) => object.publishBehavior === 'immediately')) limits.use('publishImmediateDml');
    if (events.some(({ object }) => object.publishBehavior !== 'immediately')) {
      limits.use('dmlStatements');
      limits.use('dmlRows', events.length);
      work.add();
    }
  }

  private send(events: readonly PublishedEvent[], callback: object | null): void {
    const now = events.filter(({ record }) => record.object.publishBehavior === 'immediately');
    const later = events.filter(({ record }) => record.object.publishBehavior !== 'immediately');
    const kept = callback && this.transaction.engine.program.serialise(callback);
    if (now.length) this.append(now, kept);
    if (later.length) this.transaction.afterCommit(() => this.append(later, kept));
  }

  private append(events: readonly PublishedEvent[], callback: object | null): void {
    const { engine, test } = this.transaction;
    const object = events[0]!.record.object.name;
    engine.observers.notify({ kind: 'eventPublished', at: engine.clock.now(), object, count: events.length });
    engine.work.events.append(engine, events);
    if (!callback) return;
    const waiting = { instance: callback, eventUuids: events.map(({ uuid }) => uuid), test };
    if (test) {
      test.holdCallback(waiting);
      return;
    }
    const dueAt = engine.clock.now();
    engine.work.queue.add({ key: `callback ${dueAt}`, dueAt, run: () => runCallback(engine, 'success', waiting) });
  }
}

function refused(error: DmlRowError): PublishResult {
  return { success: false, id: null, errors: [error], operationId: null };
}

/**
 * Success says no more than that the event is queued: its one "error" says so, and its message is the operation's id.
 */
function queued(event: PublishedEvent, id: string): PublishResult {
  return {
    success: true,
    id,
    errors: [{ statusCode: 'OPERATION_ENQUEUED', message: event.uuid, fields: [] }],
    operationId: event.uuid,
  };
}
