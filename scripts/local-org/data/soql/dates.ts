/**
 * Date literals: `TODAY`, `LAST_N_DAYS:3`, `THIS_FISCAL_QUARTER` as days.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 */
import { fromWall, toWall } from '../../values/time-zone';

/** A calendar day as days since 1970-01-01. */
export type Day = number;

/** From the first day to the day after the last. */
export interface DayRange {
  readonly from: Day;
  readonly until: Day;
}

interface YearMonth {
  readonly year: number;
  /** From 0; may lie outside the year. */
  readonly month: number;
}

const DAY = 86_400_000;

export function dayOf(year: number, month: number, day: number): Day {
  return Date.UTC(year, month, day) / DAY;
}

/** `2026-11-23` */
export function dayText(day: Day): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Periods by the name they have in literals. Fiscal ones are those of a fiscal year that begins in January, the org's default. */
const PERIODS: Readonly<Record<string, 'day' | 'week' | 'month' | 'quarter' | 'year'>> = {
  DAY: 'day',
  DAYS: 'day',
  WEEK: 'week',
  WEEKS: 'week',
  MONTH: 'month',
  MONTHS: 'month',
  QUARTER: 'quarter',
  QUARTERS: 'quarter',
  FISCAL_QUARTER: 'quarter',
  FISCAL_QUARTERS: 'quarter',
  YEAR: 'year',
  YEARS: 'year',
  FISCAL_YEAR: 'year',
  FISCAL_YEARS: 'year',
};

/**
 * The days a literal stands for; null when there is no such literal.
 *
 * @param today the running user's day
 * @param firstDayOfWeek 0 for Sunday, as in the locale en_US
 */
export function literalRange(name: string, n: number | null, today: Day, firstDayOfWeek = 0): DayRange | null {
  const simple = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 }[name];
  if (simple !== undefined) return { from: today + simple, until: today + simple + 1 };
  if (name === 'LAST_90_DAYS') return { from: today - 90, until: today + 1 };
  if (name === 'NEXT_90_DAYS') return { from: today + 1, until: today + 91 };
  const match = /^(LAST_N|NEXT_N|THIS|LAST|NEXT|N)_([A-Z_]+?)(_AGO)?$/.exec(name);
  const period = match?.[2] === undefined ? undefined : PERIODS[match[2]];
  if (!match || !period) return null;
  const at = (offset: number): Day => periodStart(period, today, offset, firstDayOfWeek);
  const count = n ?? 0;
  switch (match[1]) {
    case 'THIS':
      return { from: at(0), until: at(1) };
    case 'LAST':
      return { from: at(-1), until: at(0) };
    case 'NEXT':
      return { from: at(1), until: at(2) };
    case 'LAST_N':
      // Days run up to today, which they include; longer periods end with the last whole one.
      return { from: at(-count), until: period === 'day' ? today + 1 : at(0) };
    case 'NEXT_N':
      return { from: at(1), until: at(count + 1) };
    default:
      return match[3] ? { from: at(-count), until: at(-count + 1) } : null;
  }
}

/** The first day of the period `offset` periods from the one today is in. */
function periodStart(
  period: 'day' | 'week' | 'month' | 'quarter' | 'year',
  today: Day,
  offset: number,
  firstDayOfWeek: number,
): Day {
  const date = new Date(today * DAY);
  const now: YearMonth = { year: date.getUTCFullYear(), month: date.getUTCMonth() };
  switch (period) {
    case 'day':
      return today + offset;
    case 'week':
      return today - ((date.getUTCDay() - firstDayOfWeek + 7) % 7) + 7 * offset;
    case 'month':
      return dayOf(now.year, now.month + offset, 1);
    case 'quarter':
      return dayOf(now.year, Math.floor(now.month / 3) * 3 + 3 * offset, 1);
    case 'year':
      return dayOf(now.year + offset, 0, 1);
  }
}

/** The instant a day begins in a time zone. */
export function startOfDay(day: Day, timeZone: string): number {
  return fromWall(timeZone, day * DAY);
}

/** The day it is in a time zone. */
export function dayAt(milliseconds: number, timeZone: string): Day {
  return Math.floor(toWall(timeZone, milliseconds) / DAY);
}
