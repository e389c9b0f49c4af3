/**
 * What a query may not ask, although all its names are right.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions_field_types.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */
import type { FieldSchema, FieldType } from '../../schema/model';
import { parts, type BoundCondition, type BoundExpression, type BoundFunction, type BoundQuery } from './bound';
import type { SoqlProblem } from './description';
import { CONVERT_TIME_ZONE, SOQL_FUNCTIONS } from './functions';
import type { ComparisonOperator, SoqlQuery } from './query';

const NUMBERS: ReadonlySet<FieldType> = new Set(['integer', 'long', 'double', 'currency', 'percent']);
const NEVER_AGGREGATED: ReadonlySet<FieldType> = new Set([
  'boolean',
  'base64',
  'time',
  'encryptedstring',
  'multipicklist',
  'address',
  'location',
]);
/** Those that public suites saw an org refuse, although their type would do. */
const REFUSED_FIELDS: ReadonlySet<string> = new Set(['Task.ActivityDate']);
const ORDERING: ReadonlySet<ComparisonOperator> = new Set(['<', '<=', '>', '>=']);

/** What is wrong with an aggregate function's field; null when nothing is. */
export function aggregateProblem({ name, arguments: [first] }: BoundFunction): string | null {
  if (first?.kind !== 'field') return null;
  const { field, object } = first;
  const takesNumbers = name === 'SUM' || name === 'AVG';
  const fits = takesNumbers ? NUMBERS.has(field.type) : !NEVER_AGGREGATED.has(field.type) && !field.isLongText;
  return fits && !REFUSED_FIELDS.has(`${object.name}.${field.name}`)
    ? null
    : `field ${first.path.join('.')} does not support aggregate operator ${name}`;
}

/** Whether an expression is a period of a date: `CALENDAR_YEAR(CloseDate)`. */
export function isDateFunction(expression: BoundExpression): boolean {
  return expression.kind === 'function' && typeof SOQL_FUNCTIONS.get(expression.name)?.sql === 'string';
}

/** Functions of what only an instant has. */
const OF_INSTANTS: ReadonlySet<string> = new Set(['HOUR_IN_DAY', 'DAY_ONLY', CONVERT_TIME_ZONE]);

/**
 * What is wrong with a date function's argument; null when nothing is.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm
 */
export function dateFunctionProblem(call: BoundFunction): string | null {
  if (!isDateFunction(call) && call.name !== CONVERT_TIME_ZONE) return null;
  const [first] = call.arguments;
  if (!first) return `${call.name} needs a field`;
  const type = first.kind === 'field' ? first.field.type : first.type;
  if (type === 'datetime' || (type === 'date' && !OF_INSTANTS.has(call.name))) return null;
  return `${call.name} can not be used on ${type} fields`;
}

/** What is wrong with asking a field for more or less than something; null when nothing is. */
export function orderingProblem(field: FieldSchema, operator: ComparisonOperator): string | null {
  return field.type === 'boolean' && ORDERING.has(operator) ? 'invalid operator on boolean field' : null;
}

/** What locking rules out. */
export function lockProblem(query: SoqlQuery, kind: BoundQuery['kind']): SoqlProblem | null {
  if (query.forClause !== 'update') return null;
  const { at } = query;
  if (query.allRows) return { message: 'ALL ROWS is not allowed in a query that uses FOR UPDATE', at };
  if (query.orderBy.length > 0) return { message: 'ORDER BY is not allowed in a query that uses FOR UPDATE', at };
  return kind === 'aggregate' ? { message: 'GROUP BY and aggregates are not allowed with FOR UPDATE', at } : null;
}

/** Apex takes no fields that nobody can count beforehand. */
export function boundlessProblem({ select }: SoqlQuery): SoqlProblem | null {
  const item = select.find((each) => each.kind === 'fields' && each.set !== 'standard');
  if (item?.kind !== 'fields') return null;
  return {
    message: 'The SOQL FIELDS function is not supported with an unbounded set of fields in this API.',
    at: item.at,
  };
}

/** What is wrong with a query for children: it answers records. */
export function childProblem({ kind, query: { at } }: BoundQuery): SoqlProblem | null {
  return kind === 'rows' ? null : { message: 'Only root queries support aggregate expressions', at };
}

/**
 * There is only one row where nothing is grouped.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_limit.htm
 */
export function overallProblem({ kind, groupBy, limit, query: { at } }: BoundQuery): SoqlProblem | null {
  const message = 'Non-grouped query that uses overall aggregate functions cannot also use LIMIT';
  return kind === 'aggregate' && !groupBy && limit ? { message, at } : null;
}

/**
 * `COUNT()` stands alone and answers a number.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_count.htm
 */
export function bareCountProblem({ select, groupBy, orderBy, query: { at } }: BoundQuery): SoqlProblem | null {
  const isCount = (item: BoundQuery['select'][number]): boolean =>
    item.kind === 'expression' && item.expression.kind === 'function' && isBareCount(item.expression);
  const count = select.find(isCount);
  if (!count) return null;
  const rule =
    select.length > 1
      ? 'COUNT() must be the only element in the SELECT list'
      : count.kind === 'expression' && count.alias !== null
        ? 'COUNT() can not have an alias'
        : groupBy
          ? 'COUNT() can not be used with GROUP BY'
          : orderBy.length > 0
            ? 'COUNT() can not be used with ORDER BY'
            : null;
  return rule === null ? null : { message: rule, at };
}

export function isBareCount({ name, arguments: args }: BoundFunction): boolean {
  return name === 'COUNT' && args.length === 0;
}

/** The aggregate functions of a query's results and of the condition on its groups. */
export function aggregateFunctions({ select, having }: BoundQuery): BoundFunction[] {
  const results = select.flatMap((item) => (item.kind === 'expression' ? [item.expression] : []));
  return [...results, ...sidesOf(having)]
    .flatMap((each) => [...parts(each)])
    .filter((each): each is BoundFunction => each.kind === 'function' && each.isAggregate);
}

/** The sides of conditions, however they are joined. */
export function sidesOf(condition: BoundCondition | null): readonly BoundExpression[] {
  if (!condition) return [];
  if (condition.kind === 'compare') return [condition.left];
  return (condition.kind === 'not' ? [condition.condition] : condition.conditions).flatMap(sidesOf);
}
