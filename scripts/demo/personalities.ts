/**
 * How the demo's ERP treats an order: its script, attempt by attempt, and how the order must end.
 */

/** What the ERP does at one attempt. Where it `takes` the order, the effect happens even if nobody hears of it. */
export type Reaction =
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Takes the order and never answers. */
  | { readonly kind: 'silence' }
  /** Takes the order and cuts the connection. */
  | { readonly kind: 'drop' };

export interface Personality {
  readonly name: string;
  /** In words, for the table. */
  readonly description: string;
  /** One reaction an attempt; the last one for ever. */
  readonly script: readonly Reaction[];
  readonly ends: 'Delivered' | 'Dead';
  /** How many attempts count until then. */
  readonly attempts: number;
  /** Of 24 orders, how many are treated so. */
  readonly share: number;
}

const created: Reaction = { kind: 'answer', status: 201 };
const unavailable: Reaction = { kind: 'answer', status: 503 };

export const PERSONALITIES: readonly Personality[] = [
  { name: 'steady', description: 'answers 201', script: [created], ends: 'Delivered', attempts: 1, share: 14 },
  {
    name: 'tired',
    description: '503 twice, then 201',
    script: [unavailable, unavailable, created],
    ends: 'Delivered',
    attempts: 3,
    share: 3,
  },
  {
    name: 'absent',
    description: 'takes it, times out, then 201',
    script: [{ kind: 'silence' }, created],
    ends: 'Delivered',
    attempts: 2,
    share: 2,
  },
  {
    name: 'strict',
    description: '400 for ever',
    script: [{ kind: 'answer', status: 400 }],
    ends: 'Dead',
    attempts: 1,
    share: 2,
  },
  {
    name: 'abrupt',
    description: 'takes it, drops the connection, then 201',
    script: [{ kind: 'drop' }, created],
    ends: 'Delivered',
    attempts: 2,
    share: 2,
  },
  {
    name: 'busy',
    description: '429 with Retry-After: 120, then 201',
    script: [{ kind: 'answer', status: 429, headers: { 'Retry-After': '120' } }, created],
    ends: 'Delivered',
    attempts: 1,
    share: 1,
  },
];

/** One order of the demo: what it is called and how the ERP will treat it. */
export interface DemoOrder {
  readonly reference: string;
  readonly personality: Personality;
}

/**
 * Deals personalities to orders: every share is met, so that a demo of any size sees all of them; the seed decides who
 * gets which.
 *
 * @param count how many orders
 * @param seed any whole number; the same seed deals the same
 */
export function dealOrders(count: number, seed: number): DemoOrder[] {
  const deck = PERSONALITIES.flatMap((personality) => Array<Personality>(personality.share).fill(personality));
  // The rare ones first, so that a small demo is not all sunshine.
  const byRarity = [...PERSONALITIES].sort((one, other) => one.share - other.share);
  const dealt = Array.from({ length: count }, (_, index) =>
    index < byRarity.length ? byRarity[index]! : deck[index % deck.length]!,
  );
  shuffle(dealt, seed);
  const width = Math.max(3, String(count).length);
  return dealt.map((personality, index) => ({
    reference: `ORD-${String(index + 1).padStart(width, '0')}`,
    personality,
  }));
}

/** Fisher–Yates over a 32-bit linear congruential sequence (constants of Numerical Recipes). */
function shuffle<T>(items: T[], seed: number): void {
  let state = seed >>> 0;
  for (let index = items.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 0x100000000) * (index + 1));
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
}
