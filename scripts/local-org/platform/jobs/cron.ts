/**
 * Cron expressions as Salesforce has them: `Seconds Minutes Hours Day_of_month Month Day_of_week [Year]`.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
import { apexException } from '../../values/errors';
import { fromWall, toWall } from '../../values/time-zone';

const DAY = 86_400_000;
/** How far ahead a fire time is looked for: what the year field can name. */
const LAST_YEAR = 2099;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** A day of a month, as the day fields are asked about it. */
interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 is Sunday, as Salesforce counts. */
  readonly weekday: number;
  readonly lastDay: number;
}

type DayRule = (day: CalendarDay) => boolean;

/** A schedule that can say when it is next due. */
export class CronExpression {
  private readonly second: number;
  private readonly minute: number;
  private readonly hours: ReadonlySet<number>;
  private readonly months: ReadonlySet<number>;
  private readonly years: ReadonlySet<number> | null;
  private readonly dayRule: DayRule;

  /** @throws System.StringException as the platform refuses a text */
  constructor(readonly text: string) {
    const fields = text.trim().toUpperCase().split(/\s+/);
    if (fields.length < 6 || fields.length > 7) throw this.malformed(`expected 6 or 7 fields, found ${fields.length}`);
    const [second, minute, hours, dayOfMonth, month, dayOfWeek, year] = fields as [
      string,
      string,
      string,
      string,
      string,
      string,
      string?,
    ];
    // "Apex doesn't allow for a job to be scheduled more than once an hour."
    if (!/^\d+$/.test(second) || !/^\d+$/.test(minute))
      throw apexException('System.StringException', `Seconds and minutes must be specified as integers: ${text}`);
    this.second = this.number(second, 0, 59);
    this.minute = this.number(minute, 0, 59);
    this.hours = this.values(hours, 0, 23) ?? every(0, 23);
    this.months = this.values(month, 1, 12, MONTHS) ?? every(1, 12);
    this.years = year === undefined ? null : this.values(year, 1970, LAST_YEAR);
    if ((dayOfMonth === '?') === (dayOfWeek === '?'))
      throw this.malformed(
        dayOfMonth === '?'
          ? "'?' can only be specified for Day-of-Month -OR- Day-of-Week."
          : 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.',
      );
    this.dayRule = dayOfWeek === '?' ? this.monthDayRule(dayOfMonth) : this.weekDayRule(dayOfWeek);
  }

  /** The first fire time after `after`, in milliseconds; null when there is none. */
  next(after: number, timeZone: string): number | null {
    let day = Math.floor(toWall(timeZone, after) / DAY) * DAY;
    const last = Date.UTC(LAST_YEAR, 11, 31);
    for (; day <= last; day += DAY) {
      const skip = this.skipTo(day);
      if (skip !== null) {
        day = skip - DAY;
        continue;
      }
      const time = this.firstTimeOn(day, after, timeZone);
      if (time !== null) return time;
    }
    return null;
  }

  /** Where nothing of the day's month or year fits, the start of the next one. */
  private skipTo(wall: number): number | null {
    const date = new Date(wall);
    const year = date.getUTCFullYear();
    if (this.years && !this.years.has(year)) return Date.UTC(year + 1, 0, 1);
    if (!this.months.has(date.getUTCMonth() + 1)) return Date.UTC(year, date.getUTCMonth() + 1, 1);
    return null;
  }

  private firstTimeOn(wall: number, after: number, timeZone: string): number | null {
    if (!this.dayRule(calendarDay(wall))) return null;
    for (const hour of [...this.hours].sort((a, b) => a - b)) {
      const time = fromWall(timeZone, wall + ((hour * 60 + this.minute) * 60 + this.second) * 1000);
      if (time > after) return time;
    }
    return null;
  }

  private monthDayRule(field: string): DayRule {
    if (field === 'L') return ({ day, lastDay }) => day === lastDay;
    if (field === 'LW') return (day) => day.day === nearestWeekday(day, day.lastDay);
    const nearest = /^(\d+)W$/.exec(field);
    if (nearest) {
      const target = this.number(nearest[1]!, 1, 31);
      return (day) => target <= day.lastDay && day.day === nearestWeekday(day, target);
    }
    const days = this.values(field, 1, 31);
    return days ? ({ day }) => days.has(day) : () => true;
  }

  private weekDayRule(field: string): DayRule {
    if (field === 'L') return ({ weekday }) => weekday === 7;
    const last = /^([A-Z]{3}|\d)L$/.exec(field);
    if (last) {
      const target = this.number(last[1]!, 1, 7, WEEKDAYS);
      return ({ weekday, day, lastDay }) => weekday === target && day > lastDay - 7;
    }
    const nth = /^([A-Z]{3}|\d)#(\d)$/.exec(field);
    if (nth) {
      const target = this.number(nth[1]!, 1, 7, WEEKDAYS);
      const which = this.number(nth[2]!, 1, 5);
      return ({ weekday, day }) => weekday === target && Math.ceil(day / 7) === which;
    }
    const days = this.values(field, 1, 7, WEEKDAYS);
    return days ? ({ weekday }) => days.has(weekday) : () => true;
  }

  /** The values a field names; null for all of them. */
  private values(field: string, low: number, high: number, names: readonly string[] = []): ReadonlySet<number> | null {
    if (field === '*' || field === '?') return null;
    const found = new Set<number>();
    for (const part of field.split(',')) {
      const [range, stepText] = part.split('/') as [string, string?];
      const step = stepText === undefined ? 1 : this.number(stepText, 1, high);
      const [from, to] = this.range(range, low, high, names, stepText !== undefined);
      // A range may run over the end: NOV-FEB, 22-4.
      const span = to >= from ? to - from : to + (high - low + 1) - from;
      for (let offset = 0; offset <= span; offset += step) found.add(low + ((from - low + offset) % (high - low + 1)));
    }
    return found;
  }

  private range(
    text: string,
    low: number,
    high: number,
    names: readonly string[],
    hasStep: boolean,
  ): readonly [number, number] {
    if (text === '*') return [low, high];
    const [from, to] = text.split('-') as [string, string?];
    const first = this.number(from, low, high, names);
    if (to !== undefined) return [first, this.number(to, low, high, names)];
    return [first, hasStep ? high : first];
  }

  private number(text: string, low: number, high: number, names: readonly string[] = []): number {
    const named = names.indexOf(text);
    if (named >= 0) return named + 1;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high)
      throw this.malformed(`'${text}' is not between ${low} and ${high}`);
    return value;
  }

  private malformed(why: string): Error {
    return apexException('System.StringException', `Illegal cron expression format (${this.text}): ${why}`);
  }
}

function every(low: number, high: number): ReadonlySet<number> {
  return new Set(Array.from({ length: high - low + 1 }, (_, offset) => low + offset));
}

function calendarDay(wall: number): CalendarDay {
  const date = new Date(wall);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() + 1,
    lastDay: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

/** The weekday nearest to a day of the month, within the month: a Saturday gives Friday, a Sunday gives Monday. */
function nearestWeekday({ year, month, lastDay }: CalendarDay, target: number): number {
  const weekday = new Date(Date.UTC(year, month - 1, target)).getUTCDay();
  if (weekday === 6) return target > 1 ? target - 1 : target + 2;
  if (weekday === 0) return target < lastDay ? target + 1 : target - 2;
  return target;
}
