/** What people and business code do to the org of a run, and what they are told. */
import { isApexFailure } from '../local-org/platform/apex-failure';
import type { LocalOrg } from '../local-org/org';
import type { SObjectValue } from '../local-org/values/sobject';
import type { Value } from '../local-org/values/value';
import type { Breaking } from './breaking';
import type { Receiver } from './receiver';
import { MESSAGE_FIELDS } from './message';
import { numberOf, textOf } from './rows';
import { ENDPOINTS, HANDLERS, type Action, type Order } from './schedule';

/** A message whose storing was committed, as far as the caller was told. */
export interface Accepted {
  readonly reference: string;
  readonly id: string;
  readonly endpoint: string;
  readonly order: Order;
}

/** A message was queued again on purpose. */
export interface Replay {
  /** How many requests had arrived until then. */
  readonly place: number;
  /** The org's time when it began and when it ended: others may take their time in the middle of it. */
  readonly since: number;
  readonly until: number;
  /** The end it had come to. */
  readonly from: string;
  /** What was on its way at that moment and cannot be called back: epochs of the messages being sent, by reference. */
  readonly beingSent: ReadonlyMap<string, number>;
}

/** A message that was deleted since it was old. */
export interface Purged {
  /** As it was just before. */
  readonly row: SObjectValue;
  /** The org's time just before. */
  readonly at: number;
}

/** What is added to the reference of an order whose delivery caused the next. */
const CAUSED = '+';

const DAY = 24 * 3600_000;
/** Of a day at UTC: just before what is old is deleted, and how long that takes at most. */
const BEFORE_THE_PURGE = 2 * 3600_000 + 45 * 60_000;
const PURGE = 15 * 60_000;

const REPLAYABLE: ReadonlySet<string> = new Set(['Dead', 'Parked', 'Expired']);

export class People {
  readonly accepted: Accepted[] = [];
  /** By reference: how many requests had arrived when its message was cancelled. */
  readonly cancelled = new Map<string, number>();
  /** By reference, the first first. */
  readonly replays = new Map<string, Replay[]>();
  /** References of orders that somebody sent at once, whether or not they were stored then. */
  readonly sent = new Set<string>();
  /** By id. */
  readonly purged = new Map<string, Purged>();
  /** When each endpoint was resumed last, in the org's time. */
  readonly resumedAt = new Map<string, number>();
  /** What was there before a night and may be deleted at any time since, by id. */
  private readonly old = new Map<string, SObjectValue>();
  private references = 0;
  private lastError = '';

  /**
   * @param breaking what goes wrong meanwhile; null when nothing does
   * @param complain told what they were told that cannot be
   */
  constructor(
    private readonly org: LocalOrg,
    private readonly receiver: Receiver,
    private readonly breaking: () => Breaking | null,
    private readonly complain: (text: string) => void,
  ) {}

  act(action: Action): void {
    this.noticeDeleted();
    switch (action.kind) {
      case 'accept':
        return this.accept(action.orders, action.fails);
      case 'cancel':
        return this.cancel(action.message, action.count);
      case 'repeat':
        return this.repeat(action.message);
      case 'replay':
        return this.replay(action);
      case 'send':
        return this.send(action);
      case 'rush':
        this.call('wakeAll', []);
        return this.work(action.count);
      case 'nights':
        return this.letNightsPass();
      case 'resume':
        this.resumedAt.set(ENDPOINTS[action.endpoint]!.name, this.org.now());
        this.call(action.kind, [ENDPOINTS[action.endpoint]!.name]);
        return;
      case 'pause':
      case 'wake':
        this.call(action.kind, [ENDPOINTS[action.endpoint]!.name]);
        return;
      case 'start':
      case 'heal':
        this.call(action.kind, []);
        return;
      case 'readOnly':
        if (this.breaking()) this.org.engine.isReadOnly = action.on;
        return;
      case 'work':
        return this.work(action.count);
    }
  }

