/** Text to dates: the standard form `2024-02-29 13:05:00`, and the user's locale. */
import { ApexDate, daysInMonth } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { apexException, UnsupportedError } from '../../values/errors';
import { ApexTime } from '../../values/time';
import { intlLocale } from './number-format';

const STANDARD =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.\d+)?(?:Z|([+-]\d{1,2}):?(\d{2})?)?)?\s*$/;

/** `Date.valueOf(String)`: a time of day and its offset are passed over. @throws System.TypeException */
export function dateOf(text: string): ApexDate {
  const found = STANDARD.exec(text);
  const date = found && checkedDate(found[1], found[2], found[3]);
  if (!date) throw invalidDate(text);
  return date;
}

/**
 * `Datetime.valueOf(String)`, on the wall clock of a zone. Public suites that pass on an org write the user's own offset
 * behind it; what another offset would do nothing tells.
 *
 * @throws System.TypeException
 */
export function datetimeOf(text: string, zone: string): ApexDatetime {
  const found = STANDARD.exec(text);
  const date = found && checkedDate(found[1], found[2], found[3]);
  const time = found && checkedTime(found[4] ?? '0', found[5] ?? '0', found[6] ?? '0');
  if (!date || !time || found[4] === undefined) throw invalidDatetime(text);
  const moment = ApexDatetime.of(date, time, zone);
  if (found[7] !== undefined && offsetOf(found[7], found[8]) !== ApexDatetime.of(date, time, 'GMT').ms - moment.ms)
    throw new UnsupportedError('Datetime.valueOf in another time zone than the user’s');
  return moment;
}

/** `-07` and `30` in milliseconds. */
function offsetOf(hours: string, minutes = '0'): number {
  const sign = hours.startsWith('-') ? -1 : 1;
  return sign * (Math.abs(Number(hours)) * 60 + Number(minutes)) * 60_000;
}

/** `Date.parse`: in the user's locale, `2/29/2024`. @throws System.TypeException */
export function parseLocalDate(text: string): ApexDate {
  const date = localDate(text.trim());
  if (!date) throw invalidDate(text);
  return date;
}

/** `Datetime.parse`: in the user's locale, `2/29/2024, 1:05 PM`. @throws System.TypeException */
export function parseLocalDatetime(text: string, zone: string): ApexDatetime {
  const found = /^\s*([^\s,]+),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?[Mm]?\s*$/.exec(text);
  const date = found && localDate(found[1] ?? '');
  if (!found || !date) throw invalidDatetime(text);
  const half = found[5]?.toLowerCase();
  const hour = half ? (Number(found[2]) % 12) + (half === 'p' ? 12 : 0) : Number(found[2]);
  const time = checkedTime(String(hour), found[3], found[4] ?? '0');
  if (!time) throw invalidDatetime(text);
  return ApexDatetime.of(date, time, zone);
}

/** Day, month and year in the order of the locale. */
function localDate(text: string): ApexDate | null {
  const numbers = text.split(/[^0-9]+/).filter((part) => part !== '');
  const order = new Intl.DateTimeFormat(intlLocale(), { timeZone: 'UTC' })
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');
  if (numbers.length !== 3) return null;
  const part = (type: 'day' | 'month' | 'year'): string | undefined => numbers[order.indexOf(type)];
  return checkedDate(part('year'), part('month'), part('day'));
}

function checkedDate(year = '', month = '', day = ''): ApexDate | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return null;
  return ApexDate.of(year.length === 2 ? 2000 + y : y, m, d);
}

function checkedTime(hour = '', minute = '', second = ''): ApexTime | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  return h > 23 || m > 59 || s > 59 ? null : ApexTime.of(h, m, s, 0);
}

function invalidDate(text: string): Error {
  return apexException('System.TypeException', `Invalid date: ${text}`);
}

function invalidDatetime(text: string): Error {
  return apexException('System.TypeException', `Invalid date/time: ${text}`);
}
