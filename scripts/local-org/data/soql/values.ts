/** What a field is compared with, as the column keeps it. */
import { Big } from 'bigdecimal.js';
import { apexTypeOf } from '../../schema/field-types';
import type { FieldSchema } from '../../schema/model';
import { ApexBlob } from '../../values/blob';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { apexException, UnsupportedError } from '../../values/errors';
import { isIdText } from '../../values/ids';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { typeOf } from '../../values/operations';
import { ApexSet } from '../../values/set';
import { SObjectValue } from '../../values/sobject';
import { ApexTime } from '../../values/time';
import type { Value } from '../../values/value';
import { asDecimal, encode, scaled } from '../sql/codec';
import type { SqlValue } from '../sql/database';
import { completeId } from '../sql/ids';
import { typeStorage } from '../sql/storage';
import type { SqlEnvironment } from './environment';
import type { QueryValue } from './query';

/** A failure of a query at run time. */
export function queryException(message: string, details: unknown = null): Error {
  return apexException('System.QueryException', message, details);
}

/** The value of a bind. @throws when there are fewer binds than the query names */
export function bindOf(environment: SqlEnvironment, value: QueryValue & { kind: 'bind' }): Value {
  const bound = environment.binds[value.index];
  if (bound === undefined) throw queryException(`Variable does not exist: ${value.name}`);
  return bound;
}

/** The values of a list: a literal one, or a bound List, Set or Map (its keys). A single value is a list of one. */
export function listOf(environment: SqlEnvironment, field: FieldSchema, value: QueryValue): SqlValue[] {
  if (value.kind === 'list') return value.values.flatMap((each) => listOf(environment, field, each));
  if (value.kind !== 'bind') return [single(environment, field, value)];
  const bound = bindOf(environment, value);
  if (bound instanceof ApexList) return bound.items.map((each) => bindToSql(field, each));
  if (bound instanceof ApexSet) return bound.values().map((each) => bindToSql(field, each));
  if (bound instanceof ApexMap) return bound.keys().map((each) => bindToSql(field, each));
  return [bindToSql(field, bound)];
}

/** Whether a bind holds a collection: `Id = :ids` is `Id IN :ids`. */
export function isCollection(environment: SqlEnvironment, value: QueryValue): boolean {
  if (value.kind !== 'bind') return false;
  const bound = bindOf(environment, value);
  return bound instanceof ApexList || bound instanceof ApexSet || bound instanceof ApexMap;
}

/** One value as the field's column keeps it. Date literals are ranges and none of this function's business. */
export function single(environment: SqlEnvironment, field: FieldSchema, value: QueryValue): SqlValue {
  switch (value.kind) {
    case 'null':
      return null;
    case 'string':
      return text(field, value.value);
    case 'boolean':
      return value.value ? 1 : 0;
    case 'number':
      return number(field, value.text);
    case 'date':
      return typeStorage(field) === 'datetime' ? Date.parse(value.text) : value.text;
    case 'dateTime':
      return encode(field, new ApexDatetime(Date.parse(value.text)));
    case 'time':
      return encode(field, new ApexTime(Date.parse(`1970-01-01T${value.text}`)));
    case 'bind':
      return bindToSql(field, bindOf(environment, value));
    case 'currency':
      throw new UnsupportedError('currency literals in SOQL');
    case 'dateLiteral':
      throw new UnsupportedError('date literals in a list in SOQL');
    default:
      throw queryException('unexpected token: ' + value.kind);
  }
}

function bindToSql(field: FieldSchema, value: Value): SqlValue {
  if (value === null) return null;
  if (value instanceof SObjectValue && typeStorage(field) === 'id') return value.id;
  if (!isComparable(field, value)) {
    const type = typeOf(value)?.displayName ?? 'Object';
    throw queryException(`Invalid bind expression type of ${type} for column of type ${apexTypeOf(field)}`);
  }
  if (typeof value === 'string') return text(field, value);
  if (value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime)
    return encode(field, value);
  if (typeStorage(field) === 'decimal' || typeStorage(field) === 'integer') return decimalBind(field, value);
  return encode(field, value);
}

/** What the compiler sees to in a query in brackets: texts with texts, numbers with numbers, days and instants with either. */
function isComparable(field: FieldSchema, value: Value): boolean {
  switch (typeStorage(field)) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'long':
    case 'decimal':
      return asDecimal(value) !== null;
    case 'date':
    case 'datetime':
      return value instanceof ApexDate || value instanceof ApexDatetime;
    case 'time':
      return value instanceof ApexTime;
    case 'blob':
      return value instanceof ApexBlob;
    default:
      return typeof value === 'string';
  }
}

/** An integer column may be compared with a fraction. */
function decimalBind(field: FieldSchema, value: Value): SqlValue {
  return typeStorage(field) === 'decimal' ? encode(field, value) : Number(asDecimal(value)?.toString() ?? NaN);
}

function text(field: FieldSchema, value: string): SqlValue {
  if (value === '') return null;
  if (typeStorage(field) !== 'id') return value;
  if (!isIdText(value)) throw queryException(`invalid ID field: ${value}`);
  return completeId(value);
}

function number(field: FieldSchema, value: string): SqlValue {
  switch (typeStorage(field)) {
    case 'decimal':
      return scaled(Big(value), field.scale);
    case 'long':
      return /^[+-]?\d+$/.test(value) ? BigInt(value) : Number(value);
    default:
      return Number(value);
  }
}

/** A count behind LIMIT or OFFSET. */
export function countOf(environment: SqlEnvironment, value: QueryValue, clause: 'LIMIT' | 'OFFSET'): number {
  const count =
    value.kind === 'bind' ? bindOf(environment, value) : value.kind === 'number' ? Number(value.text) : null;
  if (typeof count !== 'number' && typeof count !== 'bigint') {
    throw queryException(`${clause} must be a number`);
  }
  return Number(count);
}
