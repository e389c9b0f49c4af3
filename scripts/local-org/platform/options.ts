/** How an org behaves where orgs differ. */
import type { LimitTable } from './limits';

/** A platform event trigger's `PlatformEventSubscriberConfig`. */
export interface SubscriberOptions {
  /** Username the trigger runs as; the Automated Process user where it is left out. */
  readonly user?: string;
  /** 1 – 2,000 */
  readonly batchSize?: number;
}

export interface PlatformOptions {
  /** Seed of everything random: ids of requests, UUIDs, `Math.random()`. */
  readonly seed: number;
  /** Changes to the limits of every column. */
  readonly limits: Partial<LimitTable>;
  /** Where named credentials really point, by name: `{ ERP: 'http://127.0.0.1:4711' }`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Headers named credentials add, by name: what an administrator enters as the secret. */
  readonly credentialHeaders: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Origins plain URLs may call beside the project's Remote Site settings. */
  readonly remoteSites: readonly string[];
  /** What a callout that got an answer costs on the virtual clock, in milliseconds. */
  readonly calloutLatency: number;
  /** Real waiting time for one unit of Apex timeout: 0.02 makes a 10 s timeout wait 0.2 s. */
  readonly timeoutScale: number;
  /** By trigger name. */
  readonly subscribers: Readonly<Record<string, SubscriberOptions>>;
  /** Asynchronous executions in 24 hours. */
  readonly dailyAsyncLimit: number;
  /** Delay of queueables enqueued without one, in seconds (`ApexSettings.defaultQueueableDelay`). */
  readonly defaultQueueableDelay: number;
  /** Longest chain of queueables where none is named; 5 in Developer Edition and trial orgs, null is no limit. */
  readonly maximumStackDepth: number | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
}

export const DEFAULT_OPTIONS: PlatformOptions = {
  seed: 1,
  limits: {},
  endpoints: {},
  credentialHeaders: {},
  remoteSites: [],
  calloutLatency: 100,
  timeoutScale: 1,
  subscribers: {},
  dailyAsyncLimit: 250_000,
  defaultQueueableDelay: 0,
  maximumStackDepth: null,
  // What a new scratch org in the United States has.
  timeZone: 'America/Los_Angeles',
  locale: 'en_US',
  language: 'en_US',
};
