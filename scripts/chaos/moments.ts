/** What must hold at the moment a request is on its way. */
import type { LocalOrg } from '../local-org/org';
import type { SObjectValue } from '../local-org/values/sobject';
import type { WireOutcome } from '../local-org/platform/callouts/transport';
import type { People } from './people';
import type { Departure, SentOrder } from './receiver';
import { numberOf, textOf, timeOf } from './rows';
import { ENDPOINTS } from './schedule';

/** Replays get a fifth of a batch at most while others wait. */
const REPLAY_SHARE = 0.2;
/** Of an endpoint whose login was refused one message is claimed so often; taking it names the time of the next. */
const LOGIN_PROBE_EVERY = 60 * 60 * 1000;

const MESSAGE_FIELDS = 'Lane__c, Epoch__c, ExpiresAt__c, LastModifiedDate';
const STATE_FIELDS =
  'IsPaused__c, PausedAt__c, LoginProbeAt__c, ThrottledUntil__c, BreakerOpenUntil__c, LastModifiedDate';

export class Moments {
  /** Ordering keys, and messages without one, that are under way now. */
  private readonly underWay = new Set<string>();
  /** Batches that were looked at. */
  private readonly batches = new Set<string>();

  constructor(
    private readonly org: LocalOrg,
    private readonly people: Pick<People, 'cancelled' | 'resumedAt'>,
    private readonly complain: (text: string) => void,
    /** Whether workers may settle when others have gone on already. */
    private readonly mayBeLate: boolean,
  ) {}

  /**
   * A request is between the org and its receiver.
   *
   * @param arrive lets it go on
   */
  watch(order: SentOrder, arrive: (departure: Departure) => WireOutcome): WireOutcome {
    const { endpoint, key, reference } = order;
    const strand = key === null ? `${endpoint} ${reference}` : `${endpoint} key ${key}`;
    if (this.underWay.has(strand)) this.complain(`${reference}: something else of ${strand} was under way`);
    if (this.people.cancelled.has(reference)) this.complain(`${reference} was sent although it was cancelled`);
    const [message] = this.org.query(
      `SELECT ${MESSAGE_FIELDS} FROM CourierMessage__c WHERE IdempotencyKey__c = '${reference}'`,
    );
    if (message) {
      this.checkAvailability(order, message);
      this.checkPatience(order, message);
      this.checkReplays(message);
      // Rows know times to the second.
      if (timeOf(message, 'ExpiresAt__c') < timeOf(message, 'LastModifiedDate') - 1000)
        this.complain(`${reference} was claimed although its time to live had passed`);
    }
    this.underWay.add(strand);
    try {
      return arrive({ epoch: message ? numberOf(message, 'Epoch__c') : null, leftAt: this.org.now() });
    } finally {
      this.underWay.delete(strand);
    }
  }

  private checkAvailability({ endpoint, reference }: SentOrder, message: SObjectValue): void {
    const [state] = this.org.query(
      `SELECT ${STATE_FIELDS} FROM CourierEndpointState__c WHERE Endpoint__c = '${endpoint}'`,
    );
    if (!state) return;
    const claimedAt = timeOf(message, 'LastModifiedDate');
    const isLoginProbe = Math.abs(timeOf(state, 'LoginProbeAt__c') - LOGIN_PROBE_EVERY - claimedAt) <= 1000;
    if (state.getField('IsPaused__c') === true && claimedAt > timeOf(state, 'PausedAt__c') && !isLoginProbe)
      this.complain(`${reference} was claimed while ${endpoint} was paused`);
    // With several lanes, another one may be in the middle of its batch.
    if (!hasOneLane(endpoint)) return;
    // A caller who sends at once may have heard it while a worker was in the middle of its batch.
    if (timeOf(state, 'ThrottledUntil__c') > this.org.now() && timeOf(state, 'LastModifiedDate') < claimedAt)
      this.complain(`${reference} was sent while ${endpoint} was throttled`);
    if (timeOf(state, 'BreakerOpenUntil__c') > this.org.now())
      this.complain(`${reference} was sent while the breaker of ${endpoint} was open`);
  }

  /**
   * What the receiver said to one message is meant for the endpoint as a whole: until the time it named nothing more is claimed, unless
   * somebody resumed the endpoint since. Told from the messages, not from what Courier keeps of the endpoint. One that was never claimed
   * was sent by its caller, who waits for nobody.
   */
  private checkPatience({ endpoint, reference }: SentOrder, message: SObjectValue): void {
    // With several lanes, another one may have heard something else since.
    if (this.mayBeLate || !hasOneLane(endpoint)) return;
    const claimedAt = timeOf(message, 'LastModifiedDate');
    const resumedAt = this.people.resumedAt.get(endpoint) ?? 0;
    const isToldToWait = this.org
      .query(
        `SELECT DueAt__c, LastModifiedDate, LastAttemptAt__c FROM CourierMessage__c WHERE Endpoint__c = '${endpoint}' AND State__c = 'Retrying' AND LastOutcome__c = 'throttled' AND Epoch__c < ${numberOf(message, 'Epoch__c')}`,
      )
      .some(
        (row) =>
          timeOf(row, 'DueAt__c') > this.org.now() &&
          timeOf(row, 'LastModifiedDate') <= claimedAt &&
          timeOf(row, 'LastAttemptAt__c') > resumedAt,
      );
    if (isToldToWait)
      this.complain(`${reference} was claimed although ${endpoint} had said that it wants to be left alone`);
  }

  /**
   * Looks, once a batch, at what was left although it came before the replays in it. One with an ordering key does not count:
   * it goes when those behind it are due.
   */
  private checkReplays(message: SObjectValue): void {
    const lane = textOf(message, 'Lane__c');
    const epoch = numberOf(message, 'Epoch__c');
    const batch = `${lane} ${epoch}`;
    if (this.batches.has(batch)) return;
    this.batches.add(batch);
    const claimed = this.org.query(
      `SELECT ReplayCount__c, OrderingKey__c FROM CourierMessage__c WHERE SendingLane__c = '${lane}' AND Epoch__c = ${epoch}`,
    );
    const replays = claimed.filter(
      (row) => numberOf(row, 'ReplayCount__c') > 0 && textOf(row, 'OrderingKey__c') === '',
    ).length;
    if (replays <= claimed.length * REPLAY_SHARE) return;
    const claimedAt = timeOf(message, 'LastModifiedDate');
    const left = this.org
      .query(
        `SELECT Name, CreatedDate, LastModifiedDate, DueAt__c, WorkerKills__c, WorkerLosses__c FROM CourierMessage__c WHERE ReadyLane__c = '${lane}' AND ReplayCount__c = 0 AND OrderingKey__c = null`,
      )
      .filter(
        (row) =>
          timeOf(row, 'LastModifiedDate') < claimedAt &&
          timeOf(row, 'DueAt__c') <= claimedAt &&
          numberOf(row, 'WorkerKills__c') < 2 &&
          numberOf(row, 'WorkerLosses__c') < 2,
      );
    if (left.length)
      this.complain(`${replays} of ${claimed.length} sent by ${lane} were replays while ${left.length} others waited`);
  }
}

function hasOneLane(endpoint: string): boolean {
  return ENDPOINTS.find(({ name }) => name === endpoint)?.policy.Lanes__c === 1;
}
