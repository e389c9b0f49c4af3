/** `Search`: dynamic SOSL. */
import { current } from '../../platform/current';
import type { AccessMode } from '../../platform/services';
import { UnsupportedError, apexException, nullArgument } from '../../values/errors';
import { ApexList } from '../../values/list';
import { requiredType, typeRegistry } from '../../values/type-registry';
import { bindValues } from '../database/binds';
import type { AccessLevel } from '../database/access-level';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { ports } from '../ports';
import { unsupported, unsupportedClass } from '../unsupported';

/** One list of records for each object the search names. */
function query(text: string | null, access: AccessMode | null): ApexList {
  if (text === null) throw nullArgument();
  const { query: parsed, bindNames, problems, unsupported: missing } = ports().parseSosl(text);
  if (missing !== null) throw new UnsupportedError(missing);
  if (!parsed) throw apexException('System.SearchException', problems[0]?.message ?? 'unexpected token');
  const found = current().database.search(parsed, { binds: bindValues(bindNames), access });
  const rows = typeRegistry().list(requiredType('System.SObject'));
  return new ApexList(
    typeRegistry().list(rows),
    found.map((records) => new ApexList(rows, [...records])),
  );
}

const find = unsupported('Search.find');

export const SEARCH: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Search',
    {
      'static List<List<SObject>> query(String query)': (text: string | null) => query(text, null),
      'static List<List<SObject>> query(String query, System.AccessLevel accessLevel)': (
        text: string | null,
        level: AccessLevel,
      ) => query(text, level.mode),
      'static Search.SearchResults find(String query)': find,
      'static Search.SearchResults find(String query, System.AccessLevel accessLevel)': find,
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_search.htm' },
  ),
  unsupportedClass('Search.SearchResults', ['List<Search.SearchResult> get(String sObjectType)']),
  unsupportedClass('Search.SearchResult', ['SObject getSObject()', 'String getSnippet()']),
];
