/**
 * What the `Test` class does to a running Apex test: limits of its own between start and stop, and asynchronous work that
 * runs when the test says so.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_start_stop_test.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_test_deliver.htm
 */
import { ApexDatetime } from '../values/datetime';
import { apexException, FinalException } from '../values/errors';
import type { Engine } from './engine';
import { runCallback, type PublishCallback } from './events/callbacks';
import { deliver } from './events/deliver';
import type { Subscription } from './events/event-log';
import type { LimitMeter } from './limits';
import type { TestContext } from './services';
import type { ApexTransaction } from './transaction';
import type { WorkItem } from './work-queue';

export class TestRun implements TestContext {
  /** Shared by the test and by all asynchronous code it starts. */
  readonly statics: unknown[];
  fixedSearchResults: readonly string[] | null = null;
  eventsPublished = 0;
  private phase: 'before' | 'started' | 'stopped' = 'before';
  private readonly mocks = new Map<string, object>();
  private readonly callbacks: PublishCallback[] = [];
  /** Work from before `startTest`: it is not the test's subject and runs when the test is over. */
  private readonly earlier: WorkItem[] = [];
  private meterBefore: LimitMeter | null = null;
  private failure: Error | null = null;
  private transaction: ApexTransaction | null = null;

  constructor(
    private readonly engine: Engine,
    readonly seesAllData = false,
  ) {
    this.statics = engine.program.newStatics();
  }

  /** Tells which transaction the test method itself runs in. */
  begin(transaction: ApexTransaction): void {
    this.transaction = transaction;
  }

  get isStarted(): boolean {
    return this.phase === 'started';
  }

  startTest(): void {
    if (this.phase !== 'before') throw new FinalException('Testing already started');
    const transaction = this.own();
    this.phase = 'started';
    transaction.runEffects();
    this.earlier.push(...this.engine.work.queue.takeAll());
    this.meterBefore = transaction.replaceLimits(this.engine.meter('sync', () => transaction));
    // "If you perform DML before the callout, put the callout between startTest and stopTest."
    transaction.work.restore(0);
  }

  stopTest(): void {
    if (this.phase !== 'started') throw new FinalException('Testing has not started');
    const transaction = this.own();
    this.phase = 'stopped';
    try {
      transaction.runEffects();
      this.runQueued((failure) => {
        throw failure;
      });
      this.deliverEvents();
    } finally {
      this.engine.program.settle();
      if (this.meterBefore) transaction.replaceLimits(this.meterBefore);
    }
  }

  /**
   * The test method is over: what it never ran, runs now. The platform does so, too, after the test's result is settled,
   * so a failure here changes nothing.
   */
  end(): void {
    this.own().runEffects();
    for (const item of this.earlier.splice(0)) this.engine.work.queue.add(item);
    this.runQueued(() => undefined);
  }

  setMock(interfaceName: string, instance: object): void {
    this.mocks.set(interfaceName.toLowerCase(), instance);
  }

  mock(interfaceName: string): object | null {
    return this.mocks.get(interfaceName.toLowerCase()) ?? null;
  }

  deliverEvents(): void {
    this.own().runEffects();
    for (const subscription of this.engine.work.events.waiting) this.deliverTo(subscription);
    for (const callback of this.callbacks.splice(0)) runCallback(this.engine, 'success', callback);
  }

  failEvents(): void {
    this.own().runEffects();
    for (const subscription of this.engine.work.events.waiting) subscription.waiting = [];
    for (const callback of this.callbacks.splice(0)) runCallback(this.engine, 'failure', callback);
  }

  setCreatedDate(recordId: string, ms: number): void {
    const object = this.engine.schema.objectByKeyPrefix(recordId.slice(0, 3));
    if (!object) throw apexException('System.InvalidParameterValueException', `Invalid record id: ${recordId}`);
    this.engine.rows.update(object.name, recordId, { CreatedDate: new ApexDatetime(ms) });
  }

  setReadOnly(on: boolean): void {
    this.engine.isReadOnly = on;
  }

  /** A job of this test failed. */
  jobFailed(error: Error): void {
    this.failure ??= error;
  }

  /** Keeps a publish callback until the test has its events delivered or failed. */
  holdCallback(callback: PublishCallback): void {
    this.callbacks.push(callback);
  }

  /**
   * Runs the jobs that wait, whatever their delay, and what continues them: the next step of a batch, the next job of a
   * chain. Jobs that those jobs start are left to the end of the test: nothing documents that `stopTest` waits for them.
   *
   * @param onFailure what to do with the failure of a job
   */
  private runQueued(onFailure: (failure: Error) => void): void {
    const { queue } = this.engine.work;
    const ours = queue.takeAll();
    const keys = new Set(ours.map(({ key }) => key));
    for (let item = ours.shift(); item; item = ours.shift()) {
      item.run();
      for (const next of queue.takeAll()) {
        const continues = keys.has(next.key) || (next.continues !== undefined && keys.has(next.continues));
        if (!continues) {
          this.earlier.push(next);
          continue;
        }
        keys.add(next.key);
        ours.unshift(next);
      }
      if (!this.failure) continue;
      const { failure } = this;
      this.failure = null;
      onFailure(failure);
    }
  }

  /** Delivers what waits now; what a trigger publishes meanwhile waits for the next call. */
  private deliverTo(subscription: Subscription): void {
    const last = subscription.waiting.at(-1)?.replayId ?? 0;
    const retries = subscription.retries;
    while ((subscription.waiting[0]?.replayId ?? Infinity) <= last) {
      deliver(this.engine, subscription);
      if (subscription.retries > retries) return;
    }
  }

  private own(): ApexTransaction {
    if (!this.transaction) throw new Error('the test has not begun');
    return this.transaction;
  }
}
