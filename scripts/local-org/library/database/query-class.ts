/** The querying methods of `Database`. */
import { current } from '../../platform/current';
import type { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import type { SObjectValue } from '../../values/sobject';
import type { MemberTable } from '../declare';
import type { AccessLevel } from './access-level';
import { count, prepare, records, type PreparedQuery } from './dynamic-query';
import { QueryLocatorObject } from './query-locator';
import { unsupportedIn } from '../unsupported';

function locator(prepared: PreparedQuery): QueryLocatorObject {
  return new QueryLocatorObject(prepared.text, current().database.queryLocator(prepared.query, prepared.request));
}

/** Of a query in brackets the rows were read already: the locator walks them, and its text is not known. */
function locatorOfRows(rows: ApexList): QueryLocatorObject {
  const all = rows.items as readonly SObjectValue[];
  const from = all[0]?.object.name ?? rows.type.typeArguments[0]?.name ?? 'SObject';
  const { query } = prepare(`SELECT Id FROM ${from}`, 'system');
  return new QueryLocatorObject(null, { query, records: () => all });
}

const unsupported = unsupportedIn('Database');

/** Members of `System.Database`: queries. */
export const QUERY_MEMBERS: MemberTable = {
  'static List<SObject> query(String queryString)': (text: string) => records(prepare(text, null)),
  'static List<SObject> query(String queryString, System.AccessLevel accessLevel)': (
    text: string,
    level: AccessLevel,
  ) => records(prepare(text, level.mode)),
  'static List<SObject> queryWithBinds(String queryString, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    (text: string, binds: ApexMap, level: AccessLevel) => records(prepare(text, level.mode, binds)),
  'static Integer countQuery(String queryString)': (text: string) => count(prepare(text, null)),
  'static Integer countQuery(String queryString, System.AccessLevel accessLevel)': (text: string, level: AccessLevel) =>
    count(prepare(text, level.mode)),
  'static Integer countQueryWithBinds(String queryString, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    (text: string, binds: ApexMap, level: AccessLevel) => count(prepare(text, level.mode, binds)),
  'static Database.QueryLocator getQueryLocator(String queryString)': (text: string) => locator(prepare(text, null)),
  'static Database.QueryLocator getQueryLocator(String queryString, System.AccessLevel accessLevel)': (
    text: string,
    level: AccessLevel,
  ) => locator(prepare(text, level.mode)),
  'static Database.QueryLocator getQueryLocator(List<SObject> query)': locatorOfRows,
  // The rows were read in the mode of the code.
  'static Database.QueryLocator getQueryLocator(List<SObject> query, System.AccessLevel accessLevel)': unsupported(
    'getQueryLocator of a query in brackets with an access level',
  ),
  'static Database.QueryLocator getQueryLocatorWithBinds(String queryString, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    (text: string, binds: ApexMap, level: AccessLevel) => locator(prepare(text, level.mode, binds)),
  'static Database.GetDeletedResult getDeleted(String sObjectType, Datetime startDate, Datetime endDate)':
    unsupported('getDeleted'),
  'static Database.GetUpdatedResult getUpdated(String sObjectType, Datetime startDate, Datetime endDate)':
    unsupported('getUpdated'),
};
