/** SOQL and SOSL: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/ */
import type { SoqlQuery, SoslQuery } from '../../data/soql/query';
import { parseSoql, parseSosl } from '../parse';
import { statementsOf } from './outline.test.helper';

function soql(text: string): SoqlQuery {
  const { query, problems } = parseSoql(text);
  if (query === null) throw new Error(problems.map((problem) => problem.message).join('; '));
  return query;
}

function sosl(text: string): SoslQuery {
  const { query, problems } = parseSosl(text);
  if (query === null) throw new Error(problems.map((problem) => problem.message).join('; '));
  return query;
}

describe('SELECT', () => {
  test('should read fields, aliases, functions, sub-queries', () => {
    expect(
      soql('SELECT Name n, a.Owner.Name, COUNT(Id) c, (SELECT Id FROM Contacts LIMIT 2) FROM Account a'),
    ).toMatchObject({
      select: [
        { kind: 'expression', expression: { kind: 'field', path: ['Name'] }, alias: 'n' },
        { expression: { path: ['a', 'Owner', 'Name'], at: { line: 1, column: 16 } } },
        { expression: { kind: 'function', name: 'COUNT', arguments: [{ path: ['Id'] }] }, alias: 'c' },
        { kind: 'subQuery', query: { from: 'Contacts', limit: { kind: 'number', text: '2' } } },
      ],
      from: 'Account',
      alias: 'a',
    });
  });

  test.each<[string, object]>([
    ['COUNT()', { expression: { name: 'COUNT', arguments: [] } }],
    ['FORMAT(MIN(Amount)) low', { expression: { name: 'FORMAT', arguments: [{ name: 'MIN' }] }, alias: 'low' }],
    ['toLabel(Status)', { expression: { name: 'toLabel' } }],
    ['CALENDAR_YEAR(convertTimezone(CreatedDate))', { expression: { arguments: [{ name: 'convertTimezone' }] } }],
    ['FIELDS(standard)', { kind: 'fields', set: 'standard' }],
    [
      'TYPEOF What WHEN Account THEN Phone, Owner.Name WHEN Case THEN Subject ELSE Id END',
      {
        kind: 'typeOf',
        field: ['What'],
        cases: [
          { object: 'Account', fields: [['Phone'], ['Owner', 'Name']] },
          { object: 'Case', fields: [['Subject']] },
        ],
        otherwise: [['Id']],
      },
    ],
  ])('%s', (text, expected) => expect(soql(`SELECT ${text} FROM X`).select[0]).toMatchObject(expected));
});

