/**
 * The system's own validation of a row about to be saved.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import type { FieldSchema, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import { asDecimal, encode } from '../sql/codec';
import { isStored, typeStorage } from '../sql/storage';
import type { Records } from './records';
import { rowError, type RowError } from './results';

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/;
const ID = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;

/** References the org fills itself and that need no look-up. */
const ORG_REFERENCES = new Set(['createdbyid', 'lastmodifiedbyid']);

export class Validator {
  constructor(
    private readonly schema: Schema,
    private readonly records: Records,
  ) {}

  /**
   * @param record the row as it would be saved
   * @param changed the fields whose values are new
   * @returns everything wrong with it
   */
  check(record: SObjectValue, changed: readonly FieldSchema[]): RowError[] {
    const [rule] = record.object.validationRules;
    if (rule) throw new UnsupportedError(`validation rule ${record.object.name}.${rule.name}`);
    const errors: RowError[] = [];
    const missing = missingFields(record);
    if (missing.length > 0) {
      errors.push(rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing));
    }
    for (const field of changed) {
      const error = isStored(field) ? this.checkField(record, field) : null;
      if (error) errors.push(error);
    }
    return errors;
  }

  /** A second row with the value of a unique field. */
  duplicate(record: SObjectValue, changed: readonly FieldSchema[]): RowError | null {
    for (const field of changed) {
      const value = record.rawField(field.name);
      if (!field.isUnique || value === null || value === '') continue;
      const other = this.records.idsByField(record.object, field, encode(field, value)).find((id) => id !== record.id);
      if (other !== undefined) {
        const message = `duplicate value found: ${field.name} duplicates value on record with id: ${other.slice(0, 15)}`;
        return rowError('DUPLICATE_VALUE', message, []);
      }
    }
    return null;
  }

  private checkField(record: SObjectValue, field: FieldSchema): RowError | null {
    const value = record.rawField(field.name);
    if (value === null || value === '') return null;
    switch (typeStorage(field)) {
      case 'id':
        return field.type === 'reference' && typeof value === 'string' ? this.checkReference(field, value) : null;
      case 'text':
      case 'exactText':
        return typeof value === 'string' ? checkText(field, value) : null;
      case 'decimal': {
        const decimal = asDecimal(value);
        const digits = field.precision - field.scale;
        if (decimal && field.precision > 0 && decimal.abs().toBigInt() >= 10n ** BigInt(digits)) {
          const message = `${field.label}: value outside of valid range on numeric field: ${decimal.toPlainString()}`;
          return rowError('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
        }
        return null;
      }
      default:
        return null;
    }
  }

  private checkReference(field: FieldSchema, id: string): RowError | null {
    if (ORG_REFERENCES.has(field.name.toLowerCase()) || field.referenceTo.length === 0) return null;
    if (!ID.test(id))
      return rowError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
    const targets = field.referenceTo.flatMap((name) => this.schema.object(name) ?? []);
    const matching = targets.filter((target) => target.keyPrefix === '' || id.startsWith(target.keyPrefix));
    if (targets.length > 0 && matching.length === 0) {
      return rowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
    }
    const isThere = matching.some((target) => this.records.find(target, id) !== null);
    return isThere || targets.length === 0
      ? null
      : rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
  }
}

function missingFields(record: SObjectValue): string[] {
  return [...record.object.fields.values()]
    .filter((field) => field.isRequired && isStored(field) && !field.isAutoNumber && !field.isSystem)
    .filter((field) => {
      const value = record.rawField(field.name);
      return value === null || value === '';
    })
    .map((field) => field.name);
}

function checkText(field: FieldSchema, value: string): RowError | null {
  if (field.length > 0 && value.length > field.length) {
    const shown = value.length > 100 ? `${value.slice(0, 100)}…` : value;
    const message = `${field.label}: data value too large: ${shown} (max length=${field.length})`;
    return rowError('STRING_TOO_LONG', message, [field.name]);
  }
  if (field.type === 'email' && !EMAIL.test(value)) {
    return rowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
  }
  if (field.isRestrictedPicklist && field.picklistValues.length > 0) {
    const allowed = field.picklistValues.filter((each) => each.isActive).map((each) => each.value.toLowerCase());
    const given = field.type === 'multipicklist' ? value.split(';') : [value];
    if (given.some((each) => !allowed.includes(each.toLowerCase()))) {
      const message = `${field.label}: bad value for restricted picklist field: ${value}`;
      return rowError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
    }
  }
  return null;
}
