/** `System.Assert`, and the words failed assertions use everywhere. */
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { equals } from '../../values/equality';
import { AssertionFailure } from '../../values/errors';
import { isAnyRecordList, isInstance, toText, typeOf } from '../../values/operations';
import type { TypeValue } from '../../values/type-value';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';

/**
 * Stops the test: `Assertion Failed: my message: Expected: 1, Actual: 2`.
 *
 * @param message the test's own, null for none
 * @param detail what the assertion itself says, null for none
 */
export function failAssertion(message: Value, detail: string | null): never {
  const parts = [message === null || message === undefined ? '' : toText(message), detail ?? ''];
  throw new AssertionFailure(['Assertion Failed', ...parts.filter((part) => part !== '')].join(': '));
}

export function assertTrue(condition: boolean | null, message: Value = null): void {
  if (condition !== true) failAssertion(message, null);
}

/** A day is equal to the moment it begins at: public suites that pass on an org rely on it. */
function areEqual(a: Value, b: Value): boolean {
  if (a instanceof ApexDate && b instanceof ApexDatetime) return a.ms === b.ms;
  if (a instanceof ApexDatetime && b instanceof ApexDate) return a.ms === b.ms;
  return equals(a, b);
}

export function assertEqual(expected: Value, actual: Value, message: Value = null): void {
  if (!areEqual(expected, actual)) failAssertion(message, `Expected: ${toText(expected)}, Actual: ${toText(actual)}`);
}

export function assertNotEqual(unexpected: Value, actual: Value, message: Value = null): void {
  if (areEqual(unexpected, actual)) failAssertion(message, `Same value: ${toText(actual)}`);
}

function isFalse(condition: boolean | null, message: Value = null): void {
  if (condition !== false) failAssertion(message, null);
}

function isNull(value: Value, message: Value = null): void {
  assertEqual(null, value, message);
}

function isNotNull(value: Value, message: Value = null): void {
  assertNotEqual(null, value, message);
}

function isInstanceOf(value: Value, type: TypeValue, message: Value = null): void {
  if (!isInstance(value, type.type) && !isAnyRecordList(value, type.type))
    failAssertion(message, `Expected type: ${type.toString()}, Actual type: ${typeOf(value)?.displayName ?? 'null'}`);
}

function isNotInstanceOf(value: Value, type: TypeValue, message: Value = null): void {
  if (isInstance(value, type.type) || isAnyRecordList(value, type.type))
    failAssertion(message, `Not expected type: ${type.toString()}`);
}

export const assertClass = libraryClass(
  'System.Assert',
  {
    'static void areEqual(Object expected, Object actual)': assertEqual,
    'static void areEqual(Object expected, Object actual, String message)': assertEqual,
    'static void areNotEqual(Object notExpected, Object actual)': assertNotEqual,
    'static void areNotEqual(Object notExpected, Object actual, String message)': assertNotEqual,
    'static void fail()': () => failAssertion(null, null),
    'static void fail(String message)': (message: string | null) => failAssertion(message, null),
    'static void isTrue(Boolean condition)': assertTrue,
    'static void isTrue(Boolean condition, String message)': assertTrue,
    'static void isFalse(Boolean condition)': isFalse,
    'static void isFalse(Boolean condition, String message)': isFalse,
    'static void isNull(Object value)': isNull,
    'static void isNull(Object value, String message)': isNull,
    'static void isNotNull(Object value)': isNotNull,
    'static void isNotNull(Object value, String message)': isNotNull,
    'static void isInstanceOfType(Object instance, System.Type expectedType)': isInstanceOf,
    'static void isInstanceOfType(Object instance, System.Type expectedType, String message)': isInstanceOf,
    'static void isNotInstanceOfType(Object instance, System.Type notExpectedType)': isNotInstanceOf,
    'static void isNotInstanceOfType(Object instance, System.Type notExpectedType, String message)': isNotInstanceOf,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm' },
);
