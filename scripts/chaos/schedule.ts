/**
 * What happens in one run, as data: what people do, how the receivers behave, what goes wrong in the org. Made of small
 * independent parts, so that a failing schedule shrinks to those that matter.
 */
import * as fc from 'fast-check';
import type { BesidePoint } from '../local-org/platform/faults';
import type { Endpoint } from './endpoints';

const PATIENCE = { RetrySchedule__c: '0, 1m, 5m, 15m', TimeToLiveHours__c: 24 };

/** One endpoint for each policy that decides differently. */
export const ENDPOINTS: readonly Endpoint[] = [
  { name: 'Plain', policy: { ...PATIENCE, Lanes__c: 2 } },
  { name: 'Ordered', policy: { ...PATIENCE, Lanes__c: 1, DeadHeadPolicy__c: 'Block' } },
  {
    name: 'Skipping',
    policy: { ...PATIENCE, Lanes__c: 2, DeadHeadPolicy__c: 'Skip', IsBreakerOff__c: true, TimeToLiveHours__c: 1 },
  },
  {
    name: 'Parking',
    policy: { ...PATIENCE, Lanes__c: 1, AmbiguousPolicy__c: 'Park', DeadHeadPolicy__c: 'Park Key' },
  },
  { name: 'Limited', policy: { ...PATIENCE, Lanes__c: 1, RequestsPerMinute__c: 6 } },
];

export interface Order {
  /** Index into {@link ENDPOINTS}. */
  readonly endpoint: number;
  /** Which ordering key; null for none. */
  readonly key: number | null;
  /** The receiver refuses it for ever. */
  readonly isRejected: boolean;
  readonly delayMinutes: number;
}

/** What somebody does. `message` and `endpoint` count round, so that any number means one of those there are. */
export type Action =
  | { readonly kind: 'accept'; readonly orders: readonly Order[]; readonly fails: boolean }
  | { readonly kind: 'cancel'; readonly message: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly message: number }
  /** Messages that came to an end somebody must look at, or any, to see which are refused. */
  | { readonly kind: 'replay'; readonly message: number; readonly count: number; readonly of: 'ended' | 'any' }
  | { readonly kind: 'pause' | 'resume' | 'wake'; readonly endpoint: number }
  | { readonly kind: 'heal' }
  | { readonly kind: 'readOnly'; readonly on: boolean }
  /** Work of the org that is due runs. */
  | { readonly kind: 'work'; readonly count: number };

/** An action, so many seconds after the one before. */
export interface Step {
  readonly after: number;
  readonly action: Action;
}

/** What the receiver does with a request. "Taken" has its effect, whatever the answer. */
export type Reaction =
  | { readonly kind: 'status'; readonly status: number; readonly taken: boolean }
  | { readonly kind: 'throttle'; readonly seconds: number; readonly asDate: boolean; readonly status: number }
  | { readonly kind: 'silence'; readonly taken: boolean }
  | { readonly kind: 'drop'; readonly taken: boolean }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'slow'; readonly seconds: number };

/** From its nth request on, so many requests meet this reaction. */
export interface Mood {
  readonly endpoint: number;
  readonly from: number;
  readonly length: number;
  readonly reaction: Reaction;
}

/** Where Apex may be killed: before the nth of these, counted over the whole run. */
export const KILL_POINTS = ['queries', 'dmlStatements', 'callouts', 'queueableJobs', 'commit'] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

/** What goes wrong in the org, at the nth time it could. */
export type Fault =
  | { readonly kind: 'kill'; readonly point: KillPoint; readonly at: number }
  /** In the nth transaction, before its so-manieth statement. */
  | { readonly kind: 'killStatement'; readonly at: number; readonly statement: number }
  /** Between the nth answer of a receiver and the statement that hears it. */
  | { readonly kind: 'killAnswered'; readonly at: number }
  | { readonly kind: 'loseFinalizer'; readonly at: number }
  | { readonly kind: 'loseEvent'; readonly at: number }
  | { readonly kind: 'delayEvent'; readonly at: number; readonly seconds: number }
  | { readonly kind: 'delayJob'; readonly at: number; readonly seconds: number }
  | { readonly kind: 'refuseJob'; readonly at: number; readonly length: number }
  | { readonly kind: 'holdRows'; readonly at: number; readonly length: number }
  /** So many rows in a row. */
  | { readonly kind: 'lockRow'; readonly at: number; readonly length: number }
  | { readonly kind: 'fullStorage'; readonly at: number; readonly length: number }
  /** Somebody does something in the middle of a transaction. */
  | { readonly kind: 'meanwhile'; readonly at: number; readonly action: Action }
  /** Another transaction runs beside one that may have written already, and meets its locks. */
  | { readonly kind: 'beside'; readonly point: BesidePoint; readonly at: number; readonly action: Action };

