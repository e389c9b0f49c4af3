/**
 * One comparison as SQL, with SOQL's rules: text without regard to case, empty text is null, `!=` finds null rows, a
 * checkbox that is null is false.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_null.htm
 */
import { UnsupportedError } from '../../values/errors';
import type { SqlValue } from '../sql/database';
import { typeStorage } from '../sql/storage';
import { fold, isAscii, jsonList } from '../sql/text';
import type { BoundCondition } from './bound';
import { dayAt, dayText, literalRange, startOfDay } from './dates';
import { type Operand, collated } from './operands';
import type { QueryValue } from './query';
import type { SqlScope } from './scope';
import { isCollection, listOf, queryException, single } from './values';

type Comparison = Pick<BoundCondition & { readonly kind: 'compare' }, 'operator' | 'value'>;

/** The SQL of a comparison with a value; sub-queries are the caller's. */
export function comparisonSql(scope: SqlScope, left: Operand, comparison: Comparison): string {
  const { operator, value } = comparison;
  switch (operator) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      if ((operator === '=' || operator === '!=') && isCollection(scope.environment, value)) {
        return comparisonSql(scope, left, { ...comparison, operator: operator === '=' ? 'in' : 'not in' });
      }
      if (value.kind === 'dateLiteral') return dateRange(scope, left, operator, value);
      return simple(scope, left, operator, single(scope.environment, left.field, value));
    case 'in':
      return oneOf(scope, left, listOf(scope.environment, left.field, value));
    case 'not in':
      return `NOT ifnull(${oneOf(scope, left, listOf(scope.environment, left.field, value))}, 0)`;
    case 'like': {
      const likes = listOf(scope.environment, left.field, value).map((each) => like(scope, left, each));
      return likes.length === 1 ? (likes[0] ?? '0') : `(${likes.join(' OR ') || '0'})`;
    }
    case 'includes':
      return includes(scope, left, listOf(scope.environment, left.field, value));
    case 'excludes':
      return `NOT ifnull(${includes(scope, left, listOf(scope.environment, left.field, value))}, 0)`;
  }
}

/** Both sides, folded where the value is not ASCII: then no index helps, but no letter is missed. */
function sides(scope: SqlScope, left: Operand, value: SqlValue): { own: string; other: string } {
  if (typeStorage(left.field) === 'text' && !isAscii(value)) {
    return { own: `apex_fold(${left.sql})`, other: scope.parameters.add(fold(value)) };
  }
  return { own: collated(left), other: scope.parameters.add(value) };
}

function simple(
  scope: SqlScope,
  left: Operand,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  value: SqlValue,
): string {
  if (typeStorage(left.field) === 'boolean') {
    const own = left.isOfParent ? `ifnull(${left.sql}, 0)` : left.sql;
    return `${own} ${operator === '!=' ? '<>' : operator} ${scope.parameters.add(value ?? 0)}`;
  }
  if (value === null) {
    if (operator === '=') return `${left.sql} IS NULL`;
    if (operator === '!=') return `${left.sql} IS NOT NULL`;
    return '0';
  }
  const { own, other } = sides(scope, left, value);
  return operator === '!=' ? `${own} IS NOT ${other}` : `${own} ${operator} ${other}`;
}

function oneOf(scope: SqlScope, left: Operand, values: SqlValue[]): string {
  const present = [...new Set(values)].filter((each) => each !== null);
  const isText = typeStorage(left.field) === 'text';
  const plain = isText ? present.filter(isAscii) : present;
  const other = isText ? present.filter((each) => !isAscii(each)) : [];
  const choices: string[] = [];
  if (plain.length === 1) choices.push(simple(scope, left, '=', plain[0] ?? null));
  if (plain.length > 1)
    choices.push(`${collated(left)} IN (SELECT value FROM json_each(${scope.parameters.add(jsonList(plain))}))`);
  if (other.length > 0) {
    choices.push(
      `apex_fold(${left.sql}) IN (SELECT value FROM json_each(${scope.parameters.add(jsonList(other.map(fold)))}))`,
    );
  }
  if (present.length < values.length && values.includes(null)) choices.push(`${left.sql} IS NULL`);
  return choices.length === 1 ? (choices[0] ?? '0') : `(${choices.join(' OR ') || '0'})`;
}

function like(scope: SqlScope, left: Operand, pattern: SqlValue): string {
  if (typeof pattern !== 'string') throw new UnsupportedError('LIKE in SOQL with an empty pattern');
  if (typeStorage(left.field) === 'exactText') return `${left.sql} GLOB ${scope.parameters.add(globOf(pattern))}`;
  if (isAscii(pattern)) return `${left.sql} LIKE ${scope.parameters.add(pattern)} ESCAPE '\\'`;
  return `apex_fold(${left.sql}) LIKE ${scope.parameters.add(fold(pattern))} ESCAPE '\\'`;
}

/** A LIKE pattern for SQLite's GLOB, which minds case. */
function globOf(pattern: string): string {
  return pattern.replace(/\\([\s\S])|[%_*?[]/g, (sign, escaped: string | undefined) => {
    if (escaped !== undefined) return /[*?[]/.test(escaped) ? `[${escaped}]` : escaped;
    return sign === '%' ? '*' : sign === '_' ? '?' : `[${sign}]`;
  });
}

/** `INCLUDES ('A;B', 'C')`: A and B, or C. */
function includes(scope: SqlScope, left: Operand, values: SqlValue[]): string {
  const choices = values.map((value) => {
    if (value === null) return `${left.sql} IS NULL`;
    const all = String(value)
      .split(';')
      .map((each) => {
        const pattern = `%;${each.replace(/[\\%_]/g, '\\$&')};%`;
        return `';' || ${left.sql} || ';' LIKE ${scope.parameters.add(pattern)} ESCAPE '\\'`;
      });
    return `(${all.join(' AND ')})`;
  });
  return `(${choices.join(' OR ') || '0'})`;
}

function dateRange(
  scope: SqlScope,
  left: Operand,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  value: QueryValue & { kind: 'dateLiteral' },
): string {
  const { now, options } = scope.environment;
  const zone = options.user.timeZone;
  const range = literalRange(value.name, value.n, dayAt(now, zone));
  if (!range) throw queryException(`unexpected token: '${value.name}'`);
  const isInstant = typeStorage(left.field) === 'datetime';
  const bound = (day: number): string => scope.parameters.add(isInstant ? startOfDay(day, zone) : dayText(day));
  switch (operator) {
    case '=':
      return `(${left.sql} >= ${bound(range.from)} AND ${left.sql} < ${bound(range.until)})`;
    case '!=':
      return `(${left.sql} < ${bound(range.from)} OR ${left.sql} >= ${bound(range.until)} OR ${left.sql} IS NULL)`;
    case '<':
      return `${left.sql} < ${bound(range.from)}`;
    case '<=':
      return `${left.sql} < ${bound(range.until)}`;
    case '>':
      return `${left.sql} >= ${bound(range.until)}`;
    case '>=':
      return `${left.sql} >= ${bound(range.from)}`;
  }
}
