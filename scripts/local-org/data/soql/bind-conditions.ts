/** Binds the conditions of WHERE and HAVING. */
import { makeField } from '../../schema/make';
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { typeStorage } from '../sql/storage';
import { type BoundCondition, type BoundExpression, type BoundQuery, fieldOf, typeOf } from './bound';
import type { BindUse, SoqlProblem } from './description';
import { cannotBe } from './grouping';
import { literalProblem, literalText } from './literals';
import { isDateFunction, orderingProblem } from './query-rules';
import type { ComparisonOperator, Condition, FieldOrFunction, QueryValue, SoqlQuery } from './query';
import { semiJoinProblem } from './semi-joins';

/** The query the conditions are of. */
export interface ConditionPlace {
  readonly object: ObjectSchema;
  readonly problems: SoqlProblem[];
  readonly binds: BindUse[];
  expression(item: FieldOrFunction): BoundExpression | null;
  /** The query in a list. */
  semiJoin(query: SoqlQuery): BoundQuery | null;
}

type Comparison = Condition & { readonly kind: 'compare' };

const OF_LISTS: ReadonlySet<ComparisonOperator> = new Set(['in', 'not in', 'includes', 'excludes']);

/** Null where a name is none of the schema's, which is among the problems then. */
export function bindCondition(condition: Condition, place: ConditionPlace): BoundCondition | null {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const conditions = condition.conditions.flatMap((each) => bindCondition(each, place) ?? []);
      return { kind: condition.kind, conditions };
    }
    case 'not': {
      const inner = bindCondition(condition.condition, place);
      return inner && { kind: 'not', condition: inner };
    }
    case 'compare':
      return bindComparison(condition, place);
  }
}

function bindComparison(condition: Comparison, place: ConditionPlace): BoundCondition | null {
  const { operator, value, at } = condition;
  const left = place.expression(condition.field);
  const subQuery = value.kind === 'subQuery' ? place.semiJoin(value.query) : null;
  if (!left) return null;
  place.binds.push(...bindsOf(value, operator, left));
  const problem = listProblem(condition) ?? comparisonProblem(left, condition);
  if (problem !== null) place.problems.push({ message: problem, at });
  const semiJoin = left.kind === 'field' && subQuery ? semiJoinProblem(place.object, left, subQuery) : null;
  if (semiJoin) place.problems.push(semiJoin);
  return { kind: 'compare', left, operator, value, subQuery, at };
}

/** A list stands behind IN and its like, and nowhere else. */
function listProblem({ operator, value }: Comparison): string | null {
  const isList = value.kind === 'list' || value.kind === 'bind' || value.kind === 'subQuery';
  return OF_LISTS.has(operator) && !isList ? `unexpected token: '${literalText(value)}'` : null;
}

function comparisonProblem(left: BoundExpression, { operator, value }: Comparison): string | null {
  if (left.kind === 'field') return fieldProblem(left.field, operator, value);
  return isDateFunction(left) ? literalProblem(makeField(left.name, left.type), value) : null;
}

function fieldProblem(field: FieldSchema, operator: ComparisonOperator, value: QueryValue): string | null {
  if (!field.isFilterable || typeStorage(field) === 'none') return cannotBe(field, 'filtered');
  const storage = typeStorage(field);
  const isText = storage === 'text' || storage === 'exactText';
  if (operator === 'like' && (!isText || field.type === 'multipicklist'))
    return `invalid operator on ${field.type} field`;
  if ((operator === 'includes' || operator === 'excludes') && field.type !== 'multipicklist')
    return `field '${field.name}' does not support filter operator ${operator.toUpperCase()}`;
  return orderingProblem(field, operator) ?? literalProblem(field, value);
}

function bindsOf(value: QueryValue, operator: ComparisonOperator, left: BoundExpression): BindUse[] {
  const field = fieldOf(left);
  const type = typeOf(left);
  if (value.kind === 'bind') {
    const use = OF_LISTS.has(operator) ? 'list' : 'value';
    return [{ index: value.index, name: value.name, use, field, type, operator }];
  }
  if (value.kind !== 'list') return [];
  return value.values.flatMap((each): BindUse[] =>
    each.kind === 'bind' ? [{ index: each.index, name: each.name, use: 'value', field, type, operator }] : [],
  );
}
