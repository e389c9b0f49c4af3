/** Roll-up summary fields, summed up when they are read. */
import type { FieldSchema, ObjectSchema, RollUpSummary } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { hasRecycleBin, isStored, quoted } from '../sql/storage';
import type { SqlScope } from './scope';
import { filterSql } from './summary-filters';

/** The SQL of a roll-up summary field of the row `alias` stands for. */
export function summarySql(
  scope: SqlScope,
  object: ObjectSchema,
  alias: string,
  field: FieldSchema,
  summary: RollUpSummary,
): string {
  const name = `${object.name}.${field.name}`;
  const child = scope.environment.schema.object(summary.childObject);
  if (!child) throw new UnsupportedError(`roll-up summary field ${name} of unknown object ${summary.childObject}`);
  const summed = summary.childField === null ? null : child.fields.get(summary.childField.toLowerCase());
  if (summed && !isStored(summed)) throw new UnsupportedError(`roll-up summary field ${name} of a formula field`);
  const table = scope.environment.tables.ensure(child);
  const inner = scope.parameters.alias();
  const where = [`${inner}.${quoted(summary.childReference)} = ${alias}."Id"`];
  if (hasRecycleBin(child)) where.push(`${inner}."IsDeleted" = 0`);
  for (const filter of summary.filters) where.push(filterSql(scope, child, inner, filter, name));
  const value = summed ? `${inner}.${quoted(summed.name)}` : '*';
  const result = `SELECT ${summary.operation}(${value}) FROM ${table} ${inner} WHERE ${where.join(' AND ')}`;
  const isNumber = summary.operation === 'sum' || summary.operation === 'count';
  return isNumber ? `coalesce((${result}), 0)` : `(${result})`;
}
