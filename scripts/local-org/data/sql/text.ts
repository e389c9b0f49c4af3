/** Text and lists on their way into SQL. */
import type { SqlValue } from './database';

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
  return `[${values.map((each) => (typeof each === 'bigint' ? each.toString() : JSON.stringify(each))).join(',')}]`;
}
