/** The systems that messages go to, in memory: they behave as told, lie too, remember everything, and honour idempotency keys. */
import type { CalloutTransport, WireAnswer, WireOutcome, WireRequest } from '../local-org/platform/callouts/transport';
import { hostOf } from './endpoints';
import { ENDPOINTS, type Garbage, type Mood, type Reaction } from './schedule';

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
  /** Epoch in which its message was claimed; null when somebody sent it at once. */
  readonly epoch: number | null;
  /** The org's time. */
  readonly leftAt: number;
}

/** A request that reached a receiver. */
export interface Arrival extends Departure {
  readonly order: SentOrder;
  readonly idempotencyKey: string | null;
  readonly body: string;
  readonly heard: Heard;
  /** Whether it has its effect: of those with the same idempotency key, the first that has. */
  readonly isTaken: boolean;
}

const ACCEPTED: Reaction = { kind: 'status', status: 201, taken: true };
const NEVER: Reaction = { kind: 'status', status: 400, taken: false };

export class Receiver implements CalloutTransport {
  readonly arrivals: Arrival[] = [];
  /** How often each order had its effect, by its reference: a receiver that honours keys lets only the first of each through. */
  readonly effects = new Map<string, number>();
  private readonly knownKeys = new Set<string>();
  private readonly counts = new Map<string, number>();
  private moods: readonly Mood[] = [];

  /**
   * @param now the org's clock
   * @param whileUnderWay told of each request after it left the org and before it arrives
   * @param complain told of what no receiver can make anything of
   */
  constructor(
    private readonly now: () => number,
    private readonly whileUnderWay: (order: SentOrder, arrive: (departure: Departure) => WireOutcome) => WireOutcome,
    private readonly complain: (text: string) => void,
  ) {}

  /** Begins anew with these moods. */
  begin(moods: readonly Mood[]): void {
    this.moods = moods;
    this.arrivals.length = 0;
    this.effects.clear();
    this.knownKeys.clear();
    this.counts.clear();
  }

  /** From now on it answers as it should. */
  calmDown(): void {
    this.moods = [];
  }

  exchange(request: WireRequest): WireOutcome {
    const body = Buffer.from(request.body ?? []).toString('utf8');
    if (!body) {
      this.complain('a request arrived without its body');
      return answer(400);
    }
    const order = JSON.parse(body) as SentOrder;
    return this.whileUnderWay(order, (departure) => this.arrive(request, body, order, departure));
  }

  private arrive(request: WireRequest, body: string, order: SentOrder, departure: Departure): WireOutcome {
    const host = new URL(request.url).hostname;
    const count = this.counts.get(host) ?? 0;
    const idempotencyKey = request.headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1] ?? null;
    const isKnown = idempotencyKey !== null && this.knownKeys.has(idempotencyKey);
    const reaction = resolve(order.isRejected ? NEVER : this.reaction(host, count), isKnown);
    const isTaken = 'taken' in reaction ? reaction.taken : reaction.kind === 'slow';
    if (reaction.kind !== 'refuse') this.counts.set(host, count + 1);
    this.arrivals.push({ ...departure, order, idempotencyKey, body, heard: heardOf(reaction, departure), isTaken });
    if (isTaken && !isKnown) {
      this.effects.set(order.reference, (this.effects.get(order.reference) ?? 0) + 1);
      if (idempotencyKey !== null) this.knownKeys.add(idempotencyKey);
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

/** A receiver that refuses duplicates, as it behaves towards a key it knows, or does not know. */
function resolve(reaction: Reaction, isKnown: boolean): Exclude<Reaction, { readonly kind: 'duplicate' }> {
  if (reaction.kind !== 'duplicate') return reaction;
  return { kind: 'status', status: isKnown ? 409 : 500, taken: !isKnown };
}

function heardOf(reaction: ReturnType<typeof resolve>, { epoch }: Departure): Heard {
  switch (reaction.kind) {
    case 'status':
      if (reaction.status < 300) return 'delivered';
      return reaction.status === 401 ? 'held' : 'failed';
    case 'garbled':
      return reaction.content === 'soapFault' ? 'failed' : 'delivered';
    case 'slow':
      return 'delivered';
    case 'throttle':
      return 'held';
    case 'refuse':
      // What certainly was not sent is no attempt of a message that is stored only then.
      return epoch === null ? 'held' : 'failed';
    default:
      return 'nothing';
  }
}

function outcomeOf(reaction: ReturnType<typeof resolve>, now: number): WireOutcome {
  switch (reaction.kind) {
    case 'status':
      return answer(reaction.status);
    case 'garbled':
      return { answer: { statusCode: 200, status: '', ...garbageOf(reaction.content) } };
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

function garbageOf(content: Garbage): Pick<WireAnswer, 'headers' | 'body'> {
  const json = [['Content-Type', 'application/json']] as const;
  switch (content) {
    case 'cut':
      return { headers: json, body: Buffer.from('{"id": "4711", "lines": [') };
    case 'binary':
      return { headers: json, body: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80]) };
    case 'html':
      return { headers: [['Retry-After', 'soon']], body: Buffer.from('<html><body>Please log in') };
    case 'soapFault':
      return {
        headers: [['Content-Type', 'text/xml']],
        body: Buffer.from('<Envelope><Body><Fault><faultcode>Server</faultcode></Fault></Body></Envelope>'),
      };
    case 'endless':
      return { headers: json, body: Buffer.from('['.repeat(100_000)) };
  }
}
