/**
 * `instanceof` and casts at run time. Numbers and dates are instances of the wider types they convert to, lists and map
 * values of those above them: public suites that pass on the platform say so (fflib-apex-mocks' matchers).
 */
import { asInstanceOf } from '../convert';
import { ApexDate } from '../../values/date';
import { ApexDecimal } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { apexException } from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { isIdText, normaliseId } from '../../values/ids';
import { isAnyRecordList, isInstance, typeOf } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { NUMBERS } from './numbers';
import { mockedType } from './stub-types';

/** `value instanceof type`. */
export function instanceOf(value: Value, type: ApexType): boolean {
  return isAnyRecordList(value, type) || is(value, type);
}

function is(value: Value, type: ApexType): boolean {
  if (isInstance(value, type)) return true;
  if (value === null) return false;
  if (type.kind === 'primitive') return widened(value, type) !== undefined;
  if (type.generic === null) return false;
  const own = typeOf(value);
  return own !== null && isCovariant(own, type);
}

/**
 * A record of a list, for the variable of a loop: whether the list's type is true shows here.
 *
 * @throws System.QueryException for one of another object
 * @see https://salesforce.stackexchange.com/questions/327410
 */
export function loopRecord(value: Value, type: ApexType): Value {
  if (value === null || isInstance(value, type)) return value;
  throw apexException(
    'System.QueryException',
    `Dynamic query yields incompatible SObject type ${typeOf(value)?.displayName} for loop variable of type ${type.displayName}`,
  );
}

/**
 * `(T) value`.
 *
 * @throws System.TypeException `Invalid conversion from runtime type X to Y`
 * @throws System.StringException for text that is no id
 */
export function castValue(value: Value, type: ApexType): Value {
  if (value === null || isInstance(value, type)) return value;
  if (type.kind === 'primitive') {
    if (typeof value === 'string' && type.name === 'Id' && isIdText(value)) return normaliseId(value);
    const wider = widened(value, type);
    if (wider !== undefined) return wider;
  } else if (is(value, type) || isRelatedCollection(value, type)) return value;
  throw apexException(
    'System.TypeException',
    `Invalid conversion from runtime type ${shown(typeOf(value))} to ${shown(type)}`,
  );
}

/** What collections of `Object` hold is called `ANY`, a stub what it mocks: public suites that pass on an org say so. */
function shown(type: ApexType | null): string {
  if (type === null) return 'null';
  if (type.generic === null) return mockedType(type).displayName;
  const held = type.typeArguments.map((each) => (each.kind === 'object' ? 'ANY' : shown(each)));
  return `${type.name}<${held.join(',')}>`;
}

/** The value as one of a wider type; undefined when the type is none. */
function widened(value: Value, type: ApexType): Value | undefined {
  switch (type.name) {
    case 'Long':
      return typeof value === 'number' ? NUMBERS.integerToLong(value) : undefined;
    case 'Double':
      if (typeof value === 'number') return NUMBERS.integerToDouble(value);
      if (typeof value === 'bigint') return NUMBERS.longToDouble(value);
      return value instanceof ApexDecimal ? NUMBERS.decimalToDouble(value) : undefined;
    case 'Decimal':
      if (typeof value === 'number') return NUMBERS.integerToDecimal(value);
      if (typeof value === 'bigint') return NUMBERS.longToDecimal(value);
      return value instanceof ApexDouble ? NUMBERS.doubleToDecimal(value) : undefined;
    case 'Datetime':
      return value instanceof ApexDate ? NUMBERS.dateToDatetime(value) : undefined;
    default:
      return undefined;
  }
}

/** Whether a collection of one type is one of the other because its elements are; sets are only of their own. */
function isCovariant(own: ApexType, wanted: ApexType): boolean {
  const view = wanted.generic && asInstanceOf(own, wanted.generic);
  if (!view || wanted.name === 'Set') return false;
  return view.typeArguments.every((each, index) => {
    const other = wanted.typeArguments[index];
    if (!other) return false;
    const isKey = wanted.name === 'Map' && index === 0;
    return isKey ? each === other : each.isSubtypeOf(other) || (other.generic !== null && isCovariant(each, other));
  });
}

/**
 * Lists and maps of records convert when each element does: `(List<Account>) sobjects`. All others are of what they were
 * made of, whatever they hold.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_casting_collections.htm
 */
function isRelatedCollection(value: Value, type: ApexType): boolean {
  const [first, second] = type.typeArguments;
  if (value instanceof ApexList && first && type.name === 'List')
    return related(value.type.typeArguments[0], first) && value.items.every((each) => fits(each, first));
  if (value instanceof ApexMap && second && type.name === 'Map')
    return related(value.type.typeArguments[1], second) && value.values().every((each) => fits(each, second));
  return false;
}

function related(own: ApexType | undefined, wanted: ApexType): boolean {
  if (!own) return false;
  return (
    (own.kind === 'sobject' && wanted.kind === 'sobject') ||
    (own.generic !== null && own.generic === wanted.generic) ||
    (own.name === 'Id' && wanted.name === 'String' && own.kind === 'primitive' && wanted.kind === 'primitive')
  );
}

function fits(value: Value, type: ApexType): boolean {
  if (value === null || is(value, type) || isRelatedCollection(value, type)) return true;
  return value instanceof SObjectValue && type.name === 'SObject';
}
