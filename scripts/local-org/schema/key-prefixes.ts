/** Gives custom objects the three characters their ids start with, the same ones each time. */

import type { ObjectKind } from './model';
import type { BuiltObject } from './objects';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Letter by kind, as on the platform: `a` custom objects and settings, `m` custom metadata, `e` platform events. */
const LETTERS: Partial<Record<ObjectKind, string>> = {
  custom: 'a',
  customSetting: 'a',
  customMetadata: 'm',
  platformEvent: 'e',
};

/** Numbers the objects of each letter in order of their names: `a00`, `a01`, … `a0z`, `a10`. */
export function assignKeyPrefixes(objects: readonly BuiltObject[]): BuiltObject[] {
  const next = new Map<string, number>();
  return [...objects]
    .sort((a, b) => (a.object.name < b.object.name ? -1 : 1))
    .map((built) => {
      const letter = LETTERS[built.object.kind];
      if (!letter || built.object.keyPrefix) return built;
      const index = next.get(letter) ?? 0;
      next.set(letter, index + 1);
      const keyPrefix = `${letter}${DIGITS[Math.floor(index / 36)]}${DIGITS[index % 36]}`;
      return { ...built, object: { ...built.object, keyPrefix } };
    });
}
