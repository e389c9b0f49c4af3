import { parseUnit } from './parse';
import { program } from './running.testing';

function rulesOf(statements: string, ...others: string[]): (string | undefined)[] {
  return program([`public class Main { void run() { ${statements} } }`, ...others]).problems.map(({ rule }) => rule);
}

// Rule ids are what baselines and suppressions name: one that changes breaks them.
test.each([
  ['Other.hidden();', 'method-visibility'],
  ['Integer i = (Integer) new Other();', 'invalid-cast'],
  ['Account a = new Account(Nonsense = 1);', 'unknown-field'],
  ['Object o = nothing();', 'void-as-value'],
  ['Nonsense n;', 'unknown-type'],
  ['Integer i; Integer i;', 'duplicate-variable'],
  ['return; Integer i;', 'unreachable-statement'],
  ["Integer i = 'one';", 'invalid-assignment'],
  ['List<Account> a = [SELECT Nonsense FROM Account];', 'query'],
  ['Boolean b = true > false;', 'operand-types'],
  ['insert 1;', 'dml-operand'],
])('should name the rule %s breaks: %s', (statements, rule) => {
  const other = 'public class Other { private static void hidden() {} }';
  const main = statements.replace('nothing()', 'Helper.nothing()');
  expect(rulesOf(main, other, 'public class Helper { public static void nothing() {} }')).toEqual([rule]);
});

test('should name the rules of declarations', () => {
  const { problems } = program([
    'public abstract class Base { public abstract void work(); }',
    'public class Derived extends Base { @Future public void later() {} @Nonsense void other() {} }',
  ]);
  expect(problems.map(({ rule }) => rule)).toEqual(['unimplemented-method', 'future-method', 'unknown-annotation']);
});

test('should say that a file is no Apex', () => {
  expect(parseUnit('A.cls', 'public class A {').problems.map(({ rule }) => rule)).toEqual(['syntax']);
});