describe('WHERE', () => {
  test.each<[string, object]>([
    ['A = 1', { operator: '=', field: { path: ['A'] }, value: { kind: 'number', text: '1' } }],
    ['A != -1.5', { operator: '!=', value: { text: '-1.5' } }],
    ['A <> null', { operator: '!=', value: { kind: 'null' } }],
    ['A <= TRUE', { operator: '<=', value: { kind: 'boolean', value: true } }],
    ["A LIKE '50\\% of\\_it\\'s%'", { operator: 'like', value: { kind: 'string', value: "50\\% of\\_it's%" } }],
    [
      "A in ('x', :y)",
      { operator: 'in', value: { kind: 'list', values: [{ value: 'x' }, { kind: 'bind', name: 'y' }] } },
    ],
    ['A NOT  IN (SELECT B FROM C)', { operator: 'not in', value: { kind: 'subQuery', query: { from: 'C' } } }],
    ["A INCLUDES ('a;b', 'c')", { operator: 'includes' }],
    ["A excludes ('a')", { operator: 'excludes' }],
    ['A = 2026-11-23', { value: { kind: 'date', text: '2026-11-23' } }],
    ['A > 2026-11-23T10:00:00.000+01:00', { value: { kind: 'dateTime', text: '2026-11-23T10:00:00.000+01:00' } }],
    ['A < 10:00:00Z', { value: { kind: 'time', text: '10:00:00Z' } }],
    ['A = today', { value: { kind: 'dateLiteral', name: 'TODAY', n: null } }],
    ['A = last_n_days:30', { value: { kind: 'dateLiteral', name: 'LAST_N_DAYS', n: 30 } }],
    ['A > USD5000', { value: { kind: 'currency', code: 'USD', text: '5000' } }],
    ['DAY_ONLY(A) = :d', { field: { kind: 'function', name: 'DAY_ONLY' } }],
    [
      "DISTANCE(Loc__c, GEOLOCATION(37.7, -122), 'mi') < 20",
      {
        field: {
          name: 'DISTANCE',
          arguments: [{ path: ['Loc__c'] }, { name: 'GEOLOCATION', parameters: [{ text: '37.7' }, { text: '-122' }] }],
          parameters: [{ value: 'mi' }],
        },
      },
    ],
    ['A = 1 AND B = 2 AND C = 3', { kind: 'and', conditions: [{}, {}, {}] }],
    ['A = 1 OR (B = 2 AND C = 3)', { kind: 'or', conditions: [{}, { kind: 'and' }] }],
    ['(NOT A = 1) AND B = 2', { kind: 'and', conditions: [{ kind: 'not', condition: { kind: 'compare' } }, {}] }],
    ['NOT (A = 1 OR B = 2)', { kind: 'not', condition: { kind: 'or' } }],
  ])('%s', (text, expected) => expect(soql(`SELECT Id FROM X WHERE ${text}`).where).toMatchObject(expected));
});

describe('the other clauses', () => {
  test.each<[string, object]>([
    ['USING SCOPE mine', { scope: 'mine' }],
    ['WITH USER_MODE', { access: 'user' }],
    ['WITH SYSTEM_MODE', { access: 'system' }],
    ['WITH SECURITY_ENFORCED', { access: 'securityEnforced' }],
    ['GROUP BY A, CALENDAR_YEAR(B)', { groupBy: { kind: 'plain', items: [{ kind: 'field' }, { kind: 'function' }] } }],
    ['GROUP BY ROLLUP(A) HAVING COUNT(Id) > 1', { groupBy: { kind: 'rollup' }, having: { operator: '>' } }],
    ['GROUP BY CUBE(A, B)', { groupBy: { kind: 'cube' } }],
    [
      'ORDER BY A, B DESC NULLS LAST, COUNT(Id) ASC NULLS FIRST',
      {
        orderBy: [
          { by: { path: ['A'] }, direction: 'asc', nulls: null },
          { direction: 'desc', nulls: 'last' },
          { by: { name: 'COUNT' }, direction: 'asc', nulls: 'first' },
        ],
      },
    ],
    ['LIMIT 10 OFFSET :skip', { limit: { text: '10' }, offset: { kind: 'bind', index: 0, name: 'skip' } }],
    ['ALL ROWS', { allRows: true }],
    ['FOR UPDATE', { forClause: 'update' }],
    ['FOR VIEW', { forClause: 'view' }],
  ])('%s', (text, expected) => expect(soql(`SELECT Id FROM X ${text}`)).toMatchObject(expected));
});

