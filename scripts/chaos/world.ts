/** The org that runs are made in: deployed once, brought back to its beginning for each run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg, type LocalOrg } from '../local-org/org';
import { isApexFailure } from '../local-org/platform/apex-failure';
import type { WireOutcome } from '../local-org/platform/callouts/transport';
import type { Value } from '../local-org/values/value';
import { Breaking } from './breaking';
import { writeEndpoints } from './endpoints';
import { Receiver, type SentOrder } from './receiver';
import { ENDPOINTS, type Action, type Order, type Schedule } from './schedule';

const PROJECT = join(__dirname, '..', '..');
/** How long things may still go wrong after the last step, in milliseconds. */
const SETTLING = 10 * 60_000;
/** After the last step everything must come to its end within this many hours of the org's time, with nothing in the way. */
const HEALING_HOURS = 8;

/** A message whose storing was committed, as far as the caller was told. */
export interface Accepted {
  readonly reference: string;
  readonly id: string;
  readonly endpoint: string;
  readonly order: Order;
}

/** What one run left: everything the invariants are about. */
export interface Aftermath {
  readonly accepted: readonly Accepted[];
  /** By reference: how many requests had arrived when its message was cancelled. */
  readonly cancelled: ReadonlyMap<string, number>;
  readonly receiver: Receiver;
  /** What was wrong while it went on. */
  readonly complaints: readonly string[];
  /** What went wrong in the org on purpose, in numbers. */
  readonly faults: number;
}

export class World {
  readonly org: LocalOrg;
  private readonly folder: string;
  private readonly restore: (seed: number) => void;
  private readonly receiver: Receiver;
  private breaking: Breaking | null = null;

  private accepted: Accepted[] = [];
  private cancelled = new Map<string, number>();
  private complaints = new Set<string>();
  /** Ordering keys, and messages without one, that are under way now. */
  private readonly underWay = new Set<string>();
  private references = 0;

  /** @param packageFolder the package's source: this project's, unless somebody wants to see another one fail */
  constructor(packageFolder = join(PROJECT, 'force-app', 'main')) {
    this.folder = mkdtempSync(join(tmpdir(), 'courier-chaos-'));
    writeEndpoints(this.folder, ENDPOINTS);
    this.receiver = new Receiver(
      () => this.org.now(),
      (order, arrive) => this.onTheWay(order, arrive),
    );
    this.org = createOrg({
      projectFolders: [packageFolder, join(PROJECT, 'config', 'chaos'), this.folder],
      transport: this.receiver,
    });
    // The first use of a thing costs more, and tables are best made before the checkpoint.
    this.act({ kind: 'accept', orders: ENDPOINTS.map((_, endpoint) => plainOrder(endpoint)), fails: false });
    this.org.runUntilIdle();
    this.org.executeAnonymous('delete [SELECT Id FROM CourierMessage__c]; delete [SELECT Id FROM CourierLane__c];');
    this.restore = this.org.checkpoint();
  }

  dispose(): void {
    this.org.dispose();
    rmSync(this.folder, { recursive: true });
  }

  /** Runs a schedule from a fresh org to the end of all healing. */
  run(schedule: Schedule): Aftermath {
    const { org } = this;
    this.restore(schedule.seed);
    this.receiver.begin(schedule.moods);
    this.accepted = [];
    this.cancelled = new Map();
    this.complaints = new Set();
    this.underWay.clear();
    this.references = 0;
    org.callStatic('CourierSetup', 'start');
    const breaking = new Breaking(org, schedule.faults, (action) => this.act(action));
    this.breaking = breaking;
    const stop = breaking.listen();
    try {
      for (const { after, action } of schedule.steps) {
        org.advanceTo(org.now() + after * 1000);
        this.act(action);
      }
      org.advanceTo(org.now() + SETTLING);
    } finally {
      stop();
      breaking.stop();
      this.breaking = null;
    }
    this.heal();
    return {
      accepted: this.accepted,
      cancelled: this.cancelled,
      receiver: this.receiver,
      complaints: [...this.complaints],
      faults: breaking.fired,
    };
  }

  /** Nothing is in the way any more: all that waits must come to its end. */
  private heal(): void {
    const { org } = this;
    this.receiver.calmDown();
    for (const { name } of ENDPOINTS) org.callStatic('ChaosActions', 'resume', [name]);
    const deadline = org.now() + HEALING_HOURS * 3600_000;
    // At least one round of the watchdog: what the last fault left without a turn shows in no index of what moves.
    do org.advanceTo(org.now() + 5 * 60_000);
    while (this.isAnythingMoving() && org.now() < deadline);
  }

  private isAnythingMoving(): boolean {
    return this.org.query(MOVING).length > 0 || this.org.query(HELD_LANES).length > 0;
  }

  // -------------------------------------------------------------- what people do

  private act(action: Action): void {
    switch (action.kind) {
      case 'accept':
        return this.accept(action.orders, action.fails);
      case 'cancel':
        return this.cancel(action.message, action.count);
      case 'repeat':
        return this.repeat(action.message);
      case 'pause':
      case 'resume':
      case 'wake':
        this.call(action.kind, [ENDPOINTS[action.endpoint]!.name]);
        return;
      case 'heal':
        this.call('heal', []);
        return;
      case 'readOnly':
        if (this.breaking) this.org.engine.isReadOnly = action.on;
        return;
      case 'work':
        for (let done = 0; done < action.count && this.isSomethingDue(); done++) this.org.step();
    }
  }

