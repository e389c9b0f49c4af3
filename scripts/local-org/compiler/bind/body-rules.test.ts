/** What orgs refuse in bodies: told line, column and words of Salesforce. */
import { program } from '../running.testing';

const OTHERS = [
  'public virtual class Animal {}',
  'public class Dog extends Animal { public static Integer count; }',
  'public class Stone {}',
  'public interface Named {}',
  'public enum Season { WINTER, SUMMER }',
  'public abstract class Shape { public abstract void draw(); }',
];

function problemsIn(statements: string): string[] {
  return problemsOf(`public class Main { static final Integer ONE = 1; Integer size; void run() { ${statements} } }`);
}

function problemsOf(...sources: string[]): string[] {
  return program([...sources, ...OTHERS]).problems.map(({ message }) => message);
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_instanceof.htm
describe('instanceof', () => {
  it.each([
    ['Dog', 'Animal', 'Operation instanceof is always true since an instance of Dog is always an instance of Animal'],
    ['Dog', 'Dog', 'Operation instanceof is always true since an instance of Dog is always an instance of Dog'],
    ['Dog', 'Stone', 'Operation instanceof is always false since an instance of Dog is never an instance of Stone'],
    [
      'Account',
      'Contact',
      'Operation instanceof is always false since an instance of Account is never an instance of Contact',
    ],
    [
      'Integer',
      'String',
      'Operation instanceof is always false since an instance of Integer is never an instance of String',
    ],
  ])('should not be asked of %s and %s', (from, to, problem) => {
    expect(problemsIn(`${from} a; Boolean b = a instanceof ${to};`)).toEqual([problem]);
  });

  it.each([
    ['Object', 'String'],
    ['Animal', 'Dog'],
    ['Stone', 'Named'],
    ['SObject', 'Account'],
    ['String', 'Id'],
    ['List<SObject>', 'List<Account>'],
    ['Dog', 'Object'],
  ])('should be asked of %s and %s', (from, to) => {
    expect(problemsIn(`${from} a; Boolean b = a instanceof ${to};`)).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
describe('switch', () => {
  it.each([
    ['Integer i; switch on i { when else { } when 1 { } }', "'when else' must be the last when block"],
    [
      'Integer i; switch on i { when 1 { } when 1 { } }',
      '1 occurs as more than one when branch for this switch statement',
    ],
    [
      'Integer i; Integer j; switch on i { when j { } }',
      "'when expression' must be a literal, a constant literal field or enum value",
    ],
    ['Integer i; switch on i { when size { } }', 'Field must be a static final constant: size'],
    ['Season s; switch on s { when Season.WINTER { } }', "Enum value used in 'when expression' should be unqualified"],
    ['Season s; switch on s { when SPRING { } }', 'Field must be an enum reference'],
    [
      'SObject s; switch on s { when Account a { } when Account b { } }',
      'Account occurs as more than one when branch for this switch statement',
    ],
    ['SObject s; switch on s { when String a { } }', 'String cannot be a when type variable block'],
    ['Integer i; switch on i { when Account a { } }', 'Account cannot be a when type variable block'],
    [
      'SObject s; switch on s { when 1 { } }',
      "Switching on SObject types must be a 'when type variable' or 'when null'",
    ],
    ['Decimal d; switch on d { when else { } }', 'Decimal is not a valid switch expression type'],
  ])('should be refused: %s', (statements, problem) => {
    expect(problemsIn(statements)).toEqual([problem]);
  });

  it('should take literals, constants, enum values, types and null', () => {
    expect(
      problemsIn(
        "Integer i; switch on i { when ONE, 2 { } when null { } when else { } } Season s; switch on s { when winter, SUMMER { } } SObject r; switch on r { when Account a { } when null { } when Contact c { } } String t; switch on t { when '1', 'x' { } }",
      ),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_methods.htm
describe('catch', () => {
  it.each([
    ['DmlException a', 'DmlException b', 'Exception type already caught: DmlException'],
    ['Exception a', 'DmlException b', 'Exception type already caught: DmlException'],
  ])('should not stand behind one that catches the same: %s, %s', (first, second, problem) => {
    expect(problemsIn(`try { run(); } catch (${first}) { } catch (${second}) { }`)).toEqual([problem]);
  });

  it('should go from the special to the general', () => {
    expect(
      problemsIn('try { run(); } catch (DmlException a) { } catch (QueryException b) { } catch (Exception c) { }'),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_constructors.htm
describe('constructors', () => {
  it.each([
    [
      'A() { Integer i; this(1); } A(Integer i) {}',
      "Call to 'this()' must be the first statement in a constructor method",
    ],
    [
      'A() { for (;;) { this(1); } } A(Integer i) {}',
      "Call to 'this()' must be the first statement in a constructor method",
    ],
    ['A() { try { } finally { super(); } }', "Call to 'super()' must be the first statement in a constructor method"],
    ['A() { if (true) { super(); } }', "Call to 'super()' must be the first statement in a constructor method"],
    [
      'A() { this(size()); } A(Integer i) {} Integer size() { return 1; }',
      'Cannot reference instance methods in a constructor invocation: Integer A.size()',
    ],
    [
      'A() { this(size); } A(Integer i) {} Integer size;',
      'Cannot reference instance variables in a constructor invocation: size',
    ],
  ])('should call another first, before there is an instance: %s', (members, problem) => {
    expect(problemsOf(`public class A extends Animal { ${members} }`)).toEqual([problem]);
  });

  it('should hand on what is no instance’s', () => {
    expect(
      problemsOf(
        'public class A { static Integer one = 1; A() { this(one + two()); size = 2; } A(Integer i) {} static Integer two() { return 2; } Integer size; }',
      ),
    ).toEqual([]);
  });
});

describe('members', () => {
  it.each([
    [
      'Object o = new Dog().count;',
      'Static field cannot be referenced from a non static context: count from the type Dog',
    ],
    ['for (Account a : [SELECT Id FROM Account]);', 'Loop with query must provide a statement'],
  ])('should be refused: %s', (statements, problem) => {
    expect(problemsIn(statements)).toEqual([problem]);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_precedence.htm
  it('should be the type’s where a variable of its name has none', () => {
    expect(problemsOf('public class A { Season season; void f() { season = Season.WINTER; } }')).toEqual([]);
  });

  it('should not call what a super class leaves to its subclasses', () => {
    expect(problemsOf('public class A extends Shape { public override void draw() { super.draw(); } }')).toEqual([
      'Abstract method cannot be called directly: void Shape.draw()',
    ]);
  });

  it('should not read what is initialised later', () => {
    expect(
      problemsOf('public class A { Integer a = b + 1; Integer b = 1; static Integer c = d; static Integer d = 1; }'),
    ).toEqual(['Illegal forward reference: b', 'Illegal forward reference: d']);
    expect(
      problemsOf(
        'public class A { Integer a = b + c(); static Integer b = 1; Integer c() { return d; } Integer d = a; }',
      ),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm
describe('fields of records', () => {
  it.each([
    ['Account a; a.LastModifiedDate = null;', 'Field is not writeable: Account.LastModifiedDate'],
    ['Account a = new Account(IsDeleted = true);', 'Field is not writeable: Account.IsDeleted'],
    ["Contact c; c.Name = 'x';", 'Field is not writeable: Contact.Name'],
    ['Account a; a.BillingAddress = null;', 'Field is not writeable: Account.BillingAddress'],
    ["Case c; c.CaseNumber = '1';", 'Field is not writeable: Case.CaseNumber'],
  ])('should be the org’s to give: %s', (statements, problem) => {
    expect(problemsIn(statements)).toEqual([problem]);
  });

  it('should be assigned where the org keeps what it is given', () => {
    expect(
      problemsIn(
        "Account a = new Account(Id = null, Name = 'x', OwnerId = null, BillingCity = 'x'); EmailMessage m = new EmailMessage(Incoming = true);",
      ),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_section.htm
describe('DML', () => {
  it.each([
    ['AggregateResult a; insert a;', 'DML operation INSERT not allowed on AggregateResult'],
    ['List<AggregateResult> a; update a;', 'DML operation UPDATE not allowed on AggregateResult'],
    ['User u; delete u;', 'DML operation DELETE not allowed on User'],
    [
      'Account a; upsert a Nope__c;',
      'Invalid field for upsert, must be an External Id custom or standard indexed field: Nope__c',
    ],
    ['List<SObject> a; upsert a Key__c;', 'Upsert with a field specification requires a concrete SObject type'],
    ['Opportunity a; Opportunity b; merge a b;', 'Specified type Opportunity cannot be merged'],
    ['SObject a; SObject b; merge a b;', 'Merge requires a concrete SObject type: SObject'],
    ['Account a; Contact b; merge a b;', 'Invalid type for duplicate records'],
  ])('should be refused: %s', (statements, problem) => {
    expect(problemsIn(statements)).toEqual([problem]);
  });

  it('should take records of any kind it can store', () => {
    expect(
      problemsIn(
        'SObject s; insert s; List<SObject> l; delete l; Account a; upsert a Id; List<Account> b; merge a b; List<Id> c; merge a c; User u; update u; undelete b;',
      ),
    ).toEqual([]);
  });
});

describe('arguments', () => {
  it.each([
    [
      'Map<Id, Account> m = new Map<Id, Account>(new List<Contact>());',
      'Invalid initializer type List<Contact> found for Map<Id,Account>: expected a Map with the same key and value types, or a valid SObject List',
    ],
    [
      'Map<Integer, Account> m = new Map<Integer, Account>(new List<Account>());',
      'Invalid initializer type List<Account> found for Map<Integer,Account>: expected a Map with the same key and value types, or a valid SObject List',
    ],
    [
      'Map<Id, Account> m; m.putAll(new List<Contact>());',
      'Invalid putAll type List<Contact> found for Map<Id,Account>',
    ],
    [
      'Database.executeBatch(new Stone());',
      'Method does not exist or incorrect signature: void executeBatch(Stone) from the type Database',
    ],
    ["'x'.addError('y');", 'addError must be invoked on an expression that is an exact SObject field reference'],
    ['run().toString();', 'Void cannot be used as a value'],
  ])('should be refused: %s', (statements, problem) => {
    expect(problemsIn(statements)).toEqual([problem]);
  });

  it('should be taken by maps when they fit', () => {
    expect(
      problemsIn(
        'SObject[] rows; Account a; a.Name.addError(a.Site); Map<Id, Account> m = new Map<Id, Account>(new List<Account>()); m = new Map<Id, Account>([SELECT Id FROM Account]); m.putAll(new List<Account>()); m.putAll(m); Map<String, SObject> s = new Map<String, SObject>(rows); s = new Map<String, SObject>(m); s.putAll(rows); Map<Id, Account> n = new Map<Id, Account>((List<Account>) rows);',
      ),
    ).toEqual([]);
  });
});

// Public projects that orgs take: apex-rollup, NPSP.
describe('what orgs take although nobody would guess', () => {
  it('a final field of a super class is assigned by a constructor', () => {
    const base = 'public abstract class Base { protected final Integer size; }';
    expect(problemsOf(base, 'public class Derived extends Base { Derived() { this.size = 1; } }')).toEqual([]);
    expect(problemsOf(base, 'public class Derived extends Base { void grow() { this.size = 1; } }')).toEqual([
      'Final members can only be assigned in their declaration, init blocks, or constructors: size',
    ]);
  });

  it('a plus stands before a text', () => {
    expect(problemsIn("Set<String> s = new Set<String>{ 'a', + 'b' };")).toEqual([]);
    expect(problemsIn("String s = -'b';")).toEqual(['Unary negation must use a numeric argument']);
  });

  it('a class of the platform is one the library does not know it to be', () => {
    expect(
      problemsIn(
        'Database.Error e; Boolean b = e instanceof Database.DuplicateError; Object o = (Database.DuplicateError) e;',
      ),
    ).toEqual([]);
  });

  it('a Visualforce component is made like a record', () => {
    expect(problemsIn("Object o = new Component.Apex.OutputPanel(id = 'x');")).toEqual([]);
  });

  it('an unknown type is the one mistake there is', () => {
    expect(
      problemsIn('Nonsense n; switch on n { when A { } when B { } } f(n); } void f(Nonsense n) {} void f(Stone s) {'),
    ).toEqual(['Invalid type: Nonsense', 'Invalid type: Nonsense']);
  });
});
