import { program } from '../testing';

/** Problems of one source, without their places. */
function problemsOf(...sources: string[]): string[] {
  return program(sources).problems.map((each) => each.replace(/^\S+ /, ''));
}

describe('a sound program', () => {
  test('should be declared without problems, in any order of its files', () => {
    const { problems, declarations } = program([
      `public class Order extends Document implements Comparable {
         private static final Integer MAX = 3;
         public Line[] lines { get; private set; }
         public enum State { DRAFT, SENT }
         public class Line { public Decimal price; public Line(Decimal price) { this.price = price; } }
         static { System.debug(MAX); }
         public Order() { this(new List<Line>()); }
         public Order(List<Line> lines) { this.lines = lines; }
         public Integer compareTo(Object other) { return 0; }
         public override String title() { return 'order'; }
         public override String toString() { return title(); }
       }`,
      'public abstract class Document { public abstract String title(); protected virtual void touch() {} }',
      'trigger Orders on Account (before insert, after update) { helper(); void helper() {} }',
    ]);
    expect(problems).toEqual([]);
    // Super types first, then as written, outer before inner.
    expect(declarations.types.map((each) => each.type.displayName)).toEqual([
      'Document',
      'Order',
      'Order.State',
      'Order.Line',
    ]);
    expect(declarations.triggers.map((each) => each.object.name)).toEqual(['Account']);
    expect(declarations.triggers[0]?.members.methods.map((each) => each.member.name)).toEqual(['helper']);
  });

  test('should keep what members say', () => {
    const { type } = program([
      `@IsTest private class T {
         @TestVisible private transient String a, b;
         public static final Integer C = 1;
         public String p { get; protected set; }
         @IsTest(SeeAllData=true) static void works() {}
         static testMethod void old() {}
       }`,
    ]);
    const { fields, methods } = type('T').members;
    expect(type('T').isTest).toBe(true);
    expect(fields.get('b')).toMatchObject({ isTestVisible: true, isTransient: true, visibility: 'private' });
    expect(fields.get('c')).toMatchObject({ isStatic: true, isFinal: true, kind: 'field' });
    expect(fields.get('p')).toMatchObject({ kind: 'property', getter: 'public', setter: 'protected' });
    expect(methods.get('works')?.[0]?.annotations).toEqual([{ name: 'istest', parameters: { seealldata: true } }]);
    expect(methods.get('old')?.[0]?.annotations).toEqual([{ name: 'istest', parameters: {} }]);
  });

  test('should give initialisation in source order', () => {
    const { declarations, type } = program(['public class A { Integer a = 1; { a = 2; } static { } Integer b = 3; }']);
    const steps = declarations.of(type('A'))?.initialization ?? [];
    expect(steps.map((each) => (each.kind === 'field' ? each.field.member.name : 'block'))).toEqual([
      'a',
      'block',
      'block',
      'b',
    ]);
    expect(steps.map((each) => each.isStatic)).toEqual([false, false, true, false]);
  });

  test('should give a class without constructors a public one, and exceptions those of Exception', () => {
    const { type } = program(['public class A {}', 'public class MyException extends Exception { }']);
    expect(type('A').members.constructors.map((each) => [each.visibility, each.parameters.length])).toEqual([
      ['public', 0],
    ]);
    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_custom.htm
    expect(type('MyException').members.constructors.map((each) => each.emitName)).toEqual([
      'new$',
      'new$string',
      'new$exception',
      'new$string$exception',
    ]);
  });
});

