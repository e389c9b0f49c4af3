/** Wall-clock time in IANA time zones, by Node's own tables. */

const formats = new Map<string, Intl.DateTimeFormat>();
const nameFormats = new Map<string, Intl.DateTimeFormat>();

/** Whether Node knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds the zone's clocks are ahead of UTC at an instant. */
export function zoneOffset(zone: string, ms: number): number {
  if (isUtc(zone)) return 0;
  const whole = Math.floor(ms / 1000) * 1000;
  const fields: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(whole)) fields[type] = Number(value);
  const wall = new Date(0);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  wall.setUTCFullYear(year, month - 1, day);
  wall.setUTCHours(hour % 24, minute, second, 0);
  return wall.getTime() - whole;
}

/** The wall clock of the zone, as if it were UTC. */
export function toWall(zone: string, ms: number): number {
  return ms + zoneOffset(zone, ms);
}

/** The instant of a wall-clock time. In the hour skipped in spring clocks go forward, in the one repeated the first counts. */
export function fromWall(zone: string, wall: number): number {
  if (isUtc(zone)) return wall;
  const before = wall - zoneOffset(zone, wall - 86_400_000);
  const after = wall - zoneOffset(zone, wall + 86_400_000);
  if (toWall(zone, before) === wall) return before;
  if (toWall(zone, after) === wall) return after;
  return before;
}

/** `Pacific Daylight Time`, `PDT`, `(GMT-07:00)` forms of the zone's name at an instant. */
export function zoneName(zone: string, ms: number, style: 'short' | 'long'): string {
  const key = `${style} ${zone}`;
  let format = nameFormats.get(key);
  if (!format)
    nameFormats.set(key, (format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style })));
  const parts = format.formatToParts(ms);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

function isUtc(zone: string): boolean {
  return zone === 'GMT' || zone === 'UTC' || zone === 'Etc/UTC';
}

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
