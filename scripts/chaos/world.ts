/** The org that runs are made in: deployed once, brought back to its beginning for each run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg, type LocalOrg } from '../local-org/org';
import { Breaking } from './breaking';
import { hostOf, writeEndpoints } from './endpoints';
import { Moments } from './moments';
import { People } from './people';
import { Receiver } from './receiver';
import { ENDPOINTS, HANDLERS, MOST_DEPTH, type Fault, type Order, type Schedule } from './schedule';

const PROJECT = join(__dirname, '..', '..');
/** This project's package, as it is deployed. */
export const PACKAGE = join(PROJECT, 'force-app', 'main');
/** How long things may still go wrong after the last step, in milliseconds. */
const SETTLING = 10 * 60_000;
/** After the last step everything must come to its end within this many hours of the org's time, with nothing in the way. */
const HEALING_HOURS = 8;

/** What one run left: everything the invariants are about. */
export interface Aftermath extends Pick<People, 'accepted' | 'cancelled' | 'replays' | 'purged' | 'sent'> {
  readonly receiver: Receiver;
  /** What was wrong while it went on. */
  readonly complaints: readonly string[];
  /** What went wrong in the org on purpose, in numbers. */
  readonly faults: number;
  /** How many workers could not write down what they sent, nor could their finalizers. */
  readonly heldUp: number;
}

export class World {
  readonly org: LocalOrg;
  private readonly folder: string;
  private readonly restore: (seed: number) => void;
  private readonly receiver: Receiver;
  private breaking: Breaking | null = null;
  private people: People;
  private moments: Moments;
  private readonly complaints = new Set<string>();

  /** @param packageFolder the package's source: this project's, unless somebody wants to see another one fail */
  constructor(packageFolder = PACKAGE) {
    this.folder = mkdtempSync(join(tmpdir(), 'courier-chaos-'));
    writeEndpoints(this.folder, ENDPOINTS);
    this.receiver = new Receiver(
      () => this.org.now(),
      (order, arrive) => {
        const host = hostOf(order.endpoint);
        const outcome = this.moments.watch(order, (departure) => {
          this.breaking?.underWay(host);
          return arrive(departure);
        });
        this.breaking?.answered(host);
        return outcome;
      },
      (text) => this.complaints.add(text),
    );
    this.org = createOrg({
      projectFolders: [packageFolder, join(PROJECT, 'config', 'chaos'), this.folder],
      transport: this.receiver,
      metering: 'statements',
    });
    ({ people: this.people, moments: this.moments } = this.begin());
    // The first use of a thing costs more, and tables are best made before the checkpoint.
    this.people.act({ kind: 'accept', orders: ENDPOINTS.map((_, endpoint) => plainOrder(endpoint)), fails: false });
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
    this.complaints.clear();
    const { people } = ({ people: this.people, moments: this.moments } = this.begin(schedule));
    org.callStatic('CourierSetup', 'start');
    const breaking = new Breaking(org, schedule.faults, (action) => people.act(action));
    this.breaking = breaking;
    const stop = breaking.listen();
    try {
      for (const { after, action } of schedule.steps) {
        org.advanceTo(org.now() + after * 1000);
        people.act(action);
      }
      org.advanceTo(org.now() + SETTLING);
    } finally {
      stop();
      breaking.stop();
      this.breaking = null;
    }
    this.heal(people);
    people.adoptCaused();
    return {
      accepted: people.accepted,
      cancelled: people.cancelled,
      replays: people.replays,
      purged: people.purged,
      sent: people.sent,
      receiver: this.receiver,
      complaints: [...this.complaints],
      faults: breaking.fired,
      heldUp: breaking.heldUp,
    };
  }

  /** People who did nothing yet, and nothing on its way. */
  private begin(schedule?: Schedule): { people: People; moments: Moments } {
    const complain = (text: string): void => void this.complaints.add(text);
    const people = new People(this.org, this.receiver, () => this.breaking, complain);
    const moments = new Moments(this.org, people, complain, schedule?.faults.some(isLate) ?? false);
    return { people, moments };
  }

  /** Nothing is in the way any more: all that waits must come to its end. */
  private heal(people: People): void {
    const { org } = this;
    this.receiver.calmDown();
    people.act({ kind: 'start' });
    ENDPOINTS.forEach((_, endpoint) => people.act({ kind: 'resume', endpoint }));
    const deadline = org.now() + HEALING_HOURS * 3600_000;
    // At least one round of the watchdog: what the last fault left without a turn shows in no index of what moves.
    do org.advanceTo(org.now() + 5 * 60_000);
    while (this.isAnythingMoving() && org.now() < deadline);
  }

  private isAnythingMoving(): boolean {
    return [MOVING, REACTIONS, HELD_LANES].some((query) => this.org.query(query).length > 0);
  }
}

/** What is not at its end and does not wait for others. */
const MOVING = `SELECT Id FROM CourierMessage__c WHERE ReadyLane__c != null OR SendingLane__c != null LIMIT 1`;
/** A handler that always fails is given up after more than a day: what it failed with is seen before. Others fail of faults, too. */
const REACTIONS =
  `SELECT Id FROM CourierMessage__c WHERE ReactionQueue__c = 'Waiting' AND (ReactionError__c = null OR ` +
  `(Handler__c != '${HANDLERS.broken}' AND (Handler__c != '${HANDLERS.echo}' OR State__c != 'Delivered' OR Depth__c < ${MOST_DEPTH}))) LIMIT 1`;
const HELD_LANES = 'SELECT Id FROM CourierLane__c WHERE WorkerJobId__c != null LIMIT 1';

function plainOrder(endpoint: number): Order {
  return { endpoint, key: null, isRejected: false, delayMinutes: 0, handler: null };
}

function isLate({ kind }: Fault): boolean {
  return kind === 'giveUp' || kind === 'lateFinalizer';
}
