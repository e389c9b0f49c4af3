/** Expressions: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions.htm */
import { evaluate, problemsOf, thrownBy } from './running.testing';
import { toText } from '../values/operations';

const text = (type: string, expression: string, members = ''): string =>
  toText(evaluate(type, `return ${expression};`, members));

describe('arithmetic', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
  it('wraps Integers at 32 bits and Longs at 64', () => {
    expect(text('Integer', '2147483647 + 1')).toBe('-2147483648');
    expect(text('Integer', '65536 * 65536')).toBe('0');
    expect(text('Long', '9223372036854775807L + 1')).toBe('-9223372036854775808');
  });

  it('cuts Integer division and refuses zero', () => {
    expect(text('Integer', '-7 / 2')).toBe('-3');
    expect(thrownBy('Integer zero = 0; Integer x = 1 / zero;')).toBe('System.MathException: Divide by 0');
    expect(thrownBy('Decimal zero = 0; Decimal x = 1 / zero;')).toBe('System.MathException: Divide by 0');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_conversion.htm
  it('converts along Integer, Long, Double, Decimal', () => {
    expect(text('Long', '1 + 2L')).toBe('3');
    expect(text('Decimal', '1 + 0.50')).toBe('1.50');
    expect(text('Double', '3 * 1.5d')).toBe('4.5');
    expect(text('Decimal', '2.0d + 1.25')).toBe('3.25');
    expect(text('Integer', '(Integer) 3.9')).toBe('3');
    expect(text('Integer', '(Integer) 4294967297L')).toBe('1');
  });

  it('shifts and masks bits', () => {
    expect(text('Integer', '1 << 4 | 3')).toBe('19');
    expect(text('Integer', '-1 >>> 28')).toBe('15');
    expect(text('Long', '-1L >>> 60')).toBe('15');
    expect(text('Integer', '~5 ^ 1')).toBe('-5');
  });

  it('throws for null operands', () => {
    expect(thrownBy('Integer a; Integer b = a + 1;')).toBe(
      'System.NullPointerException: Attempt to de-reference a null object',
    );
  });

  it('increments before and after', () => {
    expect(evaluate('String', "Integer i = 1; Integer a = i++; Integer b = ++i; return a + ',' + b + ',' + i;")).toBe(
      '1,3,3',
    );
  });

  it('evaluates the receiver of a compound assignment once', () => {
    const members = 'static Integer calls = 0; static List<Integer> get() { calls++; return new List<Integer>{ 10 }; }';
    expect(evaluate('Integer', 'get()[0] += 5; return calls;', members)).toBe(1);
  });
});

describe('text and comparison', () => {
  it('concatenates any value, null as text', () => {
    expect(text('String', "'a' + 1 + null + true + 1.50")).toBe('a1nulltrue1.50');
    expect(text('String', "1 + 2 + 'x'")).toBe('3x');
    expect(evaluate('String', "String s; s += 'x'; return s;")).toBe('nullx');
  });

  it('compares Strings without case by == and exactly by equals', () => {
    expect(text('Boolean', "'abc' == 'ABC'")).toBe('true');
    expect(text('Boolean', "'abc' != 'ABD'")).toBe('true');
    expect(text('Boolean', "'B' > 'a'")).toBe('true');
  });

  it('takes every String as greater than null, and compares other types with null as false', () => {
    expect(evaluate('Boolean', "String none; return 'a' > none;")).toBe(true);
    expect(evaluate('Boolean', 'Integer none; return none < 1 || none > 1;')).toBe(false);
  });

  it('compares collections and records by value, instances by identity', () => {
    expect(text('Boolean', 'new List<Integer>{1} == new List<Integer>{1}')).toBe('true');
    expect(text('Boolean', "new Account(Name = 'a') == new Account(Name = 'a')")).toBe('true');
    expect(text('Boolean', "new Account(Name = 'a') === new Account(Name = 'a')")).toBe('false');
    expect(text('Boolean', 'new Thing() == new Thing()', 'class Thing {}')).toBe('false');
  });

  it('asks equals() of a class that has one', () => {
    const members =
      'class Key { Integer k; Key(Integer k) { this.k = k; } public Boolean equals(Object o) { return ((Key) o).k == k; } public Integer hashCode() { return k; } }';
    expect(text('Boolean', 'new Key(1) == new Key(1)', members)).toBe('true');
    expect(text('Integer', 'new Set<Key>{ new Key(1), new Key(1) }.size()', members)).toBe('1');
  });

  it('evaluates && and || lazily', () => {
    const members = 'static Integer calls = 0; static Boolean yes() { calls++; return true; }';
    expect(evaluate('Integer', 'Boolean b = yes() || yes(); b = !yes() && yes(); return calls;', members)).toBe(2);
  });
});

describe('null', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
  it('cuts the whole chain at ?.', () => {
    const members = 'class Node { Node next; Node getNext() { return next; } }';
    expect(evaluate('Boolean', 'Node n; return n?.getNext().next.getNext() == null;', members)).toBe(true);
    expect(thrownBy('Node n = new Node(); Node m = n?.getNext().next;', members)).toContain('NullPointerException');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_NullCoalescingOperator.htm
  it('takes the right side of ?? only for null', () => {
    expect(evaluate('Integer', 'Integer a; return (a ?? 5) + (3 ?? 4);')).toBe(8);
  });

  it('throws for members of null', () => {
    expect(thrownBy('Account a; String s = a.Name;')).toContain('Attempt to de-reference a null object');
    expect(thrownBy('Boolean b; if (b) { b = false; }')).toContain('Attempt to de-reference a null object');
  });

  it('answers null for fields beyond a parent that is null', () => {
    expect(evaluate('String', 'return new Contact().Account.Name;')).toBeNull();
  });
});

describe('types', () => {
  const members = 'virtual class Animal {} class Cat extends Animal {} class Dog extends Animal {}';

  it('checks casts at run time', () => {
    expect(thrownBy('Animal a = new Cat(); Dog d = (Dog) a;', members)).toBe(
      'System.TypeException: Invalid conversion from runtime type Main.Cat to Main.Dog',
    );
    expect(thrownBy("Object o = 'x'; Integer i = (Integer) o;")).toBe(
      'System.TypeException: Invalid conversion from runtime type String to Integer',
    );
  });

  it('refuses casts that can never succeed', () => {
    expect(problemsOf("Integer i = (Integer) 'x';")).toEqual([
      'Incompatible types since an instance of String is never an instance of Integer',
    ]);
  });

  it('answers instanceof by the type at run time', () => {
    expect(evaluate('Boolean', 'Animal a = new Cat(); return a instanceof Cat && !(a instanceof Dog);', members)).toBe(
      true,
    );
    expect(evaluate('Boolean', 'Object o; return o instanceof Cat;', members)).toBe(false);
  });

  // As the matchers of fflib-apex-mocks show, whose tests pass on the platform.
  it('takes numbers, dates and lists for the wider types they convert to', () => {
    const types = (value: string, ...names: readonly string[]): string =>
      toText(
        evaluate(
          'String',
          `Object o = ${value}; return '' + ${names.map((name) => `(o instanceof ${name})`).join(" + ',' + ")};`,
        ),
      );
    expect(types('9', 'Long', 'Double', 'Decimal')).toBe('true,true,true');
    expect(types('9.5', 'Long', 'Double', 'Decimal')).toBe('false,true,true');
    expect(types('Date.newInstance(2026, 1, 1)', 'Datetime')).toBe('true');
    expect(types("new List<String>{ 'a' }", 'List<Object>', 'List<Integer>')).toBe('true,false');
    expect(types("new Set<String>{ 'a' }", 'Set<Object>')).toBe('false');
    expect(text('Decimal', '(Decimal) o()', 'static Object o() { return 3; }')).toBe('3');
  });

  it('chooses the overload nearest to the arguments', () => {
    const overloads =
      "static String f(Object o) { return 'object'; } static String f(Long l) { return 'long'; } static String f(Decimal d) { return 'decimal'; }";
    expect(evaluate('String', "return f(1) + f('x') + f(1.5);", overloads)).toBe('longobjectdecimal');
  });

  it('finds the common type of both ends of a ternary', () => {
    expect(text('Decimal', 'true ? 1 : 2.5')).toBe('1');
    expect(problemsOf("Object o = true ? 1 : 'x';")).toHaveLength(1);
  });
});

describe('problems', () => {
  it.each([
    ['x = 1;', 'Variable does not exist: x'],
    ['Integer i = f(1);', 'Method does not exist or incorrect signature: void f(Integer) from the type Main'],
    ["Integer i = 'x';", 'Illegal assignment from String to Integer'],
    ['Integer i = 1; Integer i = 2;', 'Duplicate variable: i'],
    ['Integer i = 1; { String I = null; }', 'Duplicate variable: I'],
    ['Thing t;', 'Invalid type: Thing'],
    ['Integer i = g();', 'Void cannot be used as a value'],
    ['h();', 'Non static method cannot be referenced from a static context: void Main.h()'],
    ['Account a = new Account(Nmae = null);', 'Field does not exist: Nmae on Account'],
    ['String s = new Account().Nmae;', 'Variable does not exist: Nmae'],
    ['if (1) { return; }', 'Condition expression must be of type Boolean: Integer'],
    ['Abstr a = new Abstr();', 'Abstract classes cannot be constructed: Main.Abstr'],
  ])('%s', (statements, message) => {
    const members = 'static void g() {} void h() {} abstract class Abstr {}';
    expect(problemsOf(statements, members)).toEqual([message]);
  });

  it('reports all, and each once', () => {
    expect(problemsOf('Integer a = nope; String b = nope2.x.y(); Integer c = a + 1;')).toEqual([
      'Variable does not exist: nope',
      'Variable does not exist: nope2',
    ]);
  });
});
