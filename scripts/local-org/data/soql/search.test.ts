/** Searches. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_find.htm */
import { parseSosl } from '../../compiler/parse';
import type { Value } from '../../values/value';
import { TestStore } from '../testing';

describe('SOSL', () => {
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore();
    org.insert('Account', { Name: 'Acme Rockets', Site: 'Desert' }, { Name: 'Other', Site: 'Acme road' });
    org.insert('Contact', { LastName: 'Acmeson', Email: 'a@acme.example' });
  });
  afterEach(() => org.close());

  const find = (text: string): Value[][] => {
    const { query, problems } = parseSosl(text);
    if (!query) throw new Error(problems[0]?.message);
    return org.store.search(query, [], org.system).map((records) => records.map((record) => record.rawField('Name')));
  };

  it('should find words by their beginning, for each object named', () => {
    expect(find("FIND 'acme' IN ALL FIELDS RETURNING Account(Name ORDER BY Name), Contact(Name)")).toEqual([
      ['Acme Rockets', 'Other'],
      ['Acmeson'],
    ]);
    expect(find("FIND 'acme rock*' IN NAME FIELDS RETURNING Account(Name), Contact(Name)")).toEqual([
      ['Acme Rockets'],
      [],
    ]);
    expect(find("FIND 'acme' IN NAME FIELDS RETURNING Account(Name WHERE Site = 'Forest')")).toEqual([[]]);
  });

  it('should refuse a single character, and name operators it does not have', () => {
    expect(() => find("FIND 'a' RETURNING Account")).toThrow('search term must be longer than one character');
    expect(() => find("FIND 'acme OR rocket' RETURNING Account")).toThrow(
      'not supported by the local org: SOSL operator OR',
    );
  });
});
