/**
 * Validation rules and default values: formulas over a row that is not saved yet.
 * https://help.salesforce.com/s/articleView?id=sf.fields_about_field_validation.htm
 */
import type { FieldSchema, ObjectSchema, Schema, ValidationRuleSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { evaluateFormula } from '../formula/evaluate';
import { asFieldValue, inFormula, type FormulaContext } from '../formula/fields';
import { parseFormula } from '../formula/parse';
import { parentObject, referenceField } from '../soql/resolve';
import type { Records } from './records';
import { rowError, type RowError } from './results';
import type { Work } from './work';

export class Rules {
  constructor(
    private readonly schema: Schema,
    private readonly records: Records,
    private readonly context: () => FormulaContext,
  ) {}

  /** The errors of the object's active rules that the row breaks. */
  check({ row, old }: Work): RowError[] {
    return row.object.validationRules
      .filter((rule) => this.isBroken(rule, row, old))
      .map((rule) =>
        rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field === null ? [] : [rule.field]),
      );
  }

  /** The value of a default's formula, for a field of a new row. */
  defaultValue(row: SObjectValue, field: FieldSchema, formula: string): Value {
    return asFieldValue(field, this.evaluate(formula, row, null));
  }

  private isBroken(rule: ValidationRuleSchema, row: SObjectValue, old: SObjectValue | null): boolean {
    return this.evaluate(rule.formula, row, old) === true;
  }

  private evaluate(formula: string, row: SObjectValue, old: SObjectValue | null): Value {
    const context = this.context();
    return evaluateFormula(parseFormula(formula), {
      now: context.now,
      timeZone: context.timeZone,
      isNew: old === null,
      field: (path) => (path[0]?.startsWith('$') ? context.global(path) : this.valueAt(row, path)),
      prior: (path) => (old ? this.valueAt(old, path) : null),
    });
  }

  /** A field of the row or, through references, of the rows it points at. */
  private valueAt(row: SObjectValue, path: readonly string[]): Value {
    let record: SObjectValue | null = row;
    for (const relationship of path.slice(0, -1)) record = record && this.parentOf(record, relationship);
    const name = path[path.length - 1] ?? '';
    if (!record) return null;
    const field = fieldOf(record.object, name);
    if (field.formula !== null)
      return inFormula(field, asFieldValue(field, this.evaluate(field.formula, record, null)));
    if (field.summary)
      throw new UnsupportedError(`roll-up summary field ${record.object.name}.${field.name} in a rule`);
    return inFormula(field, record.getField(field.name));
  }

  private parentOf(record: SObjectValue, relationship: string): SObjectValue | null {
    const reference = referenceField(record.object, relationship);
    if (!reference) throw new UnsupportedError(`relationship ${record.object.name}.${relationship} in a formula`);
    const id = record.rawField(reference.name);
    if (typeof id !== 'string') return null;
    const parent = this.schema.objectByKeyPrefix(id.slice(0, 3)) ?? parentObject(this.schema, reference)?.object;
    return parent ? this.records.find(parent, id) : null;
  }
}

function fieldOf(object: ObjectSchema, name: string): FieldSchema {
  const field = object.fields.get(name.toLowerCase());
  if (!field) throw new UnsupportedError(`field ${object.name}.${name} in a formula`);
  return field;
}
