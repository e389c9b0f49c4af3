/** Statements: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_loops.htm and neighbours. */
import type { Statement } from '../ast';
import { outline, problemsOf, statementsOf, typeText } from './outline.test.helper';

function only(text: string): Statement {
  const statements = statementsOf(text);
  expect(statements).toHaveLength(1);
  return statements[0]!;
}

describe('control flow', () => {
  test('should read if, else if and else', () => {
    expect(only('if (a) b(); else if (c) { } else d();')).toMatchObject({
      kind: 'if',
      condition: { name: 'a' },
      then: { kind: 'expression' },
      otherwise: { kind: 'if', then: { kind: 'block', statements: [] }, otherwise: { kind: 'expression' } },
    });
  });

  test('should read counted loops in all their forms', () => {
    expect(only('for (Integer i = 0, n = 5; i < n; i++) f(i);')).toMatchObject({
      kind: 'for',
      init: { kind: 'variables', variables: [{ name: 'i' }, { name: 'n' }] },
      condition: { operator: '<' },
      update: [{ kind: 'postfix' }],
      body: { kind: 'expression' },
    });
    expect(only('for (;;);')).toMatchObject({ kind: 'for', init: null, condition: null, update: [], body: null });
    expect(only('for (i = 0; ; ) { }')).toMatchObject({ kind: 'for', init: [{ kind: 'assign' }] });
  });

  test('should read loops over collections and queries', () => {
    expect(only('for (List<Account> batch : [SELECT Id FROM Account]) { }')).toMatchObject({
      kind: 'forEach',
      name: 'batch',
      nameAt: { line: 1, column: 20 },
      type: { name: ['List'], typeArguments: [{ name: ['Account'] }] },
      iterable: { kind: 'soql' },
    });
  });

  test('should read while and do-while', () => {
    expect(only('while (a) ;')).toMatchObject({ kind: 'while', body: null });
    expect(only('do { break; continue; } while (a);')).toMatchObject({
      kind: 'doWhile',
      body: { statements: [{ kind: 'break' }, { kind: 'continue' }] },
    });
  });

  test('should read try, catch and finally', () => {
    expect(only('try { throw e; } catch (A.B e) { } catch (Exception e) { return; } finally { }')).toMatchObject({
      kind: 'try',
      body: { statements: [{ kind: 'throw' }] },
      catches: [
        { type: { name: ['A', 'B'] }, name: 'e' },
        { type: { name: ['Exception'] }, body: { statements: [{ kind: 'return', value: null }] } },
      ],
      finally: { kind: 'block' },
    });
    expect(only('try { } finally { }')).toMatchObject({ catches: [] });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
  test('should read switch by value, by enum constant and by type', () => {
    const statement = only(
      "switch on x { when 1, -2, (3L) { } when 'a', null { } when A.B { } when Account a { } when else { } }",
    );
    if (statement.kind !== 'switch') throw new Error(statement.kind);
    expect(
      statement.cases.map((each) => {
        if (each.kind === 'values') return each.values.map(outline);
        return each.kind === 'type' ? `${typeText(each.type)} ${each.name}` : each.kind;
      }),
    ).toEqual([['integer:1', 'integer:-2', 'long:3'], ['"a"', 'null'], ['A.B'], 'Account a', 'else']);
  });
});

describe('variables', () => {
  test('should read modifiers, arrays and several names', () => {
    expect(only('final String[] a = null, b;')).toMatchObject({
      kind: 'variables',
      modifiers: { keywords: ['final'] },
      type: { name: ['List'], typeArguments: [{ name: ['String'] }] },
      variables: [
        { name: 'a', initializer: { kind: 'literal' } },
        { name: 'b', initializer: null },
      ],
    });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_reserved_words.htm
  test.each([
    ['Integer number = 1;', '1:9 Identifier name is reserved: number'],
    ['Integer a__b;', '1:9 Invalid character in identifier: a__b'],
    ['Integer a_;', '1:9 Invalid character in identifier: a_'],
    ['Integer _a;', '1:9 Invalid character in identifier: _a'],
    [`Integer ${'a'.repeat(256)};`, `1:9 Identifier name is too long: ${'a'.repeat(256)}`],
  ])('%s is refused', (text, expected) => expect(problemsOf(text)).toEqual([expected]));

  test('should take words of queries for names', () => {
    expect(
      statementsOf('Integer limit_x = 1; String name, category, data; Id user; Integer first = count + last;'),
    ).toHaveLength(4);
  });
});

describe('DML', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
  test.each([
    ['insert a;', { operation: 'insert', access: null }],
    ['insert as user a;', { operation: 'insert', access: 'user' }],
    ['UPDATE AS SYSTEM a;', { operation: 'update', access: 'system' }],
    ['delete [SELECT Id FROM Account];', { operation: 'delete', value: { kind: 'soql' } }],
    ['undelete a;', { operation: 'undelete' }],
    ['upsert a;', { operation: 'upsert', key: null }],
    ['upsert as user a Key__c;', { operation: 'upsert', access: 'user', key: ['Key__c'] }],
    ['upsert a Account.Fields.Key__c;', { operation: 'upsert', key: ['Account', 'Fields', 'Key__c'] }],
    ['merge a b;', { operation: 'merge', value: { name: 'a' }, into: { name: 'b' } }],
  ])('%s', (text, expected) => expect(only(text)).toMatchObject({ kind: 'dml', ...expected }));

  test('should read System.runAs as a statement with a block', () => {
    expect(only('System.runAs(u) { insert a; }')).toMatchObject({
      kind: 'runAs',
      arguments: [{ name: 'u' }],
      body: { statements: [{ kind: 'dml' }] },
    });
  });
});
