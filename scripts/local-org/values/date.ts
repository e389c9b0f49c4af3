/** Date: a day of the proleptic Gregorian calendar, without time or zone. */
import type { ValueObject } from './equality';
import { UnsupportedError } from './errors';

const DAY_MS = 86_400_000;
const MOST_DAYS = 100_000_000;

export class ApexDate implements ValueObject {
  readonly isPrimitive = true;

  /**
   * @param days since 1970-01-01
   * @throws UnsupportedError beyond the years JavaScript counts, which are fewer than the platform's
   */
  constructor(readonly days: number) {
    if (!(Math.abs(days) <= MOST_DAYS)) throw new UnsupportedError('Date beyond the year 275760');
  }

  /** Months and days out of range carry over: the 13th month is January of the next year. */
  static of(year: number, month: number, day: number): ApexDate {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return new ApexDate(Math.floor(date.getTime() / DAY_MS));
  }

  private get utc(): Date {
    return new Date(this.days * DAY_MS);
  }

  get year(): number {
    return this.utc.getUTCFullYear();
  }

  get month(): number {
    return this.utc.getUTCMonth() + 1;
  }

  get day(): number {
    return this.utc.getUTCDate();
  }

  /** Midnight UTC of the day. */
  get ms(): number {
    return this.days * DAY_MS;
  }

  /** 0 is Sunday. */
  get dayOfWeek(): number {
    return this.utc.getUTCDay();
  }

  get dayOfYear(): number {
    return this.days - ApexDate.of(this.year, 1, 1).days + 1;
  }

  addDays(days: number): ApexDate {
    return new ApexDate(this.days + days);
  }

  /** The day stays, or becomes the last of a shorter month: 31 January plus a month is 28 or 29 February. */
  addMonths(months: number): ApexDate {
    const index = this.year * 12 + (this.month - 1) + months;
    const year = Math.floor(index / 12);
    const month = index - year * 12 + 1;
    return ApexDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  /** ISO form: `2024-02-29`. */
  toString(): string {
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
  }

  valueEquals(other: object): boolean {
    return other instanceof ApexDate && other.days === this.days;
  }

  valueHash(): number {
    return this.days;
  }

  valueKey(): string {
    return `\u0000D${this.days}`;
  }
}

export function daysInMonth(year: number, month: number): number {
  return ApexDate.of(year, month + 1, 1).days - ApexDate.of(year, month, 1).days;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Zero-padded, sign in front. */
export function pad(value: number, width: number): string {
  return value < 0 ? `-${String(-value).padStart(width, '0')}` : String(value).padStart(width, '0');
}
