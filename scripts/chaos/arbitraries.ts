/**
 * Schedules by chance. Made of small independent parts, so that a failing schedule shrinks to those that matter. What only several
 * things together bring about, such as an outage that outlasts a message's time to live, is a part of its own: chance alone would
 * take thousands of schedules to come upon it.
 */
import * as fc from 'fast-check';
import {
  ENDPOINTS,
  GARBAGE,
  KILL_POINTS,
  type Action,
  type Fault,
  type Handler,
  type Mood,
  type Order,
  type Reaction,
  type Schedule,
  type Step,
} from './schedule';

const HOUR_SECONDS = 3600;

const endpoint = fc.nat({ max: ENDPOINTS.length - 1 });
const message = fc.nat({ max: 40 });

const rarely = (percent: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(false) }, { weight: percent, arbitrary: fc.constant(true) });

const handler: fc.Arbitrary<Handler | null> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.constantFrom('notes' as const, 'notes' as const, 'flaky' as const, 'broken' as const) },
  { weight: 1, arbitrary: fc.constant('echo' as const) },
);

const orderTo = (to: fc.Arbitrary<number>): fc.Arbitrary<Order> =>
  fc.record({
    endpoint: to,
    key: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.nat({ max: 1 }) }),
    isRejected: rarely(10),
    delayMinutes: fc.oneof(
      { weight: 9, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 15 }) },
    ),
    handler,
  });
const order = orderTo(endpoint);

const accept: fc.Arbitrary<Action> = fc.record({
  kind: fc.constant('accept' as const),
  orders: fc.array(order, { minLength: 1, maxLength: 12, size: 'max' }),
  fails: rarely(10),
});

const readOnly: fc.Arbitrary<Action> = fc.record({ kind: fc.constant('readOnly' as const), on: fc.boolean() });

const rush: fc.Arbitrary<Action> = fc.record({
  kind: fc.constant('rush' as const),
  count: fc.integer({ min: 0, max: 6 }),
});

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
  fc.record({ kind: fc.constant('send' as const), order, stores: fc.boolean() }),
  fc.record({ kind: fc.constant('heal' as const) }),
  fc.record({ kind: fc.constant('work' as const), count: fc.integer({ min: 1, max: 4 }) }),
  rush,
  readOnly,
);

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 1200 })),
  action: fc.oneof(
    { weight: 24, arbitrary: accept },
    { weight: 20, arbitrary: disturbance },
    { weight: 1, arbitrary: fc.constant<Action>({ kind: 'nights' }) },
  ),
});

const SKIPPING = ENDPOINTS.findIndex(({ name }) => name === 'Skipping');
const LIMITED = ENDPOINTS.findIndex(({ name }) => name === 'Limited');

const few = (to: number): fc.Arbitrary<Action> =>
  fc.record({
    kind: fc.constant('accept' as const),
    orders: fc.array(orderTo(fc.constant(to)), { minLength: 1, maxLength: 4, size: 'max' }),
    fails: fc.constant(false),
  });

/** Over when the time to live of what was stored before has just passed, and the watchdog has not been there since. */
const outage: fc.Arbitrary<Step[]> = fc
  .record({ begins: fc.integer({ min: 1, max: 250 }), late: fc.integer({ min: 1, max: 100 }), stored: few(SKIPPING) })
  .map(({ begins, late, stored }) => [
    { after: begins, action: { kind: 'pause', endpoint: SKIPPING } },
    { after: 0, action: stored },
    { after: HOUR_SECONDS + late, action: { kind: 'resume', endpoint: SKIPPING } },
    { after: 0, action: { kind: 'wake', endpoint: SKIPPING } },
  ]);

/** Little at a time to the endpoint that takes so much a minute, one handful soon after the other. */
const trickle: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ after: fc.integer({ min: 1, max: 25 }), action: few(LIMITED) }),
  { minLength: 3, maxLength: 5, size: 'max' },
);

const steps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: step.map((one) => [one]) },
      { weight: 1, arbitrary: outage },
      { weight: 1, arbitrary: trickle },
    ),
    { minLength: 1, maxLength: 8, size: 'max' },
  )
  .map((parts) => parts.flat());

const reaction: fc.Arbitrary<Reaction> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      status: fc.constantFrom(200, 500, 503, 408, 401, 404),
      taken: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('throttle' as const),
      seconds: fc.constantFrom(0, 1, 30, 400, 4000),
      asDate: fc.boolean(),
      status: fc.constantFrom(429, 503),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('silence' as const, 'drop' as const), taken: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuse' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('slow' as const), seconds: fc.integer({ min: 5, max: 10 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('duplicate' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('garbled' as const),
      content: fc.constantFrom(...GARBAGE),
      taken: fc.boolean(),
    }),
  },
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
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('race' as const),
      at: at(20),
      action: fc.oneof({ weight: 3, arbitrary: rush }, { weight: 1, arbitrary: disturbance }),
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
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lateFinalizer' as const), at: at(15) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('giveUp' as const),
      at: at(15),
      seconds: fc.integer({ min: 60, max: 2400 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('loseFinalizer' as const), at: at(6) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('holdRows' as const), at: at(40), length: length(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lockRow' as const), at: at(80), length: length(12) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fullStorage' as const), at: at(30), length: length(6) }) },
  ...harmlessFaults,
);

/** All there is to happen in a run. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  steps,
  moods: fc.array(mood, { maxLength: 6, size: 'max' }),
  // Where nothing leaves it unknown what was sent, attempts must be right to the last one.
  faults: fc.oneof(
    { weight: 3, arbitrary: fc.array(fault, { maxLength: 8, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(harmlessFault, { maxLength: 8, size: 'max' }) },
  ),
});
