/** Binds SOQL and SOSL: checked against the schema, typed by what the query selects. */
import type { ExpressionOf, Expression } from '../ast';
import { checkReturned } from '../../data/soql/check';
import { accessArguments } from './access';
import { bindExpression } from './expressions';
import type { BodyContext } from './context';
import { checkBinds } from './query-binds';
import { selectionOf } from './selection';
import { typed, type Typed } from './typed';

/**
 * `[SELECT …]`. A query without a written mode runs as the user in classes of API 67 and later, in system mode before.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export function bindSoql(expression: ExpressionOf<'soql'>, context: BodyContext): Typed {
  const { types, tables } = context;
  const { query } = expression;
  const values = expression.binds.map((each) => bindExpression(each, context));
  const binds = values.map((each) => each.js).join(',');
  const selection = selectionOf(query, context);
  if (!selection) return context.unknown();
  checkBinds(query, values, expression.binds, context);
  const common = `${tables.query(query)},[${binds}],${accessArguments(query.access, context)}`;
  if (selection.kind === 'count') return typed(`$.countQuery(${common})`, types.integer, { nonNull: true });
  const list = types.list(selection.rowType);
  return typed(`$.query(${common},${tables.type(list)})`, list, { nonNull: true, rowType: selection.rowType });
}

/** `[FIND …]`. */
export function bindSosl(expression: ExpressionOf<'sosl'>, context: BodyContext): Typed {
  const { types, tables } = context;
  const binds = bindAll(expression.binds, context);
  for (const each of expression.query.returning) {
    if (!types.sobject(each.object))
      context.report(expression.at, `sObject type '${each.object}' is not supported.`, 'unknown-object');
    for (const { message, at } of checkReturned(each, expression.at, types.schema))
      context.report(at, message, 'query');
  }
  const result = types.list(types.list(types.sobjectBase));
  const js = `$.search(${tables.query(expression.query)},[${binds}],${accessArguments(expression.query.access, context)},${tables.type(result)})`;
  return typed(js, result, { nonNull: true });
}

function bindAll(binds: readonly Expression[], context: BodyContext): string {
  return binds.map((each) => bindExpression(each, context).js).join(',');
}
