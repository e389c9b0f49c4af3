import { current } from '../../platform/current';
import type { LimitName } from '../../platform/limits';
import { libraryClass, type MemberTable } from '../declare';

/** Method name part → counter: `getQueries()` and `getLimitQueries()`. */
const COUNTERS: Readonly<Record<string, LimitName>> = {
  AggregateQueries: 'aggregateQueries',
  ApexCursorRows: 'cursorRows',
  AsyncCalls: 'futureCalls',
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

/**
 * Counters that are deprecated: savepoints, rollbacks and runAs count as DML statements, describes are not limited.
 * Both methods of a pair answer what the reference says the pair now equals.
 */
const DEPRECATED: Readonly<Record<string, LimitName | null>> = {
  ChildRelationshipsDescribes: null,
  FieldsDescribes: null,
  FieldSetsDescribes: null,
  FindSimilarCalls: 'soslQueries',
  PicklistDescribes: null,
  RecordTypesDescribes: null,
  RunAs: 'dmlStatements',
  SavepointRollbacks: 'dmlStatements',
  Savepoints: 'dmlStatements',
  ScriptStatements: null,
};

/** What the local org never uses any of, with its limit. */
const UNUSED: Readonly<Record<string, number>> = { ApexPaginationCursorRows: 100_000, ApexPaginationCursors: 50 };

function members(): MemberTable {
  const table: Record<string, MemberTable[string]> = {};
  for (const [part, name] of Object.entries(COUNTERS)) {
    table[`static Integer get${part}()`] = () => current().limits.get(name);
    table[`static Integer getLimit${part}()`] = () => current().limits.limit(name);
  }
  for (const [part, name] of Object.entries(DEPRECATED)) {
    table[`static Integer get${part}()`] = () => (name ? current().limits.get(name) : 0);
    table[`static Integer getLimit${part}()`] = () => (name ? current().limits.limit(name) : 0);
  }
  for (const [part, limit] of Object.entries(UNUSED)) {
    table[`static Integer get${part}()`] = () => 0;
    table[`static Integer getLimit${part}()`] = () => limit;
  }
  return table;
}

/** `System.Limits`. */
export const limitsClass = libraryClass('System.Limits', members(), {
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm',
});
