/** Whole SELECT statements. */
import { columnForJson, type Decoder, decoderOf } from '../sql/codec';
import type { SqlValue } from '../sql/database';
import { typeStorage } from '../sql/storage';
import { jsonList } from '../sql/text';
import { UnsupportedError } from '../../values/errors';
import type { BoundExpression, BoundOrder, BoundQuery } from './bound';
import { aggregateColumns } from './check';
import { conditionSql, whereSql } from './conditions';
import { Parameters, type SqlEnvironment } from './environment';
import { collated, operand } from './operands';
import type { QueryValue } from './query';
import { RowPlan } from './row-plan';
import { SqlScope } from './scope';
import { countOf, queryException } from './values';

/** A statement whose only column is a JSON array. */
export interface Statement {
  readonly sql: string;
  readonly parameters: SqlValue[];
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_offset.htm */
const MAX_OFFSET = 2000;

/** Which children a sub-query is after. */
export interface ParentFilter {
  /** The reference field of the child. */
  readonly field: string;
  readonly ids: readonly string[];
}

/** Rows of records. For a sub-query the parent's id stands in `parentColumn`. */
export function rowsStatement(
  environment: SqlEnvironment,
  query: BoundQuery,
  parents: ParentFilter | null,
): Statement & { readonly plan: RowPlan; readonly parentColumn: number } {
  const parameters = new Parameters();
  const scope = new SqlScope(environment, parameters, query.object);
  const plan = new RowPlan(scope, query);
  const reference = parents ? scope.column(scope.resolve(parents.field)).sql : null;
  const parentColumn = reference === null ? -1 : plan.column(reference);
  const isOfParents =
    parents && reference !== null
      ? [`${reference} IN (SELECT value FROM json_each(${parameters.add(jsonList(parents.ids))}))`]
      : [];
  const where = whereSql(scope, query, isOfParents);
  const order = orderSql(scope, query.orderBy) ?? `${scope.alias}.rowid`;
  const row = `json_array(${plan.columns.join(', ')})`;
  if (reference !== null && (query.limit || query.offset)) {
    // LIMIT counts the children of each parent.
    const sql =
      `SELECT "row" FROM (SELECT ${row} AS "row", row_number() OVER (PARTITION BY ${reference} ORDER BY ${order}) AS "n" ` +
      `FROM ${scope.from} WHERE ${where}) WHERE ${windowSql(environment, parameters, query)} ORDER BY "n"`;
    return { sql, parameters: parameters.values, plan, parentColumn };
  }
  const sql = `SELECT ${row} FROM ${scope.from} WHERE ${where} ORDER BY ${order}${limitSql(environment, parameters, query)}`;
  return { sql, parameters: parameters.values, plan, parentColumn };
}

/** `SELECT COUNT()`: the number of rows, at most LIMIT. */
export function countStatement(environment: SqlEnvironment, query: BoundQuery): Statement {
  const parameters = new Parameters();
  const scope = new SqlScope(environment, parameters, query.object);
  const where = whereSql(scope, query);
  const limit = limitSql(environment, parameters, query);
  const sql =
    limit === ''
      ? `SELECT json_array(count(*)) FROM ${scope.from} WHERE ${where}`
      : `SELECT json_array(count(*)) FROM (SELECT 1 FROM ${scope.from} WHERE ${where}${limit})`;
  return { sql, parameters: parameters.values };
}

/** Rows of aggregates, one column for each of `columns`. */
export function aggregateStatement(
  environment: SqlEnvironment,
  query: BoundQuery,
): Statement & { readonly columns: readonly { readonly alias: string; readonly decode: Decoder }[] } {
  if (query.groupBy && query.groupBy.kind !== 'plain') {
    throw new UnsupportedError(`GROUP BY ${query.groupBy.kind.toUpperCase()} in SOQL`);
  }
  const parameters = new Parameters();
  const scope = new SqlScope(environment, parameters, query.object);
  const columns = aggregateColumns(query).map(({ column, expression }) => {
    const { sql, field } = operand(scope, expression);
    return { alias: column.alias, sql: columnForJson(field, sql), decode: decoderOf(field) };
  });
  const where = whereSql(scope, query);
  const groups = query.groupBy?.items.map((item) => collated(operand(scope, item))) ?? [];
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  const having = query.having ? ` HAVING ${conditionSql(scope, query.having)}` : '';
  const order = orderSql(scope, query.orderBy);
  const sql =
    `SELECT json_array(${columns.map((each) => each.sql).join(', ')}) FROM ${scope.from} WHERE ${where}${grouping}${having}` +
    `${order === null ? '' : ` ORDER BY ${order}`}${limitSql(environment, parameters, query)}`;
  return { sql, parameters: parameters.values, columns };
}

/**
 * Nulls come first unless the query says otherwise, whatever the direction; picklists in the order of their values.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm
 */
function orderSql(scope: SqlScope, items: readonly BoundOrder[]): string | null {
  if (items.length === 0) return null;
  return items
    .map(
      ({ by, direction, nulls }) =>
        `${orderKey(scope, by)} ${direction.toUpperCase()} NULLS ${nulls === 'last' ? 'LAST' : 'FIRST'}`,
    )
    .join(', ');
}

function orderKey(scope: SqlScope, by: BoundExpression): string {
  const inner = operand(scope, by);
  const { picklistValues, type } = inner.field;
  if (
    by.kind !== 'field' ||
    type !== 'picklist' ||
    picklistValues.length === 0 ||
    typeStorage(inner.field) !== 'text'
  ) {
    return collated(inner);
  }
  const places = picklistValues.map((each, place) => `WHEN ${scope.parameters.add(each.value)} THEN ${place}`);
  return `CASE ${inner.sql} ${places.join(' ')} WHEN NULL THEN NULL ELSE ${inner.sql} END`;
}

function limitSql(environment: SqlEnvironment, parameters: Parameters, query: BoundQuery): string {
  const { limit, offset } = bounds(environment, query);
  if (limit === null && offset === null) return '';
  const skip = offset === null ? '' : ` OFFSET ${parameters.add(offset)}`;
  return ` LIMIT ${parameters.add(limit ?? -1)}${skip}`;
}

function windowSql(environment: SqlEnvironment, parameters: Parameters, query: BoundQuery): string {
  const { limit, offset } = bounds(environment, query);
  const first = offset ?? 0;
  const after = `"n" > ${parameters.add(first)}`;
  return limit === null ? after : `${after} AND "n" <= ${parameters.add(first + limit)}`;
}

function bounds(environment: SqlEnvironment, query: BoundQuery): { limit: number | null; offset: number | null } {
  const limit = bound(environment, query.limit, 'LIMIT');
  const offset = bound(environment, query.offset, 'OFFSET');
  if (offset !== null && offset > MAX_OFFSET) throw queryException(`Maximum SOQL offset allowed is ${MAX_OFFSET}`);
  return { limit, offset };
}

function bound(environment: SqlEnvironment, value: QueryValue | null, clause: 'LIMIT' | 'OFFSET'): number | null {
  if (value === null) return null;
  const count = countOf(environment, value, clause);
  if (count < 0) throw queryException(`${clause} must not be negative: ${count}`);
  return count;
}
