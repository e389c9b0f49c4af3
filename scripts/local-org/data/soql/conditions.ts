/** WHERE and HAVING as SQL. */
import { UnsupportedError } from '../../values/errors';
import type { SqlValue } from '../sql/database';
import { hasRecycleBin } from '../sql/storage';
import type { BoundCondition, BoundQuery } from './bound';
import { comparisonSql } from './comparisons';
import { operand } from './operands';
import type { ComparisonOperator } from './query';
import { SqlScope } from './scope';
import { sharingSql } from './sharing';

/**
 * The SQL of a condition. SQL's logic has three values; what `NOT` makes of the third, where a field is null, no page of
 * SOQL says but for equality.
 */
export function conditionSql(scope: SqlScope, condition: BoundCondition, isNegated = false): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const each = condition.conditions.map((inner) => conditionSql(scope, inner, isNegated));
      if (condition.kind === 'and') return conjunction(each, condition.conditions);
      return each.length > 0 ? `(${each.join(' OR ')})` : '1';
    }
    case 'not':
      return `apex_not(${conditionSql(scope, condition.condition, true)})`;
    case 'compare': {
      const sql = compareSql(scope, condition);
      // A record without a value is known to be equal to none.
      return isNegated && EQUALITY.has(condition.operator) ? `ifnull(${sql}, 0)` : sql;
    }
  }
}

/** SQLite evaluates in any order, and `apex_not` may stop: only rows that meet the other conditions are asked. */
function conjunction(each: readonly string[], conditions: readonly BoundCondition[]): string {
  if (each.length === 0) return '1';
  const isNot = (_: string, index: number): boolean => conditions[index]?.kind === 'not';
  const nots = each.filter(isNot);
  const others = each.filter((sql, index) => !isNot(sql, index)).join(' AND ');
  if (nots.length === 0 || others === '') return `(${each.join(' AND ')})`;
  return `(${others} AND CASE WHEN ${others} THEN ${nots.join(' AND ')} ELSE 0 END)`;
}

const EQUALITY: ReadonlySet<ComparisonOperator> = new Set(['=', 'in', 'includes']);

function compareSql(scope: SqlScope, condition: BoundCondition & { kind: 'compare' }): string {
  const left = operand(scope, condition.left);
  if (!condition.subQuery) return comparisonSql(scope, left, condition);
  const list = `${left.sql} IN (${semiJoinSql(scope, condition.subQuery)})`;
  return condition.operator === 'not in' ? `NOT ifnull(${list}, 0)` : list;
}

/** The function `apex_not` of SQLite. @throws UnsupportedError for a row of which only an org knows */
export function opposite(value: SqlValue): SqlValue {
  if (value === null) throw new UnsupportedError('NOT of a comparison in SOQL, for records without a value');
  return value === 0 ? 1 : 0;
}

/**
 * The query behind IN.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm#semi_join
 */
function semiJoinSql(outer: SqlScope, query: BoundQuery): string {
  const scope = new SqlScope(outer.environment, outer.parameters, query.object);
  const [selected] = query.select;
  const column = selected?.kind === 'expression' ? operand(scope, selected.expression).sql : scope.parentId([]);
  const where = whereSql(scope, query, [`${column} IS NOT NULL`]);
  return `SELECT ${column} FROM ${scope.from} WHERE ${where}`;
}

/** Everything a row has to meet: the query's own condition, not deleted, within reach of the user. */
export function whereSql(scope: SqlScope, query: BoundQuery, more: readonly string[] = []): string {
  const conditions = [...more];
  if (query.where) conditions.push(conditionSql(scope, query.where));
  if (!query.query.allRows && hasRecycleBin(query.object)) conditions.push(`${scope.alias}."IsDeleted" = 0`);
  const sharing = sharingSql(scope, query.object, scope.alias);
  if (sharing !== null) conditions.push(sharing);
  if (query.query.scope !== null) conditions.push(scopeSql(scope, query.query.scope));
  return conditions.length > 0 ? conditions.join(' AND ') : '1';
}

/** `USING SCOPE mine`. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_using_scope.htm */
function scopeSql(scope: SqlScope, name: string): string {
  switch (name.toLowerCase()) {
    case 'everything':
      return '1';
    case 'mine':
      return `${scope.alias}."OwnerId" = ${scope.parameters.add(scope.environment.options.user.id)}`;
    default:
      throw new UnsupportedError(`USING SCOPE ${name}`);
  }
}
