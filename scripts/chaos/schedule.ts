/** What happens in one run, as data: what people do, how the receivers behave, what goes wrong in the org. */
import type { BesidePoint } from '../local-org/platform/faults';
import type { Endpoint } from './endpoints';

/** What handlers do. */
export const HANDLERS = {
  /** Remembers what it was told. */
  notes: 'ChaosHandlers.Notes',
  /** Fails when it is called for the first time. */
  flaky: 'ChaosHandlers.Flaky',
  /** Fails. */
  broken: 'ChaosHandlers.Broken',
  /** Changes a record, whose trigger stores the next message with the same handler: for ever, if nobody stopped it. */
  echo: 'ChaosHandlers.Echo',
} as const;
export type Handler = keyof typeof HANDLERS;

/** So many messages cause each other at most. */
export const MOST_DEPTH = 5;

const COMMON = {
  RetrySchedule__c: '0, 1m, 5m, 15m',
  TimeToLiveHours__c: 24,
  AllowedHandlers__c: Object.values(HANDLERS).join(', '),
  ...Object.fromEntries(
    ['Delivered', 'Dead', 'Parked', 'Expired', 'Cancelled'].map((state) => [`Retention${state}Days__c`, 1]),
  ),
};

/** One endpoint for each policy that decides differently. */
export const ENDPOINTS: readonly Endpoint[] = [
  { name: 'Plain', policy: { ...COMMON, Lanes__c: 2 } },
  { name: 'Ordered', policy: { ...COMMON, Lanes__c: 1, DeadHeadPolicy__c: 'Block' } },
  {
    name: 'Skipping',
    policy: { ...COMMON, Lanes__c: 2, DeadHeadPolicy__c: 'Skip', IsBreakerOff__c: true, TimeToLiveHours__c: 1 },
  },
  {
    name: 'Parking',
    policy: { ...COMMON, Lanes__c: 1, AmbiguousPolicy__c: 'Park', DeadHeadPolicy__c: 'Park Key' },
  },
  { name: 'Limited', policy: { ...COMMON, Lanes__c: 1, RequestsPerMinute__c: 6 } },
];

export interface Order {
  /** Index into {@link ENDPOINTS}. */
  readonly endpoint: number;
  /** Which ordering key; null for none. */
  readonly key: number | null;
  /** The receiver refuses it for ever. */
  readonly isRejected: boolean;
  readonly delayMinutes: number;
  /** Who hears of its end; null for nobody. */
  readonly handler: Handler | null;
}

/** What somebody does. `message` and `endpoint` count round, so that any number means one of those there are. */
export type Action =
  | { readonly kind: 'accept'; readonly orders: readonly Order[]; readonly fails: boolean }
  | { readonly kind: 'cancel'; readonly message: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly message: number }
  /** Messages that came to an end somebody must look at, or any, to see which are refused. */
  | { readonly kind: 'replay'; readonly message: number; readonly count: number; readonly of: 'ended' | 'any' }
  | { readonly kind: 'pause' | 'resume' | 'wake'; readonly endpoint: number }
  /** A caller who wants an answer now; `stores` when he wants delivery for certain, too. */
  | { readonly kind: 'send'; readonly order: Order; readonly stores: boolean }
  /** Somebody sees to it that the watchdog is scheduled. */
  | { readonly kind: 'start' }
  | { readonly kind: 'heal' }
  /** Another dispatcher looks after all endpoints, and so much of the work that is due runs. */
  | { readonly kind: 'rush'; readonly count: number }
  /** Time passes until what is old was deleted in the next night but one. */
  | { readonly kind: 'nights' }
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
  | { readonly kind: 'slow'; readonly seconds: number }
  /** It takes what it does not know and says 500; what it knows it refuses as a duplicate. */
  | { readonly kind: 'duplicate' }
  /** An answer that makes no sense, with a status that does. */
  | { readonly kind: 'garbled'; readonly content: Garbage; readonly taken: boolean };

export const GARBAGE = ['cut', 'binary', 'html', 'soapFault', 'endless'] as const;
export type Garbage = (typeof GARBAGE)[number];

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
  | { readonly kind: 'beside'; readonly point: BesidePoint; readonly at: number; readonly action: Action }
  /** As meanwhile, just when a transaction has looked for its lanes. */
  | { readonly kind: 'race'; readonly at: number; readonly action: Action }
  /** A worker dies at its nth answer, and its finalizer runs when others have gone on long since. */
  | { readonly kind: 'lateFinalizer'; readonly at: number }
  /** After the nth answer a worker stands still for so long, and the platform says meanwhile that it is dead. */
  | { readonly kind: 'giveUp'; readonly at: number; readonly seconds: number };

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
    ...faults.flatMap((fault) => ('action' in fault ? [fault.action] : [])),
  ];
}
