/**
 * SOSL searches.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm
 */
import type {
  FieldListContext,
  FieldSpecContext,
  FieldSpecListContext,
  SoslClausesContext,
  SoslIdContext,
  SoslLiteralAltContext,
  SoslLiteralContext,
  SoslWithClauseContext,
} from '@apexdevtools/apex-parser';
import type { FieldPath, QueryValue, SoqlAccess, SoslQuery } from '../../data/soql/query';
import type { ExpressionOf } from '../ast';
import { type Build, present, word } from './build';
import { condition } from './conditions';
import { count, orderItems, withBinds } from './soql';
import { bind } from './values';

type Returning = SoslQuery['returning'][number];

/** `[FIND …]` in Apex. */
export function soslExpression(build: Build, context: SoslLiteralContext): ExpressionOf<'sosl'> {
  return withBinds(build, (binds) => ({
    kind: 'sosl',
    at: build.at(context),
    query: soslQuery(build, context),
    binds,
  }));
}

/** `FIND 'text'`, `FIND :bind`, and in dynamic searches `FIND {text}`. */
export function soslQuery(build: Build, context: SoslLiteralContext | SoslLiteralAltContext): SoslQuery {
  const bound = 'boundExpression' in context ? context.boundExpression() : null;
  const search: QueryValue = present(bound) ? bind(build, bound) : searchText(word(context));
  return { at: build.at(context), search, ...clauses(build, context.soslClauses()) };
}

/**
 * The lexer hands `[FIND 'text'` over as one token. Escapes of the search language (`\*`, `\-`) stay, since they mean
 * something to the search; an escaped quote belongs to Apex and goes.
 */
function searchText(token: string): QueryValue {
  const start = token.search(/['{]/);
  return { kind: 'string', value: token.slice(start + 1, -1).replace(/\\'/g, "'") };
}

function clauses(build: Build, context: SoslClausesContext): Omit<SoslQuery, 'search' | 'at'> {
  const group = context.searchGroup();
  const update = context.updateList();
  if (present(update)) build.unsupported(build.at(update), `UPDATE ${update.getText().toUpperCase()}`);
  const accesses = context.soslWithClause_list().map((each) => access(build, each));
  return {
    // without IN the search looks at all fields
    group: present(group) ? (word(group).toUpperCase() as SoslQuery['group']) : 'ALL',
    returning: fieldSpecs(context.fieldSpecList()).map((each) => returning(build, each)),
    limit: count(build, context.limitClause()),
    access: accesses.find((each) => each !== null) ?? null,
  };
}

function access(build: Build, context: SoslWithClauseContext): SoqlAccess {
  if (present(context.USER_MODE())) return 'user';
  if (present(context.SYSTEM_MODE())) return 'system';
  build.unsupported(build.at(context), `SOSL WITH ${context.getChild(1).getText().toUpperCase()}`);
  return null;
}

/** The grammar nests the list's tail in its head. */
function fieldSpecs(context: FieldSpecListContext | null): FieldSpecContext[] {
  return present(context) ? [context.fieldSpec(), ...context.fieldSpecList_list().flatMap(fieldSpecs)] : [];
}

function returning(build: Build, context: FieldSpecContext): Returning {
  const where = context.logicalExpression();
  const order = context.fieldOrderList();
  if (present(context.LISTVIEW())) build.unsupported(build.at(context), 'USING LISTVIEW');
  const offset = context.offsetClause();
  if (present(offset)) build.unsupported(build.at(offset), 'OFFSET in SOSL');
  const fields = context.fieldList();
  return {
    object: path(context.soslId(0)).join('.'),
    fields: present(fields) ? fieldPaths(build, fields) : [],
    where: present(where) ? condition(build, where) : null,
    orderBy: present(order) ? orderItems(build, order.fieldOrder_list()) : [],
    limit: count(build, context.limitClause()),
  };
}

function fieldPaths(build: Build, context: FieldListContext): FieldPath[] {
  if (present(context.LPAREN())) {
    build.unsupported(build.at(context), `${word(context)} in SOSL`);
    return [];
  }
  return [path(context.soslId(0)), ...context.fieldList_list().flatMap((each) => fieldPaths(build, each))];
}

function path(context: SoslIdContext): FieldPath {
  return [word(context), ...context.soslId_list().flatMap(path)];
}
