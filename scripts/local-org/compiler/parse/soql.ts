/**
 * SOQL queries, static and dynamic.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql.htm
 */
import type {
  BoundExpressionContext,
  FieldOrderContext,
  ForClausesContext,
  FromNameListContext,
  GroupByClauseContext,
  LimitClauseContext,
  OffsetClauseContext,
  OrderByClauseContext,
  QueryContext,
  SelectEntryContext,
  SoqlIdContext,
  SoqlLiteralContext,
  SubFieldEntryContext,
  SubQueryContext,
  TypeOfContext,
  UpdateListContext,
  WithClauseContext,
} from '@apexdevtools/apex-parser';
import type { OrderItem, QueryValue, SelectItem, SoqlAccess, SoqlQuery } from '../../data/soql/query';
import type { Expression, ExpressionOf } from '../ast';
import { type Build, present, word } from './build';
import { condition, whereCondition } from './conditions';
import { fieldItem, fieldPath, functionItem } from './fields';
import { bind } from './values';

/**
 * Words that may not stand as an alias: with them a clause begins that then turned out to be empty.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_alias.htm
 */
const NO_ALIAS = new Set(
  (
    'and asc desc excludes first from group having in includes last like limit not null nulls or order select using where ' +
    'with offset'
  ).split(' '),
);

/** `[SELECT …]` in Apex. */
export function soqlExpression(build: Build, context: SoqlLiteralContext): ExpressionOf<'soql'> {
  return withBinds(build, (binds) => ({
    kind: 'soql',
    at: build.at(context),
    query: soqlQuery(build, context.query()),
    binds,
  }));
}

/** Runs `body` with a fresh list of binds; a bind's own expression may hold a query with binds of its own. */
export function withBinds<T>(build: Build, body: (binds: readonly Expression[]) => T): T {
  const outer = build.binds;
  const own: Expression[] = [];
  build.binds = own;
  try {
    return body(own);
  } finally {
    build.binds = outer;
  }
}

export function soqlQuery(build: Build, context: QueryContext): SoqlQuery {
  const select = context
    .selectList()
    .selectEntry_list()
    .map((each) => selectItem(build, each));
  const scope = context.usingScope();
  refuseUpdate(build, context.updateList());
  return {
    at: build.at(context),
    select,
    ...from(build, context.fromNameList()),
    scope: present(scope) ? word(scope.soqlId()) : null,
    where: present(context.whereClause())
      ? whereCondition(build, context.whereClause().whereLogicalExpression())
      : null,
    access: access(build, context.withClause()),
    ...grouping(build, context.groupByClause()),
    orderBy: orderBy(build, context.orderByClause()),
    limit: count(build, context.limitClause()),
    offset: count(build, context.offsetClause()),
    allRows: present(context.allRowsClause()),
    forClause: forClause(build, context.forClauses()),
  };
}

/** A sub-query in SELECT or behind IN. */
export function subQuery(build: Build, context: SubQueryContext): SoqlQuery {
  refuseUpdate(build, context.updateList());
  return {
    at: build.at(context),
    select: context
      .subFieldList()
      .subFieldEntry_list()
      .map((each) => selectItem(build, each)),
    ...from(build, context.fromNameList()),
    scope: null,
    where: present(context.whereClause())
      ? whereCondition(build, context.whereClause().whereLogicalExpression())
      : null,
    access: null,
    groupBy: null,
    having: null,
    orderBy: orderBy(build, context.orderByClause()),
    limit: count(build, context.limitClause()),
    offset: null,
    allRows: false,
    forClause: forClause(build, context.forClauses()),
  };
}

// ---------------------------------------------------------------- SELECT and FROM

function selectItem(build: Build, context: SelectEntryContext | SubFieldEntryContext): SelectItem {
  const nested = context.subQuery();
  if (present(nested)) return { kind: 'subQuery', query: subQuery(build, nested) };
  if (present(context.typeOf())) return typeOf(build, context.typeOf());
  const alias = aliasName(build, context.soqlId());
  const called = context.soqlFunction();
  if (!present(called)) return { kind: 'expression', expression: fieldItem(build, context.fieldName()), alias };
  if (present(called.FIELDS())) {
    const set = word(called.soqlFieldsParameter()).toLowerCase() as 'all' | 'custom' | 'standard';
    return { kind: 'fields', set, at: build.at(called) };
  }
  return { kind: 'expression', expression: functionItem(build, called), alias };
}

