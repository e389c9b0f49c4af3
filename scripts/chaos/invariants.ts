/** What must hold after a run, whatever happened in it. */
import type { LocalOrg } from '../local-org/org';
import type { SObjectValue } from '../local-org/values/sobject';
import type { Arrival } from './receiver';
import { ENDPOINTS, type Fault, type Schedule } from './schedule';
import type { Accepted, Aftermath } from './world';

/** A message as it stands in the end, with everything that is known of it. */
interface Message {
  readonly accepted: Accepted;
  readonly name: string;
  readonly state: string;
  readonly attemptCount: number;
  readonly ambiguousCount: number;
  readonly openKey: string | null;
  readonly isIndexed: boolean;
  /** Places in the receiver's record at which it arrived. */
  readonly places: readonly number[];
  readonly arrivals: readonly Arrival[];
}

const TERMINAL = new Set(['Delivered', 'Dead', 'Parked', 'Expired', 'Cancelled']);
const FIELDS =
  'Name, State__c, AttemptCount__c, AmbiguousCount__c, OpenKey__c, ReadyLane__c, SendingLane__c, IdempotencyKey__c';

/** Faults that cannot make it unknown whether a request was sent. */
const HARMLESS: ReadonlySet<Fault['kind']> = new Set(['loseEvent', 'delayEvent', 'delayJob', 'refuseJob', 'meanwhile']);

/** @returns what does not hold, in words; nothing when all is well */
export function violations(org: LocalOrg, schedule: Schedule, after: Aftermath): string[] {
  const found = [...after.complaints];
  const rows = new Map(
    org.query(`SELECT ${FIELDS} FROM CourierMessage__c`).map((row) => [text(row, 'IdempotencyKey__c'), row]),
  );
  const count = org.query('SELECT Id FROM CourierMessage__c').length;
  if (count !== after.accepted.length)
    found.push(`${after.accepted.length} messages were accepted, ${count} are there`);
  const messages: Message[] = [];
  for (const accepted of after.accepted) {
    const row = rows.get(accepted.reference);
    if (row) messages.push(messageOf(accepted, row, after));
    else found.push(`${accepted.reference} was accepted and is lost`);
  }
  for (const message of messages) {
    const problems = [
      ...stateProblems(message, messages),
      ...receiverProblems(message, after),
      ...attemptProblems(message, isCalm(schedule)),
    ];
    found.push(...problems.map((problem) => `${describe(message)}: ${problem}`));
  }
  found.push(...orderProblems(messages), ...strangers(after), ...laneProblems(org, messages));
  return found;
}

function messageOf(accepted: Accepted, row: SObjectValue, after: Aftermath): Message {
  const places = after.receiver.arrivals.flatMap(({ order }, place) =>
    order.reference === accepted.reference ? [place] : [],
  );
  return {
    accepted,
    name: text(row, 'Name'),
    state: text(row, 'State__c'),
    attemptCount: Number(row.getField('AttemptCount__c')),
    ambiguousCount: Number(row.getField('AmbiguousCount__c')),
    openKey: (row.getField('OpenKey__c') as string | null) ?? null,
    isIndexed: row.getField('ReadyLane__c') !== null || row.getField('SendingLane__c') !== null,
    places,
    arrivals: places.map((place) => after.receiver.arrivals[place]!),
  };
}

/** Every message is at a visible end, or waits behind one that somebody must look at. */
function stateProblems(message: Message, all: readonly Message[]): string[] {
  const { state, openKey, name } = message;
  if (TERMINAL.has(state)) return message.isIndexed ? ['it is at its end and still in an index'] : [];
  if (state === 'Sending') return ['it is being sent for ever'];
  const isBehind = all.some(
    (other) =>
      other.openKey !== null &&
      other.openKey === openKey &&
      other.name < name &&
      (other.state === 'Dead' || other.state === 'Parked'),
  );
  return isBehind ? [] : ['it waits for nothing'];
}

function receiverProblems({ accepted, state, arrivals, places }: Message, after: Aftermath): string[] {
  const problems: string[] = [];
  const { reference } = accepted;
  if (state === 'Delivered' && !arrivals.some(({ heard }) => heard === 'delivered'))
    problems.push('the receiver never said that it took it');
  if (state === 'Delivered' && !after.receiver.effects.has(reference)) problems.push('it had no effect');
  if (arrivals.some(({ idempotencyKey }) => idempotencyKey !== reference)) problems.push('its key changed');
  if (new Set(arrivals.map(({ body }) => body)).size > 1) problems.push('its body changed');
  const cancelledAt = after.cancelled.get(reference);
  if (cancelledAt !== undefined) {
    if (state !== 'Cancelled') problems.push('it was cancelled');
    if (places.some((place) => place >= cancelledAt)) problems.push('it was sent after it was cancelled');
  }
  const isAtMostOnce = policyOf(accepted.endpoint).AmbiguousPolicy__c === 'Park';
  const unclear = arrivals.findIndex(({ heard }) => heard === 'delivered' || heard === 'nothing');
  if (isAtMostOnce && unclear >= 0 && unclear < arrivals.length - 1)
    problems.push('it was sent again although it may have arrived');
  return problems;
}

