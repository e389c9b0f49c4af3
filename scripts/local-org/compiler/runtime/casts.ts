/** Casts that are checked at run time. */
import { apexException } from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { isIdText, normaliseId } from '../../values/ids';
import { isInstance, typeOf } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';

/**
 * `(T) value`.
 *
 * @throws System.TypeException `Invalid conversion from runtime type X to Y`
 * @throws System.StringException for text that is no id
 */
export function castValue(value: Value, type: ApexType): Value {
  if (value === null || isInstance(value, type)) return value;
  if (typeof value === 'string' && type.kind === 'primitive' && type.name === 'Id' && isIdText(value))
    return normaliseId(value);
  if (isRelatedCollection(value, type)) return value;
  throw apexException(
    'System.TypeException',
    `Invalid conversion from runtime type ${typeOf(value)?.displayName ?? 'null'} to ${type.displayName}`,
  );
}

/** Lists and maps of records convert when each element does: `(List<Account>) sobjects`. */
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
  return own.isSubtypeOf(wanted) || wanted.isSubtypeOf(own) || (own.generic !== null && own.generic === wanted.generic);
}

function fits(value: Value, type: ApexType): boolean {
  if (value === null || isInstance(value, type) || isRelatedCollection(value, type)) return true;
  return value instanceof SObjectValue && type.name === 'SObject';
}
