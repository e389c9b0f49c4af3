/** WHERE and HAVING as SQL. */
import { UnsupportedError } from '../../values/errors';
import { hasRecycleBin } from '../sql/storage';
import type { BoundCondition, BoundQuery } from './bound';
import { comparisonSql } from './comparisons';
import { operand } from './operands';
import { SqlScope } from './scope';
import { sharingSql } from './sharing';

/**
 * The SQL of a condition. SQL's logic has three values, SOQL's two: what is unknown counts as false, which makes a
 * difference under NOT alone.
 */
export function conditionSql(scope: SqlScope, condition: BoundCondition): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const separator = condition.kind === 'and' ? ' AND ' : ' OR ';
      const each = condition.conditions.map((inner) => conditionSql(scope, inner));
      return each.length > 0 ? `(${each.join(separator)})` : '1';
    }
    case 'not':
      return `NOT ifnull(${conditionSql(scope, condition.condition)}, 0)`;
    case 'compare': {
      const left = operand(scope, condition.left);
      if (!condition.subQuery) return comparisonSql(scope, left, condition);
      const list = `${left.sql} IN (${semiJoinSql(scope, condition.subQuery)})`;
      return condition.operator === 'not in' ? `NOT ifnull(${list}, 0)` : list;
    }
  }
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
