/** What must hold at the moment a request is on its way. */
import type { LocalOrg } from '../local-org/org';
import type { SObjectValue } from '../local-org/values/sobject';
import type { WireOutcome } from '../local-org/platform/callouts/transport';
import type { Departure, SentOrder } from './receiver';
import { numberOf, textOf, timeOf } from './rows';
import { ENDPOINTS } from './schedule';

/** Replays get a fifth of a batch at most while others wait. */
const REPLAY_SHARE = 0.2;
/** Of an endpoint whose login was refused one message is claimed so often; taking it names the time of the next. */
const LOGIN_PROBE_EVERY = 60 * 60 * 1000;

const MESSAGE_FIELDS = 'Lane__c, Epoch__c, ExpiresAt__c, LastModifiedDate';
const STATE_FIELDS = 'IsPaused__c, PausedAt__c, LoginProbeAt__c, ThrottledUntil__c, BreakerOpenUntil__c';

export class Moments {
  /** Ordering keys, and messages without one, that are under way now. */
  private readonly underWay = new Set<string>();
  /** Batches that were looked at. */
  private readonly batches = new Set<string>();

  constructor(
    private readonly org: LocalOrg,
    private readonly isCancelled: (order: SentOrder) => boolean,
    private readonly complain: (text: string) => void,
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
    if (this.isCancelled(order)) this.complain(`${reference} was sent although it was cancelled`);
    const [message] = this.org.query(
      `SELECT ${MESSAGE_FIELDS} FROM CourierMessage__c WHERE IdempotencyKey__c = '${reference}'`,
    );
    this.checkAvailability(order, message);
    if (message) {
      this.checkReplays(message);
      // Rows know times to the second.
      if (timeOf(message, 'ExpiresAt__c') < timeOf(message, 'LastModifiedDate') - 1000)
        this.complain(`${reference} was claimed although its time to live had passed`);
    }
    this.underWay.add(strand);
    try {
      return arrive({ epoch: numberOf(message, 'Epoch__c'), leftAt: this.org.now() });
    } finally {
      this.underWay.delete(strand);
    }
  }

  private checkAvailability({ endpoint, reference }: SentOrder, message: SObjectValue | undefined): void {
    const [state] = this.org.query(
      `SELECT ${STATE_FIELDS} FROM CourierEndpointState__c WHERE Endpoint__c = '${endpoint}'`,
    );
    if (!state) return;
    const claimedAt = timeOf(message, 'LastModifiedDate');
    const isLoginProbe = Math.abs(timeOf(state, 'LoginProbeAt__c') - LOGIN_PROBE_EVERY - claimedAt) <= 1000;
    if (state.getField('IsPaused__c') === true && claimedAt > timeOf(state, 'PausedAt__c') && !isLoginProbe)
      this.complain(`${reference} was claimed while ${endpoint} was paused`);
    // With several lanes, another one may be in the middle of its batch.
    if (ENDPOINTS.find(({ name }) => name === endpoint)?.policy.Lanes__c !== 1) return;
    if (timeOf(state, 'ThrottledUntil__c') > this.org.now())
      this.complain(`${reference} was sent while ${endpoint} was throttled`);
    if (timeOf(state, 'BreakerOpenUntil__c') > this.org.now())
      this.complain(`${reference} was sent while the breaker of ${endpoint} was open`);
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
