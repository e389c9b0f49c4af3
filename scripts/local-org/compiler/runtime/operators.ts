/**
 * What emitted code calls for the operations of the language: `F`. Pure functions of values; what concerns the running
 * program and its transaction is {@link Runtime}'s.
 */
import { compareText, equals, identical, normaliseId, toText } from '../../values/operations';
import { EnumValue } from '../../values/enum';
import type { ApexException } from '../../values/errors';
import { nullArgument, nullPointer, UnsupportedError } from '../../values/errors';
import { isIdText } from '../../values/ids';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { ApexSet } from '../../values/set';
import { SObjectValue } from '../../values/sobject';
import { hooks } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { withBinds } from '../../library/ports';
import { NUMBERS } from './numbers';
import { objectSchemaOf } from './records';

export const OPERATORS = {
  ...NUMBERS,

  nullPointer(): never {
    throw nullPointer();
  },
  nullArgument(): never {
    throw nullArgument();
  },
  unsupported(feature: string): never {
    throw new UnsupportedError(feature);
  },
  /** A body that did not compile, in a program that is run nevertheless. */
  broken(problem: string): never {
    throw new UnsupportedError(problem);
  },
  /** What `throw` throws: the exception; Apex fills in where it was made. */
  thrown,

  // ---- text and equality
  text: toText,
  /** `==` of Strings ignores case; of null there is one. */
  equalText: compareText,
  equalId: (a: string | null, b: string | null) =>
    compareText(a, b) || (a !== null && b !== null && isIdText(a) && isIdText(b) && normaliseId(a) === normaliseId(b)),
  equal: equals,
  identical,
  /** Order of Strings, letter case aside; null comes before everything. */
  compareText(a: string | null, b: string | null): number {
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? -1 : 1;
    const left = a.toLowerCase();
    const right = b.toLowerCase();
    return left < right ? -1 : left > right ? 1 : 0;
  },
  stringToId: (text: string | null) => (text === null || text === '' ? null : normaliseId(text)),

  // ---- collections
  iterate: (collection: ApexList | ApexSet): Iterable<Value> => collection.each(),
  newList: (type: ApexType, items: Value[]) => new ApexList(type, items),
  newSet: (type: ApexType, items: readonly Value[]) => new ApexSet(type, items),
  /** Keys and values in turn. */
  newMap(type: ApexType, parts: readonly Value[]): ApexMap {
    const map = new ApexMap(type);
    for (let index = 0; index < parts.length; index += 2) map.put(parts[index] ?? null, parts[index + 1] ?? null);
    return map;
  },

  // ---- records
  newRecord: (type: ApexType) => new SObjectValue(objectSchemaOf(type)),
  newRecordWith(type: ApexType, names: readonly string[], values: readonly Value[]): SObjectValue {
    const record = new SObjectValue(objectSchemaOf(type));
    for (const [index, name] of names.entries()) record.putField(name, values[index] ?? null);
    return record;
  },
  children: (record: SObjectValue, relationship: string, type: ApexType) =>
    record.children(relationship) ?? new ApexList(type),
  objectToken: (name: string) => hooks().sobjectToken(name),
  fieldToken: (object: string, field: string) => hooks().fieldToken(object, field),

  // ---- types
  enumValueOf: (type: ApexType, _constants: readonly EnumValue[], name: string | null) => {
    if (name === null) throw nullPointer();
    return EnumValue.of(type, name);
  },

  withBinds,
};

/** No page tells what becomes of those that a program makes itself. */
const UNCATCHABLE = new Set(['System.AssertException', 'System.LimitException']);

function thrown(exception: ApexException): ApexException {
  if (UNCATCHABLE.has(exception.typeName)) throw new UnsupportedError(`throw of a ${exception.typeName}`);
  return exception;
}
