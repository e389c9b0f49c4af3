/** Datetime: an instant in milliseconds. Its parts are read in UTC or in a time zone. */
import { ApexDate, pad } from './date';
import { longHash, type ValueObject } from './equality';
import { UnsupportedError } from './errors';
import { ApexTime } from './time';
import { fromWall, toWall } from './time-zone';

const DAY_MS = 86_400_000;
/** A day less than JavaScript counts: in a time zone it is a day more or less. */
const MOST_MS = 99_999_999 * DAY_MS;

export class ApexDatetime implements ValueObject {
  readonly isPrimitive = true;

  /**
   * @param ms since 1970-01-01T00:00Z
   * @throws UnsupportedError beyond the years JavaScript counts, which are fewer than the platform's
   */
  constructor(readonly ms: number) {
    if (!(Math.abs(ms) <= MOST_MS)) throw new UnsupportedError('Datetime beyond the year 275760');
  }

  /** The instant at which the clocks of the zone show that day and time. */
  static of(date: ApexDate, time: ApexTime, zone: string): ApexDatetime {
    return new ApexDatetime(fromWall(zone, date.ms + time.ms));
  }

  dateIn(zone: string): ApexDate {
    return new ApexDate(Math.floor(toWall(zone, this.ms) / DAY_MS));
  }

  timeIn(zone: string): ApexTime {
    return new ApexTime(toWall(zone, this.ms));
  }

  /** Adds on the calendar of the zone, so that the wall-clock time stays across a change of clocks. */
  addCalendar(zone: string, change: (date: ApexDate) => ApexDate): ApexDatetime {
    return ApexDatetime.of(change(this.dateIn(zone)), this.timeIn(zone), zone);
  }

  addMs(ms: number): ApexDatetime {
    return new ApexDatetime(this.ms + ms);
  }

  /** `2024-02-29 13:05:00` on the wall clock of the zone: what `String.valueOf` prints. */
  textIn(zone: string): string {
    const time = this.timeIn(zone);
    return `${this.dateIn(zone).toString()} ${pad(time.hour, 2)}:${pad(time.minute, 2)}:${pad(time.second, 2)}`;
  }

  valueEquals(other: object): boolean {
    return other instanceof ApexDatetime && other.ms === this.ms;
  }

  valueHash(): number {
    return longHash(BigInt(this.ms));
  }

  valueKey(): string {
    return `\u0000I${this.ms}`;
  }
}
