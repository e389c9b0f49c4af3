/**
 * What a query may select, sort by and ask of groups, and how it may call it.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby_alias.htm
 */
import { isGroupable } from '../../schema/field-types';
import type { FieldSchema } from '../../schema/model';
import { parts, type BoundExpression, type BoundQuery, isSame } from './bound';
import type { SoqlProblem } from './description';
import { isDateFunction, sidesOf } from './query-rules';

export function groupingProblems(query: BoundQuery): SoqlProblem[] {
  const { kind, select, groupBy, having, orderBy, where } = query;
  const grouped = groupBy?.items ?? [];
  const problems: SoqlProblem[] = [];
  for (const item of grouped) {
    if (item.kind === 'field' && !isGroupable(item.field))
      problems.push({ message: cannotBe(item.field, 'grouped'), at: item.at });
  }
  for (const side of sidesOf(where))
    if (hasAggregate(side))
      problems.push({ message: `Aggregates can not be used in WHERE: ${nameOf(side)}`, at: side.at });
  if (kind === 'count') return problems;
  if (kind === 'rows') {
    for (const { by } of orderBy)
      if (hasAggregate(by)) problems.push({ message: `Field must be grouped or aggregated: ${nameOf(by)}`, at: by.at });
    return [...problems, ...ungrouped(query, [], isDateFunction), ...aliasProblems(query)];
  }
  if (select.some((item) => item.kind !== 'expression'))
    problems.push({ message: 'Queries with aggregates select neither children nor TYPEOF', at: query.query.at });
  const sorted = orderBy.map(({ by }) => ['Ordered field', by] as const);
  const had = sidesOf(having).map((side) => ['Field', side] as const);
  for (const [what, expression] of [...had, ...sorted]) {
    if (!isGrouped(expression, grouped))
      problems.push({ message: `${what} must be grouped or aggregated: ${nameOf(expression)}`, at: expression.at });
  }
  return [...problems, ...ungrouped(query, grouped)];
}

/** What SELECT names neither grouped nor aggregated, of the expressions that have to be. */
function ungrouped(
  { select }: BoundQuery,
  grouped: readonly BoundExpression[],
  mustBe: (expression: BoundExpression) => boolean = () => true,
): SoqlProblem[] {
  return select.flatMap((item) => {
    if (item.kind !== 'expression' || !mustBe(item.expression) || isGrouped(item.expression, grouped)) return [];
    return [{ message: `Field must be grouped or aggregated: ${nameOf(item.expression)}`, at: item.expression.at }];
  });
}

/** Records have fields by their own names; only what a function makes can be called otherwise. */
function aliasProblems({ select }: BoundQuery): SoqlProblem[] {
  return select.flatMap((item) =>
    item.kind === 'expression' && item.alias !== null && item.expression.kind === 'field'
      ? [{ message: 'only aggregate expressions use field aliasing', at: item.expression.at }]
      : [],
  );
}

function isGrouped(expression: BoundExpression, grouped: readonly BoundExpression[]): boolean {
  if (grouped.some((each) => isSame(each, expression))) return true;
  if (expression.kind === 'field') return false;
  return (
    expression.isAggregate ||
    (expression.arguments.length > 0 && expression.arguments.every((each) => isGrouped(each, grouped)))
  );
}

/** What comes twice in a row: of groups a field answers to its own name alone, however far away it is. */
export function duplicateProblems({ kind, select }: BoundQuery): SoqlProblem[] {
  if (kind === 'count') return [];
  const seen = new Set<string>();
  const problems: SoqlProblem[] = [];
  for (const item of select) {
    if (item.kind !== 'expression') continue;
    const { expression, alias } = item;
    if (alias === null && expression.kind === 'function') continue;
    const path = expression.kind === 'field' ? expression.path.join('.') : '';
    const isAlias = alias !== null || (kind === 'aggregate' && path.includes('.'));
    const name = alias ?? (kind === 'aggregate' ? path.split('.').at(-1)! : path);
    if (seen.has(name.toLowerCase()))
      problems.push({ message: `duplicate ${isAlias ? 'alias' : 'field selected'}: ${name}`, at: expression.at });
    seen.add(name.toLowerCase());
  }
  return problems;
}

function hasAggregate(expression: BoundExpression): boolean {
  return [...parts(expression)].some((part) => part.kind === 'function' && part.isAggregate);
}

export function cannotBe(field: FieldSchema, what: 'filtered' | 'sorted' | 'grouped'): string {
  return `field '${field.name}' can not be ${what} in a query call`;
}

function nameOf(expression: BoundExpression): string {
  return expression.kind === 'field' ? expression.path.join('.') : expression.name;
}
