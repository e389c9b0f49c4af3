/**
 * What a query in the list of a condition may ask, and where it may stand.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import type { BoundCondition, BoundField, BoundQuery } from './bound';
import type { SoqlProblem } from './description';
import type { QueryPosition } from './query';

const MOST_IN_A_WHERE = 2;
/** Objects whose rows no such query may ask. */
const NEVER_ASKED: ReadonlySet<string> = new Set([
  'ActivityHistory',
  'Attachment',
  'Event',
  'Note',
  'OpenActivity',
  'Task',
]);

/** What is wrong with a query in a list: it answers ids of what the field on the left may point at, all of them. */
export function semiJoinProblem(outer: ObjectSchema, left: BoundField, inner: BoundQuery): SoqlProblem | null {
  const { at } = inner.query;
  const because = (message: string): SoqlProblem => ({ message, at });
  const [only, ...others] = inner.select;
  if (others.length > 0) return because('Only one field can be selected in a semi join sub-select');
  if (only?.kind !== 'expression') return because('Semi join sub-selects can only select an id or reference field');
  if (only.expression.kind !== 'field' || inner.kind !== 'rows')
    return because('Semi join sub-selects do not support aggregates');
  const { orderBy, limit, query } = inner;
  if (orderBy.length > 0 || limit || query.forClause)
    return because('Semi join sub-selects do not support ORDER BY, LIMIT and FOR UPDATE');
  if (NEVER_ASKED.has(inner.object.name))
    return because(`Entity '${inner.object.name}' is not supported for semi join inner selects`);
  if (hasSemiJoin(inner.where)) return because('Nested semi join sub-selects are not supported');
  const right = only.expression;
  if (right.steps.length > 0 || left.steps.length > 0)
    return because('Semi joins can not follow relationships on their left or in the selected field');
  if (outer === inner.object) return because('The inner and outer selects should not be on the same object type');
  if (mayMeet(left, right)) return null;
  const message =
    `The selected field '${right.path.join('.')}' in the subquery and the left operand field in the where expression in the ` +
    `outer query '${left.path.join('.')}' should point to the same object type`;
  return { message, at: right.at };
}

/** What is wrong with where queries stand in a WHERE clause: two of them at most, joined by AND alone. */
export function semiJoinPlaces(where: BoundCondition | null): SoqlProblem[] {
  const all = where ? semiJoins(where) : [];
  const problems = all.flatMap(({ at, joined }) => {
    if (joined === 'or') return [{ message: "Semi join sub-selects are not allowed with the 'OR' operator", at }];
    if (joined === 'not') return [{ message: "Semi join sub-selects are not allowed with the 'NOT' operator", at }];
    return [];
  });
  const beyond = all[MOST_IN_A_WHERE];
  if (beyond) problems.push({ message: `At most ${MOST_IN_A_WHERE} semi join sub-selects are allowed`, at: beyond.at });
  return problems;
}

/** HAVING and the conditions of queries for children know none. */
export function unexpectedSemiJoin(condition: BoundCondition | null): SoqlProblem | null {
  const [first] = condition ? semiJoins(condition) : [];
  const message =
    'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions';
  return first ? { message, at: first.at } : null;
}

interface SemiJoin {
  readonly at: QueryPosition;
  readonly joined: 'and' | 'or' | 'not';
}

function semiJoins(condition: BoundCondition, joined: SemiJoin['joined'] = 'and'): SemiJoin[] {
  switch (condition.kind) {
    case 'compare':
      return condition.subQuery ? [{ at: condition.at, joined }] : [];
    case 'not':
      return semiJoins(condition.condition, 'not');
    case 'and':
      return condition.conditions.flatMap((each) => semiJoins(each, joined));
    case 'or':
      return condition.conditions.flatMap((each) => semiJoins(each, 'or'));
  }
}

function hasSemiJoin(condition: BoundCondition | null): boolean {
  return condition !== null && semiJoins(condition).length > 0;
}

/** Of a reference to several objects the schema need not know all. */
function mayMeet(left: BoundField, right: BoundField): boolean {
  const [outer, answered] = [targets(left), targets(right)];
  const isOpen = (field: FieldSchema, to: readonly string[]): boolean => field.type === 'reference' && to.length !== 1;
  if (isOpen(left.field, outer) || isOpen(right.field, answered)) return true;
  return outer.some((each) => answered.includes(each));
}

/** Names of the objects the ids of a field may be of; none where it holds none. */
function targets({ field, object }: BoundField): readonly string[] {
  return field.type === 'id' ? [object.name] : field.referenceTo;
}
