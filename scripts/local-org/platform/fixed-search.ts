/**
 * Searches in tests: they find the records `Test.setFixedSearchResults` names, narrowed by the query's own conditions.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_SOSL.htm
 */
import type { Condition, SoqlQuery, SoslQuery } from '../data/soql/query';

/** For each object of the search the query that reads its rows; null where nothing can be found. */
export function fixedSearch(search: SoslQuery, ids: readonly string[]): (SoqlQuery | null)[] {
  return search.returning.map(({ object, fields, where, orderBy, limit }) => {
    if (ids.length === 0) return null;
    const found: Condition = {
      kind: 'compare',
      field: { kind: 'field', path: ['Id'], at: search.at },
      operator: 'in',
      value: { kind: 'list', values: ids.map((value) => ({ kind: 'string', value })) },
      at: search.at,
    };
    const paths = fields.length ? fields : [['Id']];
    return {
      select: paths.map((path) => ({
        kind: 'expression',
        expression: { kind: 'field', path, at: search.at },
        alias: null,
      })),
      from: object,
      alias: null,
      scope: null,
      where: where ? { kind: 'and', conditions: [found, where] } : found,
      access: search.access,
      groupBy: null,
      having: null,
      orderBy,
      limit: limit ?? search.limit,
      offset: null,
      allRows: false,
      forClause: null,
      at: search.at,
    };
  });
}