export interface Schedule {
  /** Seed of chance inside the org: jitter, ids of requests. */
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly moods: readonly Mood[];
  readonly faults: readonly Fault[];
}

/** All that people do, by turns or in the middle of something else. */
export function actionsOf({ steps, faults }: Schedule): Action[] {
  return [
    ...steps.map(({ action }) => action),
    ...faults.flatMap((fault) => (fault.kind === 'meanwhile' || fault.kind === 'beside' ? [fault.action] : [])),
  ];
}

// ---------------------------------------------------------------- arbitraries

const endpoint = fc.nat({ max: ENDPOINTS.length - 1 });
const message = fc.nat({ max: 40 });

const order: fc.Arbitrary<Order> = fc.record({
  endpoint,
  key: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.nat({ max: 1 }) }),
  isRejected: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  delayMinutes: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 15 }) },
  ),
});

const accept: fc.Arbitrary<Action> = fc.record({
  kind: fc.constant('accept' as const),
  orders: fc.array(order, { minLength: 1, maxLength: 12, size: 'max' }),
  fails: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const readOnly: fc.Arbitrary<Action> = fc.record({ kind: fc.constant('readOnly' as const), on: fc.boolean() });

const disturbance: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('cancel' as const), message, count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('repeat' as const), message }),
  fc.record({
    kind: fc.constant('replay' as const),
    message,
    count: fc.integer({ min: 1, max: 6 }),
    of: fc.constantFrom('ended' as const, 'ended' as const, 'any' as const),
  }),
  fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'wake' as const), endpoint }),
  fc.record({ kind: fc.constant('heal' as const) }),
  fc.record({ kind: fc.constant('work' as const), count: fc.integer({ min: 1, max: 4 }) }),
  readOnly,
);

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 1200 })),
  action: fc.oneof({ weight: 6, arbitrary: accept }, { weight: 5, arbitrary: disturbance }),
});

const reaction: fc.Arbitrary<Reaction> = fc.oneof(
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(500, 503, 408, 401, 404),
    taken: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('throttle' as const),
    seconds: fc.constantFrom(0, 1, 30, 400, 4000),
    asDate: fc.boolean(),
    status: fc.constantFrom(429, 503),
  }),
  fc.record({ kind: fc.constantFrom('silence' as const, 'drop' as const), taken: fc.boolean() }),
  fc.record({ kind: fc.constant('refuse' as const) }),
  fc.record({ kind: fc.constant('slow' as const), seconds: fc.integer({ min: 5, max: 10 }) }),
);

const mood: fc.Arbitrary<Mood> = fc.record({
  endpoint,
  from: fc.nat({ max: 20 }),
  length: fc.integer({ min: 1, max: 12 }),
  reaction,
});

const at = (max: number) => fc.nat({ max });
const length = (max: number) => fc.integer({ min: 1, max });

/** Faults that cannot make it unknown whether a request was sent. */
const harmlessFaults: fc.WeightedArbitrary<Fault>[] = [
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loseEvent' as const), at: at(8) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delayEvent' as const),
      at: at(8),
      seconds: fc.integer({ min: 1, max: 3600 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delayJob' as const),
      at: at(12),
      seconds: fc.integer({ min: 1, max: 7200 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuseJob' as const), at: at(12), length: length(4) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('meanwhile' as const),
      at: at(60),
      action: fc.oneof({ weight: 3, arbitrary: disturbance }, { weight: 1, arbitrary: accept }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('beside' as const),
      point: fc.constantFrom('query' as const, 'dml' as const, 'dml' as const, 'commit' as const),
      at: at(25),
      action: fc.oneof(
        { weight: 3, arbitrary: disturbance },
        // What changes the very rows that somebody is about to write.
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('cancel' as const),
            message,
            count: fc.integer({ min: 4, max: 12 }),
          }),
        },
        { weight: 1, arbitrary: accept },
      ),
    }),
  },
];

const harmlessFault: fc.Arbitrary<Fault> = fc.oneof(...harmlessFaults);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('kill' as const), point: fc.constantFrom(...KILL_POINTS), at: at(60) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('killStatement' as const),
      at: at(40),
      statement: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 3000 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('killAnswered' as const), at: at(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('loseFinalizer' as const), at: at(6) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('holdRows' as const), at: at(40), length: length(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lockRow' as const), at: at(80), length: length(12) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fullStorage' as const), at: at(30), length: length(6) }) },
  ...harmlessFaults,
);

/** All there is to happen in a run. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  steps: fc.array(step, { minLength: 1, maxLength: 8, size: 'max' }),
  moods: fc.array(mood, { maxLength: 6, size: 'max' }),
  // Where nothing leaves it unknown what was sent, attempts must be right to the last one.
  faults: fc.oneof(
    { weight: 3, arbitrary: fc.array(fault, { maxLength: 8, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(harmlessFault, { maxLength: 8, size: 'max' }) },
  ),
});