  private work(count: number): void {
    for (let done = 0; done < count && this.isSomethingDue(); done++) this.org.step();
  }

  /** Adds the messages that were stored because others were delivered. */
  adoptCaused(): void {
    this.noticeDeleted();
    const orders = new Map(this.accepted.map(({ reference, order }) => [reference, order]));
    const deleted = [...this.purged.values()].map(({ row }) => row);
    const rows = [...deleted, ...this.messages()].filter((row) => textOf(row, 'CausedBy__c') !== '');
    rows.sort((a, b) => numberOf(a, 'Depth__c') - numberOf(b, 'Depth__c'));
    for (const row of rows) {
      const reference = textOf(row, 'IdempotencyKey__c');
      const cause = orders.get(reference.slice(0, -CAUSED.length));
      if (!cause) this.complain(`${reference} was stored, and nothing caused it`);
      if (!cause) continue;
      const order = { ...cause, isRejected: false, delayMinutes: 0 };
      const endpoint = ENDPOINTS[order.endpoint]!.name;
      orders.set(reference, order);
      this.accepted.push({ reference, id: textOf(row, 'Id'), endpoint, order });
    }
  }

  /** Nobody is there, not even the watchdog, until the hour of the night in which what is old is deleted. */
  private letNightsPass(): void {
    const { org } = this;
    this.call('stop', []);
    const night = org.now() - (org.now() % DAY) + 2 * DAY + BEFORE_THE_PURGE;
    // Where a fault kept the watchdog from being stopped, it deletes before then. Everything is kept for longer than one look lasts.
    while (org.now() < night) {
      for (const row of this.messages()) this.old.set(textOf(row, 'Id'), row);
      org.advanceTo(Math.min(org.now() + DAY / 4, night));
      this.noticeDeleted();
    }
    this.call('start', []);
    org.advanceTo(org.now() + PURGE);
    this.noticeDeleted();
  }

  /** Who was killed that night deletes what is old when he comes again. */
  private noticeDeleted(): void {
    if (this.old.size === 0) return;
    const left = new Map(this.messages().map((row) => [textOf(row, 'Id'), row]));
    for (const [id, before] of this.old) {
      const row = left.get(id);
      if (row) this.old.set(id, row);
      else if (this.old.delete(id)) this.purged.set(id, { row: before, at: this.org.now() });
    }
  }

  private send({ order: wanted, stores }: Extract<Action, { readonly kind: 'send' }>): void {
    // Sent at once, an order has no place behind others, and nothing to wait for.
    const order = { ...wanted, delayMinutes: 0, ...(stores ? {} : { key: null }) };
    const reference = `order-${++this.references}`;
    this.sent.add(reference);
    const before = this.faults();
    const answer = this.call('send', [JSON.stringify(requestOf({ order, reference })), stores]);
    if (typeof answer === 'string' && answer !== '')
      this.accepted.push({ reference, id: answer, endpoint: ENDPOINTS[order.endpoint]!.name, order });
    else if (answer === null && stores && this.faults() === before && !this.org.engine.isReadOnly)
      this.complain(`an order was neither sent nor stored: ${this.lastError}`);
  }

  private accept(orders: readonly Order[], fails: boolean): void {
    const sent = orders.map((order) => ({ order, reference: `order-${++this.references}` }));
    const before = this.faults();
    const answer = this.call('accept', [JSON.stringify(sent.map(requestOf)), fails]);
    if (typeof answer === 'string') {
      if (fails) this.complain('a transaction that threw was committed');
      answer.split(',').forEach((id, index) => {
        const { order, reference } = sent[index]!;
        this.accepted.push({ reference, id, endpoint: ENDPOINTS[order.endpoint]!.name, order });
      });
    } else if (!fails && this.faults() === before && !this.org.engine.isReadOnly) {
      this.complain(`orders were refused without a reason: ${this.lastError}`);
    }
  }

