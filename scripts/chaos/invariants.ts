/** What must hold after a run, whatever happened in it. */
import type { LocalOrg } from '../local-org/org';
import { describe, MESSAGE_FIELDS, messageOf, numberIn, policyOf, type Message } from './message';
import { orderProblems } from './order';
import { numberOf, textOf, timeOf } from './rows';
import { actionsOf, ENDPOINTS, MOST_DEPTH, type Fault, type Schedule } from './schedule';
import type { Aftermath } from './world';

const TERMINAL = new Set(['Delivered', 'Dead', 'Parked', 'Expired', 'Cancelled']);

/** Rows know times to the second. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** What is certain of the shortest wait in the endpoints' schedules: half a minute, the other half is left to chance. */
const SHORTEST_WAIT = 30 * SECOND;

/** Faults that cannot make it unknown whether a request was sent. */
const HARMLESS: ReadonlySet<Fault['kind']> = new Set([
  'loseEvent',
  'delayEvent',
  'delayJob',
  'refuseJob',
  'meanwhile',
  'beside',
  'race',
]);
/** The ends a handler hears of. */
const TOLD: ReadonlySet<string> = new Set(['Delivered', 'Dead', 'Expired', 'Parked']);

/** @returns what does not hold, in words; nothing when all is well */
export function violations(org: LocalOrg, schedule: Schedule, after: Aftermath): string[] {
  const found = [...after.complaints];
  const left = org.query(`SELECT ${MESSAGE_FIELDS} FROM CourierMessage__c`);
  const deleted = [...after.purged.values()].map(({ row }) => row);
  const rows = new Map([...deleted, ...left].map((row) => [textOf(row, 'IdempotencyKey__c'), row]));
  if (left.length + after.purged.size !== after.accepted.length)
    found.push(
      `${after.accepted.length} messages were accepted, ${left.length} are there, ${after.purged.size} were deleted since they were old`,
    );
  const notes = notesOf(org);
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
      ...attemptProblems(message, isCalm(schedule, after)),
      ...auditProblems(message, after),
      ...purgeProblems(message),
      ...reactionProblems(message, notes),
    ];
    found.push(...problems.map((problem) => `${describe(message)}: ${problem}`));
  }
  found.push(...orderProblems(messages), ...strangers(after), ...rateProblems(after), ...laneProblems(org, messages));
  return found;
}

/** Every message is at a visible end, or waits behind one that somebody must look at. */
function stateProblems({ state, row, name }: Message, all: readonly Message[]): string[] {
  const isIndexed = row.getField('ReadyLane__c') !== null || row.getField('SendingLane__c') !== null;
  if (TERMINAL.has(state)) return isIndexed ? ['it is at its end and still in an index'] : [];
  if (state === 'Sending') return ['it is being sent for ever'];
  const openKey = textOf(row, 'OpenKey__c');
  const isBehind = all.some(
    (other) =>
      openKey !== '' &&
      textOf(other.row, 'OpenKey__c') === openKey &&
      other.name < name &&
      (other.state === 'Dead' || other.state === 'Parked'),
  );
  return isBehind ? [] : ['it waits for nothing'];
}

function receiverProblems(message: Message, after: Aftermath): string[] {
  const problems: string[] = [];
  const { accepted, state, arrivals, places, lives } = message;
  const { reference } = accepted;
  if (state === 'Delivered' && !arrivals.some(({ heard }) => heard === 'delivered'))
    problems.push('the receiver never said that it took it');
  const effects = after.receiver.effects.get(reference) ?? 0;
  if (effects > 1) problems.push(`it had its effect ${effects} times`);
  const isLie = arrivals.some(({ heard, isTaken }) => heard === 'delivered' && !isTaken);
  if (state === 'Delivered' && effects === 0 && !isLie) problems.push('it had no effect');
  // One key for ever is what makes the effect one, however often it is sent or replayed.
  if (arrivals.some(({ idempotencyKey }) => idempotencyKey !== reference)) problems.push('its key changed');
  if (new Set(arrivals.map(({ body }) => body)).size > 1) problems.push('its body changed');
  const cancelledAt = after.cancelled.get(reference);
  if (cancelledAt !== undefined) {
    if (state !== 'Cancelled') problems.push('it was cancelled');
    if (places.some((place) => place >= cancelledAt)) problems.push('it was sent after it was cancelled');
  }
  const isAtMostOnce = policyOf(message).AmbiguousPolicy__c === 'Park';
  const isResent = lives.some((life) => {
    const unclear = life.arrivals.findIndex(({ heard }) => heard === 'delivered' || heard === 'nothing');
    return unclear >= 0 && unclear < life.arrivals.length - 1;
  });
  if (isAtMostOnce && isResent) problems.push('it was sent again although it may have arrived');
  const isHasty = lives.some((life) =>
    life.arrivals.some(({ heard, leftAt }, index) => {
      const next = life.arrivals[index + 1];
      return next !== undefined && heard !== 'held' && next.leftAt - leftAt < SHORTEST_WAIT - SECOND;
    }),
  );
  if (isHasty) problems.push('it was sent again sooner than its schedule says');
  return problems;
}

