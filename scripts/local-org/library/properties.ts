/** Plain properties of library objects, read and written as they are. */
import type { LibraryFunction } from '../values/types';
import { LibraryDeclarationError, type MemberTable, type PropertyImplementation } from './declare';

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
 * The getters of a result class, and beside each the property the platform gives under the same name:
 * `getValue()` and `value`, `isActive()` and `active`. The properties are read-only.
 *
 * @param getters by signature, without parameters: `String getValue()`, `Boolean isActive()`
 */
export function getters(table: Readonly<Record<string, LibraryFunction>>): MemberTable {
  const members: Record<string, MemberTable[string]> = { ...table };
  for (const [signature, get] of Object.entries(table)) {
    const [, type, first = '', rest = ''] = /^(.+) (?:get|is)(\w)(\w*)\(\)$/.exec(signature) ?? [];
    if (type === undefined) throw new LibraryDeclarationError(`'${signature}' is not a getter`);
    members[`${type} ${first.toLowerCase()}${rest}`] = { get };
  }
  return members;
}
