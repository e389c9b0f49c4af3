/**
 * Queries met at run time (`Database.query`, `Search.query`): the same grammar and the same form as in Apex source.
 */
import type { SoqlQuery, SoslQuery } from '../../data/soql/query';
import type { Expression, Position } from '../ast';
import type { Build } from './build';
import { unexpectedToken } from './errors';
import { Memo } from './memo';
import { type SourceOptions, type SourceResult, parseSource } from './source';
import { soqlQuery, withBinds } from './soql';
import { soslQuery } from './sosl';

/** Something wrong with a query text; `line` and `column` count from 1 within the text. */
export interface QueryProblem extends Position {
  readonly message: string;
}

/** `query` is null if and only if there are problems. */
export interface QueryResult<Query> {
  readonly query: Query | null;
  /** What stands behind each colon (`accountIds`, `record.Id`), in the order of the binds' indexes. */
  readonly bindNames: readonly string[];
  readonly problems: readonly QueryProblem[];
  /** The first feature in the text that is good SOQL or SOSL but not carried by the local org (`WITH DATA CATEGORY`). */
  readonly unsupported: string | null;
}

interface QueryWithBinds<Query> {
  readonly query: Query;
  readonly bindNames: readonly string[];
}

/** A program has few query texts, but may build some from values: the memory is bounded. */
const REMEMBERED = 500;

const soqlMemo = new Memo<QueryResult<SoqlQuery>>(REMEMBERED);
const soslMemo = new Memo<QueryResult<SoslQuery>>(REMEMBERED);

/**
 * Parses dynamic SOQL. Results are remembered by text and shared: they must not be changed.
 *
 * @returns the query, or what is wrong with it in the words of System.QueryException
 */
export function parseSoql(text: string): QueryResult<SoqlQuery> {
  return soqlMemo.get(text, () =>
    placed(
      text,
      parseSource({
        ...inBrackets(text),
        parse: (parser) => parser.soqlLiteral(),
        build: (build, context) => bound(build, () => soqlQuery(build, context.query())),
      }),
    ),
  );
}

/**
 * Parses dynamic SOSL: `FIND 'text' …`, `FIND {text} …` or `FIND :bind …`. Results are remembered by text and shared.
 *
 * @returns the search, or what is wrong with it in the words of System.QueryException
 */
export function parseSosl(text: string): QueryResult<SoslQuery> {
  return soslMemo.get(text, () => {
    const inBraces = /^\s*find\s*\{/i.test(text);
    const wrapped = { ...inBrackets(text), plain: inBraces };
    const result = inBraces
      ? parseSource({
          ...wrapped,
          parse: (parser) => parser.soslLiteralAlt(),
          build: (build, context) => bound(build, () => soslQuery(build, context)),
        })
      : parseSource({
          ...wrapped,
          parse: (parser) => parser.soslLiteral(),
          build: (build, context) => bound(build, () => soslQuery(build, context)),
        });
    return placed(text, result);
  });
}

/** The grammar knows searches in brackets only, and reads queries to their end only there. */
function inBrackets(text: string): Pick<SourceOptions<never, never>, 'text' | 'wording' | 'shift'> {
  return { text: `[${text}]`, wording: 'query', shift: 1 };
}

function bound<Query>(build: Build, body: () => Query): QueryWithBinds<Query> {
  return withBinds(build, (binds) => {
    const query = body();
    return { query, bindNames: binds.map((each) => bindName(build, each)) };
  });
}

/**
 * A query text cannot compute.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm
 */
function bindName(build: Build, bind: Expression): string {
  const names: string[] = [];
  let node = bind;
  while (node.kind === 'member' && !node.safe) {
    names.unshift(node.name);
    node = node.target;
  }
  if (node.kind === 'name') return [node.name, ...names].join('.');
  build.problem(bind.at, 'Only variable references are allowed in dynamic SOQL/SOSL.');
  return '';
}

function placed<Query>(text: string, result: SourceResult<QueryWithBinds<Query>>): QueryResult<Query> {
  const { tree, problems } = result;
  const lines = text.split('\n');
  const end = { line: lines.length, column: [...(lines[lines.length - 1] ?? '')].length + 1 };
  return {
    query: tree?.query ?? null,
    bindNames: tree?.bindNames ?? [],
    unsupported: problems.find((problem) => problem.unsupported !== undefined)?.unsupported ?? null,
    problems: problems.map(({ at, message }) => ({
      ...at,
      // the bracket that was put behind the text
      message: at.line === end.line && at.column === end.column ? unexpectedToken('query', '<EOF>') : message,
    })),
  };
}
