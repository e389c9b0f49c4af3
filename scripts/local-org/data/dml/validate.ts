/**
 * The system's own validation of rows about to be saved, then the validation rules.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { asDecimal } from '../sql/codec';
import { isStored, typeStorage } from '../sql/storage';
import { checkDuplicates } from './duplicates';
import type { Records } from './records';
import { checkReferences } from './references';
import { missingOfFile } from './files';
import { rowError, type RowError } from './results';
import type { Rules } from './rules';
import { alive, type Work } from './work';

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/;

/** How much of a text that is too long its message shows. */
const SHOWN = 100;

const DAY = 86_400_000;

export class Validator {
  constructor(
    private readonly schema: Schema,
    private readonly records: Records,
    private readonly rules: Rules,
  ) {}

  /** Adds to each row what is wrong with it. All rows are of one object; `changed` is settled. */
  check(object: ObjectSchema, works: readonly Work[]): void {
    for (const work of works) {
      const missing = [...missingFields(work), ...(work.old === null ? missingOfFile(work.row) : [])];
      if (missing.length > 0) {
        work.errors.push(
          rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing),
        );
      }
      for (const field of work.changed) {
        const error = checkField(field, work.row);
        if (error) work.errors.push(error);
      }
    }
    checkReferences(this.schema, this.records, works);
    if (object.validationRules.length > 0) for (const work of alive(works)) work.errors.push(...this.rules.check(work));
    checkDuplicates(object, this.records, works);
  }
}

const requiredFieldsOf = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

function requiredFields(object: ObjectSchema): readonly FieldSchema[] {
  let fields = requiredFieldsOf.get(object);
  if (!fields) {
    fields = [...object.fields.values()].filter(
      (field) =>
        field.isRequired && isStored(field) && !field.isAutoNumber && !field.isSystem && field.type !== 'boolean',
    );
    requiredFieldsOf.set(object, fields);
  }
  return fields;
}

/** New rows need all required fields; changed ones may not lose one. */
function missingFields({ row, old, changed }: Work): string[] {
  return requiredFields(row.object)
    .filter((field) => {
      const value = row.rawField(field.name);
      return (value === null || value === '') && (old === null || changed.includes(field));
    })
    .map((field) => field.name);
}

function checkField(field: FieldSchema, row: SObjectValue): RowError | null {
  const value = row.rawField(field.name);
  if (value === null || value === '') return null;
  switch (typeStorage(field)) {
    case 'text':
    case 'exactText':
      return typeof value === 'string' ? checkText(field, value) : null;
    case 'decimal': {
      const decimal = asDecimal(value);
      if (!decimal || field.precision === 0) return null;
      if (decimal.abs().toBigInt() < 10n ** BigInt(field.precision - field.scale)) return null;
      const message = `${field.label}: value outside of valid range on numeric field: ${decimal.toPlainString()}`;
      return rowError('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
    }
    case 'date':
    case 'datetime':
      return checkDate(field, value);
    default:
      return null;
  }
}

/** "Only dates within a certain range are valid": 1700 to 4000. */
const FIRST = Date.UTC(1700, 0, 1);
const END = Date.UTC(4001, 0, 1);

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
function checkDate(field: FieldSchema, value: Value): RowError | null {
  const at = value instanceof ApexDate ? value.days * DAY : value instanceof ApexDatetime ? value.ms : FIRST;
  if (at >= FIRST && at < END) return null;
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (-?\d+) (\S+)/.exec(new Date(at).toUTCString()) ?? [];
  const shown = `${new Date(at).toUTCString().slice(0, 3)} ${month} ${day} ${time} GMT ${year}`;
  return rowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: invalid date: ${shown}`, [field.name]);
}

function checkText(field: FieldSchema, value: string): RowError | null {
  if (field.length > 0 && value.length > field.length) {
    const shown = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
    const message = `${field.label}: data value too large: ${shown} (max length=${field.length})`;
    return rowError('STRING_TOO_LONG', message, [field.name]);
  }
  if (field.type === 'email' && !EMAIL.test(value)) {
    return rowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
  }
  return field.isRestrictedPicklist && field.picklistValues.length > 0 ? checkPicklist(field, value) : null;
}

const allowedOf = new WeakMap<FieldSchema, ReadonlySet<string>>();

function checkPicklist(field: FieldSchema, value: string): RowError | null {
  let allowed = allowedOf.get(field);
  if (!allowed) {
    allowed = new Set(field.picklistValues.filter((each) => each.isActive).map((each) => each.value.toLowerCase()));
    allowedOf.set(field, allowed);
  }
  const given = field.type === 'multipicklist' ? value.split(';') : [value];
  for (const each of given) {
    if (allowed.has(each.toLowerCase())) continue;
    const message = `${field.label}: bad value for restricted picklist field: ${each}`;
    return rowError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
  }
  return null;
}
