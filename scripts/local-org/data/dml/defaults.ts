/**
 * Values of new records that nobody gave.
 * https://help.salesforce.com/s/articleView?id=sf.fields_about_default_values.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { decimalOf } from '../../values/decimal';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { isStored, typeStorage } from '../sql/storage';
import type { Rules } from './rules';

/** Answers a field's default for a row; constants are worked out once. */
type Default = (row: SObjectValue, rules: Rules) => Value;

const defaultsOf = new WeakMap<ObjectSchema, readonly { readonly field: FieldSchema; readonly value: Default }[]>();

/** Fills fields that were not set with their defaults. One set to null stays null, but for checkboxes, which never are. */
export function applyDefaults(row: SObjectValue, rules: Rules): void {
  for (const { field, value } of defaults(row.object)) {
    if (row.rawField(field.name) !== null) continue;
    if (row.isSet(field.name) && field.type !== 'boolean') continue;
    const given = value(row, rules);
    if (given !== null) row.store(field.name, given);
  }
}

function defaults(object: ObjectSchema) {
  let known = defaultsOf.get(object);
  if (!known) {
    known = [...object.fields.values()].flatMap((field) => {
      const value = isStored(field) ? defaultOf(field) : null;
      return value ? [{ field, value }] : [];
    });
    defaultsOf.set(object, known);
  }
  return known;
}

function defaultOf(field: FieldSchema): Default | null {
  const picked = field.picklistValues.find((each) => each.isDefault);
  if (picked) return () => picked.value;
  const formula = field.defaultValue?.trim() ?? '';
  if (formula === '') return field.type === 'boolean' ? () => false : null;
  const constant = constantOf(field, formula);
  if (constant !== null) return () => constant;
  return (row, rules) => rules.defaultValue(row, field, formula);
}

/** What needs no evaluation: `true`, `0`, and picklist values as the metadata writes them, with or without quotes. */
function constantOf(field: FieldSchema, formula: string): Value {
  if (field.picklistValues.some((each) => each.value === formula)) return formula;
  switch (typeStorage(field)) {
    case 'boolean':
      return /^(true|false)$/i.test(formula) ? formula.toLowerCase() === 'true' : null;
    case 'integer':
      return /^-?\d+$/.test(formula) ? Number(formula) : null;
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(formula) && field.type !== 'percent' ? decimalOf(formula) : null;
    default:
      return null;
  }
}
