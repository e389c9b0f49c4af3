/** Apex values to column values and back. */
import { Big, type BigDecimal } from 'bigdecimal.js';
import type { FieldSchema } from '../../schema/model';
import { ApexBlob } from '../../values/blob';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal, decimalFrom, decimalFromDouble } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { UnsupportedError } from '../../values/errors';
import { ApexTime } from '../../values/time';
import type { Value } from '../../values/value';
import { completeId } from './ids';
import type { SqlValue } from './database';
import { typeStorage } from './storage';

const MAX_INT64 = 2n ** 63n - 1n;

/** A number of any Apex type as Decimal; null when it is none. */
export function asDecimal(value: Value): BigDecimal | null {
  if (value instanceof ApexDecimal) return value;
  if (value instanceof ApexDouble) return decimalFromDouble(value.value);
  return typeof value === 'number' || typeof value === 'bigint' ? decimalFrom(value) : null;
}

/** Value × 10^scale: an integer when that is exact and fits, otherwise a float. */
export function scaled(value: BigDecimal, scale: number): SqlValue {
  const exact = value.scale() <= scale ? value : value.stripTrailingZeros();
  if (exact.scale() <= scale) {
    const unscaled = exact.unscaledValue() * 10n ** BigInt(scale - exact.scale());
    if (unscaled <= MAX_INT64 && unscaled >= -MAX_INT64) {
      const number = Number(unscaled);
      return Number.isSafeInteger(number) ? number : unscaled;
    }
  }
  return Number(value.movePointRight(scale).toString());
}

/** The reverse of {@link scaled}: with at least the field's digits after the point, as the platform returns numbers. */
export function unscaled(value: number | string, scale: number): BigDecimal {
  if (typeof value === 'string' || Number.isSafeInteger(value)) return Big(BigInt(value), scale);
  const exact = Big(String(value)).movePointLeft(scale);
  return exact.scale() < scale ? exact.setScale(scale) : exact;
}

/**
 * What the column of a field keeps for a value. The value has the type of the field already, but for numbers, which
 * may be of any numeric type. Empty text is null, instants have whole seconds.
 */
export function encode(field: FieldSchema, value: Value): SqlValue {
  if (value === null || value === '') return null;
  switch (typeStorage(field)) {
    case 'id':
      return typeof value === 'string' ? completeId(value) : mismatch(field, value);
    case 'boolean':
      return value === true ? 1 : 0;
    case 'integer': {
      const decimal = asDecimal(value);
      return decimal ? Number(decimal.toBigInt()) : mismatch(field, value);
    }
    case 'long': {
      const decimal = asDecimal(value);
      return decimal ? decimal.toBigInt() : mismatch(field, value);
    }
    case 'decimal': {
      const decimal = asDecimal(value);
      return decimal ? scaled(decimal, field.scale) : mismatch(field, value);
    }
    case 'date':
      if (value instanceof ApexDatetime) return new Date(value.ms).toISOString().slice(0, 10);
      return value instanceof ApexDate ? value.toString() : mismatch(field, value);
    case 'datetime':
      if (value instanceof ApexDate) return value.ms;
      return value instanceof ApexDatetime ? Math.floor(value.ms / 1000) * 1000 : mismatch(field, value);
    case 'time':
      return value instanceof ApexTime ? value.ms : mismatch(field, value);
    case 'blob':
      return value instanceof ApexBlob ? value.bytes : mismatch(field, value);
    default:
      return typeof value === 'string' ? textParameter(value) : mismatch(field, value);
  }
}

/** Characters from which on a text is handed over as bytes: it then crosses to WebAssembly in one copy. */
const LONG_TEXT = 500;

/** As bytes a text may also hold a NUL, which ends one that is handed over as text. {@link place} makes text of it. */
function textParameter(text: string): SqlValue {
  return text.length < LONG_TEXT && !text.includes('\0') ? text : Buffer.from(text, 'utf8');
}

/** What stands in a statement for a value that is stored. */
export function place(field: FieldSchema): string {
  const storage = typeStorage(field);
  return storage === 'text' || storage === 'exactText' ? 'CAST(? AS TEXT)' : '?';
}

function mismatch(field: FieldSchema, value: Value): never {
  throw new Error(`field ${field.name} of type ${field.type} cannot hold ${typeof value}`);
}

/** Makes a field's value of what {@link columnForJson} gave for its column. */
export type Decoder = (column: null | number | string) => Value;

/** How the column of a field becomes a value. A checkbox that is null reads as false. */
export function decoderOf(field: FieldSchema): Decoder {
  const { scale } = field;
  switch (typeStorage(field)) {
    case 'boolean':
      return (column) => column === 1;
    case 'integer':
      return present(Number);
    case 'long':
      return present(BigInt);
    case 'decimal':
      return present((column) => unscaled(column, scale));
    case 'date':
      return present((column) => new ApexDate(Date.parse(String(column)) / 86_400_000));
    case 'datetime':
      return present((column) => new ApexDatetime(Number(column)));
    case 'time':
      return present((column) => new ApexTime(Number(column)));
    case 'blob':
      return present((column) => new ApexBlob(Buffer.from(String(column), 'hex')));
    case 'none':
      return present(() => {
        throw new UnsupportedError(`compound field ${field.name} in SOQL`);
      });
    default:
      return (column) => column;
  }
}

function present(decode: (column: number | string) => Value): Decoder {
  return (column) => (column === null ? null : decode(column));
}

/** The SQL that carries a column through `json_array` without loss: JSON has neither bytes nor integers beyond 2^53. */
export function columnForJson(field: FieldSchema, sql: string): string {
  switch (typeStorage(field)) {
    case 'blob':
      return `CASE WHEN ${sql} IS NULL THEN NULL ELSE hex(${sql}) END`;
    case 'long':
      return `CAST(${sql} AS TEXT)`;
    case 'decimal':
      if (field.precision <= 15) return sql;
      return `CASE WHEN typeof(${sql}) = 'integer' AND abs(${sql}) > 9007199254740991 THEN CAST(${sql} AS TEXT) ELSE ${sql} END`;
    default:
      return sql;
  }
}
