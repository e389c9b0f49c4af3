/** Queries given as text. */
import { current } from '../../platform/current';
import type { AccessMode, QueryAnswer, QueryRequest } from '../../platform/services';
import type { SoqlQuery } from '../../data/soql/query';
import { UnsupportedError, apexException, nullArgument } from '../../values/errors';
import { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import { requiredType, typeRegistry } from '../../values/type-registry';
import { ports } from '../ports';
import { bindValues, mapBinds } from './binds';

export interface PreparedQuery {
  readonly text: string;
  readonly query: SoqlQuery;
  readonly request: QueryRequest;
}

/**
 * Parses a query text and finds its binds.
 *
 * @param binds a map for the `…WithBinds` methods; null for the variables around the call
 * @throws System.QueryException when it is no query, or names what is not there
 */
export function prepare(text: string | null, access: AccessMode | null, binds: ApexMap | null = null): PreparedQuery {
  if (text === null) throw nullArgument();
  const { query, bindNames, problems, unsupported } = ports().parseSoql(text);
  // A program can catch what an org would throw, never what only the local org lacks.
  if (unsupported !== null) throw new UnsupportedError(unsupported);
  if (!query) throw apexException('System.QueryException', problems[0]?.message ?? 'unexpected token');
  const values = binds ? mapBinds(bindNames, binds) : bindValues(bindNames);
  return { text, query, request: { binds: values, access } };
}

/** `SELECT COUNT()` answers a number, and what `Database.query` makes of it no page says. */
function isBareCount({ select: [only] }: SoqlQuery): boolean {
  if (only?.kind !== 'expression' || only.expression.kind !== 'function') return false;
  return only.expression.name.toUpperCase() === 'COUNT' && only.expression.arguments.length === 0;
}

/** Runs a query; its rows as the list Apex sees. */
export function records({ query, request }: PreparedQuery): ApexList {
  if (isBareCount(query)) throw new UnsupportedError('SELECT COUNT() in Database.query');
  const answer: QueryAnswer = current().database.query(query, request);
  return new ApexList(rowListType(query, answer), [...answer.records]);
}

/** `List<Account>`: the list knows its object, so that it can be cast to it. */
function rowListType(query: SoqlQuery, answer: QueryAnswer): ApexList['type'] {
  const rowObject = answer.records[0]?.object.name ?? query.from;
  return typeRegistry().list(typeRegistry().sobject(rowObject) ?? requiredType('System.SObject'));
}

/** Number of rows of a `SELECT COUNT()` query. */
export function count({ query, request }: PreparedQuery): number {
  if (!isBareCount(query)) throw new UnsupportedError('Database.countQuery without SELECT COUNT()');
  return current().database.count(query, request);
}
