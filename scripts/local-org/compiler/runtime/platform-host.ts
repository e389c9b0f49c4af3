/** The host that is the platform: everything happens in the running transaction. */
import { chargeText } from '../../platform/cost';
import { current } from '../../platform/current';
import { apexException } from '../../values/errors';
import { SObjectValue } from '../../values/sobject';
import type { ApexHost } from './host';

export const PLATFORM_HOST: ApexHost = {
  statics: () => current().statics,
  spend: (steps) => current().limits.tick(steps),
  made: (bytes) => chargeText(bytes),
  query: (query, binds, mode) => current().database.query(query, { binds, ...mode }).records,
  countQuery: (query, binds, mode) => current().database.count(query, { binds, ...mode }),
  search: (query, binds, mode) => current().database.search(query, { binds, ...mode }),
  dml(statement, mode) {
    const { database } = current();
    const { operation, records, key } = statement;
    if (operation !== 'merge') {
      database.dml(operation, records, { allOrNone: true, externalIdField: key, ...mode });
      return;
    }
    const [master] = records;
    if (!master) throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
    const duplicates = statement.duplicates.map((each) => (typeof each === 'string' ? byId(master, each) : each));
    database.merge(master, duplicates, { allOrNone: true, ...mode });
  },
  setCaller(mode) {
    current().caller = mode;
  },
  runAs(user, body) {
    // Another version of a package there is not: the block runs as it is.
    if (!(user instanceof SObjectValue)) return body();
    // "runAs implicitly inserts a user": https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
    if (user.id === null)
      current().database.dml('insert', [user], { allOrNone: true, access: 'system', sharing: 'without' });
    return current().runAs(user.id ?? '', body);
  },
  future: (call) => {
    current().jobs.future(call);
  },
};

function byId(like: SObjectValue, id: string): SObjectValue {
  const record = new SObjectValue(like.object);
  record.id = id;
  return record;
}
