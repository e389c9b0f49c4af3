/** The Apex types of field values, and what may be put into a field at run time. */
import { apexTypeOf } from '../../schema/field-types';
import type { FieldSchema } from '../../schema/model';
import { decimalFrom, decimalFromDouble, decimalToLong } from '../../values/decimal';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDouble } from '../../values/double';
import { ApexDecimal } from '../../values/decimal';
import { apexException } from '../../values/errors';
import { isIdText } from '../../values/ids';
import { isInstance, normaliseId, typeOf } from '../../values/operations';
import { hooks, requiredType } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_describe_objects_understanding.htm */
export function fieldType(field: FieldSchema): ApexType {
  return requiredType(`System.${apexTypeOf(field)}`);
}

/**
 * A value for a field, as `record.put(name, value)` takes it: numbers widen, text becomes an Id. A look-up takes any text:
 * public tests show that `put` does, and DML refuses it as malformed.
 *
 * @throws System.SObjectException `Illegal assignment from String to Decimal`
 */
export function fieldValue(field: FieldSchema, value: Value): Value {
  if (value === null) return null;
  const type = fieldType(field);
  switch (type.name) {
    case 'Id':
      if (value === '') return null;
      if (typeof value === 'string') return field.type === 'reference' && !isIdText(value) ? value : normaliseId(value);
      break;
    case 'Decimal':
      if (typeof value === 'number' || typeof value === 'bigint') return decimalFrom(value);
      if (value instanceof ApexDouble) return decimalFromDouble(value.value);
      break;
    case 'Long':
      if (typeof value === 'number') return BigInt(value);
      break;
    case 'Integer':
      if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
      if (value instanceof ApexDecimal) return Number(BigInt.asIntN(32, decimalToLong(value)));
      break;
    case 'Datetime':
      if (value instanceof ApexDate) return new ApexDatetime(value.ms);
      break;
    case 'Date':
      if (value instanceof ApexDatetime) return value.dateIn(hooks().timeZone);
      break;
  }
  if (isInstance(value, type)) return value;
  const from = typeOf(value)?.displayName ?? 'null';
  throw apexException('System.SObjectException', `Illegal assignment from ${from} to ${type.displayName}`);
}
