/**
 * Dates by Java's SimpleDateFormat patterns, which `Datetime.format` takes.
 *
 * https://docs.oracle.com/javase/8/docs/api/java/text/SimpleDateFormat.html
 */
import { ApexDate, pad } from '../../values/date';
import type { ApexDatetime } from '../../values/datetime';
import { apexException } from '../../values/errors';
import type { ApexTime } from '../../values/time';
import { zoneName, zoneOffset } from '../../values/time-zone';
import { intlLocale } from './number-format';

interface Moment {
  readonly date: ApexDate;
  readonly time: ApexTime;
  readonly ms: number;
  readonly zone: string;
}

/**
 * Formats an instant.
 *
 * @param pattern `yyyy-MM-dd'T'HH:mm:ss.SSSZ`
 * @param zone IANA id of the zone whose clocks are read
 * @throws System.IllegalArgumentException for letters that mean nothing
 */
export function formatDate(moment: ApexDatetime, pattern: string, zone: string): string {
  const fields: Moment = { date: moment.dateIn(zone), time: moment.timeIn(zone), ms: moment.ms, zone };
  let result = '';
  for (const [token] of pattern.matchAll(/'(?:[^']|'')*'?|([A-Za-z])\1*|[^]/g)) {
    if (token === "''") result += "'";
    else if (token.startsWith("'")) result += literal(token);
    else result += /[A-Za-z]/.test(token) ? field(token.charAt(0), token.length, fields) : token;
  }
  return result;
}

function literal(token: string): string {
  if (token.length < 2 || !token.endsWith("'"))
    throw apexException('System.IllegalArgumentException', 'Unterminated quote');
  return token.slice(1, -1).replaceAll("''", "'");
}

function field(letter: string, width: number, moment: Moment): string {
  const { date, time } = moment;
  const number = (value: number): string => pad(value, width);
  switch (letter) {
    case 'G':
      return date.year > 0 ? 'AD' : 'BC';
    case 'y':
      return year(date.year, width);
    case 'Y':
      return year(weekOf(date).year, width);
    case 'M':
    case 'L':
      return width > 2 ? name(moment, { month: width > 3 ? 'long' : 'short' }) : number(date.month);
    case 'w':
      return number(weekOf(date).week);
    case 'W':
      return number(Math.floor((date.day - 1 + ApexDate.of(date.year, date.month, 1).dayOfWeek) / 7) + 1);
    case 'D':
      return number(date.dayOfYear);
    case 'd':
      return number(date.day);
    case 'F':
      return number(Math.floor((date.day - 1) / 7) + 1);
    case 'E':
      return name(moment, { weekday: width > 3 ? 'long' : 'short' });
    case 'u':
      return number(date.dayOfWeek || 7);
    case 'a':
      return time.hour < 12 ? 'AM' : 'PM';
    case 'H':
      return number(time.hour);
    case 'k':
      return number(time.hour || 24);
    case 'K':
      return number(time.hour % 12);
    case 'h':
      return number(time.hour % 12 || 12);
    case 'm':
      return number(time.minute);
    case 's':
      return number(time.second);
    case 'S':
      return number(time.millisecond);
    default:
      return zoneField(letter, width, moment);
  }
}

function zoneField(letter: string, width: number, { zone, ms }: Moment): string {
  if (letter === 'z') return zoneName(zone, ms, width > 3 ? 'long' : 'short').replace(/^UTC$/, 'GMT');
  if (letter === 'Z') return offsetText(zone, ms, '');
  if (letter === 'X') {
    if (zoneOffset(zone, ms) === 0) return 'Z';
    const text = offsetText(zone, ms, width === 3 ? ':' : '');
    return width === 1 ? text.slice(0, 3) : text;
  }
  throw apexException('System.IllegalArgumentException', `Illegal pattern character '${letter}'`);
}

/** `+0530`, `-08:00` */
export function offsetText(zone: string, ms: number, separator: string): string {
  const minutes = Math.round(zoneOffset(zone, ms) / 60_000);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}

/** Two letters cut to two digits, all others pad. */
function year(value: number, width: number): string {
  return width === 2 ? pad(Math.abs(value) % 100, 2) : pad(value, width);
}

function name({ date }: Moment, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlLocale(), { ...part, timeZone: 'UTC' }).format(date.ms);
}

/** Week and its year as Java counts them in the United States: Sunday first, the week of 1 January is the first. */
function weekOf(date: ApexDate): { readonly year: number; readonly week: number } {
  const saturday = date.addDays(6 - date.dayOfWeek);
  return { year: saturday.year, week: Math.floor((saturday.dayOfYear - 1) / 7) + 1 };
}
