/** Constants of library enums, as values. */
import { EnumValue } from '../values/enum';
import { requiredType } from '../values/type-registry';

/** `enumValue('System.Quiddity', 'QUEUEABLE')`. */
export function enumValue(typeName: string, constant: string): EnumValue {
  return EnumValue.of(requiredType(typeName), constant);
}
