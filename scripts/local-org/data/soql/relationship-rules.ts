/**
 * How far and how wide queries may follow relationships.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_limits.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_typeof.htm
 */
import type { FieldSchema } from '../../schema/model';
import type { BoundField, BoundQuery } from './bound';
import type { SoqlProblem } from './description';

const MOST_LEVELS_UP = 5;
const MOST_LEVELS_DOWN = 5;
const MOST_PARENTS = 55;
const MOST_CHILDREN = 20;

/** What is wrong with how far up a field is; null when nothing is. */
export function parentProblem({ steps, path }: Pick<BoundField, 'steps' | 'path'>): string | null {
  if (steps.length <= MOST_LEVELS_UP) return null;
  return `Queries follow at most ${MOST_LEVELS_UP} relationships to a parent: ${path.join('.')}`;
}

/**
 * What is wrong with all the relationships of a query.
 *
 * @param parents every relationship to a parent that it names, each once
 */
export function widthProblems(query: BoundQuery, parents: ReadonlySet<string>): SoqlProblem[] {
  const { at } = query.query;
  const problems: SoqlProblem[] = [];
  if (levels(query) > MOST_LEVELS_DOWN)
    problems.push({ message: `Queries have at most ${MOST_LEVELS_DOWN} levels of parent-to-child relationships`, at });
  if (childrenOf(query) > MOST_CHILDREN)
    problems.push({ message: `Queries have at most ${MOST_CHILDREN} relationships to children`, at });
  if (parents.size > MOST_PARENTS)
    problems.push({ message: `Queries have at most ${MOST_PARENTS} relationships to parents`, at });
  return problems;
}

function inner({ select }: BoundQuery): readonly BoundQuery[] {
  return select.flatMap((item) => (item.kind === 'children' ? [item.query] : []));
}

function levels(query: BoundQuery): number {
  return 1 + Math.max(0, ...inner(query).map(levels));
}

function childrenOf(query: BoundQuery): number {
  return inner(query).reduce((sum, each) => sum + 1 + childrenOf(each), 0);
}

/** What is wrong with TYPEOF: it chooses among several objects, and nothing else selects fields of the same parent. */
export function typeOfProblem(reference: FieldSchema, { select }: BoundQuery['query']): string | null {
  if (reference.referenceTo.length === 1)
    return `TYPEOF can not be used with ${reference.name}: it points to one object`;
  const relationship = reference.relationshipName?.toLowerCase();
  const isNamedToo = select.some(
    (item) =>
      item.kind === 'expression' &&
      item.expression.kind === 'field' &&
      item.expression.path.length > 1 &&
      item.expression.path[0]?.toLowerCase() === relationship,
  );
  return isNamedToo ? `TYPEOF can not be used with ${relationship}, which the query selects fields of as well` : null;
}