function typeOf(build: Build, context: TypeOfContext): SelectItem {
  const otherwise = context.elseClause();
  return {
    kind: 'typeOf',
    at: build.at(context),
    field: fieldPath(context.fieldName()),
    cases: context.whenClause_list().map((each) => ({
      object: fieldPath(each.fieldName()).join('.'),
      fields: each.fieldNameList().fieldName_list().map(fieldPath),
    })),
    otherwise: present(otherwise) ? otherwise.fieldNameList().fieldName_list().map(fieldPath) : [],
  };
}

function from(build: Build, context: FromNameListContext): Pick<SoqlQuery, 'from' | 'alias'> {
  const [name, second] = context.fieldName_list();
  if (present(second)) build.unsupported(build.at(second), 'several objects in FROM');
  return {
    from: name === undefined ? '' : fieldPath(name).join('.'),
    alias: aliasName(build, context.soqlId(0)),
  };
}

function aliasName(build: Build, context: SoqlIdContext | null): string | null {
  if (!present(context)) return null;
  const name = word(context);
  if (NO_ALIAS.has(name.toLowerCase())) build.unexpected(build.at(context), name);
  return name;
}

function refuseUpdate(build: Build, context: UpdateListContext | null): void {
  if (present(context)) build.unsupported(build.at(context), `UPDATE ${context.getText().toUpperCase()}`);
}

// ---------------------------------------------------------------- the clauses behind

function access(build: Build, context: WithClauseContext | null): SoqlAccess {
  if (!present(context)) return null;
  if (present(context.USER_MODE())) return 'user';
  if (present(context.SYSTEM_MODE())) return 'system';
  if (present(context.SECURITY_ENFORCED())) return 'securityEnforced';
  build.unsupported(build.at(context), present(context.DATA()) ? 'WITH DATA CATEGORY' : 'WITH and a filter');
  return null;
}

function grouping(build: Build, context: GroupByClauseContext | null): Pick<SoqlQuery, 'groupBy' | 'having'> {
  if (!present(context)) return { groupBy: null, having: null };
  const items = context
    .fieldGroupByList()
    .fieldGroupBy_list()
    .map((each) => {
      const field = each.fieldName();
      return present(field) ? fieldItem(build, field) : functionItem(build, each.soqlFunction());
    });
  const kind = present(context.ROLLUP()) ? 'rollup' : present(context.CUBE()) ? 'cube' : 'plain';
  const having = context.logicalExpression();
  return { groupBy: { kind, items }, having: present(having) ? condition(build, having) : null };
}

export function orderBy(build: Build, context: OrderByClauseContext | null): OrderItem[] {
  return present(context) ? orderItems(build, context.fieldOrderList().fieldOrder_list()) : [];
}

export function orderItems(build: Build, contexts: readonly FieldOrderContext[]): OrderItem[] {
  return contexts.map((context) => {
    const field = context.fieldName();
    return {
      by: present(field) ? fieldItem(build, field) : functionItem(build, context.soqlFunction()),
      direction: present(context.DESC()) ? 'desc' : 'asc',
      nulls: present(context.FIRST()) ? 'first' : present(context.LAST()) ? 'last' : null,
    };
  });
}

/** LIMIT and OFFSET: a number or a bind. */
export function count(build: Build, context: LimitClauseContext | OffsetClauseContext | null): QueryValue | null {
  if (!present(context)) return null;
  const bound: BoundExpressionContext | null = context.boundExpression();
  return present(bound) ? bind(build, bound) : { kind: 'number', text: context.IntegerLiteral().getText() };
}

function forClause(build: Build, context: ForClausesContext): SoqlQuery['forClause'] {
  const written = (context.children ?? [])
    .map((token) => token.getText().toLowerCase())
    .filter((text) => text !== 'for');
  if (written.length > 1) build.unsupported(build.at(context), `FOR ${written.join(' FOR ').toUpperCase()}`);
  return (written[0] ?? null) as SoqlQuery['forClause'];
}
