/** Operations over all values: equality, text, run-time type. */
import { BigDecimal } from 'bigdecimal.js';
import { ApexBlob } from './blob';
import { ApexDate } from './date';
import { ApexDatetime } from './datetime';
import { ApexDouble } from './double';
import { ApexException } from './errors';
import { isIdText } from './ids';
import { ApexTime } from './time';
import { requiredType } from './type-registry';
import type { ApexType } from './types';
import type { Value } from './value';

export { compareText, equals, hashCode, hashKey, identical } from './equality';
export { normaliseId } from './ids';
export { toText } from './text';

/**
 * The type of a value at run time, null for null. Ids are strings and cannot be told from them: a String.
 *
 * @throws Error when a value is none of the local org's
 */
export function typeOf(value: Value): ApexType | null {
  if (value === null) return null;
  switch (typeof value) {
    case 'boolean':
      return requiredType('System.Boolean');
    case 'number':
      return requiredType('System.Integer');
    case 'bigint':
      return requiredType('System.Long');
    case 'string':
      return requiredType('System.String');
    default:
      return typeOfObject(value);
  }
}

/**
 * `value instanceof type`. Null is an instance of nothing; an Id is a String and text that has the form of an 18-character
 * id is an Id. Generic collections and interfaces compare by their arguments too.
 */
export function isInstance(value: Value, type: ApexType): boolean {
  if (value === null) return false;
  if (type.kind === 'object') return true;
  if (typeof value === 'string' && type.name === 'Id' && type.kind === 'primitive')
    return value.length === 18 && isIdText(value);
  const own = typeOf(value);
  return own?.isSubtypeOf(type) ?? false;
}

/**
 * Whether the value is a list of `SObject` and the type a list of records: to `instanceof` it is one of every object,
 * whatever it holds. Public suites that pass on an org say so.
 */
export function isAnyRecordList(value: Value, type: ApexType): boolean {
  const own = typeOf(value);
  const [held] = own?.typeArguments ?? [];
  return (
    own?.name === 'List' &&
    type.name === 'List' &&
    held?.kind === 'sobject' &&
    held.superType === null &&
    type.typeArguments[0]?.kind === 'sobject'
  );
}

function typeOfObject(value: object): ApexType {
  if (value instanceof ApexDouble) return requiredType('System.Double');
  if (value instanceof BigDecimal) return requiredType('System.Decimal');
  if (value instanceof ApexDatetime) return requiredType('System.Datetime');
  if (value instanceof ApexDate) return requiredType('System.Date');
  if (value instanceof ApexTime) return requiredType('System.Time');
  if (value instanceof ApexBlob) return requiredType('System.Blob');
  if (value instanceof ApexException) return value.$type ?? requiredType('System.Exception');
  if ('$type' in value) return (value as { readonly $type: ApexType }).$type;
  throw new Error(`not an Apex value: ${Object.prototype.toString.call(value)}`);
}