describe('binds', () => {
  test('should number the binds of static queries in the order of the text, sub-queries included', () => {
    const [statement] = statementsOf(
      'x = [SELECT Id, (SELECT Id FROM Contacts WHERE Name = :a.b) FROM Account WHERE Id IN :ids() AND A = :[SELECT Id FROM B WHERE C = :c][0].Id LIMIT :n];',
    );
    expect(statement).toMatchObject({
      expression: {
        value: {
          kind: 'soql',
          binds: [{ kind: 'member' }, { kind: 'call' }, { kind: 'member' }, { kind: 'name', name: 'n' }],
          query: { limit: { kind: 'bind', index: 3, name: 'n' } },
        },
      },
    });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm
  test('should name the binds of dynamic queries and refuse what is not a variable', () => {
    expect(parseSoql('SELECT Id FROM X WHERE A = :a AND B IN : rec.ids').bindNames).toEqual(['a', 'rec.ids']);
    expect(parseSoql('SELECT Id FROM X WHERE A = :f(1)').problems).toEqual([
      { line: 1, column: 29, message: 'Only variable references are allowed in dynamic SOQL/SOSL.' },
    ]);
  });
});

describe('what is wrong with a query', () => {
  test.each([
    ['', "1:1 unexpected token: '<EOF>'"],
    ['SELECT Id FRO Account', "1:15 unexpected token: 'Account'"],
    ['SELECT Id FROM Account WHERE', "1:24 unexpected token: 'WHERE'"],
    ['SELECT Id FROM Account\nLIMIT 5 foo', "2:9 unexpected token: 'foo'"],
    ['SELECT Id FROM X WHERE A = 1 AND B = 2 OR C = 3', "1:40 unexpected token: 'OR'"],
    ['SELECT Id, # FROM X', "1:12 unexpected token: '#'"],
    ["SELECT Id FROM X WHERE A = 'abc", "1:28 Missing closing quote character ' on string."],
    ['SELECT Id FROM X UPDATE VIEWSTAT', '1:25 not supported by the local org: UPDATE VIEWSTAT'],
  ])('%s', (text, expected) => {
    const { query, problems } = parseSoql(text);
    expect(query).toBeNull();
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([expected]);
  });

  test('should name a feature that is not carried', () => {
    expect(parseSoql('SELECT Id FROM X WITH DATA CATEGORY Geo__c AT usa__c').unsupported).toBe('WITH DATA CATEGORY');
    expect(parseSoql('SELECT Id FROM').unsupported).toBeNull();
  });
});

test('should remember the result of a text', () => {
  const text = 'SELECT Id FROM Remembered__c';
  expect(parseSoql(text)).toBe(parseSoql(text));
});

describe('SOSL', () => {
  test('should read a search with objects, filters and limits', () => {
    expect(
      sosl(
        "FIND 'ac\\*me\\'s*' IN NAME FIELDS RETURNING Account(Id, Owner.Name WHERE A = 'x' ORDER BY Name DESC LIMIT 3), Contact " +
          'WITH USER_MODE LIMIT :n',
      ),
    ).toMatchObject({
      search: { kind: 'string', value: "ac\\*me's*" },
      group: 'NAME',
      returning: [
        {
          object: 'Account',
          fields: [['Id'], ['Owner', 'Name']],
          where: { operator: '=' },
          orderBy: [{ direction: 'desc' }],
          limit: { text: '3' },
        },
        { object: 'Contact', fields: [], where: null },
      ],
      access: 'user',
      limit: { kind: 'bind', index: 0, name: 'n' },
    });
  });

  test('should read searches in braces and by bind', () => {
    expect(sosl("FIND {O'Neil} RETURNING Account")).toMatchObject({ search: { value: "O'Neil" }, group: 'ALL' });
    expect(parseSosl('FIND :term RETURNING Account(Id WHERE A = :b)').bindNames).toEqual(['term', 'b']);
  });

  test('should read static searches', () => {
    expect(statementsOf("x = [FIND 'a' RETURNING Account]; y = [FIND :term IN ALL FIELDS];")).toMatchObject([
      { expression: { value: { kind: 'sosl', query: { search: { value: 'a' } } } } },
      { expression: { value: { kind: 'sosl', binds: [{ name: 'term' }] } } },
    ]);
  });

  test.each([
    ["FIND 'x' RETURNING", "1:19 unexpected token: '<EOF>'"],
    ["FIND 'x' IN FOO FIELDS", "1:13 unexpected token: 'FOO'"],
    ['bla', "1:1 unexpected token: 'bla'"],
    ["FIND 'x' WITH SNIPPET", '1:10 not supported by the local org: SOSL WITH SNIPPET'],
  ])('%s', (text, expected) => {
    expect(parseSosl(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      expected,
    ]);
  });
});
