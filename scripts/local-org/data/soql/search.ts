/**
 * SOSL in small: every word has to begin a word of the record's text, `*` and `?` stand for any characters and one.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SqlDatabase, SqlValue } from '../sql/database';
import { hasRecycleBin, quoted, storedFields, typeStorage } from '../sql/storage';
import type { SqlEnvironment } from './environment';
import type { Condition, QueryPosition, SoqlQuery, SoslQuery } from './query';
import { bindOf, queryException } from './values';

type Returning = SoslQuery['returning'][number];

/** What is looked for. @throws System.QueryException when it is too short */
export function searchText(environment: SqlEnvironment, { search }: SoslQuery): string {
  const value = search.kind === 'bind' ? bindOf(environment, search) : search.kind === 'string' ? search.value : null;
  if (typeof value !== 'string' || value.replace(/[*?"\s]/g, '').length < 2) {
    throw queryException(`search term must be longer than one character: ${typeof value === 'string' ? value : ''}`);
  }
  return value;
}

/** Ids of the object's records whose text has all the words. */
export function matchingIds(
  database: SqlDatabase,
  object: ObjectSchema,
  group: SoslQuery['group'],
  text: string,
): string[] {
  const fields = storedFields(object).filter((field) => isSearched(field, group));
  if (fields.length === 0) return [];
  const parameters: SqlValue[] = [];
  const conditions = wordsOf(text).map((word) => {
    const begins = parameters.push(`${word}%`);
    const follows = parameters.push(`% ${word}%`);
    const columns = fields.map(
      ({ name }) => `${quoted(name)} LIKE ?${begins} ESCAPE '\\' OR ${quoted(name)} LIKE ?${follows} ESCAPE '\\'`,
    );
    return `(${columns.join(' OR ')})`;
  });
  if (hasRecycleBin(object)) conditions.push('"IsDeleted" = 0');
  return database.texts(`SELECT "Id" FROM ${quoted(object.name)} WHERE ${conditions.join(' AND ')}`, parameters);
}

function isSearched(field: FieldSchema, group: SoslQuery['group']): boolean {
  switch (group) {
    case 'NAME':
      return field.isNameField || /^(first|last)name$/i.test(field.name);
    case 'EMAIL':
      return field.type === 'email';
    case 'PHONE':
      return field.type === 'phone';
    case 'SIDEBAR':
    case 'ALL':
      return typeStorage(field) === 'text' || typeStorage(field) === 'exactText';
  }
}

/** Words and quoted phrases as LIKE patterns. */
function wordsOf(text: string): string[] {
  const words = [...text.matchAll(/"([^"]+)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const operator = words.find((word) => /^(OR|NOT|AND NOT)$/i.test(word) || /^[()]/.test(word));
  if (operator !== undefined) throw new UnsupportedError(`SOSL operator ${operator}`);
  return words
    .filter((word) => !/^AND$/i.test(word))
    .map((word) =>
      word
        .replace(/[\\%_]/g, '\\$&')
        .replaceAll('*', '%')
        .replaceAll('?', '_'),
    );
}

const NOWHERE: QueryPosition = { line: 1, column: 1 };

/** The query of the records found, with what RETURNING asks of them. */
export function searchQuery(search: SoslQuery, returning: Returning, ids: readonly string[]): SoqlQuery {
  const found: Condition = {
    kind: 'compare',
    field: { kind: 'field', path: ['Id'], at: NOWHERE },
    operator: 'in',
    value: { kind: 'list', values: ids.map((value) => ({ kind: 'string', value })) },
    at: NOWHERE,
  };
  const fields = returning.fields.length > 0 ? returning.fields : [['Id']];
  return {
    select: fields.map((path) => ({
      kind: 'expression',
      expression: { kind: 'field', path, at: search.at },
      alias: null,
    })),
    from: returning.object,
    alias: null,
    scope: null,
    where: returning.where ? { kind: 'and', conditions: [returning.where, found] } : found,
    access: search.access,
    groupBy: null,
    having: null,
    orderBy: returning.orderBy,
    limit: returning.limit ?? search.limit,
    offset: null,
    allRows: false,
    forClause: null,
    at: search.at,
  };
}
