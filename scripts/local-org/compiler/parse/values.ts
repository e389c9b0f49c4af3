/**
 * Values a query compares with.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_conditionexpression.htm
 */
import type { BoundExpressionContext, DateFormulaContext, ValueContext } from '@apexdevtools/apex-parser';
import type { QueryValue } from '../../data/soql/query';
import { type Build, present, word } from './build';
import { expression } from './expressions';
import { stringValue } from './literals';
import { subQuery } from './soql';

export function queryValue(build: Build, context: ValueContext): QueryValue {
  const bound = context.boundExpression();
  if (present(bound)) return bind(build, bound);
  const text = context.StringLiteral() ?? context.MultilineStringLiteral();
  if (present(text)) return { kind: 'string', value: stringValue(text.getText()) };
  if (present(context.NULL())) return { kind: 'null' };
  if (present(context.BooleanLiteral())) return { kind: 'boolean', value: word(context).toLowerCase() === 'true' };
  if (present(context.valueList())) {
    return {
      kind: 'list',
      values: context
        .valueList()
        .value_list()
        .map((each) => queryValue(build, each)),
    };
  }
  if (present(context.subQuery())) return { kind: 'subQuery', query: subQuery(build, context.subQuery()) };
  if (present(context.dateFormula())) return dateLiteral(context.dateFormula());
  if (present(context.DateLiteral())) return { kind: 'date', text: word(context) };
  if (present(context.DateTimeLiteral())) return { kind: 'dateTime', text: word(context) };
  if (present(context.TimeLiteral())) return { kind: 'time', text: word(context) };
  if (present(context.IntegralCurrencyLiteral())) return currency(context.getText());
  return number(build, context);
}

/** A number of a query has no suffix, though Apex's numbers (and so the lexer's) may. */
function number(build: Build, context: ValueContext): QueryValue {
  const text = context.signedNumber().getText();
  if (/d$/i.test(text)) build.unexpected(build.at(context), text);
  return { kind: 'number', text };
}

/** `USD5000.25` */
function currency(text: string): QueryValue {
  return { kind: 'currency', code: text.slice(0, 3).toUpperCase(), text: text.slice(3) };
}

/** `TODAY`, `LAST_N_DAYS:3` */
function dateLiteral(context: DateFormulaContext): QueryValue {
  const n = context.signedInteger();
  return { kind: 'dateLiteral', name: word(context).toUpperCase(), n: present(n) ? Number(n.getText()) : null };
}

/** `:expression` takes the next place among the query's binds. */
export function bind(build: Build, context: BoundExpressionContext): QueryValue {
  const bound = context.expression();
  const index = build.binds.length;
  build.binds.push(expression(build, bound));
  return { kind: 'bind', index, name: bound.getText() };
}
