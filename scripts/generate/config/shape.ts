/** What values a configuration may have, checked where they stand. */
import type { Literal, Place } from './literals';

export type Complain = (at: Place, message: string) => void;

/** Takes a value, or complains and answers undefined. */
export type Shape<T> = (literal: Literal, what: string, complain: Complain) => T | undefined;

export const text: Shape<string> = ({ at, ...literal }, what, complain) => {
  if (literal.kind === 'value' && typeof literal.value === 'string' && literal.value !== '') return literal.value;
  complain(at, `${what} is a text.`);
  return undefined;
};

/** A text of a form; `form` tells it. */
export function textLike(pattern: RegExp, form: string): Shape<string> {
  return (literal, what, complain) => {
    const value = text(literal, what, complain);
    if (value === undefined || pattern.test(value)) return value;
    complain(literal.at, `${what} ${form}.`);
    return undefined;
  };
}

export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return (literal, what, complain) => {
    if (literal.kind !== 'list') {
      complain(literal.at, `${what} is a list: [ … ].`);
      return undefined;
    }
    return literal.items
      .map((each, index) => of(each, `${what}[${index}]`, complain))
      .filter((each) => each !== undefined);
  };
}

export function object<T extends object>(
  shapes: { readonly [Key in keyof T]-?: Shape<NonNullable<T[Key]>> },
  required: readonly (keyof T & string)[] = [],
): Shape<T> {
  return (literal, what, complain) => {
    if (literal.kind !== 'object') {
      complain(literal.at, `${what || 'The configuration'} is an object: { … }.`);
      return undefined;
    }
    const known = Object.keys(shapes);
    const values: [string, unknown][] = [];
    for (const [key, { keyAt, value }] of literal.entries) {
      const shape = Object.hasOwn(shapes, key) ? shapes[key as keyof T] : undefined;
      if (shape) values.push([key, shape(value, what === '' ? key : `${what}.${key}`, complain)]);
      else complain(keyAt, `${what || 'The configuration'} has no "${key}". It has: ${known.join(', ')}.`);
    }
    for (const key of required)
      if (!literal.entries.has(key)) complain(literal.at, `${what || 'The configuration'} needs "${key}".`);
    return Object.fromEntries(values) as T;
  };
}