  private accept(orders: readonly Order[], fails: boolean): void {
    const sent = orders.map((order) => ({ order, reference: `order-${++this.references}` }));
    const before = this.breaking?.fired ?? 0;
    const answer = this.call('accept', [JSON.stringify(sent.map(requestOf)), fails]);
    if (typeof answer === 'string') {
      if (fails) this.complain('a transaction that threw was committed');
      answer.split(',').forEach((id, index) => {
        const { order, reference } = sent[index]!;
        this.accepted.push({ reference, id, endpoint: ENDPOINTS[order.endpoint]!.name, order });
      });
    } else if (!fails && (this.breaking?.fired ?? 0) === before && !this.org.engine.isReadOnly) {
      this.complain(`orders were refused without a reason: ${this.lastError}`);
    }
  }

  /** The same order once more: it must be answered with the message there is. */
  private repeat(index: number): void {
    const known = this.known(index);
    if (!known) return;
    const answer = this.call('accept', [JSON.stringify([requestOf(known)]), false]);
    if (typeof answer === 'string' && answer !== known.id)
      this.complain(`${known.reference} was stored twice, as ${known.id} and ${answer}`);
  }

  private cancel(first: number, count: number): void {
    const chosen = Array.from({ length: count }, (_, index) => this.known(first + index)).flatMap((each) => each ?? []);
    if (chosen.length === 0) return;
    const answer = this.call('cancel', [chosen.map(({ id }) => id).join(',')]);
    if (typeof answer !== 'string') return;
    for (const { id, reference } of chosen)
      if (answer.includes(id)) this.cancelled.set(reference, this.receiver.arrivals.length);
  }

  private known(index: number): Accepted | undefined {
    return this.accepted[index % Math.max(1, this.accepted.length)];
  }

  private lastError = '';

  /** @returns what the method answers; null when its transaction failed */
  private call(method: string, args: readonly Value[]): Value {
    try {
      return this.org.callStatic('ChaosActions', method, args);
    } catch (error) {
      if (!isApexFailure(error)) throw error;
      this.lastError = error.message;
      return null;
    }
  }

  private isSomethingDue(): boolean {
    const next = this.org.nextDueAt();
    return next !== null && next <= this.org.now();
  }

  // -------------------------------------------------------------- what must hold at every moment

  /** A request is between the org and its receiver. */
  private onTheWay(order: SentOrder, arrive: () => WireOutcome): WireOutcome {
    const lane = order.key === null ? `${order.endpoint} ${order.reference}` : `${order.endpoint} key ${order.key}`;
    if (this.underWay.has(lane)) this.complain(`${order.reference}: something else of ${lane} was under way`);
    if (this.cancelled.has(order.reference)) this.complain(`${order.reference} was sent although it was cancelled`);
    this.checkAvailability(order);
    this.underWay.add(lane);
    try {
      this.breaking?.meanwhile();
      return arrive();
    } finally {
      this.underWay.delete(lane);
    }
  }

  private checkAvailability({ endpoint, reference }: SentOrder): void {
    const [state] = this.org.query(
      `SELECT IsPaused__c, PausedAt__c, ThrottledUntil__c, BreakerOpenUntil__c FROM CourierEndpointState__c WHERE Endpoint__c = '${endpoint}'`,
    );
    if (!state) return;
    const time = (field: string): number => (state.getField(field) as { ms: number } | null)?.ms ?? 0;
    if (state.getField('IsPaused__c') === true) {
      const [message] = this.org.query(
        `SELECT LastModifiedDate FROM CourierMessage__c WHERE IdempotencyKey__c = '${reference}'`,
      );
      const claimedAt = (message?.getField('LastModifiedDate') as { ms: number } | null)?.ms ?? 0;
      if (claimedAt > time('PausedAt__c')) this.complain(`${reference} was claimed while ${endpoint} was paused`);
    }
    // With several lanes, another one may be in the middle of its batch.
    if (ENDPOINTS.find(({ name }) => name === endpoint)?.policy.Lanes__c !== 1) return;
    if (time('ThrottledUntil__c') > this.org.now())
      this.complain(`${reference} was sent while ${endpoint} was throttled`);
    if (time('BreakerOpenUntil__c') > this.org.now())
      this.complain(`${reference} was sent while the breaker of ${endpoint} was open`);
  }

  private complain(text: string): void {
    this.complaints.add(text);
  }
}

/** What is not at its end and does not wait for others. */
const MOVING = `SELECT Id FROM CourierMessage__c WHERE ReadyLane__c != null OR SendingLane__c != null LIMIT 1`;
const HELD_LANES = 'SELECT Id FROM CourierLane__c WHERE WorkerJobId__c != null LIMIT 1';

function requestOf({ order, reference }: { readonly order: Order; readonly reference: string }): object {
  return {
    endpoint: ENDPOINTS[order.endpoint]!.name,
    reference,
    key: order.key === null ? null : `key-${order.key}`,
    isRejected: order.isRejected,
    delayMinutes: order.delayMinutes,
  };
}

function plainOrder(endpoint: number): Order {
  return { endpoint, key: null, isRejected: false, delayMinutes: 0 };
}
