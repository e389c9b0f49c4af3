/**
 * Delivery of events to a trigger: a batch in replay order, in a transaction of its own.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex_refire.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex_checkpoint.htm
 */
import { apexException, ApexException } from '../../values/errors';
import { describeFailure, isApexFailure } from '../apex-failure';
import type { Engine } from '../engine';
import type { SubscriberOptions } from '../options';
import type { EventBatchContext, OrgUser, TriggerRun } from '../services';
import { MAXIMUM_BATCH, type Subscription } from './event-log';
import type { PublishedEvent } from './event-record';
import { noteSubscriber } from './subscriber-rows';

/** Retries after the first run; the one after puts the subscription into Error. */
const MAXIMUM_RETRIES = 9;
/** The platform says only that the delay grows: here it doubles from five seconds to ten minutes. */
const FIRST_DELAY = 5_000;
const LONGEST_DELAY = 600_000;

/** `EventBus.TriggerContext` of one batch. */
class BatchContext implements EventBatchContext {
  resumeCheckpoint: string | null = null;

  constructor(
    readonly retries: number,
    readonly lastError: string | null,
    private readonly batch: readonly PublishedEvent[],
  ) {}

  setResumeCheckpoint(replayId: string): void {
    if (!this.batch.some((event) => String(event.replayId) === replayId))
      throw apexException(
        'EventBus.InvalidReplayIdException',
        `The replay ID ${replayId} is not in the batch of events being processed`,
      );
    this.resumeCheckpoint = replayId;
  }
}

/** Delivers the next batch of a subscription and says when the one after is due. */
export function deliver(engine: Engine, subscription: Subscription): void {
  const size = Math.min(configuration(engine, subscription).batchSize ?? MAXIMUM_BATCH, MAXIMUM_BATCH);
  const batch = subscription.waiting.slice(0, size);
  if (batch.length === 0) return;
  const context = new BatchContext(subscription.retries, subscription.lastError, batch);
  const error = runTrigger(engine, subscription, batch, context);
  const delay = error && isRetryable(error) ? retry(subscription, error) : advance(subscription, batch, context, error);
  engine.observers.notify({
    kind: 'eventsDelivered',
    at: engine.clock.now(),
    object: subscription.trigger.object,
    trigger: subscription.trigger.name,
    count: batch.length,
    error,
  });
  noteSubscriber(engine, subscription);
  engine.work.events.schedule(engine, subscription, delay);
}

function runTrigger(
  engine: Engine,
  subscription: Subscription,
  batch: readonly PublishedEvent[],
  context: EventBatchContext,
): Error | null {
  const { trigger } = subscription;
  const [first] = batch as readonly [PublishedEvent];
  const run: TriggerRun = {
    case: 'afterInsert',
    object: first.record.object,
    // A retried batch sees the events as they were published, not as the run before left them.
    newRecords: batch.map(({ record }) => readOnly(record.clone({ preserveReadonlyTimestamps: true }))),
    oldRecords: null,
  };
  try {
    engine.run(
      {
        quiddity: 'UNDEFINED',
        column: 'eventTrigger',
        user: subscriberUser(engine, subscription),
        test: engine.currentTest,
        eventBatch: context,
        roots: [run.newRecords],
        keepsOnError: (error) => isApexFailure(error) && !isRetryable(error),
      },
      (transaction) => transaction.triggers.enter(trigger, run, () => trigger.run(run)),
    );
    return null;
  } catch (error) {
    if (!isApexFailure(error)) throw error;
    return error;
  }
}

function readOnly<T extends { isReadOnly: boolean }>(record: T): T {
  record.isReadOnly = true;
  return record;
}

function isRetryable(error: unknown): boolean {
  return error instanceof ApexException && error.typeName === 'EventBus.RetryableException';
}

/** The batch stays where it is, and what comes meanwhile joins it. @returns the delay until it is tried again */
function retry(subscription: Subscription, error: Error): number {
  subscription.lastError = (error as ApexException).apexMessage;
  subscription.retries += 1;
  if (subscription.retries > MAXIMUM_RETRIES) {
    subscription.state = 'Error';
    subscription.waiting = [];
  }
  return Math.min(FIRST_DELAY * 2 ** (subscription.retries - 1), LONGEST_DELAY);
}

/**
 * Goes on after the batch, or after the checkpoint the trigger set. Without one, an uncaught exception loses the rest of
 * the batch.
 */
function advance(
  subscription: Subscription,
  batch: readonly PublishedEvent[],
  context: EventBatchContext,
  error: Error | null,
): number {
  const { resumeCheckpoint } = context;
  const done =
    resumeCheckpoint === null
      ? batch.length
      : batch.findIndex((event) => String(event.replayId) === resumeCheckpoint) + 1;
  subscription.waiting = subscription.waiting.slice(done);
  subscription.position = batch[done - 1]?.replayId ?? subscription.position;
  subscription.retries = 0;
  subscription.lastError = error && isApexFailure(error) ? describeFailure(error) : null;
  return 0;
}

/** Who the trigger runs as: the configured user, else the Automated Process user. */
function subscriberUser(engine: Engine, subscription: Subscription): OrgUser {
  const { user } = configuration(engine, subscription);
  if (user === undefined) return engine.users.automatedProcess;
  const found = engine.users.byUsername(user);
  if (!found) throw new Error(`subscriber of ${subscription.trigger.name}: there is no user ${user}`);
  return found;
}

/** The org's option for the trigger, else what the project's `PlatformEventSubscriberConfig` says. */
function configuration(engine: Engine, { trigger }: Subscription): SubscriberOptions {
  const option = engine.options.subscribers[trigger.name];
  if (option) return option;
  const name = trigger.name.toLowerCase();
  const declared = engine.schema.eventSubscribers?.find((each) => each.trigger.toLowerCase() === name);
  return declared ? { user: declared.user ?? undefined, batchSize: declared.batchSize ?? undefined } : {};
}