function attemptProblems({ state, arrivals, attemptCount, ambiguousCount }: Message, isCalm: boolean): string[] {
  const counted = arrivals.filter(({ heard }) => heard !== 'held').length;
  if (attemptCount > counted + ambiguousCount)
    return [`${attemptCount} attempts count, ${counted} were made, ${ambiguousCount} are unclear`];
  if (isCalm && attemptCount !== counted) return [`${attemptCount} attempts count, ${counted} were made`];
  if (state === 'Delivered' && attemptCount < 1) return ['it was delivered without an attempt'];
  return [];
}

/** Whether nothing in the schedule can leave it unknown if a request was sent. */
function isCalm({ faults, steps }: Schedule): boolean {
  const actions = [
    ...steps.map(({ action }) => action),
    ...faults.flatMap((each) => ('action' in each ? each.action : [])),
  ];
  return faults.every(({ kind }) => HARMLESS.has(kind)) && actions.every(({ kind }) => kind !== 'readOnly');
}

/**
 * Of one ordering key, nothing goes out before what was stored earlier was taken or is over. What the receiver took and the
 * org lost track of is sent once more, together with what followed it: no harm to a receiver that honours keys.
 */
function orderProblems(messages: readonly Message[]): string[] {
  const problems: string[] = [];
  const ordered = messages.filter(({ accepted }) => accepted.order.key !== null);
  for (const later of ordered) {
    const first = later.places[0];
    if (first === undefined) continue;
    for (const earlier of ordered) {
      if (earlier.name >= later.name || keyOf(earlier) !== keyOf(later) || isTakenBefore(earlier, first)) continue;
      if (first < (earlier.places.at(-1) ?? -1)) problems.push(`${describe(later)} overtook ${describe(earlier)}`);
      if (keepsWaiting(earlier))
        problems.push(`${describe(later)} was sent although ${describe(earlier)} was before it`);
    }
  }
  return problems;
}

function isTakenBefore({ places, arrivals }: Message, place: number): boolean {
  return arrivals.some(({ heard }, index) => heard === 'delivered' && places[index]! < place);
}

function keepsWaiting({ accepted, state }: Message): boolean {
  return (state === 'Dead' || state === 'Parked') && policyOf(accepted.endpoint).DeadHeadPolicy__c !== 'Skip';
}

/** What arrived although nobody stored it: sent by a transaction that was rolled back. */
function strangers({ receiver, accepted }: Aftermath): string[] {
  const known = new Set(accepted.map(({ reference }) => reference));
  return receiver.arrivals
    .filter(({ order }) => !known.has(order.reference))
    .map(({ order }) => `${order.reference} arrived although its transaction was rolled back`);
}

function laneProblems(org: LocalOrg, messages: readonly Message[]): string[] {
  const problems: string[] = [];
  let delivered = 0;
  for (const lane of org.query('SELECT Key__c, WorkerJobId__c, Delivered__c FROM CourierLane__c')) {
    delivered += Number(lane.getField('Delivered__c'));
    if (lane.getField('WorkerJobId__c') !== null) problems.push(`lane ${text(lane, 'Key__c')} is held for ever`);
  }
  const states = messages.filter(({ state }) => state === 'Delivered').length;
  if (delivered !== states) problems.push(`the lanes counted ${delivered} delivered messages, there are ${states}`);
  return problems;
}

function keyOf({ accepted }: Message): string {
  return `${accepted.endpoint} ${accepted.order.key}`;
}

function policyOf(endpoint: string): Readonly<Record<string, unknown>> {
  return ENDPOINTS.find(({ name }) => name === endpoint)!.policy;
}

function describe({ accepted, state, arrivals }: Message): string {
  const heard = arrivals.length ? `, heard ${arrivals.map((each) => each.heard).join(', ')}` : '';
  return `${accepted.reference} to ${accepted.endpoint} (${state}${heard})`;
}

function text(row: SObjectValue, field: string): string {
  const value = row.getField(field);
  return typeof value === 'string' ? value : '';
}
