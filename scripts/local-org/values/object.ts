/**
 * Instances of classes.
 *
 * The library calls back into instances (a set asks for `hashCode()`, a sort for `compareTo()`) by the JavaScript names
 * compiled methods have; a class that does not declare the method has no such property, and the platform's default holds.
 */
import type { ApexType } from './types';
import type { Value } from './value';

/** An instance of a class of the project. Compiled classes extend it and carry their type on the prototype. */
export abstract class ApexObject {
  abstract get $type(): ApexType;
}

/** An object the library makes: an HTTP request, a describe result, a matcher. */
export abstract class LibraryObject {
  abstract get $type(): ApexType;
}

/**
 * The methods user code may give its objects that values and library ask for. The names are those the compiler gives
 * methods of these signatures (`equals(Object)` and so on). Library objects may implement them too.
 */
export interface ObjectProtocol {
  equals$object?(other: Value): boolean | null;
  hashcode$?(): number | null;
  tostring$?(): string | null;
  compareto$object?(other: Value): number | null;
  iterator$?(): object | null;
  hasnext$?(): boolean | null;
  next$?(): Value;
}

/** The object as one that may answer to the protocol. */
export function protocolOf(value: object): ObjectProtocol {
  return value;
}
