import { problemsOf } from '../running.testing';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_variables.htm
describe('values bound into a query', () => {
  it.each([
    ['Integer', 'Account WHERE Name = :v', 'Invalid bind expression type of Integer for column of type String'],
    [
      'Set<Integer>',
      'Account WHERE Name IN :v',
      'Invalid bind expression type of Set<Integer> for column of type String',
    ],
    ['Boolean', 'Account WHERE OwnerId = :v', 'Invalid bind expression type of Boolean for column of type Id'],
    ['String', 'User WHERE IsActive = :v', 'Invalid bind expression type of String for column of type Boolean'],
    ['String', 'Opportunity WHERE Amount > :v', 'Invalid bind expression type of String for column of type Decimal'],
    ['Integer', 'Opportunity WHERE CloseDate > :v', 'Invalid bind expression type of Integer for column of type Date'],
    ['String', 'Account LIMIT :v', 'Invalid bind expression type of String for column of type Integer'],
    [
      'String',
      'Account WHERE CALENDAR_YEAR(CreatedDate) = :v',
      'Invalid bind expression type of String for column of type Integer',
    ],
  ])('should be of the field’s type, not %s in FROM %s', (type, rest, problem) => {
    expect(problemsOf(`${type} v; List<SObject> l = [SELECT Id FROM ${rest}];`)).toEqual([problem]);
  });

  it.each([
    ['Id', 'Account WHERE Name = :v'],
    ['Set<Id>', 'Account WHERE Id IN :v'],
    ['List<Account>', 'Contact WHERE AccountId IN :v'],
    ['Account', 'Contact WHERE AccountId = :v'],
    ['Object', 'Account WHERE Name = :v'],
    ['Integer', 'Opportunity WHERE Amount > :v'],
    ['Datetime', 'Opportunity WHERE CreatedDate > :v'],
    ['Date', 'Opportunity WHERE CreatedDate > :v'],
    ['Integer', 'Account WHERE CALENDAR_YEAR(CreatedDate) = :v LIMIT :v OFFSET :v'],
  ])('may be %s in FROM %s', (type, rest) => {
    expect(problemsOf(`${type} v; List<SObject> l = [SELECT Id FROM ${rest}];`)).toEqual([]);
  });
});

test('the fields a search returns should be the object’s', () => {
  expect(problemsOf("List<List<SObject>> l = [FIND 'x' RETURNING Account(Nope)];")[0]).toMatch(
    "No such column 'Nope' on entity 'Account'",
  );
});
