/**
 * Records of several objects in one statement.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm (Creating Records for
 * Different Object Types)
 */
import { TestStore } from '../testing';

describe('one statement for several objects', () => {
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore();
  });
  afterEach(() => org.close());

  const mixed = (changes: number): ReturnType<TestStore['record']>[] =>
    Array.from({ length: changes }, (_, index) =>
      index % 2 === 0 ? org.record('Account', { Name: `A${index}` }) : org.record('Contact', { LastName: `C${index}` }),
    );

  it('should take ten chunks', () => {
    expect(org.dml('insert', mixed(10)).every((result) => result.success)).toBe(true);
  });

  it('should refuse an eleventh chunk and keep nothing', () => {
    expect(() => org.dml('insert', mixed(11))).toThrow(
      'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.',
    );
    expect(org.query('SELECT Id FROM Account').records).toHaveLength(0);
  });

  it('should not count the 200 rows triggers are given at a time', () => {
    const many = Array.from({ length: 2200 }, (_, index) => org.record('Account', { Name: `A${index}` }));
    expect(org.dml('insert', many).every((result) => result.success)).toBe(true);
  });
});
