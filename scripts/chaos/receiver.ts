/** The systems that messages go to, in memory: they behave as told, remember everything, and honour idempotency keys. */
import type { CalloutTransport, WireOutcome, WireRequest } from '../local-org/platform/callouts/transport';
import { hostOf } from './endpoints';
import { ENDPOINTS, type Mood, type Reaction } from './schedule';

/** The body of a request: the order as `ChaosActions` stored it. */
export interface SentOrder {
  readonly endpoint: string;
  readonly reference: string;
  readonly key: string | null;
  readonly isRejected: boolean;
}

/** What the sender heard of a request. */
export type Heard =
  | 'delivered'
  /** It counts as an attempt that failed. */
  | 'failed'
  /** The endpoint as a whole is meant: throttled, or the login refused. Costs no attempt. */
  | 'held'
  /** Nothing: it may have arrived. */
  | 'nothing';

/** What was known of a request when it left the org. */
export interface Departure {
  /** Epoch in which its message was claimed. */
  readonly epoch: number;
  /** The org's time. */
  readonly leftAt: number;
}

/** A request that reached a receiver. */
export interface Arrival extends Departure {
  readonly order: SentOrder;
  readonly idempotencyKey: string | null;
  readonly body: string;
  readonly heard: Heard;
  /** Whether it had its effect, had it been the first. */
  readonly isTaken: boolean;
}

const ACCEPTED: Reaction = { kind: 'status', status: 201, taken: true };
const NEVER: Reaction = { kind: 'status', status: 400, taken: false };

export class Receiver implements CalloutTransport {
  readonly arrivals: Arrival[] = [];
  /** How often each idempotency key was used for an effect: a receiver that honours it lets only the first through. */
  readonly effects = new Map<string, number>();
  private readonly counts = new Map<string, number>();
  private moods: readonly Mood[] = [];

  /**
   * @param now the org's clock
   * @param whileUnderWay told of each request after it left the org and before it arrives
   */
  constructor(
    private readonly now: () => number,
    private readonly whileUnderWay: (order: SentOrder, arrive: (departure: Departure) => WireOutcome) => WireOutcome,
  ) {}

  /** Begins anew with these moods. */
  begin(moods: readonly Mood[]): void {
    this.moods = moods;
    this.arrivals.length = 0;
    this.effects.clear();
    this.counts.clear();
  }

  /** From now on it answers as it should. */
  calmDown(): void {
    this.moods = [];
  }

  exchange(request: WireRequest): WireOutcome {
    const body = Buffer.from(request.body ?? []).toString('utf8');
    const order = JSON.parse(body) as SentOrder;
    return this.whileUnderWay(order, (departure) => this.arrive(request, body, order, departure));
  }

  private arrive(request: WireRequest, body: string, order: SentOrder, departure: Departure): WireOutcome {
    const host = new URL(request.url).hostname;
    const count = this.counts.get(host) ?? 0;
    const reaction = order.isRejected ? NEVER : this.reaction(host, count);
    const idempotencyKey = request.headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1] ?? null;
    const isTaken = 'taken' in reaction ? reaction.taken : reaction.kind === 'slow';
    if (reaction.kind !== 'refuse') this.counts.set(host, count + 1);
    this.arrivals.push({ ...departure, order, idempotencyKey, body, heard: heardOf(reaction), isTaken });
    if (isTaken) {
      const key = idempotencyKey ?? `no key ${this.arrivals.length}`;
      this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
    }
    return outcomeOf(reaction, this.now());
  }

  private reaction(host: string, count: number): Reaction {
    const mood = this.moods.find(
      (each) =>
        hostOf(ENDPOINTS[each.endpoint]!.name) === host && count >= each.from && count < each.from + each.length,
    );
    return mood?.reaction ?? ACCEPTED;
  }
}

function heardOf(reaction: Reaction): Heard {
  switch (reaction.kind) {
    case 'status':
      if (reaction.status < 300) return 'delivered';
      return reaction.status === 401 ? 'held' : 'failed';
    case 'slow':
      return 'delivered';
    case 'throttle':
      return 'held';
    case 'refuse':
      return 'failed';
    default:
      return 'nothing';
  }
}

function outcomeOf(reaction: Reaction, now: number): WireOutcome {
  switch (reaction.kind) {
    case 'status':
      return answer(reaction.status);
    case 'slow':
      return answer(201, [], reaction.seconds * 1000 - 1);
    case 'throttle': {
      const until = new Date(now + reaction.seconds * 1000).toUTCString();
      return answer(reaction.status, [['Retry-After', reaction.asDate ? until : String(reaction.seconds)]]);
    }
    case 'silence':
      return { failure: { code: 'TIMEOUT', message: 'timeout' } };
    case 'drop':
      return { failure: { code: 'ECONNRESET', message: 'socket hang up' } };
    case 'refuse':
      return { failure: { code: 'ECONNREFUSED', message: 'refused' } };
  }
}

function answer(
  statusCode: number,
  headers: readonly (readonly [string, string])[] = [],
  milliseconds?: number,
): WireOutcome {
  return { answer: { statusCode, status: '', headers, body: Buffer.from('{}'), milliseconds } };
}
