/** What the compiler asks of a query: is it right, and what do its rows hold. */
import type { ObjectSchema, Schema } from '../../schema/model';
import { bindQuery } from './bind';
import { type BoundExpression, type BoundQuery, fieldOf } from './bound';
import type { AggregateColumn, SelectDescription, SelectedField, SoqlProblem } from './description';
import type { QueryPosition, SoqlQuery, SoslQuery } from './query';
import { SoqlError, resolveField } from './resolve';

/**
 * Everything wrong with a query against a schema, in Salesforce's wording. Empty when it can run.
 *
 * @param query as the parser gives it; positions in the answer are those of its parts
 */
export function checkSoql(query: SoqlQuery, schema: Schema): readonly SoqlProblem[] {
  try {
    return bindQuery(query, schema).problems;
  } catch (error) {
    if (error instanceof SoqlError) return [{ message: error.message, at: error.at }];
    throw error;
  }
}

/** What is wrong with the fields a search returns of an object that exists. */
export function checkReturned(
  { object: name, fields }: SoslQuery['returning'][number],
  at: QueryPosition,
  schema: Schema,
): readonly SoqlProblem[] {
  const object = schema.object(name);
  if (!object) return [];
  return fields.flatMap((path) => {
    try {
      resolveField(schema, object, path, at);
      return [];
    } catch (error) {
      if (error instanceof SoqlError) return [{ message: error.message, at }];
      throw error;
    }
  });
}

/**
 * What the rows of a query will hold.
 *
 * @throws SoqlError when the query's object does not exist; what else is wrong is left out of the answer
 */
export function describeSelect(query: SoqlQuery, schema: Schema): SelectDescription {
  return describe(bindQuery(query, schema));
}

function describe(bound: BoundQuery): SelectDescription {
  return {
    object: bound.object,
    kind: bound.kind,
    fields: bound.kind === 'rows' ? bound.select.flatMap(selectedFields) : [],
    aggregates: bound.kind === 'aggregate' ? aggregateColumns(bound).map((column) => column.column) : [],
    subQueries: bound.select.flatMap((item) =>
      item.kind === 'children' ? [{ relationship: item.children.name, select: describe(item.query) }] : [],
    ),
    binds: bound.binds,
  };
}

function selectedFields(item: BoundQuery['select'][number]): SelectedField[] {
  if (item.kind !== 'expression') return [];
  for (let each: BoundExpression | undefined = item.expression; each;) {
    if (each.kind === 'field') {
      const parents: ObjectSchema[] = each.steps.map((step) => step.to);
      return [{ path: each.path, parents, field: each.field }];
    }
    each = each.arguments[0];
  }
  return [];
}

/**
 * The columns of an aggregate query: aliases, names of grouped fields, `expr0`… for functions without an alias.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby_alias.htm
 */
export function aggregateColumns(bound: BoundQuery): { column: AggregateColumn; expression: BoundExpression }[] {
  let unnamed = 0;
  return bound.select.flatMap((item) => {
    if (item.kind !== 'expression') return [];
    const { expression } = item;
    const own = expression.kind === 'field' ? expression.field.name : `expr${unnamed}`;
    if (expression.kind === 'function' && item.alias === null) unnamed += 1;
    const type = expression.kind === 'field' ? expression.field.type : expression.type;
    return [{ expression, column: { alias: item.alias ?? own, type, field: fieldOf(expression) } }];
  });
}
