/** `System.TimeZone`. */
import type { ApexDatetime } from '../../values/datetime';
import { required } from '../../values/errors';
import { LibraryObject } from '../../values/object';
import { isTimeZone, zoneName, zoneOffset } from '../../values/time-zone';
import { hooks, requiredType } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass } from '../declare';

export class ApexTimeZone extends LibraryObject {
  /** @param id IANA name: `America/Los_Angeles` */
  constructor(readonly id: string) {
    super();
  }

  override get $type(): ApexType {
    return requiredType('System.TimeZone');
  }

  tostring$(): string {
    return this.id;
  }

  /** `(GMT-08:00) Pacific Standard Time (America/Los_Angeles)` */
  displayName(now: number): string {
    const minutes = Math.round(zoneOffset(this.id, now) / 60_000);
    const size = Math.abs(minutes);
    const clock = `${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
    return `(GMT${minutes < 0 ? '-' : '+'}${clock}) ${zoneName(this.id, now, 'long')} (${this.id})`;
  }
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** An id nobody knows is GMT, as in Java, whose zones these are. */
function timeZone(id: string | null): ApexTimeZone {
  const wanted = required(id);
  return new ApexTimeZone(isTimeZone(wanted) ? wanted : 'GMT');
}

export const timeZoneClass = libraryClass(
  'System.TimeZone',
  {
    'static System.TimeZone getTimeZone(String timeZoneId)': timeZone,
    'String getDisplayName()': (self: ApexTimeZone) => self.displayName(hooks().now()),
    'String getID()': (self: ApexTimeZone) => self.id,
    'Integer getOffset(Datetime moment)': (self: ApexTimeZone, moment: ApexDatetime | null) =>
      zoneOffset(self.id, required(moment).ms),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_timezone.htm' },
);
