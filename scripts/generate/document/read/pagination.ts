/** Recognises how the pages of a list are turned. What is not recognised for certain has no pages. */
import type { JsonPath, NamedType, ObjectType, Operation, Pagination, TypeRef } from '../../model/model';

const CURSORS = [
  'cursor',
  'page_token',
  'pageToken',
  'next_token',
  'nextToken',
  'NextToken',
  'next_cursor',
  'nextCursor',
  'continuation',
  'continuation_token',
  'continuationToken',
  'after',
  'start_cursor',
  'page[after]',
  'page[cursor]',
  'marker',
];
/** Where the answer holds the next cursor, most telling first. */
const NEXT_CURSORS = [
  'next_cursor',
  'nextCursor',
  'nextPageToken',
  'next_page_token',
  'nextToken',
  'next_token',
  'NextToken',
  'continuation_token',
  'continuationToken',
  'continuation',
  'next_marker',
  'end_cursor',
  'endCursor',
  'cursor',
  'after',
];
const NEXT_URLS = ['@odata.nextLink', 'nextLink', 'next_link', 'next_page_url', 'next_url', 'next', 'next_page'];
const OFFSETS = ['offset', 'skip', '$skip', 'startAt', 'page[offset]'];
const PAGES = ['page', 'page_number', 'pageNumber', 'pageNo', 'page[number]'];
const ITEMS = ['data', 'items', 'results', 'values', 'records', 'entries', 'value', 'list', 'content'];

export function paginationOf(
  operation: Operation,
  types: ReadonlyMap<JsonPath, NamedType>,
  hasLinkHeader: boolean,
): Pagination | null {
  if (operation.method !== 'GET') return null;
  const answer = operation.answers.find(
    ({ status, content }) => status.startsWith('2') && content?.encoding === 'json',
  );
  const type = answer?.content?.type;
  if (!type) return null;
  const query = operation.parameters.filter((each) => each.in === 'query');
  const parameter = (names: readonly string[]): string | undefined =>
    names.find((name) => query.some(({ wireName }) => wireName === name));
  const whole = (names: readonly string[]): string | undefined =>
    names.find((name) =>
      query.some((each) => each.wireName === name && ['integer', 'decimal'].includes(each.type.kind)),
    );
  if (type.kind === 'list') {
    if (hasLinkHeader) return { kind: 'link', items: [] };
    return counted(whole(PAGES), whole(OFFSETS), []);
  }
  const object = objectOf(type, types);
  const items = object && itemsOf(object, types);
  if (!object || !items) return null;
  const has = (name: string): boolean => object.properties.some(({ wireName }) => wireName === name);
  if (parameter(['starting_after']) && has('has_more')) {
    return { kind: 'lastItem', parameter: 'starting_after', property: 'id', more: ['has_more'], items };
  }
  const cursor = parameter(CURSORS);
  const next = cursor === undefined ? null : find(object, [...new Set([...NEXT_CURSORS, cursor])], types, isKey);
  if (cursor !== undefined && next) return { kind: 'cursor', parameter: cursor, next, items };
  const url = find(object, NEXT_URLS, types, ({ kind }) => kind === 'text');
  if (url) return { kind: 'nextUrl', next: url, items };
  return counted(whole(PAGES), whole(OFFSETS), items);
}

function counted(page: string | undefined, offset: string | undefined, items: readonly string[]): Pagination | null {
  if (offset !== undefined) return { kind: 'offset', parameter: offset, items };
  return page === undefined ? null : { kind: 'page', parameter: page, items };
}

function isKey(type: TypeRef): boolean {
  return type.kind === 'text' || type.kind === 'integer';
}

function objectOf(type: TypeRef, types: ReadonlyMap<JsonPath, NamedType>): ObjectType | null {
  const named = type.kind === 'named' ? types.get(type.path) : undefined;
  return named?.kind === 'object' ? named : null;
}

/** The list the answer is about: one of a usual name, or the only one there is. */
function itemsOf(object: ObjectType, types: ReadonlyMap<JsonPath, NamedType>): readonly string[] | null {
  const lists = object.properties.filter(({ type }) => type.kind === 'list');
  const found = ITEMS.find((name) => lists.some(({ wireName }) => wireName === name));
  if (found !== undefined) return [found];
  if (lists.length === 1 && lists[0]) return [lists[0].wireName];
  for (const { wireName, type } of object.properties) {
    const inner = wireName === '_embedded' || wireName === 'data' ? objectOf(type, types) : null;
    const innerLists = inner?.properties.filter((each) => each.type.kind === 'list') ?? [];
    if (innerLists.length === 1 && innerLists[0]) return [wireName, innerLists[0].wireName];
  }
  return null;
}

/** The shortest way to one of these properties, at most three objects deep. */
function find(
  root: ObjectType,
  names: readonly string[],
  types: ReadonlyMap<JsonPath, NamedType>,
  fits: (type: TypeRef) => boolean,
): readonly string[] | null {
  let level: { readonly keys: readonly string[]; readonly object: ObjectType }[] = [{ keys: [], object: root }];
  for (let depth = 0; depth < 3; depth++) {
    for (const name of names) {
      for (const { keys, object } of level) {
        const found = object.properties.find(({ wireName, type }) => wireName === name && fits(type));
        if (found) return [...keys, name];
      }
    }
    level = level.flatMap(({ keys, object }) =>
      object.properties.flatMap(({ wireName, type }) => {
        const inner = objectOf(type, types);
        return inner ? [{ keys: [...keys, wireName], object: inner }] : [];
      }),
    );
  }
  return null;
}
