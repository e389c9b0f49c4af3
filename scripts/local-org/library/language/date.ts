/** `Date` and `Time`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_date.htm */
import { ApexDate, daysInMonth, isLeapYear } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { nullArgument, required } from '../../values/errors';
import { ApexTime } from '../../values/time';
import { hooks } from '../../values/type-registry';
import type { LibraryFunction } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { invalidConversion } from './convert';
import { dateOf, parseLocalDate } from './date-parse';
import { formatShort, intlLocale } from './number-format';

const REFERENCE = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_';

/** A method of a value that takes one number. */
function adding<T>(change: (self: T, amount: number) => T): LibraryFunction {
  return (self: T, amount: number | null) => change(self, required(amount));
}

function valueOf(value: Value): ApexDate | null {
  if (value === null) throw nullArgument();
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return value.dateIn(hooks().timeZone);
  if (typeof value === 'string') return dateOf(value);
  throw invalidConversion(value, 'Date');
}

/** The day the user's week begins with: 0 is Sunday. */
function firstDayOfWeek(): number {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } } =
    new Intl.Locale(intlLocale());
  const info = locale.getWeekInfo?.() ?? locale.weekInfo;
  return (info?.firstDay ?? 7) % 7;
}

function toStartOfWeek(self: ApexDate): ApexDate {
  return self.addDays(-((self.dayOfWeek - firstDayOfWeek() + 7) % 7));
}

/** In the user's locale: `2/29/2024`. */
function format(self: ApexDate): string {
  return formatShort(self.ms, { timeZone: 'UTC' }, self.year);
}

export const dateClass = libraryClass(
  'System.Date',
  {
    'static Integer daysInMonth(Integer year, Integer month)': (year: number | null, month: number | null) =>
      daysInMonth(required(year), required(month)),
    'static Boolean isLeapYear(Integer year)': (year: number | null) => isLeapYear(required(year)),
    'static Date newInstance(Integer year, Integer month, Integer day)': (
      year: number | null,
      month: number | null,
      day: number | null,
    ) => ApexDate.of(required(year), required(month), required(day)),
    'static Date parse(String text)': (text: string | null) => parseLocalDate(required(text)),
    'static Date today()': () => new ApexDatetime(hooks().now()).dateIn(hooks().timeZone),
    'static Date valueOf(String text)': (text: string | null) => dateOf(required(text)),
    'static Date valueOf(Object value)': valueOf,
    'Date addDays(Integer days)': adding((self: ApexDate, days) => self.addDays(days)),
    'Date addMonths(Integer months)': adding((self: ApexDate, months) => self.addMonths(months)),
    'Date addYears(Integer years)': adding((self: ApexDate, years) => self.addMonths(years * 12)),
    'Integer day()': (self: ApexDate) => self.day,
    'Integer dayOfYear()': (self: ApexDate) => self.dayOfYear,
    'Integer daysBetween(Date other)': (self: ApexDate, other: ApexDate | null) => required(other).days - self.days,
    'String format()': format,
    'Boolean isSameDay(Date other)': (self: ApexDate, other: ApexDate | null) => required(other).days === self.days,
    'Integer month()': (self: ApexDate) => self.month,
    'Integer monthsBetween(Date other)': (self: ApexDate, other: ApexDate | null) =>
      (required(other).year - self.year) * 12 + required(other).month - self.month,
    'Date toStartOfMonth()': (self: ApexDate) => self.addDays(1 - self.day),
    'Date toStartOfWeek()': toStartOfWeek,
    'Integer year()': (self: ApexDate) => self.year,
  },
  { docs: `${REFERENCE}date.htm` },
);

const later = (factor: number): LibraryFunction =>
  adding((self: ApexTime, amount) => new ApexTime(self.ms + amount * factor));

export const timeClass = libraryClass(
  'System.Time',
  {
    'static Time newInstance(Integer hour, Integer minutes, Integer seconds, Integer milliseconds)': (
      hour: number | null,
      minutes: number | null,
      seconds: number | null,
      milliseconds: number | null,
    ) => ApexTime.of(required(hour), required(minutes), required(seconds), required(milliseconds)),
    'Time addHours(Integer hours)': later(3_600_000),
    'Time addMinutes(Integer minutes)': later(60_000),
    'Time addSeconds(Integer seconds)': later(1000),
    'Time addMilliseconds(Integer milliseconds)': later(1),
    'Integer hour()': (self: ApexTime) => self.hour,
    'Integer minute()': (self: ApexTime) => self.minute,
    'Integer second()': (self: ApexTime) => self.second,
    'Integer millisecond()': (self: ApexTime) => self.millisecond,
  },
  { docs: `${REFERENCE}time.htm` },
);
