/** Text and lists on their way into SQL. */
import { UnsupportedError } from '../../values/errors';
import type { SqlValue } from './database';

/** SQLite keeps a text with a NUL in it, but compares only what stands before it. */
export function refuseNul(value: SqlValue): void {
  if (typeof value === 'string' && value.includes('\0')) throw new UnsupportedError('comparing text that holds a NUL');
}

/** Whether SQLite's own rule for case, which knows ASCII only, is the right one for a text. */
export function isAscii(value: SqlValue): boolean {
  return typeof value !== 'string' || Buffer.byteLength(value) === value.length;
}

/** The form under which texts are equal without regard to case, in every script. */
export function fold(text: SqlValue): SqlValue {
  return typeof text === 'string' ? text.toLowerCase() : text;
}

/** A list as one parameter, so that lists of any length are one statement. */
export function jsonList(values: readonly SqlValue[]): string {
  values.forEach(refuseNul);
  return `[${values.map((each) => (typeof each === 'bigint' ? each.toString() : JSON.stringify(each))).join(',')}]`;
}
