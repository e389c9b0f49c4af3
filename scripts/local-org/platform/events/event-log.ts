/** The event bus's memory: what was published and how far each subscriber has come. */
import type { Engine } from '../engine';
import type { TriggerPort } from '../services';
import { deliver } from './deliver';
import type { PublishedEvent } from './event-record';

/** Delivered at most in one batch. */
export const MAXIMUM_BATCH = 2_000;

const HOUR = 3_600_000;

/** A trigger on an event object, and where it stands. */
export class Subscription {
  /** Published and not yet processed by this trigger, in replay order. */
  waiting: PublishedEvent[] = [];
  retries = 0;
  lastError: string | null = null;
  /** Replay id of the last event it processed. */
  position: number | null = null;
  /** In Error nothing is delivered, and what is published meanwhile is lost to this subscriber. */
  state: 'Running' | 'Error' = 'Running';
  /** Whether its next batch is in the queue. */
  isScheduled = false;

  constructor(readonly trigger: TriggerPort) {}

  get key(): string {
    return `subscription ${this.trigger.name}`;
  }
}

export class EventLog {
  private lastReplayId = 0;
  /** Per event object, lower case. */
  private readonly subscriptions = new Map<string, readonly Subscription[]>();
  private publishTimes: number[] = [];
  /** Set in tests: events wait until the test has them delivered. */
  isHeld = false;

  /** Takes events in and has them delivered to the triggers of their objects. */
  append(engine: Engine, events: readonly PublishedEvent[]): void {
    const delay = engine.faults.eventDelay?.(events[0]?.record.object.name ?? '') ?? 0;
    if (delay === Infinity) return;
    for (const event of events) {
      this.lastReplayId += 1;
      event.replayId = this.lastReplayId;
      event.record.store('ReplayId', String(event.replayId));
      this.publishTimes.push(event.publishedAt);
      for (const subscription of this.subscribers(engine, event.record.object.name)) {
        if (subscription.state === 'Error') continue;
        subscription.waiting.push(event);
        this.schedule(engine, subscription, delay);
      }
    }
  }

  /** Puts a subscription's next batch into the queue. */
  schedule(engine: Engine, subscription: Subscription, delay: number): void {
    if (this.isHeld || subscription.isScheduled || subscription.waiting.length === 0) return;
    subscription.isScheduled = true;
    engine.work.queue.add({
      key: subscription.key,
      dueAt: engine.clock.now() + delay,
      run: () => {
        subscription.isScheduled = false;
        deliver(engine, subscription);
      },
    });
  }

  subscribers(engine: Engine, objectName: string): readonly Subscription[] {
    const key = objectName.toLowerCase();
    let found = this.subscriptions.get(key);
    if (!found) {
      found = engine.program
        .triggersOn(objectName)
        .filter((trigger) => trigger.cases.has('afterInsert'))
        .map((trigger) => new Subscription(trigger));
      this.subscriptions.set(key, found);
    }
    return found;
  }

  /** Subscriptions with something to deliver. */
  get waiting(): Subscription[] {
    return [...this.subscriptions.values()].flat().filter(({ waiting }) => waiting.length > 0);
  }

  /** Events published in the hour before `now`. */
  publishedWithin(now: number): number {
    this.publishTimes = this.publishTimes.filter((time) => time > now - HOUR);
    return this.publishTimes.length;
  }
}
