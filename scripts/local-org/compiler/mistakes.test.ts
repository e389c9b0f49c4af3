/**
 * The usual mistakes, one a class and all of one run: told line, column and words of Salesforce's compiler, whose messages
 * are public (forcedotcom/apex-language-support).
 */
import { program } from './running.testing';

/** Members of a class and what is wrong with them: `line:column message`. */
type Mistake = readonly [members: string, problem: string];

/** The problems of each class; all are compiled in one run, so that each is told whatever stands beside it. */
function problemsOfEach(mistakes: readonly Mistake[]): string[][] {
  const sources = mistakes.map(([members], index) => `public virtual class M${index} {\n${members}\n}`);
  const { problems } = program(sources);
  return sources.map((_, index) =>
    problems
      .filter(({ file }) => file === `${index + 1}.cls`)
      .map(({ line, column, message }) => `${line}:${column} ${message.replaceAll(`M${index}`, 'M')}`),
  );
}

/** The same mistakes as statements of a method. */
function statements(table: readonly Mistake[]): readonly Mistake[] {
  return table.map(([text, problem]) => [`void run() {\n${text}\n}`, problem]);
}

describe('mistakes', () => {
  test.each<readonly [what: string, page: string, mistakes: readonly Mistake[]]>([
    [
      'names that mean nothing',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_variables.htm',
      statements([
        ['Strin s;', '3:1 Invalid type: Strin'],
        ['x = 1;', '3:1 Variable does not exist: x'],
        ['Integer m; m;', '3:12 Expression cannot be a statement.'],
        ['Integer i = j;', '3:13 Variable does not exist: j'],
        ['foo();', '3:1 Method does not exist or incorrect signature: void foo() from the type M'],
        ["'a'.foo();", '3:5 Method does not exist or incorrect signature: void foo() from the type String'],
        ['Nope.call();', '3:1 Variable does not exist: Nope'],
        ['int i = 1;', '3:1 Invalid type: int'],
        ['Integer i = i + 1;', '3:13 Variable does not exist: i'],
        ['Account a = new Account(Foo = 1);', '3:25 Field does not exist: Foo on Account'],
        ['Account a; a.Foo = 1;', '3:12 Variable does not exist: Foo'],
        ['Foo__c f;', '3:1 Invalid type: Foo__c'],
      ]),
    ],
    [
      'names used twice',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_variables.htm',
      [
        ['Integer a; String A;', '2:19 Duplicate field: A'],
        ['Integer a { get; set; } Integer a;', '2:33 Duplicate field: a'],
        ['void f() { Integer i; String I; }', '2:30 Duplicate variable: I'],
        ['void f(Integer i) { Integer i; }', '2:29 Duplicate variable: i'],
        ['void f(Integer i, String i) {}', '2:26 Duplicate variable: i'],
        ['void f() { Integer i; { Integer i; } }', '2:33 Duplicate variable: i'],
        ['void f() {} void F() {}', '2:18 Method already defined: F void M.F() from the type M'],
        ['void f() {} Integer f() { return 1; }', '2:21 Method already defined: f Integer M.f() from the type M'],
        ['class I {} interface i {}', '2:22 Type name already in use: M.i'],
        ['enum E { A, a }', '2:13 Duplicate field: a'],
      ],
    ],
    [
      'values of another type',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_conversion.htm',
      statements([
        ["Integer i = 'a';", '3:9 Illegal assignment from String to Integer'],
        ['Integer i = 1.5;', '3:9 Illegal assignment from Decimal to Integer'],
        ['Integer i = 1L;', '3:9 Illegal assignment from Long to Integer'],
        ['String s = 1;', '3:8 Illegal assignment from Integer to String'],
        ['Date d = Datetime.now();', '3:6 Illegal assignment from Datetime to Date'],
        ['Integer i = 5; i += 1.5;', '3:16 Illegal assignment from Decimal to Integer'],
        ['Account a = new Contact();', '3:9 Illegal assignment from Contact to Account'],
        [
          'List<String> l = new List<String>{ 1 };',
          '3:36 Initial expression is of incorrect type, expected: String but was: Integer',
        ],
        [
          'Map<String, Integer> m = new Map<String, Integer>{ 1 => 2 };',
          '3:52 Invalid key type Integer for Map<String,Integer>',
        ],
        [
          "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 'b' };",
          '3:59 Invalid value type String for Map<String,Integer>',
        ],
        ["List<String> l; String s = l['a'];", '3:30 List index must be of type Integer: String'],
        ['Integer i; i[0] = 1;', '3:12 Expression must be a list type: Integer'],
        ['for (Integer i : new List<String>()) {}', '3:1 Invalid loop variable type expected String was Integer'],
        [
          'for (Contact c : [SELECT Id FROM Account]) {}',
          '3:1 Loop variable must be a generic SObject or List or a concrete SObject or List of: Account',
        ],
        ['for (Integer i : 1) {}', '3:18 Loop must iterate over collection: Integer'],
        ['Contact c = [SELECT Id FROM Account];', '3:9 Illegal assignment from List<Account> to Contact'],
        ['insert 1;', '3:8 DML requires SObject or SObject list type: Integer'],
        ["Account a = new Account('x');", '3:13 Type requires name=value pair construction: Account'],
        [
          'List<String> l = new List<String>(1.5);',
          '3:18 Invalid initializer type Decimal found for List<String>: expected an Integer or a List of type String',
        ],
      ]),
    ],
    [
      'operators',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm',
      statements([
        ["Boolean b = 'a' == 1;", '3:13 Comparison arguments must be compatible types: String, Integer'],
        ['Boolean b = true < false;', '3:13 Inequality operator not allowed for this type: Boolean'],
        ['Boolean b = 1 === 1;', '3:13 Exact equality operator only allowed for reference types: Integer'],
        ['Boolean b = !1;', '3:13 ! operator can only be applied to boolean expressions'],
        ["Boolean b = 'a' && true;", '3:13 Logical operator can only be applied to Boolean'],
        ["String s = 'a' - 'b';", '3:12 Arithmetic expressions must use numeric arguments'],
        [
          "String s = 'a'; s++;",
          '3:17 Unary postfix increment/decrement can only be applied to numeric expressions: String',
        ],
        ["String s = 'a'; ++s;", '3:17 Unary prefix increment can only be applied to numeric expressions: String'],
        ["Integer i = true ? 1 : 'a';", '3:13 Incompatible types in ternary operator: String, Integer'],
        ["Integer i = 1 ?? 'a';", '3:13 Incompatible types in null coalescing operator: Integer, String'],
        ['1 + 2;', '3:1 Expression cannot be a statement.'],
        ['Integer i = 0; i++++;', '3:16 Expression cannot be assigned'],
        ['1 = 2;', '3:1 Expression cannot be assigned'],
      ]),
    ],
    [
      'casts and instanceof',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_casting.htm',
      statements([
        [
          'String s = (String) 1;',
          '3:12 Incompatible types since an instance of Integer is never an instance of String',
        ],
        [
          'Account a = (Account) new Contact();',
          '3:13 Incompatible types since an instance of Contact is never an instance of Account',
        ],
        [
          'Account a; Boolean b = a instanceof Account;',
          '3:24 Operation instanceof is always true since an instance of Account is always an instance of Account',
        ],
        [
          'Account a; Boolean b = a instanceof Contact;',
          '3:24 Operation instanceof is always false since an instance of Account is never an instance of Contact',
        ],
      ]),
    ],
    [
      'the flow of statements',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_loops_while.htm',
      [
        ['Integer f() { }', '2:15 Missing return statement required return type: Integer'],
        ['Integer f() { if (true) { return 1; } }', '2:39 Missing return statement required return type: Integer'],
        ['void f() { return 1; }', '2:12 Void method must not return a value'],
        ['M0() { return 1; }', '2:1 Invalid constructor name: M0'],
        ['void f() { return; Integer i; }', '2:20 Unreachable statement'],
        ['void f() { while (true) { break; Integer i; } }', '2:34 Unreachable statement'],
        ['void f() { break; }', '2:12 Break statement must be in loop'],
        ['void f() { if (1) {} }', '2:16 Condition expression must be of type Boolean: Integer'],
        ["void f() { throw 'a'; }", '2:12 Throw expression must be of type exception: String'],
        ['void f() { try {} catch (String s) {} }', '2:26 Catch block variable must be of type exception: String'],
        [
          'void f() { try {} catch (Exception e) {} catch (DmlException d) {} }',
          '2:49 Exception type already caught: DmlException',
        ],
        ['void f() { System.runAs(1) {} }', "2:12 runAs requires a single argument of type 'User' or 'Version'"],
      ],
    ],
    [
      'switch',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm',
      [
        ['void f(Boolean b) { switch on b { when null {} } }', '2:31 Boolean is not a valid switch expression type'],
        [
          "void f(Integer i) { switch on i { when 'a' {} } }",
          '2:40 String value in when expression cannot be implicitly converted to the Integer type in switch expression',
        ],
        [
          'void f(Integer i) { switch on i { when 1 {} when 1 {} } }',
          '2:50 1 occurs as more than one when branch for this switch statement',
        ],
        [
          'enum E { A } void f(E e) { switch on e { when E.A {} } }',
          "2:47 Enum value used in 'when expression' should be unqualified",
        ],
        [
          'void f(Integer i) { switch on i { when else {} when 1 {} } }',
          "2:35 'when else' must be the last when block",
        ],
      ],
    ],
    [
      'what has an instance and what has none',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_static.htm',
      [
        ['static void f() { this.toString(); }', '2:19 This cannot be referenced in a static context'],
        ['static void f() { super.toString(); }', '2:19 Super cannot be referenced in a static context'],
        [
          'void g() {} static void f() { g(); }',
          '2:31 Non static method cannot be referenced from a static context: void M.g()',
        ],
        [
          'Integer a; static void f() { a = 1; }',
          '2:30 Non static field cannot be referenced from a static context: a from the type M',
        ],
        [
          'Integer a; static Integer f() { return a; }',
          '2:40 Non static field cannot be referenced from a static context: a from the type M',
        ],
        [
          'static void s() {} void f() { this.s(); }',
          '2:36 Static method cannot be referenced from a non static context: void M.s()',
        ],
        ['class I { static Integer a; }', '2:11 static can only be used on fields of a top level type'],
        ['class I { static void f() {} }', '2:11 static can only be used on methods of a top level type'],
        ['class I { class J {} }', '2:17 Inner types are not allowed to have inner types'],
      ],
    ],
    [
      'final',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_final.htm',
      [
        [
          'final Integer a = 1; void f() { a = 2; }',
          '2:33 Final members can only be assigned in their declaration, init blocks, or constructors: a',
        ],
        [
          'final Integer a = 1; void f() { a++; }',
          '2:33 Final members can only be assigned in their declaration, init blocks, or constructors: a',
        ],
        ['final void f() {}', '2:12 final is not allowed on methods'],
        ['void f() { static Integer i; }', '2:12 static is not allowed on locals'],
        ['void f(static Integer i) {}', '2:8 static is not allowed on parameters'],
      ],
    ],
    [
      'classes and what they extend',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_extending.htm',
      [
        ['class I extends Missing {}', '2:17 Invalid type: Missing'],
        ['class A {} class B extends A {}', '2:28 Non-virtual and non-abstract type cannot be extended: M.A'],
        ['interface I { void a(); } class C implements I {}', '2:33 Class M.C must implement the method: void M.I.a()'],
        [
          'interface I { void a(); } class C implements I { void a() {} }',
          '2:55 M.C: Overriding implementations of global or public interface methods must be global or public: void M.C.a()',
        ],
        [
          'abstract class A { abstract void a(); } class B extends A {}',
          '2:47 Class M.B must implement the abstract method: void M.A.a()',
        ],
        ['abstract class A {} Object o = new A();', '2:32 Abstract classes cannot be constructed: M.A'],
        ['interface A {} Object o = new A();', '2:27 Type cannot be constructed: M.A'],
        [
          'virtual class A { public void a() {} } class B extends A { public override void a() {} }',
          '2:81 Non-virtual, non-abstract methods cannot be overridden: void M.A.a()',
        ],
        [
          'virtual class A { public virtual void a() {} } class B extends A { public void a() {} }',
          '2:80 Method must use the override keyword: void M.B.a()',
        ],
        [
          'virtual class A { public virtual void a() {} } class B extends A { override void a() {} }',
          '2:82 Cannot reduce the visibility of method: void M.B.a()',
        ],
        [
          'virtual class A {} class B extends A { public override void a() {} }',
          '2:61 @Override specified for non-overriding method: void M.B.a()',
        ],
        [
          'virtual class A { A(Integer i) {} } class B extends A {}',
          '2:37 No default constructor available in super type: M.A',
        ],
        [
          'virtual class A { A(Integer i) {} } class B extends A { B() {} }',
          '2:57 No default constructor available in super type: M.A',
        ],
        [
          'class A { A() { Integer i; this(1); } A(Integer i) {} }',
          "2:28 Call to 'this()' must be the first statement in a constructor method",
        ],
        ['class A { A() { super(1); } }', '2:17 No super type defined: M.A'],
        ['Foo() {}', '2:1 Invalid constructor name: Foo'],
      ],
    ],
    [
      'visibility and accessors',
      'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm',
      [
        ['public private Integer a;', '2:1 Declarations can only have one scope'],
        ['abstract Integer b;', '2:1 abstract is not allowed on fields'],
        ['interface I { public void a(); }', '2:27 public is not allowed on interface methods'],
        ['Integer a { get; } void f() { a = 1; }', '2:31 Variable is not visible: M.a'],
        ['private Integer a { public get; set; }', '2:21 Cannot declare public accessor on private property'],
        ['Integer a { get { } }', '2:19 Missing return statement required return type: Integer'],
        ['class BException {}', '2:7 Exception class must extend another Exception class: M.BException'],
        [
          'class Broken extends Exception {}',
          '2:7 Classes extending Exception must have a name ending in Exception: M.Broken',
        ],
      ],
    ],
  ])('should be told: %s (%s)', (_, __, mistakes) => {
    expect(problemsOfEach(mistakes)).toEqual(mistakes.map(([, problem]) => [problem]));
  });
});

// Documented as assigned once, yet orgs take a second assignment: apex-dev-tools/apex-ls#524 deployed it at API 67.
test('a final variable of a method should be assigned again', () => {
  expect(
    problemsOfEach([
      ['void f(final Integer a) { final Integer b = 1; a = b; b = 2; }', ''],
      ['static final Integer A; { A = 1; }', ''],
    ]),
  ).toEqual([[], []]);
});
