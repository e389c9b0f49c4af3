/**
 * What a collection takes: elements of the type it was made of, whatever the type it is known under.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_casting_collections.htm
 */
import { apexException } from './errors';
import type { ApexList } from './list';
import type { ApexMap } from './map';
import { isInstance, typeOf } from './operations';
import type { ApexType } from './types';
import type { Value } from './value';

/** Types whose values convert to what a collection of them holds. */
const CONVERTED: Readonly<Record<string, readonly string[]>> = {
  Id: ['String'],
  Long: ['Integer'],
  Double: ['Integer', 'Long', 'Decimal'],
  Decimal: ['Integer', 'Long', 'Double'],
  Datetime: ['Date'],
};

/** The element itself. @throws System.TypeException for one the list does not take */
export function elementOf(list: ApexList, value: Value): Value {
  if (takes(list.type.typeArguments[0], value)) return value;
  throw apexException('System.TypeException', `Collection store exception adding ${names(value, list.type)}`);
}

/** The value itself. @throws System.TypeException for one the map does not take */
export function valueOf(map: ApexMap, value: Value): Value {
  if (takes(map.type.typeArguments[1], value)) return value;
  throw apexException('System.TypeException', `Collection store exception putting ${names(value, map.type, 'into')}`);
}

function names(value: Value, type: ApexType, into: 'to' | 'into' = 'to'): string {
  return `${typeOf(value)?.displayName ?? 'null'} ${into} ${type.displayName}`;
}

/** Interfaces and collections of collections take what the compiler lets pass. */
function takes(type: ApexType | undefined, value: Value): boolean {
  if (value === null || !type) return true;
  switch (type.kind) {
    case 'primitive':
      return typeOf(value) === type || isInstance(value, type) || isConverted(value, type);
    case 'sobject':
    case 'enum':
      return isInstance(value, type);
    case 'class':
      return type.generic !== null || isInstance(value, type);
    default:
      return true;
  }
}

function isConverted(value: Value, type: ApexType): boolean {
  return CONVERTED[type.name]?.includes(typeOf(value)?.name ?? '') ?? false;
}
