/** `OrgLimits`: what the org as a whole used of what it has. */
import type { Engine } from './engine';

export type OrgLimitMap = ReadonlyMap<string, { readonly value: number; readonly limit: number }>;

/** A day, in milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** Times of asynchronous executions within the last day. */
export class DailyAsyncExecutions {
  private times: number[] = [];

  add(now: number): void {
    this.times.push(now);
  }

  count(now: number): number {
    const first = this.times.findIndex((time) => time > now - DAY);
    if (first > 0) this.times = this.times.slice(first);
    else if (first < 0) this.times = [];
    return this.times.length;
  }
}

/** The limits the local org keeps. Those it does not count are missing, as keys are in orgs without the feature. */
export function orgLimits(engine: Engine): OrgLimitMap {
  return new Map([
    [
      'DailyAsyncApexExecutions',
      { value: engine.work.asyncExecutions.count(engine.clock.now()), limit: engine.options.dailyAsyncLimit },
    ],
    [
      'HourlyPublishedPlatformEvents',
      { value: engine.work.events.publishedWithin(engine.clock.now()), limit: 250_000 },
    ],
  ]);
}
