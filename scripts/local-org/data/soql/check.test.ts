/** What the compiler is told of queries. */
import { parseSoql } from '../../compiler/parse';
import { schemaWith } from '../testing';
import { checkSoql, describeSelect } from './check';

const schema = schemaWith();

function parsed(text: string) {
  const { query, problems } = parseSoql(text);
  if (!query) throw new Error(problems[0]?.message);
  return query;
}

describe('checkSoql', () => {
  it('should tell all problems with their places', () => {
    const problems = checkSoql(parsed('SELECT Nope,\n Also.Nope FROM Account WHERE Name = 1'), schema);
    expect(problems.map(({ message, at }) => [at.line, at.column, message.slice(0, 45)])).toEqual([
      [1, 8, "No such column 'Nope' on entity 'Account'. If"],
      [2, 2, "Didn't understand relationship 'Also' in fiel"],
      [2, 31, "value of filter criterion for field 'Name' mu"],
    ]);
    expect(checkSoql(parsed('SELECT Id FROM Nothing'), schema)).toHaveLength(1);
    expect(
      checkSoql(
        parsed('SELECT Id, Owner.Name, (SELECT Name FROM Contacts) FROM Account a WHERE a.Owner.Name = :x'),
        schema,
      ),
    ).toEqual([]);
  });
});

describe('describeSelect', () => {
  it('should name fields, parents, children and binds', () => {
    const select = describeSelect(
      parsed('SELECT Name, parent.name, (SELECT LastName FROM Contacts) FROM Account WHERE Id IN :ids LIMIT :n'),
      schema,
    );
    expect(select.kind).toBe('rows');
    expect(select.fields.map((each) => each.path.join('.'))).toEqual(['Name', 'Parent.Name']);
    expect(select.subQueries.map((each) => [each.relationship, each.select.object.name])).toEqual([
      ['Contacts', 'Contact'],
    ]);
    expect(select.binds.map((each) => [each.use, each.name, each.field?.name])).toEqual([
      ['list', 'ids', 'Id'],
      ['limit', 'n', undefined],
    ]);
  });

  it('should tell counts and aggregates from rows', () => {
    expect(describeSelect(parsed('SELECT COUNT() FROM Account'), schema).kind).toBe('count');
    const select = describeSelect(
      parsed('SELECT Industry, COUNT(Id), SUM(AnnualRevenue) total FROM Account GROUP BY Industry'),
      schema,
    );
    expect(select.aggregates.map((each) => [each.alias, each.type])).toEqual([
      ['Industry', 'picklist'],
      ['expr0', 'integer'],
      ['total', 'double'],
    ]);
  });
});
