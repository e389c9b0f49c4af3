/** What is wrong with a query as a whole, once its names are settled. */
import type { BoundQuery } from './bound';
import type { SoqlProblem } from './description';
import { duplicateProblems, groupingProblems } from './grouping';
import { bareCountProblem, boundlessProblem, lockProblem, overallProblem } from './query-rules';
import { semiJoinPlaces, unexpectedSemiJoin } from './semi-joins';

export function problemsOf(bound: BoundQuery): SoqlProblem[] {
  const { query, kind } = bound;
  const single = [
    lockProblem(query, kind),
    boundlessProblem(query),
    overallProblem(bound),
    bareCountProblem(bound),
    unexpectedSemiJoin(bound.having),
  ];
  return [
    ...single.filter((each) => each !== null),
    ...semiJoinPlaces(bound.where),
    ...groupingProblems(bound),
    ...duplicateProblems(bound),
  ];
}
