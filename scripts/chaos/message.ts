/** A message as it stands in the end, with everything that is known of it. */
import type { SObjectValue } from '../local-org/values/sobject';
import type { Accepted } from './people';
import type { Arrival } from './receiver';
import { numberOf, textOf } from './rows';
import { ENDPOINTS } from './schedule';
import type { Aftermath } from './world';

/** From when a message was stored, or replayed, until it was replayed again. */
export interface Life {
  /** Places in the receiver's record: the first that may be of this life, and the first that may not. */
  readonly from: number;
  readonly until: number;
  /** What could not be called back when it began: epochs of the messages being sent, by reference. */
  readonly beingSent: ReadonlyMap<string, number>;
  /** The state it came to. */
  readonly end: string;
  readonly arrivals: readonly Arrival[];
}

export interface Message {
  readonly accepted: Accepted;
  readonly row: SObjectValue;
  readonly name: string;
  readonly state: string;
  /** The org's time when it was deleted since it was old; null while it is there. */
  readonly purgedAt: number | null;
  /** At least one, the first first. */
  readonly lives: readonly Life[];
  /** Places in the receiver's record at which it arrived. */
  readonly places: readonly number[];
  readonly arrivals: readonly Arrival[];
}

export const MESSAGE_FIELDS =
  'Id, CreatedDate, CausedBy__c, Depth__c, SettledAt__c, Handler__c, Reaction__c, ReactionQueue__c, ReactionAttempts__c, ReactionError__c, Name, State__c, AttemptCount__c, AmbiguousCount__c, OpenKey__c, ReadyLane__c, SendingLane__c, IdempotencyKey__c, ReplayCount__c, ReplayedAt__c, ReplayedBy__c';

export function messageOf(accepted: Accepted, row: SObjectValue, after: Aftermath): Message {
  const { arrivals } = after.receiver;
  const { reference } = accepted;
  const places = arrivals.flatMap(({ order }, place) => (order.reference === reference ? [place] : []));
  const state = textOf(row, 'State__c');
  const replays = after.replays.get(reference) ?? [];
  const begins = [{ place: 0, beingSent: new Map<string, number>() }, ...replays];
  const lives = begins.map(({ place: from, beingSent }, index) => {
    const until = replays[index]?.place ?? Infinity;
    const own = places.filter((place) => place >= from && place < until);
    const end = replays[index]?.from ?? state;
    return { from, until, beingSent, end, arrivals: own.map((place) => arrivals[place]!) };
  });
  return {
    accepted,
    row,
    name: textOf(row, 'Name'),
    state,
    purgedAt: after.purged.get(accepted.id)?.at ?? null,
    lives,
    places,
    arrivals: places.map((place) => arrivals[place]!),
  };
}

export function policyOf({ accepted: { endpoint } }: Message): Readonly<Record<string, unknown>> {
  return ENDPOINTS.find(({ name }) => name === endpoint)!.policy;
}

export function describe({ accepted, state, arrivals }: Message): string {
  const heard = arrivals.length ? `, heard ${arrivals.map((each) => each.heard).join(', ')}` : '';
  return `${accepted.reference} to ${accepted.endpoint} (${state}${heard})`;
}

export function numberIn({ row }: Message, field: string): number {
  return numberOf(row, field);
}