/** Attempts count from the last replay on. */
function attemptProblems(message: Message, isCalm: boolean): string[] {
  const counted = message.lives.at(-1)!.arrivals.filter(({ heard }) => heard !== 'held').length;
  const attemptCount = numberIn(message, 'AttemptCount__c');
  const ambiguousCount = numberIn(message, 'AmbiguousCount__c');
  if (attemptCount > counted + ambiguousCount)
    return [`${attemptCount} attempts count, ${counted} were made, ${ambiguousCount} are unclear`];
  const hasRepeat = message.arrivals.some(
    ({ heard }, index) => heard === 'delivered' && index < message.arrivals.length - 1,
  );
  if (isCalm && hasRepeat) return ['it was sent again although it was delivered'];
  if (isCalm && attemptCount !== counted) return [`${attemptCount} attempts count, ${counted} were made`];
  if (message.state === 'Delivered' && attemptCount < 1) return ['it was delivered without an attempt'];
  return [];
}

/** The message remembers how often it was replayed, when and by whom. */
function auditProblems(message: Message, after: Aftermath): string[] {
  const replays = after.replays.get(message.accepted.reference) ?? [];
  const { row } = message;
  const count = numberIn(message, 'ReplayCount__c');
  if (count !== replays.length) return [`it was replayed ${replays.length} times and remembers ${count}`];
  const { since, until } = replays.at(-1) ?? { since: 0, until: 0 };
  const replayedAt = timeOf(row, 'ReplayedAt__c');
  if (replayedAt < since - (since % SECOND) || replayedAt > until) return ['it does not know when it was replayed'];
  if ((textOf(row, 'ReplayedBy__c') !== '') !== replays.length > 0) return ['it does not know who replayed it'];
  return [];
}

/** Nothing is deleted but what is over. */
function purgeProblems({ state, purgedAt }: Message): string[] {
  return purgedAt !== null && !TERMINAL.has(state) ? ['it was deleted before it came to its end'] : [];
}

/** What handlers were told, by idempotency key: the states. */
function notesOf(org: LocalOrg): ReadonlyMap<string, readonly string[]> {
  const notes = new Map<string, string[]>();
  for (const note of org.query('SELECT AccountNumber, Site FROM Account WHERE AccountNumber != null')) {
    const key = textOf(note, 'AccountNumber');
    notes.set(key, [...(notes.get(key) ?? []), textOf(note, 'Site')]);
  }
  return notes;
}

/** Each end was told to the handler at least once, nothing else was, and a handler that failed left visible why. */
function reactionProblems(
  { accepted, row, state, lives, purgedAt }: Message,
  notes: ReadonlyMap<string, readonly string[]>,
): string[] {
  const { handler } = accepted.order;
  const told = notes.get(accepted.reference) ?? [];
  const ends = lives.map(({ end }) => end);
  const wrong = told.filter((each) => !TOLD.has(each) || !ends.includes(each));
  const problems = wrong.map((each) => `its handler was told that it is ${each}`);
  if (handler === null || !TOLD.has(state)) return problems;
  const reaction = textOf(row, 'Reaction__c');
  const isOver = handler === 'echo' && state === 'Delivered' && numberOf(row, 'Depth__c') >= MOST_DEPTH;
  const isFailing = handler === 'broken' || isOver;
  if (isFailing && told.includes(state)) problems.push('what its failing handler did was not rolled back');
  if (!isFailing && !told.includes(state)) problems.push(`its handler was not told that it is ${state}`);
  // What it says itself may have changed since it was looked at.
  if (purgedAt !== null) return problems;
  if (isFailing) {
    if (textOf(row, 'ReactionError__c') === '' || numberOf(row, 'ReactionAttempts__c') < 1 || reaction === 'Done')
      problems.push(`its handler failed, and nobody can see it: ${reaction}`);
  } else if (reaction !== 'Done') {
    problems.push(`its handler was told, and nobody can see it: ${reaction}`);
  }
  return problems;
}

/** Whether nothing that happened can leave it unknown if a request was sent. */
function isCalm(schedule: Schedule, after: Aftermath): boolean {
  return (
    after.heldUp === 0 &&
    schedule.faults.every(({ kind }) => HARMLESS.has(kind)) &&
    actionsOf(schedule).every(({ kind }) => kind !== 'readOnly')
  );
}

/** What arrived although nobody stored it: sent by a transaction that was rolled back. */
function strangers({ receiver, accepted, sent }: Aftermath): string[] {
  const known = new Set([...sent, ...accepted.map(({ reference }) => reference)]);
  return receiver.arrivals
    .filter(({ order }) => !known.has(order.reference))
    .map(({ order }) => `${order.reference} arrived although its transaction was rolled back`);
}

/** No minute, wherever it begins, sees more requests leave than the policy says. */
function rateProblems({ receiver }: Aftermath): string[] {
  return ENDPOINTS.flatMap(({ name, policy }) => {
    const most = Number(policy.RequestsPerMinute__c ?? Infinity);
    const times = receiver.arrivals
      .filter(({ order, epoch }) => order.endpoint === name && epoch !== null)
      .map(({ leftAt }) => leftAt);
    const isTooMany = times.some((time, index) => time - (times[index - most] ?? -Infinity) < MINUTE);
    return isTooMany ? [`${name} got more than ${most} requests within a minute`] : [];
  });
}

function laneProblems(org: LocalOrg, messages: readonly Message[]): string[] {
  const problems: string[] = [];
  let delivered = 0;
  for (const lane of org.query('SELECT Key__c, WorkerJobId__c, Delivered__c FROM CourierLane__c')) {
    delivered += numberOf(lane, 'Delivered__c');
    if (lane.getField('WorkerJobId__c') !== null) problems.push(`lane ${textOf(lane, 'Key__c')} is held for ever`);
  }
  const states = messages.filter(({ state }) => state === 'Delivered').length;
  if (delivered !== states) problems.push(`the lanes counted ${delivered} delivered messages, there are ${states}`);
  return problems;
}
