/** SOQL, DML and records in Apex: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL.htm */
import { evaluate, problemsOf, program } from './running.testing';

const ACCOUNT_ID = '001000000000001AAA';

describe('queries', () => {
  it('types rows, counts and single rows', () => {
    const rows = [{ Id: ACCOUNT_ID, Name: 'Acme' }];
    const body =
      'List<Account> all = [SELECT Name FROM Account]; Account one = [SELECT Name FROM Account LIMIT 1]; Integer n = [SELECT COUNT() FROM Account]; return all.size() + one.Name + n + [SELECT Name FROM Account].Name;';
    expect(evaluate('String', body, '', { rows })).toBe('1Acme1Acme');
  });

  it('throws where a single row is none or several', () => {
    const body = 'Account one = [SELECT Name FROM Account];';
    const run = (rows: readonly Record<string, string>[]) => () => evaluate('void', body, '', { rows });
    expect(run([])).toThrow('List has no rows for assignment to SObject');
    expect(run([{ Name: 'a' }, { Name: 'b' }])).toThrow('List has more than 1 row for assignment to SObject');
  });

  it('evaluates binds in order and passes them', () => {
    const made = program(
      "public class Main { public static void run() { Set<String> names = new Set<String>{'a'}; Integer n = 2; List<Account> l = [SELECT Id FROM Account WHERE Name IN :names LIMIT :n + 1]; } }",
    );
    made.run();
    expect(made.log.queries[0]?.binds[1]).toBe(3);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_loops_for_SOQL.htm
  it('gives a loop over lists 200 rows at a time', () => {
    const rows = Array.from({ length: 450 }, (_, index) => ({ Name: `n${index}` }));
    const body =
      "String s = ''; for (List<Account> chunk : [SELECT Name FROM Account]) s += chunk.size() + ' '; return s;";
    expect(evaluate('String', body, '', { rows })).toBe('200 200 50 ');
  });

  it.each([
    ['List<Account> l = [SELECT Id FROM Acount];', /^sObject type 'Acount' is not supported\./],
    ['List<Account> l = [SELECT Nmae FROM Account];', /^No such column 'Nmae' on entity 'Account'\./],
    ['Contact c = [SELECT Id FROM Account];', /^Illegal assignment from List<Account> to Contact$/],
  ])('%s', (statements, message) => {
    const [problem, ...others] = problemsOf(statements);
    expect(problem).toMatch(message);
    expect(others).toEqual([]);
  });
});

describe('access and sharing', () => {
  const reader = (sharing: string): string =>
    `public ${sharing} class Main { public static void run() { List<Account> l = [SELECT Id FROM Account]; insert as system new Account(); insert new Account(); } }`;

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
  it('runs as the user from API 67 on unless something else is written', () => {
    const made = program(reader('with sharing'), { apiVersion: 67 });
    made.run();
    expect(made.log.queries[0]?.mode).toEqual({ access: 'user', sharing: 'with' });
    expect(made.log.dml.map((each) => each.mode.access)).toEqual(['system', 'user']);
  });

  it('runs in system mode before', () => {
    const made = program(reader('without sharing'), { apiVersion: 66 });
    made.run();
    expect(made.log.queries[0]?.mode).toEqual({ access: 'system', sharing: 'without' });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
  it('takes inherited sharing from the calling class, and with sharing where there is none', () => {
    const made = program([
      reader('inherited sharing'),
      'public without sharing class Caller { public static void run() { Main.run(); } }',
    ]);
    made.run();
    made.run('Caller.run');
    expect(made.log.queries.map((each) => each.mode.sharing)).toEqual(['with', 'without']);
  });
});

describe('DML', () => {
  it('passes records, external id and operation', () => {
    const made = program(
      "public class Main { public static void run() { Account a = new Account(Name = 'a'); List<Account> l = new List<Account>{ a, a }; insert a; upsert l Id; delete l; } }",
    );
    made.run();
    expect(made.log.dml.map(({ statement }) => [statement.operation, statement.records.length, statement.key])).toEqual(
      [
        ['insert', 1, null],
        ['upsert', 2, 'Id'],
        ['delete', 2, null],
      ],
    );
  });

  it('wants records', () => {
    expect(problemsOf("insert 'x';")).toEqual(['DML requires SObject or SObject list type: String']);
  });
});

describe('records', () => {
  it('reads and writes fields by name, whatever the case', () => {
    expect(evaluate('String', "Account a = new Account(); a.NAME = 'x'; a.name += 'y'; return a.Name;")).toBe('xy');
  });

  it('runs a trigger with its records', () => {
    const made = program([
      'trigger OnAccount on Account (before insert) { Main.count += 1; }',
      'public class Main { public static Integer count = 0; public static Integer run() { return count; } }',
    ]);
    expect(made.loaded.triggersOn('account').map((each) => [each.name, each.cases])).toEqual([
      ['OnAccount', ['beforeInsert']],
    ]);
    made.loaded.triggers[0]?.run();
    expect(made.run()).toBe(1);
  });
});

describe('System.runAs', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
  it('returns from within its block', () => {
    expect(evaluate('Integer', 'System.runAs(new User()) { if (1 == 1) { return 5; } } return 6;')).toBe(5);
    expect(evaluate('Integer', 'Integer n = 1; System.runAs(new User()) { n = 2; } return n;')).toBe(2);
  });
});
