import { parseSoql } from '../../compiler/parse';
import { loadSchema } from '../../schema';
import { checkSoql } from './check';

const { schema } = loadSchema([]);

function problemsOf(text: string): string[] {
  const { query, problems } = parseSoql(text);
  if (!query) throw new Error(problems[0]?.message);
  return checkSoql(query, schema).map(({ message }) => message);
}

// https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions_field_types.htm
describe('aggregate functions', () => {
  it.each([
    ['SELECT SUM(Name) FROM Account', 'field Name does not support aggregate operator SUM'],
    ['SELECT AVG(CreatedDate) FROM Account', 'field CreatedDate does not support aggregate operator AVG'],
    ['SELECT MAX(IsActive) FROM User', 'field IsActive does not support aggregate operator MAX'],
    ['SELECT COUNT(Description) FROM Account', 'field Description does not support aggregate operator COUNT'],
    [
      'SELECT OwnerId FROM Account GROUP BY OwnerId HAVING SUM(Account.Name) > 1',
      'field Name does not support aggregate operator SUM',
    ],
  ])('%s: %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('work on the fields they are for', () => {
    expect(
      problemsOf(
        'SELECT SUM(NumberOfEmployees), MIN(CreatedDate), MAX(Name), COUNT(Id), COUNT_DISTINCT(OwnerId) FROM Account',
      ),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm
describe('conditions', () => {
  const pointing = (inner: string, outer: string): string =>
    `The selected field '${inner}' in the subquery and the left operand field in the where expression in the outer query '${outer}' should point to the same object type`;

  it.each([
    ['SELECT Id FROM User WHERE IsActive > true', 'invalid operator on boolean field'],
    ['SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact)', pointing('LastName', 'Id')],
    ['SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Contact)', pointing('Id', 'Id')],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT AccountId, Id FROM Contact)',
      'Only one field can be selected in a semi join sub-select',
    ],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)',
      'The inner and outer selects should not be on the same object type',
    ],
  ])('%s: %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it.each([
    'SELECT Id FROM User WHERE IsActive != true',
    'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)',
    'SELECT Id FROM Contact WHERE AccountId NOT IN (SELECT Id FROM Account)',
    'SELECT Id FROM Account WHERE OwnerId IN (SELECT Id FROM User)',
    'SELECT Id FROM Task WHERE WhatId IN (SELECT Id FROM Account)',
  ])('may ask %s', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
it.each([
  ['SELECT Id FROM Account ORDER BY Name FOR UPDATE', 'ORDER BY is not allowed in a query that uses FOR UPDATE'],
  ['SELECT Name FROM Account GROUP BY Name FOR UPDATE', 'GROUP BY and aggregates are not allowed with FOR UPDATE'],
])('locks no rows in an order or summed up: %s', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

// https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby.htm
describe('groups', () => {
  it.each([
    ["SELECT OwnerId FROM Account GROUP BY OwnerId HAVING Name = 'x'", 'Field must be grouped or aggregated: Name'],
    ['SELECT OwnerId FROM Account GROUP BY OwnerId ORDER BY Name', 'Ordered field must be grouped or aggregated: Name'],
    ['SELECT Id, (SELECT COUNT(Id) FROM Contacts) FROM Account', 'Only root queries support aggregate expressions'],
  ])('have no other fields: %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('are sorted and chosen by what they have', () => {
    expect(
      problemsOf(
        'SELECT OwnerId owner, COUNT(Id) total FROM Account GROUP BY OwnerId HAVING COUNT(Id) > 1 AND OwnerId != null ORDER BY COUNT(Id), OwnerId',
      ),
    ).toEqual([]);
  });
});
