import { current } from '../../platform/current';
import { required } from '../../values/errors';
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
    'static Id executeBatch(Object batchable)': (batchable: object | null) =>
      current().jobs.executeBatch(required(batchable)),
    'static Id executeBatch(Object batchable, Integer scope)': (batchable: object | null, scope: number | null) =>
      current().jobs.executeBatch(required(batchable), required(scope)),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm' },
);
