/** Plain properties of library objects, read and written as they are. */
import type { PropertyImplementation } from './declare';

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