describe('names in JavaScript', () => {
  test('should tell overloads apart, whatever the case, and be shared by overriding methods', () => {
    const { type } = program([
      `public virtual class A { public virtual void put(String k, Map<Id, A> v) {} public void PUT(Integer k) {} }`,
      `public class B extends A { public override void Put(String k, Map<Id, A> v) {} }`,
    ]);
    const names = (name: string) =>
      type(name)
        .members.methods.get('put')
        ?.map((each) => each.emitName);
    expect(names('A')).toEqual(['put$string$map$lid$ca$g', 'put$integer']);
    expect(names('B')).toEqual(['put$string$map$lid$ca$g']);
  });

  test('should keep a private method apart from one that looks the same in a subclass', () => {
    const { type, problems } = program([
      'public virtual class A { private Integer f() { return 1; } public Integer g() { return f(); } }',
      'public class B extends A { public Integer f() { return 2; } }',
    ]);
    expect(problems).toEqual([]);
    expect(type('B').members.methods.get('f')?.[0]?.emitName).not.toBe(
      type('A').members.methods.get('f')?.[0]?.emitName,
    );
  });

  test('should keep fields of the same name in a hierarchy apart', () => {
    const { type } = program(['public virtual class A { Integer x; }', 'public class B extends A { String X; }']);
    expect(type('A').members.fields.get('x')?.emitName).toBe('_x');
    expect(type('B').members.fields.get('x')?.emitName).toBe('_x$1');
  });

  test('should bridge a generic interface to the method that implements it', () => {
    const { declarations, type } = program([
      'public class ByName implements Comparator<Account> { public Integer compare(Account a, Account b) { return 0; } }',
    ]);
    expect(declarations.of(type('ByName'))?.bridges.map((each) => [each.from, each.target?.emitName])).toEqual([
      ['compare$t$t', 'compare$account$account'],
    ]);
  });

  test('should take a static method for the implementation of an interface’s, as the platform does', () => {
    const { declarations, type, problems } = program([
      'public class Job implements Queueable { public static void execute(QueueableContext context) {} }',
    ]);
    expect(problems).toEqual([]);
    expect(declarations.of(type('Job'))?.bridges[0]?.target?.isStatic).toBe(true);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
describe('sharing', () => {
  const sources = [
    `public virtual class Plain { class Within {} }`,
    'public without sharing virtual class Bare { class Within {} }',
    'public class Sub extends Bare {}',
    'public with sharing class Own extends Bare {}',
    'public inherited sharing class Caller {}',
  ];

  test('should be "with" from API 67 on where nothing is said, unless a super class says otherwise', () => {
    const { declarations, type } = program(sources, 67);
    const of = (name: string) => declarations.of(type(name))?.sharing;
    expect(['Plain', 'Plain.Within', 'Bare', 'Bare.Within', 'Sub', 'Own', 'Caller'].map(of)).toEqual([
      'with',
      'with',
      'without',
      'with',
      'without',
      'with',
      'inherited',
    ]);
  });

  test('should be left to the caller before API 67', () => {
    const { declarations, type } = program(sources, 66);
    const of = (name: string) => declarations.of(type(name))?.sharing;
    expect(['Plain', 'Bare.Within', 'Sub'].map(of)).toEqual(['omitted', 'omitted', 'without']);
  });
});

describe('problems of types', () => {
  test('should stand at their place, file by file', () => {
    expect(program(['public class A { Foo a;\n  Bar<Id> b; }', 'public class B extends Foo {}']).problems).toEqual([
      '1.cls:1:18 Invalid type: Foo',
      '1.cls:2:3 Invalid type: Bar',
      '2.cls:1:24 Invalid type: Foo',
    ]);
  });

  test.each([
    [['public class A {}', 'public class a {}'], 'Type name already in use: a'],
    [['public class A extends B {}', 'public class B {}'], 'Non-virtual and non-abstract type cannot be extended: B'],
    [['public class A extends I {}', 'public interface I {}'], 'Invalid super type: I'],
    [['public class A implements B {}', 'public virtual class B {}'], 'Invalid interface: B'],
    [['public class A implements I, I {}', 'public interface I {}'], 'Interface already implemented: I'],
    [['public class A { class B { class C {} } }'], 'Inner types are not allowed to have inner types'],
    [['public class A { class B { static { } } }'], 'Inner types are not allowed to have static blocks'],
    [['public class A { class B { static void f() {} } }'], 'static can only be used on methods of a top level type'],
    [['class A {}'], 'Top-level type must have public or global visibility'],
    [['public class A { List<Id, Id> a; }'], 'Invalid type argument count for List: expected 1 but found 2'],
    [['public class A { List a; }'], 'No type arguments provided for a parameterized type: List'],
    [['public class A { Account<Id> a; }'], 'Type arguments provided for a non-parameterized type: Account'],
    [['public class A { B.C c; }', 'public class B { class C {} }'], 'Type is not visible: B.C'],
    [['public class AException {}'], 'Exception class must extend another Exception class: AException'],
    [['public class A extends Exception {}'], 'Classes extending Exception must have a name ending in Exception: A'],
    [['trigger T on Unheard__c (before insert) {}'], 'Invalid type: Unheard__c'],
    [['trigger T on Account (before insert, before insert) {}'], 'Duplicate Trigger Usage: before insert'],
  ])('%j should give: %s', (sources, problem) => {
    expect(problemsOf(...sources)).toEqual([problem]);
  });

  test('should be told once, not again by what follows from them', () => {
    expect(
      problemsOf(
        'public class A extends Foo { public override void f() {} void g(Bar b) {} void g(Baz b) {} }',
        'public class B implements Comparator<Id> { public Integer compare(Bar a, Baz b) { return 0; } }',
      ),
    ).toEqual([
      'Invalid type: Foo',
      'Invalid type: Bar',
      'Invalid type: Baz',
      'Invalid type: Bar',
      'Invalid type: Baz',
    ]);
  });

  test('should find circles', () => {
    expect(problemsOf('public virtual class A extends B {}', 'public virtual class B extends A {}')).toEqual([
      'Circular definition: A',
      'Circular definition: B',
    ]);
    expect(problemsOf('public interface I extends I {}')).toEqual(['Circular definition: I']);
  });
});

describe('problems of members', () => {
  test.each([
    ['public class A { Integer x; String X; }', 'Duplicate field: X'],
    [
      'public class A { void f(Id a) {} Id F(Id b) { return b; } }',
      'Method already defined: F Id A.F(Id) from the type A',
    ],
    ['public class A { A() {} A() {} }', 'Constructor already defined: [A].<Constructor>()'],
    ['public class A { B() {} }', 'Invalid constructor name: B'],
    ['public class A { public private Integer x; }', 'Declarations can only have one scope'],
    ['public class A { public static static Integer x; }', 'Duplicate modifier: static'],
    ['public class A { private Integer x { public get; set; } }', 'Cannot declare public accessor on private property'],
    ['public class A { @Unheard Integer x; }', 'Annotation does not exist: Unheard'],
    ['public abstract class A { abstract void f() {} }', 'Abstract methods cannot have a body'],
    ['public class A { void f(); }', 'Method must have a body'],
    [
      'public class AException extends Exception { public AException(String m) {} }',
      'System exception constructor already defined: void <init>(String)',
    ],
    ['@IsTest class A { @IsTest void f() {} }', 'testMethod methods must be declared as static'],
    ['@IsTest class A { @IsTest static void f(Id a) {} }', 'Test methods must have no arguments'],
    [
      '@IsTest class A { @IsTest static Id f() { return null; } }',
      'testMethod methods do not support return type of Id',
    ],
    ['@IsTest class A { @TestSetup static Id f() { return null; } }', 'Test setup method must return void'],
    ['public class A { @future void f() {} }', 'Future methods must be declared as static'],
    [
      'public class A { @future static void f(Account a) {} }',
      'Future methods do not support parameter type of Account',
    ],
    [
      'public class A { @InvocableMethod public static void f(Id a) {} }',
      'Unsupported parameter type Id. Valid invocable parameters must be List types like List<T> where T is a supported type',
    ],
  ])('%s should give: %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_extending.htm
describe('overriding', () => {
  const under = (base: string, sub: string) =>
    problemsOf(`public abstract class A { ${base} }`, `public class B extends A { ${sub} }`);

  test.each([
    ['public virtual void f() {}', 'public void f() {}', 'Method must use the override keyword: void B.f()'],
    [
      'public void f() {}',
      'public override void f() {}',
      'Non-virtual, non-abstract methods cannot be overridden: void A.f()',
    ],
    ['', 'public override void f() {}', '@Override specified for non-overriding method: void B.f()'],
    [
      'public virtual void f() {}',
      'protected override void f() {}',
      'Cannot reduce the visibility of method: void B.f()',
    ],
    [
      'public virtual String f() { return null; }',
      'public override Integer f() { return 1; }',
      'Method return types clash: String A.f() vs Integer B.f() from the type B',
    ],
    ['public abstract void f(Id a);', '', 'Class B must implement the abstract method: void A.f(Id)'],
    ['public static void f() {}', 'public void f() {}', 'Cannot override static method: void A.f() with void B.f()'],
  ])('%s / %s should give: %s', (base, sub, problem) => {
    expect(under(base, sub)).toEqual([problem]);
  });

  test('should accept a subtype as result', () => {
    expect(under('public virtual A self() { return this; }', 'public override B self() { return this; }')).toEqual([]);
    expect(
      under('public abstract List<SObject> rows();', 'public override List<Account> rows() { return null; }'),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_interfaces.htm
describe('implementing', () => {
  test('should want every method of every interface, inherited ones too', () => {
    expect(
      problemsOf(
        'public interface I { String f(Integer a); }',
        'public interface J extends I { void g(); }',
        'public class A implements J { public void g() {} }',
        'public abstract class B implements J { public String f(Integer a) { return null; } }',
        'public class C extends B {}',
      ),
    ).toEqual([
      'Class A must implement the method: String I.f(Integer)',
      'Class C must implement the method: void J.g()',
    ]);
  });

  test('should take more than was promised and answer less, as deployed public code does', () => {
    expect(
      problemsOf(
        'public interface I { Object f(String a); Object g(List<Account> a); String h(SObject a); Long k(Object a); }',
        'public class A implements I { public Boolean f(Object a) { return null; } public List<Id> g(Object a) { return null; } public String h(Account a) { return null; } public Object k(Object a) { return null; } }',
      ),
    ).toEqual([
      'Class A must implement the method: String I.h(SObject)',
      'Method return types clash: Long I.k(Object) vs Object A.k(Object) from the type A',
    ]);
  });

  test('should miss a method once that an abstract class repeats', () => {
    expect(
      problemsOf(
        'public interface I { void f(); }',
        'public abstract class A implements I { public abstract void f(); }',
        'public class B extends A {}',
      ),
    ).toEqual(['Class B must implement the abstract method: void A.f()']);
  });

  test('should want implementing methods to be public', () => {
    expect(problemsOf('public class A implements Queueable { void execute(QueueableContext c) {} }')).toEqual([
      'A: Overriding implementations of global or public interface methods must be global or public: void A.execute(QueueableContext)',
    ]);
  });

  test('should take a list of concrete records for one of records', () => {
    const { problems, declarations, type } = program([
      'public interface Check { void run(List<SObject> rows); }',
      'public class A implements Check { public void run(List<Account> rows) {} }',
      'public abstract class B { public abstract void run(List<SObject> rows); }',
      'public class C extends B { public override void run(List<Account> rows) {} }',
    ]);
    expect(problems).toEqual([]);
    expect(declarations.of(type('A'))?.bridges.map((each) => each.from)).toEqual(['run$list$lsobject$g']);
    expect(type('C').members.methods.get('run')?.[0]?.emitName).toBe('run$list$lsobject$g');
  });

  test('should be satisfied by either start method of Batchable and by lists of concrete records', () => {
    const batch = (start: string) => `public class A implements Database.Batchable<SObject> {
      public ${start}
      public void execute(Database.BatchableContext c, List<Account> rows) {}
      public void finish(Database.BatchableContext c) {} }`;
    expect(problemsOf(batch('Database.QueryLocator start(Database.BatchableContext c) { return null; }'))).toEqual([]);
    expect(problemsOf(batch('List<SObject> start(Database.BatchableContext c) { return null; }'))).toEqual([]);
    expect(problemsOf(batch('Iterable<SObject> start(Database.BatchableContext c) { return null; }'))).toEqual([]);
    expect(problemsOf(batch('void begin() {}'))).toContain(
      'Class A must implement the method: Iterable<SObject> Database.Batchable<SObject>.start(Database.BatchableContext)',
    );
  });
});