  /** The same order once more: it must be answered with the message there is. */
  private repeat(index: number): void {
    // Of a message that was deleted nobody knows the key any more.
    const known = nth(
      this.accepted.filter(({ id }) => !this.purged.has(id)),
      index,
    );
    if (!known) return;
    const answer = this.call('accept', [JSON.stringify([requestOf(known)]), false]);
    if (typeof answer === 'string' && answer !== known.id)
      this.complain(`${known.reference} was stored twice, as ${known.id} and ${answer}`);
  }

  private cancel(first: number, count: number): void {
    const chosen = choose(this.accepted, first, count);
    if (chosen.length === 0) return;
    const faultsBefore = this.faults();
    const answer = this.call('cancel', [chosen.map(({ id }) => id).join(',')]);
    if (typeof answer !== 'string') return this.complainUnlessExcused('a cancellation', faultsBefore);
    for (const { id, reference } of chosen)
      if (answer.includes(id)) this.cancelled.set(reference, this.receiver.arrivals.length);
  }

  private replay({ message, count, of }: Extract<Action, { readonly kind: 'replay' }>): void {
    const rows = new Map(this.messages().map((row) => [textOf(row, 'Id'), row]));
    const stateOf = ({ id }: Accepted): string => textOf(rows.get(id), 'State__c');
    const among = of === 'any' ? this.accepted : this.accepted.filter((each) => REPLAYABLE.has(stateOf(each)));
    const chosen = choose(among, message, count);
    if (chosen.length === 0) return;
    const faultsBefore = this.faults();
    const since = this.org.now();
    const answer = this.call('replay', [chosen.map(({ id }) => id).join(',')]);
    if (typeof answer !== 'string') return this.complainUnlessExcused('a replay', faultsBefore);
    const beingSent = new Map(
      [...rows.values()]
        .filter((row) => textOf(row, 'State__c') === 'Sending')
        .map((row) => [textOf(row, 'IdempotencyKey__c'), numberOf(row, 'Epoch__c')]),
    );
    for (const accepted of chosen) {
      const { id, reference } = accepted;
      const from = stateOf(accepted);
      if (answer.includes(id)) {
        if (!REPLAYABLE.has(from)) this.complain(`${reference} was replayed out of ${from}`);
        const replay = { place: this.receiver.arrivals.length, since, until: this.org.now(), from, beingSent };
        this.replays.set(reference, [...(this.replays.get(reference) ?? []), replay]);
      } else if (REPLAYABLE.has(from) && this.faults() === faultsBefore) {
        this.complain(`${reference} was not replayed out of ${from}`);
      }
    }
  }

  /** Somebody may hold the lanes, the org may be read-only, or something went wrong on purpose. */
  private complainUnlessExcused(what: string, faultsBefore: number): void {
    const isBusy = this.lastError.includes('busy at this moment');
    if (!isBusy && !this.org.engine.isReadOnly && this.faults() === faultsBefore)
      this.complain(`${what} was refused without a reason: ${this.lastError}`);
  }

  private messages(): readonly SObjectValue[] {
    return this.org.query(`SELECT ${MESSAGE_FIELDS}, Epoch__c FROM CourierMessage__c`);
  }

  private faults(): number {
    return this.breaking()?.fired ?? 0;
  }

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
}

function nth<T>(all: readonly T[], index: number): T | undefined {
  return all[index % Math.max(1, all.length)];
}

/** So many different ones from the nth on, counted round. */
function choose<T>(all: readonly T[], first: number, count: number): T[] {
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => nth(all, first + index)!);
}

function requestOf({ order, reference }: { readonly order: Order; readonly reference: string }): object {
  return {
    endpoint: ENDPOINTS[order.endpoint]!.name,
    reference,
    key: order.key === null ? null : `key-${order.key}`,
    isRejected: order.isRejected,
    delayMinutes: order.delayMinutes,
    handler: order.handler && HANDLERS[order.handler],
  };
}
