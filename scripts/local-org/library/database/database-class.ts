import { current } from '../../platform/current';
import { libraryClass } from '../declare';
import { CURSOR_MEMBERS } from './cursor';
import { DML_MEMBERS } from './dml-class';
import { QUERY_MEMBERS } from './query-class';
import { SAVEPOINT_MEMBERS } from './savepoint';

/** `System.Database`. */
export const databaseClass = libraryClass(
  'System.Database',
  {
    ...DML_MEMBERS,
    ...QUERY_MEMBERS,
    ...SAVEPOINT_MEMBERS,
    ...CURSOR_MEMBERS,
    'static Id executeBatch(Object batchable)': (batchable: object) => current().jobs.executeBatch(batchable),
    'static Id executeBatch(Object batchable, Integer scope)': (batchable: object, scope: number) =>
      current().jobs.executeBatch(batchable, scope),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm' },
);
