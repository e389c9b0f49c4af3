/** Formula fields: what they read, and their values when a query asks for them. */
import { Big, RoundingMode } from 'bigdecimal.js';
import type { FieldSchema, FieldType, ObjectSchema, Schema } from '../../schema/model';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal } from '../../values/decimal';
import type { Value } from '../../values/value';
import type { FormulaSupport } from '../soql/environment';
import { type ResolvedField, resolveField } from '../soql/resolve';
import { type Decoder, asDecimal, decoderOf, encode } from '../sql/codec';
import type { SqlValue } from '../sql/database';
import { typeStorage } from '../sql/storage';
import { evaluateFormula } from './evaluate';
import { type Formula, parseFormula, pathsOf } from './parse';
import { numberOf, textOf } from './values';

/** What formulas read besides the record. */
export interface FormulaContext {
  readonly now: number;
  readonly timeZone: string;
  /** The value of a global variable: `$User.Id`, `$Permission.Sales`. */
  global(path: readonly string[]): Value;
}

interface FormulaField {
  readonly field: FieldSchema;
  readonly formula: Formula;
  readonly inputs: readonly { readonly resolved: ResolvedField; readonly key: string; readonly decode: Decoder }[];
}

const HUNDRED = Big(100);
const NO_POSITION = { line: 1, column: 1 };

/** A percent field is a fraction in formulas: 50 % is 0.5. */
export function inFormula(field: FieldSchema, value: Value): Value {
  if (field.type !== 'percent' || value === null) return value;
  return numberOf(value).movePointLeft(2);
}

const NUMBERS: ReadonlySet<FieldType> = new Set(['integer', 'long', 'double', 'currency', 'percent']);

/**
 * Formula fields treat blank numbers as zeroes unless they say otherwise, so that none of them is blank.
 * https://help.salesforce.com/s/articleView?id=sf.customize_functions_isblank.htm
 */
function isNumber(field: FieldSchema): boolean {
  return NUMBERS.has(field.type);
}

/** What a formula came to, as a value of the field's type. */
export function asFieldValue(field: FieldSchema, value: Value): Value {
  switch (typeStorage(field)) {
    case 'boolean':
      return value === true;
    case 'decimal': {
      if (value === null || value === '') return null;
      const number = field.type === 'percent' ? numberOf(value).multiply(HUNDRED) : numberOf(value);
      return number.setScale(field.scale, RoundingMode.HALF_UP);
    }
    case 'integer': {
      const number = asDecimal(value);
      return number && Number(number.toBigInt());
    }
    case 'long':
      return asDecimal(value)?.toBigInt() ?? null;
    case 'date':
      return value instanceof ApexDatetime ? value.dateIn('UTC') : value;
    case 'datetime':
      return value instanceof ApexDate ? new ApexDatetime(value.ms) : value;
    case 'text':
    case 'exactText':
    case 'id': {
      const text = value instanceof ApexDecimal ? textOf(value) : value === null ? '' : textOf(value);
      return text === '' ? null : text;
    }
    default:
      return value;
  }
}

export class FormulaFields implements FormulaSupport {
  private readonly known = new Map<string, FormulaField>();

  constructor(
    private readonly schema: Schema,
    private readonly context: () => FormulaContext,
  ) {}

  dependencies(object: ObjectSchema, field: string): readonly ResolvedField[] {
    return this.of(object, field).inputs.map((input) => input.resolved);
  }

  /** The function `apex_formula(key, inputs)` of SQLite. */
  readonly calculate = (key: SqlValue, inputs: SqlValue): SqlValue => {
    const [objectName = '', fieldName = ''] = String(key).split('.');
    const object = this.schema.object(objectName);
    if (!object) throw new Error(`no object ${objectName}`);
    const formula = this.of(object, fieldName);
    const keepsBlank = formula.field.keepsBlank ?? false;
    const columns = JSON.parse(String(inputs)) as (null | number | string)[];
    const values = new Map<string, Value>();
    formula.inputs.forEach(({ key: path, decode, resolved }, place) => {
      const value = inFormula(resolved.field, decode(columns[place] ?? null));
      values.set(path, value === null && !keepsBlank && isNumber(resolved.field) ? Big(0) : value);
    });
    const context = this.context();
    const result = evaluateFormula(formula.formula, {
      now: context.now,
      timeZone: context.timeZone,
      isNew: false,
      keepsBlank,
      field: (path) => (path[0]?.startsWith('$') ? context.global(path) : (values.get(keyOf(path)) ?? null)),
      prior: () => null,
    });
    return encode(formula.field, asFieldValue(formula.field, result));
  };

  private of(object: ObjectSchema, fieldName: string): FormulaField {
    const key = `${object.name}.${fieldName}`;
    let known = this.known.get(key);
    if (!known) {
      const field = object.fields.get(fieldName.toLowerCase());
      if (typeof field?.formula !== 'string') throw new Error(`no formula field ${key}`);
      const formula = parseFormula(field.formula);
      const paths = new Map(pathsOf(formula).map((path) => [keyOf(path), path]));
      const inputs = [...paths].flatMap(([pathKey, path]) => {
        if (path[0]?.startsWith('$')) return [];
        const resolved = resolveField(this.schema, object, path, NO_POSITION);
        return [{ resolved, key: pathKey, decode: decoderOf(resolved.field) }];
      });
      known = { field, formula, inputs };
      this.known.set(key, known);
    }
    return known;
  }
}

function keyOf(path: readonly string[]): string {
  return path.join('.').toLowerCase();
}
