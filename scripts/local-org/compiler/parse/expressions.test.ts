/** Expressions: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions.htm */
import { outlineOf, problemsOf, statementsOf } from './outline.test.helper';

describe('operators', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_precedence.htm
  test.each([
    ['a + b * c', '(+ a (* b c))'],
    ['(a + b) * c', '(* (+ a b) c)'],
    ['a - b - c', '(- (- a b) c)'],
    ['a || b && !c', '(|| a (&& b (! c)))'],
    ['a < b == c >= d', '(== (< a b) (>= c d))'],
    ['a == b && c != d || e === f', '(|| (&& (== a b) (!= c d)) (=== e f))'],
    ['a << 2 >>> b >> c', '(>> (>>> (<< a integer:2) b) c)'],
    ['a & b | c ^ d', '(| (& a b) (^ c d))'],
    ['a <> b !== c', '(!== (<> a b) c)'],
    ['a ?? b ?? c', '(?? (?? a b) c)'],
    ['a ? b : c ? d : e', '(? a b (? c d e))'],
    ['b = c += d', '(= b (+= c d))'],
    ['b >>>= 1', '(>>>= b integer:1)'],
    ['-a + ~b', '(+ (- a) (~ b))'],
    ['++a - b--', '(- (++ a) (post-- b))'],
    ['a instanceof Account == true', '(== (instanceof a Account) true)'],
  ])('%s', (text, expected) => expect(outlineOf(text)).toBe(expected));

  test('should join neighbouring string literals, and no others', () => {
    expect(outlineOf("'a' + 'b' + c + 'd' + 'e'")).toBe('(+ (+ (+ "ab" c) "d") "e")');
    expect(outlineOf("1 + 'a'")).toBe('(+ integer:1 "a")');
  });
});

describe('parentheses before a sign', () => {
  test.each([
    ['(a) - b', '(- a b)'],
    ['(a.b) + c', '(+ a.b c)'],
    ["(i) + 'x'", '(+ i "x")'],
    ['(a) - b * c', '(- a (* b c))'],
    ['x * (a) - b', '(- (* x a) b)'],
    ['(a) - (b) - c == d', '(== (- (- a b) c) d)'],
    ['-(a) - b', '(- (- a) b)'],
    ['-((a) - b)', '(- (- a b))'],
    ['(Integer) -1', '(cast Integer (- integer:1))'],
    ['(Decimal) +x', '(cast Decimal (+ x))'],
    ['(Object) -x', '(cast Object (- x))'],
  ])('%s', (text, expected) => expect(outlineOf(text)).toBe(expected));
});

describe('casts', () => {
  test.each([
    ['(Account) records[0]', '(cast Account records[integer:0])'],
    ['(Map<String, Object>) o.get(k)', '(cast Map<String, Object> o.get(k))'],
    ['((Account) o).Name', '(cast Account o).Name'],
    ['(List<Outer.Inner[]>) o', '(cast List<List<Outer.Inner>> o)'],
    ['(Integer) i++', '(cast Integer (post++ i))'],
  ])('%s', (text, expected) => expect(outlineOf(text)).toBe(expected));
});

describe('access and calls', () => {
  test.each([
    ['a.b.c', 'a.b.c'],
    ['a?.b()?.c', 'a?.b()?.c'],
    ['a[0][b].c', 'a[integer:0][b].c'],
    ['f(1, g())', 'f(integer:1, g())'],
    ['this.x', 'this.x'],
    ['super.f(x)', 'super.f(x)'],
    ['Trigger.new', 'Trigger.new'],
    ['a.insert.list', 'a.insert.list'],
    ['Foo.class', 'Foo.class'],
    ['A.B.class.getName()', 'A.B.class.getName()'],
    ['List<String>.class', 'List<String>.class'],
    ['String[].class', 'List<String>.class'],
    ['void.class', 'void.class'],
  ])('%s', (text, expected) => expect(outlineOf(text)).toBe(expected));

  test('should call constructors by this and super', () => {
    const [first, second] = statementsOf('this(1); SUPER();');
    expect(first).toMatchObject({ expression: { kind: 'call', target: null, name: 'this' } });
    expect(second).toMatchObject({ expression: { kind: 'call', target: null, name: 'super' } });
  });
});

