/** Compares what a document asks of a value beyond its type. */
import type { Limits, TypeRef } from '../model/model';
import type { Note, Severity } from './change';
import type { Direction } from './types';

/** What fewer values keep to the higher it is, and what to call it. */
const LOWEST = {
  minimum: 'minimum',
  exclusiveMinimum: 'minimum (excluded)',
  minLength: 'shortest length',
  minItems: 'smallest number of items',
} as const;
/** What fewer values keep to the lower it is. */
const HIGHEST = {
  maximum: 'maximum',
  exclusiveMaximum: 'maximum (excluded)',
  maxLength: 'longest length',
  maxItems: 'largest number of items',
} as const;
/** What is there or not, or another. */
const FORMS = { multipleOf: 'step', pattern: 'pattern', format: 'format' } as const;

/**
 * What is sent must keep to the new limits, so stricter ones break; what is received may go beyond what code was written for,
 * so wider ones do.
 */
export function compareLimits(old: TypeRef, now: TypeRef, direction: Direction, note: Note): void {
  const [before, after] = [limitsOf(old), limitsOf(now)];
  const say = (isStricter: boolean, what: string, from?: number | string, to?: number | string): void => {
    const severity: Severity = isStricter === (direction === 'sent') ? 'breaking' : 'additive';
    if (to === undefined) note(severity, undefined, `has no ${what} any more (it was ${from})`);
    else note(severity, undefined, `has the ${what} ${to} now${from === undefined ? '' : `, not ${from}`}`);
  };
  for (const [key, what] of entries(LOWEST)) {
    const [from = -Infinity, to = -Infinity] = [before[key], after[key]];
    if (from !== to) say(to > from, what, before[key], after[key]);
  }
  for (const [key, what] of entries(HIGHEST)) {
    const [from = Infinity, to = Infinity] = [before[key], after[key]];
    if (from !== to) say(to < from, what, before[key], after[key]);
  }
  for (const [key, what] of entries(FORMS)) {
    const [from, to] = [before[key], after[key]];
    if (from === to) continue;
    // Another form takes some values and leaves others, so it breaks both ways.
    say(from !== undefined && to !== undefined ? direction === 'sent' : to !== undefined, what, from, to);
  }
  if (!before.uniqueItems !== !after.uniqueItems) {
    const severity: Severity = (after.uniqueItems === true) === (direction === 'sent') ? 'breaking' : 'additive';
    note(severity, undefined, after.uniqueItems ? 'may not repeat an item now' : 'may repeat an item now');
  }
  compareNumbers(before.values, after.values, direction, note);
}

/** Numbers of which the document knows all: as with enumerations, one more is none that code must know. */
function compareNumbers(old: Limits['values'], now: Limits['values'], direction: Direction, note: Note): void {
  if (!old && now) note(direction === 'sent' ? 'breaking' : 'additive', undefined, `is one of ${now.join(', ')} now`);
  if (old && !now) note('additive', undefined, 'may be any number now');
  if (!old || !now) return;
  for (const value of old)
    if (!now.includes(value))
      note('breaking', undefined, direction === 'sent' ? `may not be ${value} any more` : `is never ${value} any more`);
  for (const value of now) if (!old.includes(value)) note('additive', undefined, `may be ${value} now`);
}

function limitsOf(type: TypeRef): Limits {
  return ('limits' in type ? type.limits : undefined) ?? {};
}

function entries<Key extends string>(names: Readonly<Record<Key, string>>): [Key, string][] {
  return Object.entries(names) as [Key, string][];
}
