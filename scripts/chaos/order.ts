/**
 * Of one ordering key, nothing goes out before what was stored earlier was taken or is over. What the receiver took and the
 * org lost track of is sent once more, together with what followed it: no harm to a receiver that honours keys. A replayed
 * message has its old place again among those that had not left yet.
 */
import { timeOf } from './rows';
import { describe, policyOf, type Life, type Message } from './message';

/** @returns what was sent out of order, in words */
export function orderProblems(messages: readonly Message[]): string[] {
  const problems: string[] = [];
  const ordered = messages.filter(({ accepted }) => accepted.order.key !== null);
  for (const later of ordered) {
    for (const earlier of ordered) {
      if (earlier.name >= later.name || keyOf(earlier) !== keyOf(later)) continue;
      for (const life of later.lives) problems.push(...problemsOf(later, life, earlier));
    }
  }
  return problems;
}

function problemsOf(later: Message, life: Life, earlier: Message): string[] {
  const first = later.places.find((place) => place >= life.from && place < life.until);
  if (first === undefined || isTakenBefore(earlier, first) || isForgotten(earlier, later)) return [];
  const before = lifeAt(earlier, first, later.accepted.reference, life.arrivals[0]!.epoch);
  const last = earlier.places.findLast((place) => place >= before.from && place < before.until) ?? -1;
  return [
    ...(first < last ? [`${describe(later)} overtook ${describe(earlier)}`] : []),
    ...(keepsWaiting(earlier, before)
      ? [`${describe(later)} was sent although ${describe(earlier)} was before it`]
      : []),
  ];
}

/** @returns the life an earlier message lived when a later one was claimed */
function lifeAt({ lives }: Message, place: number, reference: string, epoch: number | null): Life {
  return lives.findLast(({ from, beingSent }) => from <= place && beingSent.get(reference) !== epoch) ?? lives[0]!;
}

/** Nothing was waiting behind it when it was deleted, and nobody knows any more that there was something before. */
function isForgotten({ purgedAt }: Message, { row }: Message): boolean {
  return purgedAt !== null && purgedAt < timeOf(row, 'CreatedDate');
}

function isTakenBefore({ places, arrivals }: Message, place: number): boolean {
  return arrivals.some(({ heard }, index) => heard === 'delivered' && places[index]! < place);
}

function keepsWaiting(message: Message, { end }: Life): boolean {
  return (end === 'Dead' || end === 'Parked') && policyOf(message).DeadHeadPolicy__c !== 'Skip';
}

function keyOf({ accepted }: Message): string {
  return `${accepted.endpoint} ${accepted.order.key}`;
}