describe('new', () => {
  test.each([
    ['new Foo()', '(new Foo ())'],
    ['new A.B(x, y)', '(new A.B (x, y))'],
    ["new Account(Name = 'x', OwnerId = u)", '(new Account (Name="x", OwnerId=u))'],
    ['new List<Integer>{1, 2}', '(new List<Integer> {integer:1, integer:2})'],
    ['new Set<Id>{}', '(new Set<Id> {})'],
    ["new Map<String, Integer>{'a' => 1}", '(new Map<String, Integer> {"a"=>integer:1}=>)'],
    ['new Map<String, List<Id>>{}', '(new Map<String, List<Id>> {}=>)'],
    ['new Map<Id, Account>([SELECT Id FROM Account])', '(new Map<Id, Account> ([soql ]))'],
    ['new Integer[3]', '(new List<Integer> [integer:3])'],
    ['new Integer[]{1}', '(new List<Integer> {integer:1})'],
  ])('%s', (text, expected) => expect(outlineOf(text)).toBe(expected));
});

describe('literals', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
  test.each([
    ['2147483647', 'integer:2147483647'],
    ['2147483648L', 'long:2147483648'],
    ['1.50', 'decimal:1.50'],
    ['.5', 'decimal:.5'],
    ['1.5d', 'double:1.5'],
    ['TRUE', 'true'],
    ['Null', 'null'],
    ["''", '""'],
    ["'it\\'s \\\\ \\\"\\n\\t\\u00e9'", JSON.stringify('it\'s \\ "\n\té')],
    ["'// no comment /* none */'", '"// no comment /* none */"'],
    ["'''\r\nline 1\r\n  'line' 2\\n'''", JSON.stringify("line 1\n  'line' 2\n")],
    // three quotes on one line are what they always were
    ["''", '""'],
  ])('%s', (text, expected) => expect(outlineOf(text)).toBe(expected));

  test.each([
    ['x = 2147483648;', '1:5 Illegal integer'],
    ['x = -2147483648;', '1:6 Illegal integer'],
    ['x = -9223372036854775808L;', '1:6 Illegal long'],
    ['x = 99999999999999999999;', '1:5 Illegal integer'],
    ['x = 9223372036854775808L;', '1:5 Illegal long'],
    ["x = 'a\\d';", "1:5 Invalid string literal 'a\\d'. Illegal character sequence '\\d' in string literal."],
    ["x = 'a\\_';", "1:5 Invalid string literal 'a\\_'. Illegal character sequence '\\_' in string literal."],
    [
      "x = '\\u12';",
      "1:5 Invalid string literal '\\u12'. Illegal unicode sequence. Less than four hex digits '\\u12' in string literal.",
    ],
    ["x = 'abc;\ny = 1;", "1:5 Missing closing quote character ' on string."],
    ["x = 'abc", "1:5 Missing closing quote character ' on string."],
  ])('%s is refused', (text, expected) => expect(problemsOf(text)[0]).toBe(expected));
});

describe('positions', () => {
  test('should stand at the first token, and at the name for what has one', () => {
    const [statement] = statementsOf('\n  a.b\n    .find(x) + y;');
    expect(statement).toMatchObject({
      at: { line: 2, column: 3 },
      expression: {
        at: { line: 2, column: 3 },
        left: {
          at: { line: 2, column: 3 },
          nameAt: { line: 3, column: 6 },
          arguments: [{ at: { line: 3, column: 11 } }],
        },
        right: { at: { line: 3, column: 16 } },
      },
    });
  });
});

describe('long chains', () => {
  const chain = (link: string, times: number): string => `a${link.repeat(times)}`;

  test('should be read without recursion as long as generated code has them', () => {
    expect(outlineOf(chain('.b()', 1000))).toContain('.b()');
    expect(outlineOf(chain(' + b', 1000))).toContain('b)');
    expect(outlineOf(`'a'${" + 'b'".repeat(1400)}`)).toBe(`"a${'b'.repeat(1400)}"`);
  });

  test.each([
    ['calls', chain('.b()', 5000)],
    ['sums', chain(' + b', 5000)],
    ['parentheses', `${'('.repeat(5000)}a${')'.repeat(5000)}`],
    ['signs', `${'- '.repeat(20000)}a`],
    ['choices', `${'a ? b : '.repeat(20000)}c`],
  ])('should be refused beyond that: %s', (_, text) => {
    expect(problemsOf(`x = ${text};`)).toEqual([
      expect.stringContaining('Expression is too long, please split this expression into multiple statements'),
    ]);
  });
});
