import type { Database, DmlRequest, DmlVerb, QueryRequest } from '../../platform/services';
import type { SoqlQuery } from '../../data/soql/query';
import { execute } from '../testing';
import { DmlOptions } from './dml-options';

interface Seen {
  readonly verb: DmlVerb;
  readonly request: DmlRequest;
}

function recorder(seen: Seen[]): Partial<Database> {
  return {
    dml: (verb, records, request) => {
      seen.push({ verb, request });
      return records.map((_, index) =>
        index === 0
          ? { id: '001000000000001AAA', success: true, created: true, errors: [] }
          : {
              id: null,
              success: false,
              created: false,
              errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'no', fields: ['Name'] }],
            },
      );
    },
  };
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm
describe('Database', () => {
  it('says all or nothing unless told otherwise', () => {
    const seen: Seen[] = [];
    execute(
      `Database.insert(new Account()); Database.insert(new List<Account>(), false); Database.update(new Account(), true, AccessLevel.USER_MODE);
       Database.upsert(new Account(), Account.Name, false); Database.DMLOptions options = new Database.DMLOptions(); Database.insert(new Account(), options, AccessLevel.SYSTEM_MODE);
       Database.delete(Id.valueOf('001000000000001AAA')); return null;`,
      { database: recorder(seen) },
    );
    expect(seen).toEqual([
      { verb: 'insert', request: { allOrNone: true } },
      { verb: 'insert', request: { allOrNone: false } },
      { verb: 'update', request: { allOrNone: true, access: 'user' } },
      { verb: 'upsert', request: { allOrNone: false, externalIdField: 'Name' } },
      {
        verb: 'insert',
        request: { allOrNone: false, access: 'system', saveOptions: expect.any(DmlOptions) as DmlOptions },
      },
      { verb: 'delete', request: { allOrNone: true } },
    ]);
  });

  it('answers a result for each record', () => {
    expect(
      execute(
        `List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(), new Account() }, false);
         Database.Error error = results[1].getErrors()[0];
         return results[0].isSuccess() + '|' + results[0].getId() + '|' + results[1].isSuccess() + '|' + error.getStatusCode() + error.getMessage() + error.getFields();`,
        { database: recorder([]) },
      ),
    ).toBe('true|001000000000001AAA|false|REQUIRED_FIELD_MISSINGno(Name)');
  });

  it('finds the variables a query text names', () => {
    const asked: { query: SoqlQuery; request: QueryRequest }[] = [];
    const database: Partial<Database> = {
      query: (query, request) => {
        asked.push({ query, request });
        return { records: [], count: null };
      },
    };
    execute(
      `String wanted = 'Acme'; Account one = new Account(Name = 'B'); String text = 'SELECT Id FROM Account WHERE Name = :wanted OR Name = :one.Name';
       List<Account> found = Database.query(text);
       return Database.queryWithBinds('SELECT Id FROM Account WHERE Name = :Key', new Map<String, Object>{ 'key' => 1 }, AccessLevel.USER_MODE);`,
      { database, caller: { access: 'user', sharing: 'with' } },
    );
    expect(asked.map(({ request }) => request)).toEqual([
      { binds: ['Acme', 'B'], access: null },
      { binds: [1], access: 'user' },
    ]);
    const missing = execute(
      `try { Database.query('SELECT Id FROM Account WHERE Name = :nowhere'); } catch (QueryException e) { return e.getMessage(); } return null;`,
      { database },
    );
    expect(missing).toBe('Variable does not exist: nowhere');
  });
});
