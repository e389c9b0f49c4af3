import { program, type TestProgram } from '../testing';
import type { Receiver } from '.';

/** The signature of the method a call means, or the problem. */
function call(
  { resolver, type, types, scope }: TestProgram,
  on: string,
  name: string,
  args: readonly string[],
  { from = on, receiver = 'instance' }: { from?: string; receiver?: Receiver } = {},
): string {
  const argumentTypes = args.map((each) => (each === 'null' ? types.nullType : type(each)));
  const found = resolver.resolveMethod(type(on), name, argumentTypes, scope(from), receiver);
  if (found.problem !== undefined) return found.problem;
  const parameters = found.member.parameters.map((each) => each.type.displayName).join(', ');
  return `${found.member.owner.displayName}.${found.member.name}(${parameters})`;
}

describe('type names', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_type_resolution.htm
  const shadowing = program([
    'public class Shell { public class Account {} public class Contact { } }',
    'public class Contact {}',
    'public virtual class Base { public class Part {} }',
    'public class Sub extends Base { public class Own {} }',
  ]);
  const find = (name: string, from: string) =>
    shadowing.resolver.findType(name.split('.'), shadowing.scope(from))?.displayName;

  test('should mean inner types first, then classes, then system types and sObjects', () => {
    expect(find('Account', 'Shell')).toBe('Shell.Account');
    expect(find('Account', 'Shell.Contact')).toBe('Shell.Account');
    expect(find('Account', 'Sub')).toBe('Account');
    expect(shadowing.resolver.findType(['Account'], shadowing.scope('Sub'))?.kind).toBe('sobject');
    expect(find('Contact', 'Shell')).toBe('Shell.Contact');
    expect(shadowing.resolver.findType(['Contact'], shadowing.scope('Sub'))?.kind).toBe('class');
  });

  test('should include inner types of super classes', () => {
    expect(find('Part', 'Sub.Own')).toBe('Base.Part');
    expect(find('Sub.Part', 'Shell')).toBe('Base.Part');
    expect(find('Part', 'Shell')).toBeUndefined();
  });

  test('should read T1.T2 as an inner type, else as a type of namespace T1', () => {
    expect(find('Shell.Account', 'Sub')).toBe('Shell.Account');
    expect(find('Database.QueryLocator', 'Sub')).toBe('Database.QueryLocator');
    expect(find('System.Database', 'Sub')).toBe('Database');
    expect(find('Messaging.InboundEmail.Header', 'Sub')).toBe('Messaging.InboundEmail.Header');
  });
});

describe('overloads', () => {
  const overloaded = program([
    `public virtual class Base { public interface Shape {} public virtual class Mid extends Base {} public class Low extends Mid implements Shape {} }`,
    `public class A {
       public void num(Long x) {} public void num(Decimal x) {}
       public void text(String x) {} public void text(Object x) {}
       public void any(Object x) {}
       public void row(SObject x) {} public void row(Account x) {}
       public void rows(List<SObject> x) {} public void rows(List<Account> x) {} public void rows(Object x) {}
       public void kin(Base x) {} public void kin(Base.Mid x) {}
       public void pair(String a, Object b) {} public void pair(Object a, String b) {}
       public void either(Integer x) {} public void either(List<Integer> x) {}
     }`,
  ]);
  const on = (name: string, ...args: string[]) => call(overloaded, 'A', name, args);

  test.each([
    ['num', 'Integer', 'A.num(Long)'],
    ['num', 'Double', 'A.num(Decimal)'],
    ['text', 'Id', 'A.text(String)'],
    ['text', 'Integer', 'A.text(Object)'],
    ['text', 'null', 'A.text(String)'],
    ['any', 'Set<Id>', 'A.any(Object)'],
    ['row', 'Account', 'A.row(Account)'],
    ['row', 'Contact', 'A.row(SObject)'],
    ['rows', 'List<Account>', 'A.rows(List<Account>)'],
    ['rows', 'List<Contact>', 'A.rows(List<SObject>)'],
    ['rows', 'Set<Account>', 'A.rows(Object)'],
    ['kin', 'Base.Low', 'A.kin(Base.Mid)'],
    ['kin', 'Base', 'A.kin(Base)'],
    ['TEXT', 'String', 'A.text(String)'],
  ])('%s(%s) should mean %s', (name, argument, expected) => {
    expect(on(name, argument)).toBe(expected);
  });

  test('should be ambiguous where no overload is better', () => {
    expect(on('pair', 'String', 'String')).toBe('Ambiguous method signature: void pair(String, String)');
    expect(on('either', 'null')).toBe('Ambiguous method signature: void either(NULL)');
  });

  test('should say what is missing', () => {
    expect(on('num', 'String')).toBe('Method does not exist or incorrect signature: void num(String) from the type A');
    expect(on('unheard')).toBe('Method does not exist or incorrect signature: void unheard() from the type A');
  });

  test('should tell how each argument is converted', () => {
    const { resolver, type, scope, types } = overloaded;
    const found = resolver.resolveMethod(type('A'), 'num', [types.integer], scope('A'), 'instance');
    expect(found.conversions?.map((each) => each.kind)).toEqual(['integerToLong']);
  });
});

