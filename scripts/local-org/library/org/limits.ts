import { current } from '../../platform/current';
import type { LimitName } from '../../platform/limits';
import { libraryClass, type MemberTable } from '../declare';
import { unsupportedIn } from '../unsupported';

/** Method name part → counter: `getQueries()` and `getLimitQueries()`. */
const COUNTERS: Readonly<Record<string, LimitName>> = {
  AggregateQueries: 'aggregateQueries',
  ApexCursorRows: 'cursorRows',
  ApexPaginationCursorRows: 'paginationCursorRows',
  ApexPaginationCursors: 'paginationCursors',
  Callouts: 'callouts',
  CpuTime: 'cpuTime',
  DMLRows: 'dmlRows',
  DMLStatements: 'dmlStatements',
  EmailInvocations: 'emailInvocations',
  FetchCallsOnApexCursor: 'cursorFetches',
  FutureCalls: 'futureCalls',
  HeapSize: 'heapSize',
  MobilePushApexCalls: 'mobilePushApexCalls',
  PublishImmediateDML: 'publishImmediateDml',
  Queries: 'queries',
  QueryLocatorRows: 'queryLocatorRows',
  QueryRows: 'queryRows',
  QueueableJobs: 'queueableJobs',
  SoslQueries: 'soslQueries',
};

/** Counters that are deprecated, with those that the reference says they equal now. */
const DEPRECATED: Readonly<Record<string, LimitName>> = {
  FindSimilarCalls: 'soslQueries',
  RunAs: 'dmlStatements',
  SavepointRollbacks: 'dmlStatements',
  Savepoints: 'dmlStatements',
};

/** What no page gives an answer of, or the reference says is no longer available. */
const MISSING = [
  'ChildRelationshipsDescribes',
  'FieldsDescribes',
  'FieldSetsDescribes',
  'PicklistDescribes',
  'RecordTypesDescribes',
  'ScriptStatements',
];

const unsupported = unsupportedIn('Limits');

/**
 * "Reserved for future use", says the reference; tests of public repositories find queueable jobs in it. What else counts,
 * nobody tells.
 */
function asyncCalls(): number {
  const { limits } = current();
  if (limits.get('futureCalls') > 0) return unsupported('getAsyncCalls after a future call')();
  return limits.get('queueableJobs');
}

function members(): MemberTable {
  const table: Record<string, MemberTable[string]> = {};
  for (const [part, name] of Object.entries({ ...COUNTERS, ...DEPRECATED })) {
    table[`static Integer get${part}()`] = () => current().limits.get(name);
    table[`static Integer getLimit${part}()`] = () => current().limits.limit(name);
  }
  for (const part of MISSING)
    for (const name of [`get${part}`, `getLimit${part}`]) table[`static Integer ${name}()`] = unsupported(name);
  table['static Integer getAsyncCalls()'] = asyncCalls;
  table['static Integer getLimitAsyncCalls()'] = () => current().limits.limit('futureCalls');
  return table;
}

/** `System.Limits`. */
export const limitsClass = libraryClass('System.Limits', members(), {
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm',
});
