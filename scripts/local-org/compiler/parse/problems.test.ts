/**
 * Syntax errors in the words of the Apex compiler, for whatever text comes.
 * https://github.com/forcedotcom/apex-language-support/blob/main/packages/apex-parser-ast/src/resources/messages/messages_en_US.properties
 */
import { parseUnit } from '../parse';

function problemsOf(text: string, file = 'A.cls'): string[] {
  const { unit, problems } = parseUnit(file, text);
  expect(unit === null).toBe(problems.length > 0);
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test.each([
  ['class A { void f() { x = 1 } }', ["1:28 Missing ';' at '}'"]],
  ['class A { void f() { x = 1;; } }', ["1:28 Extra '}', at ';'."]],
  ['class A { Integer x; } }', ["1:24 Extra '<EOF>', at '}'."]],
  ['class A { void f() {', ['1:21 Unexpected <EOF>']],
  ['class { }', ["1:7 Unexpected token '{'."]],
  ['classs A { }', ["1:1 Unexpected token 'classs'."]],
  ['class A { Integer a b; }', ["1:21 Unexpected token 'b'."]],
  ['class A { void f() { if x { } } }', ["1:25 Missing '(' at 'x'", "1:27 Missing ')' at '{'"]],
  ['class A { /* never closed\n }', ["1:11 Missing closing mark '*/' on multi-line comment."]],
  ['class A { String s = "x y"; }', ["1:22 Unrecognized symbol '\"', which is not a valid Apex identifier."]],
  ['class A { Integer x = 1 # 2; }', ["1:25 Found punctuation symbol or operator '#' that isn't valid in Apex."]],
  [
    'class A { String s = “x”; }',
    [
      "1:22 Invalid identifier '“x”'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by any " +
        "number of ASCII letters (a-z or A-Z), digits (0 - 9), '_'.",
    ],
  ],
  ['class A { Integer number; }', ['1:19 Identifier name is reserved: number']],
  ['class A { String p { get; get; } }', ["1:27 Unexpected token 'get'."]],
  // Each as the parser of the platform's compiler, which formats this project's Apex, refuses it.
  ['class A { void f() {}; }', ["1:22 Expecting '}' but was: ';'"]],
  ['class A { Integer p { } }', ["1:11 Unexpected token '}'."]],
  ['class A { void f() { for (;; i++, j++) {} } }', ["1:35 Expecting ')' but was: ','"]],
  ['class A { void f() { x = 1.5f; } }', ["1:29 Extra ';', at 'f'."]],
  ['class A { void f() { try { } } }', ['1:30 Try block must have at least one catch block or a finally block']],
  ['class A { void f() { switch on 1 { } } }', ['1:36 Switch statement requires at least one when block']],
  ['class A { String s = List<String>.class.getName(); }', ["1:22 Unexpected token 'List'."]],
  ['class A { Integer set; }', ['1:19 Identifier name is reserved: set']],
  ['class A { Integer select; }', ["1:19 Unexpected token 'select'."]],
  ['class A { void limit() {} }', ["1:16 Unexpected token 'limit'."]],
  ['interface A extends B, C {}', ["1:24 Expecting '{' but was: ','"]],
  ["class A { @InvocableMethod(label='a', description='b') static void f() {} }", ["1:11 Unexpected token '@'."]],
  ["class A { String s = 'a\nb'; }", ['1:22 Line breaks are not allowed in string literals']],
  ['', ['1:1 Unexpected <EOF>']],
  ['// nothing\n', ['2:1 Unexpected <EOF>']],
])('%s', (text, expected) => {
  const found = problemsOf(text);
  expect(found).toEqual(expect.arrayContaining(expected));
  expect(found[0]).toBe(expected[0]);
});

test('should report all errors of a file, in order', () => {
  const text = [
    'public class A {',
    '  void f() { x = 1 }',
    "  String s = 'abc;",
    '  void g() { foo) }',
    '  Integer big = 3000000000;',
    '}',
  ].join('\n');
  expect(problemsOf(text)).toEqual([
    "2:20 Missing ';' at '}'",
    "3:14 Missing closing quote character ' on string.",
    "4:17 Unexpected token ')'.",
  ]);
});

test('should say which file', () => {
  expect(parseUnit('classes/B.cls', 'class B {').problems[0]).toMatchObject({
    file: 'classes/B.cls',
    line: 1,
    column: 10,
  });
});

describe('any text at all', () => {
  const junk = Array.from({ length: 4000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('');
  test.each([
    ['binary', junk],
    ['zero bytes', '\0'.repeat(1000)],
    ['half a surrogate', 'class A { String s = \ud800; }'],
    ['deep blocks', `class A { void f() ${'{'.repeat(10000)}`],
    ['deep brackets', `class A { Object o = ${'['.repeat(10000)}; }`],
    ['deep types', `class A { ${'List<'.repeat(5000)}Integer${'>'.repeat(5000)} x; }`],
    ['a long else-if', `class A { void f() { if (a) { } ${'else if (b) { } '.repeat(5000)} } }`],
    ['nothing but quotes', "'".repeat(999)],
    ['nothing but backslashes', '\\'.repeat(999)],
  ])('%s should come back as problems', (_, text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).not.toMatch(/RangeError|TypeError|undefined|at .*\.(ts|cjs|js):/);
    expect(problems.join('\n')).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  test('should begin after a byte order mark', () => {
    expect(problemsOf('\uFEFFclass A { }')).toEqual([]);
  });

  test('should read a class of a megabyte', () => {
    expect(problemsOf(`class A {${" void f() { foo(x, 'abc'); }\n".repeat(37000)}}`)).toEqual([]);
  });
});
