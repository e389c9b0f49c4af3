import type { BinaryOperator } from './ast';
import { binaryOperation, commonType, unaryOperation } from './operators';
import { program, testTable } from './testing';

const types = testTable();

function settle(left: string, operator: BinaryOperator, right: string): string {
  const of = (name: string) => (name === 'null' ? types.nullType : types.parse(name)) ?? types.object;
  const outcome = binaryOperation(operator, of(left), of(right), types);
  return 'problem' in outcome ? outcome.problem : `${outcome.kind} ${outcome.result.displayName}`;
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
describe('binary operators', () => {
  test.each([
    ['Integer', '+', 'Integer', 'arithmetic Integer'],
    ['Integer', '*', 'Long', 'arithmetic Long'],
    ['Integer', '/', 'Double', 'arithmetic Double'],
    ['Double', '-', 'Decimal', 'arithmetic Decimal'],
    ['String', '+', 'Integer', 'concatenate String'],
    ['null', '+', 'String', 'concatenate String'],
    ['Date', '+', 'Integer', 'shiftTime Date'],
    ['Datetime', '-', 'Decimal', 'shiftTime Datetime'],
    ['Time', '+', 'Long', 'shiftTime Time'],
    ['Integer', '<<', 'Integer', 'shiftBits Integer'],
    ['Integer', '&', 'Long', 'bitwise Long'],
    ['Boolean', '^', 'Boolean', 'booleanBitwise Boolean'],
    ['Boolean', '&&', 'Boolean', 'logical Boolean'],
    ['Integer', '<', 'Decimal', 'compare Boolean'],
    ['Id', '>', 'String', 'compare Boolean'],
    ['Date', '<=', 'Datetime', 'compare Boolean'],
    ['Id', '==', 'String', 'equal Boolean'],
    ['Integer', '!=', 'null', 'equal Boolean'],
    ['Account', '==', 'SObject', 'equal Boolean'],
    ['List<Account>', '===', 'List<Account>', 'identical Boolean'],
    ['Integer', '??', 'Decimal', 'coalesce Decimal'],
  ] as const)('%s %s %s should be %s', (left, operator, right, expected) => {
    expect(settle(left, operator, right)).toBe(expected);
  });

  test.each([
    ['Boolean', '+', 'Integer', 'Arithmetic expressions must use numeric arguments'],
    ['Date', '+', 'Decimal', 'Date expressions must use Integer or Long'],
    ['Integer', '&&', 'Boolean', 'Logical operator can only be applied to Boolean'],
    ['Boolean', '<', 'Boolean', 'Inequality operator not allowed for this type: Boolean'],
    ['String', '==', 'Integer', 'Comparison arguments must be compatible types: String, Integer'],
    ['String', '===', 'String', 'Exact equality operator only allowed for reference types: String'],
    ['Integer', '===', 'Integer', 'Exact equality operator only allowed for reference types: Integer'],
    ['Decimal', '>>', 'Integer', '>> operation can only be applied to Integer or Long types'],
    ['String', '??', 'Integer', 'Incompatible types in null coalescing operator: String, Integer'],
  ] as const)('%s %s %s should be refused', (left, operator, right, problem) => {
    expect(settle(left, operator, right)).toBe(problem);
  });
});

describe('unary operators', () => {
  test('should keep the type of their operand or say what they want', () => {
    expect(unaryOperation('-', types.decimal, types)).toEqual({ result: types.decimal });
    expect(unaryOperation('~', types.long, types)).toEqual({ result: types.long });
    expect(unaryOperation('!', types.integer, types).problem).toBe(
      '! operator can only be applied to boolean expressions',
    );
    expect(unaryOperation('++', types.string, types, 'postfix').problem).toBe(
      'Unary postfix increment/decrement can only be applied to numeric expressions: String',
    );
  });
});

describe('the common type of two branches', () => {
  test('should be the wider one, the nearest shared super type, or none', () => {
    const { types: table, type } = program([
      `public virtual class Base { public interface Named {}
         public class A extends Base implements Named {} public class B extends Base {} public class C implements Named {} }`,
    ]);
    expect(commonType(table.nullType, table.integer, table)).toBe(table.integer);
    expect(commonType(table.integer, table.decimal, table)).toBe(table.decimal);
    expect(commonType(table.id, table.string, table)).toBe(table.string);
    expect(commonType(type('Account'), type('Contact'), table)).toBe(table.sobjectBase);
    expect(commonType(type('Base.A'), type('Base.B'), table)).toBe(type('Base'));
    expect(commonType(type('Base.A'), type('Base.C'), table)).toBe(type('Base.Named'));
    expect(commonType(table.string, table.integer, table)).toBeNull();
  });
});
