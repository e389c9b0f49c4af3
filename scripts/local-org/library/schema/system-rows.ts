/** Rows the platform reads for itself: custom metadata records and custom settings. */
import { current } from '../../platform/current';
import type { Condition, SoqlQuery } from '../../data/soql/query';
import type { ObjectSchema } from '../../schema/model';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';

const AT = { line: 1, column: 1 };

/** All fields of the rows whose `field` equals the value; without `field`, of all rows in the order of their names. */
export function systemRows(
  object: ObjectSchema,
  field: string | null = null,
  value: Value = null,
): readonly SObjectValue[] {
  return current().database.systemQuery(queryOf(object, field), [value]);
}

/** Settings are read over and over: their queries are made once. */
const queries = new WeakMap<ObjectSchema, Map<string | null, SoqlQuery>>();

function queryOf(object: ObjectSchema, field: string | null): SoqlQuery {
  const known = queries.get(object) ?? new Map<string | null, SoqlQuery>();
  queries.set(object, known);
  const query = known.get(field) ?? makeQuery(object, field);
  known.set(field, query);
  return query;
}

function makeQuery(object: ObjectSchema, field: string | null): SoqlQuery {
  const where: Condition | null =
    field === null
      ? null
      : {
          kind: 'compare',
          field: { kind: 'field', path: [field], at: AT },
          operator: '=',
          value: { kind: 'bind', index: 0, name: 'value' },
          at: AT,
        };
  return {
    select: [...object.fields.values()].map((each) => ({
      kind: 'expression',
      expression: { kind: 'field', path: [each.name], at: AT },
      alias: null,
    })),
    from: object.name,
    alias: null,
    scope: null,
    where,
    access: 'system',
    groupBy: null,
    having: null,
    orderBy: [],
    limit: null,
    offset: null,
    allRows: false,
    forClause: null,
    at: AT,
  };
}