describe('inherited members', () => {
  const family = program([
    'public virtual class A { protected Integer n; public virtual String f() { return null; } public static void s() {} }',
    'public virtual class B extends A { public override String f() { return null; } }',
    'public class C extends B { public void f(Integer x) {} }',
    'public interface I { void i(); }',
    'public interface J extends I {}',
  ]);

  test('should be found in the nearest class that has them', () => {
    expect(call(family, 'C', 'f', [])).toBe('B.f()');
    expect(call(family, 'C', 'f', ['Integer'])).toBe('C.f(Integer)');
    expect(call(family, 'C', 's', [], { receiver: 'static' })).toBe('A.s()');
    expect(call(family, 'J', 'i', [])).toBe('I.i()');
    expect(family.resolver.findField(family.type('C'), 'N')?.owner.name).toBe('A');
  });

  test('should include what every object has', () => {
    for (const name of ['C', 'I', 'Account', 'List<Id>', 'Object', 'Integer'])
      expect(call(family, name, 'hashCode', [], { from: 'A' })).toBe('Object.hashCode()');
  });

  test('should call a class of static methods where an sObject has its name', () => {
    expect(call(family, 'Site', 'getSiteId', [], { from: 'A', receiver: 'static' })).toBe('Site.getSiteId()');
  });
});

describe('static and instance context', () => {
  const both = program([
    `public class A { public static void s() {} public void i() {} static Integer n; Integer m;
       public class Nested { public void f() {} } public void only() {} }`,
  ]);

  test('should be told apart by the receiver', () => {
    expect(call(both, 'A', 'i', [], { receiver: 'static' })).toBe(
      'Non static method cannot be referenced from a static context: void A.i()',
    );
    expect(call(both, 'A', 's', [], { receiver: 'instance' })).toBe(
      'Static method cannot be referenced from a non static context: void A.s()',
    );
  });

  test('should let inner classes use static members of the outer class by their bare name', () => {
    const { resolver, scope } = both;
    expect(resolver.resolveImplicitMethod('s', [], scope('A.Nested'), false).member?.owner.name).toBe('A');
    expect(resolver.resolveImplicitMethod('only', [], scope('A.Nested'), false).problem).toBe(
      'Method does not exist or incorrect signature: void only() from the type A.Nested',
    );
    expect(resolver.findFieldInScope('n', scope('A.Nested'))?.owner.name).toBe('A');
    expect(resolver.findFieldInScope('m', scope('A.Nested'))).toBeNull();
    expect(resolver.findFieldInScope('m', scope('A'))?.owner.name).toBe('A');
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
describe('visibility', () => {
  const guarded = program([
    `public virtual class A {
       private void p() {} protected void q() {} @TestVisible private void t() {}
       @TestVisible private A(Integer x) {} public A() {}
       public Integer r { get; private set; }
       public class Nested { private Integer secret; }
     }`,
    'public class B extends A {}',
    'public class C {}',
    '@IsTest private class ATest { class Helper {} }',
  ]);
  const from = (name: string, place: string) => call(guarded, 'A', name, [], { from: place });

  test('should keep private members in their outermost class', () => {
    expect(from('p', 'A.Nested')).toBe('A.p()');
    expect(from('p', 'B')).toBe('Method is not visible: void A.p()');
    const secret = guarded.resolver.findField(guarded.type('A.Nested'), 'secret')!;
    expect(guarded.resolver.isVisible(secret, guarded.scope('A'))).toBe(true);
    expect(guarded.resolver.isVisible(secret, guarded.scope('C'))).toBe(false);
  });

  test('should show protected members to subclasses', () => {
    expect(from('q', 'B')).toBe('A.q()');
    expect(from('q', 'C')).toBe('Method is not visible: void A.q()');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_testvisible.htm
  test('should show @TestVisible members to tests', () => {
    expect(from('t', 'ATest')).toBe('A.t()');
    expect(from('t', 'ATest.Helper')).toBe('A.t()');
    expect(from('t', 'C')).toBe('Method is not visible: void A.t()');
    const { resolver, type, types, scope } = guarded;
    expect(resolver.resolveConstructor(type('A'), [types.integer], scope('ATest')).member).toBeDefined();
    expect(resolver.resolveConstructor(type('A'), [types.integer], scope('C')).problem).toBe(
      'Constructor is not visible: [A].<Constructor>(Integer)',
    );
  });

  test('should let each accessor of a property have its own', () => {
    const { resolver, type, scope } = guarded;
    const property = resolver.findField(type('A'), 'r')!;
    expect([resolver.isReadable(property, scope('C')), resolver.isWritable(property, scope('C'))]).toEqual([
      true,
      false,
    ]);
    expect(resolver.isWritable(property, scope('A'))).toBe(true);
  });
});

describe('constructors', () => {
  const built = program([
    'public abstract class A { public A(String s) {} public A(Integer i) {} }',
    'public class MyException extends Exception {}',
    'public interface I {}',
  ]);
  const build = (name: string, args: string[], purpose?: 'new' | 'chain') => {
    const { resolver, type, scope } = built;
    const found = resolver.resolveConstructor(type(name), args.map(type), scope('MyException'), purpose);
    return found.problem ?? found.member?.emitName;
  };

  test('should be chosen like methods', () => {
    expect(build('A', ['Id'], 'chain')).toBe('new$string');
    expect(build('MyException', ['String'])).toBe('new$string');
    expect(build('List<Id>', [])).toBe('new$');
  });

  test('should be refused in Salesforce’s words', () => {
    expect(build('A', ['Boolean'], 'chain')).toBe('Constructor not defined: [A].<Constructor>(Boolean)');
    expect(build('A', ['String'])).toBe('Abstract classes cannot be constructed: A');
    expect(build('I', [])).toBe('Type cannot be constructed: I');
  });
});
