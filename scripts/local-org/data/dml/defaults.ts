/** Values of new records that nobody gave. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { decimalOf } from '../../values/decimal';
import { UnsupportedError } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { isStored, typeStorage } from '../sql/storage';

/**
 * Fills fields that were not set with their defaults. Checkboxes are never null.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/custom_fields.htm
 *
 * @param now the org's clock, in milliseconds
 */
export function applyDefaults(record: SObjectValue, now: number): void {
  for (const field of record.object.fields.values()) {
    if (!isStored(field) || record.rawField(field.name) !== null) continue;
    // A checkbox that was set to null is an error of its own on the platform only in few places; it reads as false everywhere.
    if (record.isSet(field.name) && field.type !== 'boolean') continue;
    const value = defaultOf(record.object, field, now);
    if (value !== null) record.store(field.name, value);
  }
}

function defaultOf(object: ObjectSchema, field: FieldSchema, now: number): Value {
  const picked = field.picklistValues.find((each) => each.isDefault);
  if (picked) return picked.value;
  if (field.defaultValue === null) return field.type === 'boolean' ? false : null;
  return typed(object, field, field.defaultValue.trim(), now);
}

/** Literals, TODAY() and NOW(): what default values nearly always are. */
function typed(object: ObjectSchema, field: FieldSchema, formula: string, now: number): Value {
  const quotedText = /^(["'])(.*)\1$/s.exec(formula);
  switch (typeStorage(field)) {
    case 'boolean':
      if (/^(true|false)$/i.test(formula)) return formula.toLowerCase() === 'true';
      break;
    case 'integer':
      if (/^-?\d+$/.test(formula)) return Number(formula);
      break;
    case 'decimal':
      if (/^-?\d+(\.\d+)?$/.test(formula)) return decimalOf(formula);
      break;
    case 'date':
      if (/^TODAY\(\s*\)$/i.test(formula)) return new ApexDate(Math.floor(now / 86_400_000));
      break;
    case 'datetime':
      if (/^NOW\(\s*\)$/i.test(formula)) return new ApexDatetime(now);
      break;
    case 'text':
    case 'exactText':
      if (quotedText) return quotedText[2]!;
      break;
    default:
  }
  throw new UnsupportedError(`default value ${formula} of ${object.name}.${field.name}`);
}
