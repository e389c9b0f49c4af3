/** What is different between two versions of an API. */
import type { JsonPath } from '../model/model';

/**
 * Breaking: code that was generated, or code that uses it, may fail with the new version. Additive: there is more than before.
 * Cosmetic: nothing but words.
 */
export type Severity = 'breaking' | 'additive' | 'cosmetic';

export const SEVERITIES: readonly Severity[] = ['breaking', 'additive', 'cosmetic'];

/** What a change belongs to, as the name lock has it. */
export interface Subject {
  readonly kind: 'operation' | 'type' | 'api';
  readonly path: JsonPath;
  /** Key of the member: a wire name, `query limit`, an enumeration's value. */
  readonly member?: string;
}

export interface Change {
  readonly severity: Severity;
  readonly subject: Subject;
  /** `GET /orders`, `Order.total`: what a reader calls it. */
  readonly where: string;
  readonly message: string;
}

/** Takes one change. */
export type Note = (severity: Severity, member: string | undefined, message: string) => void;

export function textChange(what: string, old: string, now: string, note: Note): void {
  if (old !== now) note('cosmetic', undefined, `${what} is another`);
}

/** Those of both sides by key: the old order first, then what is new. */
export function paired<T>(
  before: readonly T[],
  after: readonly T[],
  key: (each: T) => string,
): [T | undefined, T | undefined][] {
  const old = new Map(before.map((each) => [key(each), each]));
  const now = new Map(after.map((each) => [key(each), each]));
  return [...new Set([...old.keys(), ...now.keys()])].map((each) => [old.get(each), now.get(each)]);
}
