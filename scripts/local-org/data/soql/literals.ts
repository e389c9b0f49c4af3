/** Whether a literal fits the field it is compared with. */
import type { FieldSchema } from '../../schema/model';
import { typeStorage } from '../sql/storage';
import type { QueryValue } from './query';

/** What the platform calls the type of a field in its messages about filters. */
function typeName(field: FieldSchema): string {
  switch (field.type) {
    case 'integer':
      return 'int';
    case 'datetime':
      return 'dateTime';
    case 'id':
    case 'reference':
      return 'ID';
    case 'string':
    case 'double':
    case 'boolean':
    case 'date':
    case 'time':
    case 'currency':
    case 'percent':
    case 'long':
      return field.type;
    default:
      return 'string';
  }
}

function wrong(field: FieldSchema, isQuoted: boolean): string {
  return (
    `value of filter criterion for field '${field.name}' must be of type ${typeName(field)} ` +
    `and should ${isQuoted ? '' : 'not '}be enclosed in quotes`
  );
}

/** A value as the query has it, for messages. */
export function literalText(value: QueryValue): string {
  switch (value.kind) {
    case 'string':
      return `'${value.value}'`;
    case 'boolean':
      return String(value.value);
    case 'number':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'currency':
      return value.text;
    case 'dateLiteral':
    case 'bind':
      return value.name;
    default:
      return value.kind;
  }
}

/** Whether the calendar has the day: February has no 31st. */
function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** What is wrong with comparing the field with the value; null when nothing is. Binds are judged by the compiler. */
export function literalProblem(field: FieldSchema, value: QueryValue): string | null {
  if (value.kind === 'null' || value.kind === 'bind' || value.kind === 'subQuery') return null;
  if (value.kind === 'list') {
    for (const each of value.values) {
      const problem = literalProblem(field, each);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (value.kind === 'dateTime' && Number.isNaN(Date.parse(value.text))) return `Invalid date: ${value.text}`;
  if (value.kind === 'dateLiteral' && value.n !== null && value.n < 0) return `unexpected token: '${value.n}'`;
  if (value.kind === 'date' && !isDay(value.text)) return `Invalid date: ${value.text}`;
  switch (typeStorage(field)) {
    case 'id':
    case 'text':
    case 'exactText':
      return value.kind === 'string' ? null : wrong(field, true);
    case 'boolean':
      return value.kind === 'boolean' ? null : wrong(field, false);
    case 'integer':
    case 'long':
    case 'decimal':
      return value.kind === 'number' || value.kind === 'currency' ? null : wrong(field, false);
    case 'date':
      return value.kind === 'date' || value.kind === 'dateLiteral' ? null : wrong(field, false);
    case 'datetime':
      return value.kind === 'dateTime' || value.kind === 'dateLiteral' ? null : wrong(field, false);
    case 'time':
      return value.kind === 'time' ? null : wrong(field, false);
    default:
      return null;
  }
}
