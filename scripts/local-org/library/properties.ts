/** Plain properties of library objects, read and written as they are. */
import type { MemberTable, PropertyImplementation } from './declare';

/** A property kept in the field `key` of the JavaScript object. */
export function property<T extends object>(key: keyof T): PropertyImplementation {
  return {
    get: (self: T) => self[key],
    set: (self: T, value: T[keyof T]) => {
      self[key] = value;
    },
  };
}

/** A property that can only be read. */
export function readOnly<T extends object>(key: keyof T): PropertyImplementation {
  return { get: (self: T) => self[key] };
}

/**
 * The members of a result class, and beside each getter the property the platform gives under the same name:
 * `getValue()` and `value`, `isActive()` and `active`. The properties are read-only; one declared by hand stays.
 *
 * @param table members by signature
 * @param without signatures of getters the platform has no property for
 */
export function withProperties(table: MemberTable, without: readonly string[] = []): MemberTable {
  const members: Record<string, MemberTable[string]> = { ...table };
  for (const [signature, get] of Object.entries(table)) {
    const [, type, first = '', rest = ''] = /^(.+) (?:get|is)([A-Z])(\w*)\(\)$/.exec(signature) ?? [];
    if (type === undefined || typeof get !== 'function' || without.includes(signature)) continue;
    members[`${type} ${first.toLowerCase()}${rest}`] ??= { get };
  }
  return members;
}
