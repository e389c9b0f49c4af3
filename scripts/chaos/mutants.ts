/**
 * Courier, weakened on purpose: each of these takes one thing away that the delivery contract rests on. Fault injection must find
 * every one of them; what it does not find is a gap in the invariants or in the schedules.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSchedules, type CheckOptions, type CheckResult } from './check';
import { PACKAGE, World } from './world';

export interface Mutant {
  readonly name: string;
  /** The class that is weakened, in `delivery`. */
  readonly className: string;
  /** Apex that stands in the class exactly once, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** What is weakened with it, in the same class, where either would hold alone. */
  readonly also?: Pick<Mutant, 'from' | 'to'>;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a cancellation is told but not written',
    className: 'CourierCancellation',
    from: 'CourierMessageState.move(message, CourierMessageState.CANCELLED, null);',
    to: '',
  },
  {
    name: 'messages a worker has are cancelled too',
    className: 'CourierCancellation',
    from: 'if (CourierMessageState.isWaiting(message)) {',
    to: `if (CourierMessageState.isWaiting(message) || message.State__c == 'Sending') {`,
  },
  {
    name: 'a worker does not look whether its messages are still its own',
    className: 'CourierDeliveryStore',
    from: 'WHERE Id IN :ids AND SendingLane__c = :laneKey AND Epoch__c = :epoch',
    to: 'WHERE Id IN :ids',
  },
  {
    name: 'a job counts as dead when its lease is over',
    className: 'CourierRecovery',
    from: 'if (liveJobs.contains(lane.workerJobId())) {',
    to: 'if (false) {',
  },
  {
    name: 'an attempt counts although Courier held the message back',
    className: 'CourierEffects',
    from: 'message.AttemptCount__c = Math.max(0, (message.AttemptCount__c - 1).intValue());',
    to: '',
  },
  {
    name: 'two messages of an ordering key go at once',
    className: 'CourierOrder',
    from: `                isBlocked = true;
            } else if (message.IsLatestOnly__c`,
    to: `                isBlocked = false;
            } else if (message.IsLatestOnly__c`,
  },
  {
    name: 'a message that failed does not stop those behind it',
    className: 'CourierWorker',
    from: `            if (outcome.kind != CourierOutcome.Kind.DELIVERED) {
                this.brokenKeys.add(message.OpenKey__c);
            }`,
    to: '',
  },
  {
    name: 'a dead head lets its key go on whatever the policy says',
    className: 'CourierMessageState',
    from: 'OVER = new Set<String>{ DELIVERED, CANCELLED, EXPIRED };',
    to: 'OVER = new Set<String>{ DELIVERED, CANCELLED, EXPIRED, DEAD, PARKED };',
  },
  {
    name: 'the finalizer forgets the journal',
    className: 'CourierJournal',
    from: 'Map<Id, CourierOutcome> all = close(reason, null);',
    to: 'this.outcomes.clear(); Map<Id, CourierOutcome> all = close(reason, null);',
  },
  {
    name: 'what was under way when its worker died counts as never sent',
    className: 'CourierJournal',
    from: `CourierOutcome.ambiguous('The worker died while the message was under way. ' + reason).suspected()`,
    to: 'CourierOutcome.unsent(reason).suspected()',
  },
  {
    name: 'what a worker left that died without its finalizer is sent again',
    className: 'CourierRecovery',
    from: 'CourierOutcome.ambiguous(LOST)',
    to: 'CourierOutcome.unsent(LOST)',
  },
  {
    name: 'nothing is settled of what a worker left that died without its finalizer',
    className: 'CourierRecovery',
    from: 'settleLeftBehind(isThorough ? idle : abandoned);',
    to: '',
  },
  {
    name: 'an outcome of an older epoch counts',
    className: 'CourierSettlement',
    from: `message.Lane__c == this.lane.key() &&
            message.Epoch__c == this.epoch;`,
    to: 'message.Lane__c == this.lane.key();',
    // A worker that has lost its lane reads again what it settles, and what others have settled since is not being sent any more.
    also: { from: 'if (!this.lane.isLeasedIn(this.epoch)) {', to: 'if (false) {' },
  },
  {
    name: 'a retry does not wait',
    className: 'CourierEffects',
    from: 'CourierMessageState.move(message, CourierMessageState.RETRYING, dueAt);',
    to: 'CourierMessageState.move(message, CourierMessageState.RETRYING, CourierClock.now());',
  },
  {
    name: 'Retry-After is not obeyed by the endpoint as a whole',
    className: 'CourierSettlement',
    from: 'CourierEndpointStates.throttle(this.lane.endpoint(), this.effects.throttledUntil);',
    to: '',
  },
  {
    name: 'a paused endpoint is called',
    className: 'CourierLaneStarter',
    from: '!this.availability.get(lane.endpoint()).isPaused &&',
    to: '',
  },
  {
    name: 'requests a minute are not counted',
    className: 'CourierLaneStarter',
    from: 'rate.grant(ids.size());',
    to: '',
  },
  {
    name: 'a replay is sent with another idempotency key',
    className: 'CourierReplay',
    from: 'message.AmbiguousCount__c = 0;',
    to: `message.AmbiguousCount__c = 0; message.IdempotencyKey__c = message.Name;`,
  },
  {
    name: 'a replay asks nobody who it was',
    className: 'CourierReplay',
    from: 'message.ReplayedBy__c = UserInfo.getUserId();',
    to: '',
  },
  {
    name: 'the watchdog does nothing',
    className: 'CourierHealing',
    from: '        heal(new CourierAttention(laneKeys, idle, callable));',
    to: '',
  },
  {
    name: 'a message is sent although its time to live has passed',
    className: 'CourierSelection',
    from: '} else if (message.ExpiresAt__c <= now) {',
    to: '} else if (false) {',
  },
  {
    name: 'lanes are not locked',
    className: 'CourierLaneStore',
    from: `            WHERE Key__c IN :keys
            WITH SYSTEM_MODE
            FOR UPDATE`,
    to: `            WHERE Key__c IN :keys
            WITH SYSTEM_MODE`,
  },
];

/** Runs schedules against a weakened Courier. */
export function checkMutant(mutant: Mutant, options: CheckOptions): CheckResult {
  const folder = mkdtempSync(join(tmpdir(), 'courier-mutant-'));
  try {
    cpSync(PACKAGE, folder, { recursive: true });
    weaken(folder, mutant);
    const world = new World(folder);
    try {
      return checkSchedules(world, options);
    } finally {
      world.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws Error when the class does not say any more what the mutant is about */
function weaken(packageFolder: string, { name, className, also, ...first }: Mutant): void {
  const file = join(packageFolder, 'delivery', 'classes', `${className}.cls`);
  let source = readFileSync(file, 'utf8');
  for (const { from, to } of also ? [first, also] : [first]) {
    const parts = source.split(from);
    if (parts.length !== 2)
      throw new Error(`"${name}": ${className} has ${parts.length - 1} places that say: ${from.trim()}`);
    source = parts.join(to);
  }
  writeFileSync(file, source);
}
