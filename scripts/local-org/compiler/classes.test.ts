/** Classes: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes.htm */
import { evaluate, program } from './running.testing';

describe('construction', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_constructors.htm
  it('initialises fields in order, then runs the super constructor and the body', () => {
    const members =
      "static String log = ''; static String note(String s) { log += s; return s; }" +
      "virtual class Base { String a = note('1'); Base() { note('2'); } }" +
      "class Sub extends Base { String b = note('3'); { note('4'); } Sub() { this('x'); note('6'); } Sub(String s) { super(); note('5'); } }";
    expect(evaluate('String', 'Sub s = new Sub(); return log;', members)).toBe('341256');
  });

  it('runs the super constructor before the fields of a class that writes no constructor', () => {
    const members =
      'virtual class Base { protected List<String> found; Base() { found = new List<String>{ "a" }; } }' +
      'class Sub extends Base { List<String> mine = this.found; }';
    expect(evaluate('Integer', 'return new Sub().mine.size();', members.replaceAll('"', "'"))).toBe(1);
  });

  it('runs the super constructor before the fields where the constructor does not call it', () => {
    const members =
      "static String log = ''; static String note(String s) { log += s; return s; }" +
      "virtual class Base { String a = note('1'); Base() { note('2'); } }" +
      "class Sub extends Base { String b = note('3'); Sub() { note('4'); } }";
    expect(evaluate('String', 'Sub s = new Sub(); return log;', members)).toBe('1234');
  });

  it('initialises statics on first use, once a transaction', () => {
    const made = program([
      'public class Main { public static Integer run() { return Other.next(); } }',
      'public class Other { static Integer n = start(); static { n += 10; } static Integer start() { return 5; } public static Integer next() { return n++; } }',
    ]);
    expect([made.run(), made.run()]).toEqual([15, 16]);
    made.newTransaction();
    expect(made.run()).toBe(15);
  });

  it('copies an instance by clone(), its fields and not what they refer to', () => {
    const members =
      "virtual class P { public String s = 'a'; public List<String> l = new List<String>(); P twin() { return this.clone(); } } class Q extends P { public Integer n = 1; }";
    const code =
      "Q q = new Q(); Q c = q.clone(); c.s = 'b'; c.n = 2; c.l.add('x'); P t = q.twin(); return q.s + q.n + q.l.size() + c.s + c.n + (t instanceof Q) + (t === q);";
    expect(evaluate('String', code, members)).toBe('a11b2truefalse');
  });

  it('leaves fields without initialiser null', () => {
    expect(evaluate('Boolean', 'return new Thing().flag == null;', 'class Thing { Boolean flag; }')).toBe(true);
  });
});

describe('names', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_prefix.htm
  it('takes a static variable of a class before an inner type of the same name', () => {
    const made = program([
      'public class Main { public static String run() { return Query.Filter.name() + Query.Filter.text; } }',
      "public class Query { public static Filter Filter { get { return new Filter(); } } public class Filter { public String text = 'b'; public String name() { return 'a'; } } }",
    ]);
    expect(made.problems).toEqual([]);
    expect(made.run()).toBe('ab');
  });
});

describe('inheritance', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_extending.htm
  const members =
    "interface Named { String name(); } abstract class Base implements Named { public abstract String name(); public virtual String both() { return 'base ' + name(); } private String own() { return 'b'; } public String callOwn() { return own(); } }" +
    "class Sub extends Base { public override String name() { return 'sub'; } public override String both() { return 'over ' + super.both(); } private String own() { return 's'; } public String mine() { return own(); } }";

  it('overrides, and reaches the super class by super', () => {
    expect(evaluate('String', 'Named n = new Sub(); Base b = new Sub(); return n.name() + b.both();', members)).toBe(
      'subover base sub',
    );
  });

  it('keeps private methods of one name apart', () => {
    expect(evaluate('String', 'Sub s = new Sub(); return s.callOwn() + s.mine();', members)).toBe('bs');
  });

  it('calls implementations of generic library interfaces', () => {
    const sorted =
      'class P implements Comparable { Integer v; P(Integer v) { this.v = v; } public Integer compareTo(Object o) { return v - ((P) o).v; } }';
    expect(
      evaluate('Integer', 'List<P> l = new List<P>{ new P(3), new P(1), new P(2) }; l.sort(); return l[0].v;', sorted),
    ).toBe(1);
  });
});

describe('properties', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_properties.htm
  it('runs accessors, and stores under the property’s own name inside them', () => {
    const members =
      'class P { public Integer n { get { return n == null ? 7 : n; } set { n = value * 2; } } public String auto { get; set; } }' +
      'static Integer s { get { if (s == null) s = 100; return s; } set; }';
    expect(
      evaluate(
        'Integer',
        "P p = new P(); Integer a = p.n; p.n = 4; p.auto = 'x'; s += 1; return a + p.n + s;",
        members,
      ),
    ).toBe(116);
  });

  it('lets a final property keep what its getter made', () => {
    const members = 'static final Integer x { get { if (x == null) { x = 3; } return x; } set; }';
    expect(evaluate('Integer', 'return x + x;', members)).toBe(6);
  });
});

describe('enums', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_enum_methods.htm
  const members = 'enum Season { WINTER, SPRING }';

  it('has values, names, ordinals', () => {
    expect(
      evaluate(
        'String',
        "return Season.SPRING.name() + Season.SPRING.ordinal() + Season.values().size() + Season.valueOf('winter').name();",
        members,
      ),
    ).toBe('SPRING12WINTER');
  });

  it('is told from an instance field of its name where nothing is an instance', () => {
    const both = 'enum Kind { A } Kind kind; static String first = Kind.A.name();';
    expect(evaluate('String', 'return first;', both)).toBe('A');
  });
});

describe('@future', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_invoking_future_methods.htm
  it('is handed to the platform with its arguments instead of being run', () => {
    const made = program(
      'public class Main { static Integer ran = 0; @future(callout=true) static void later(Integer n) { ran += n; } public static Integer run() { later(4); return ran; } }',
    );
    expect(made.run()).toBe(0);
    const [call] = made.log.futures;
    expect(call).toMatchObject({ className: 'Main', methodName: 'later', callout: true, arguments: [4] });
    call?.run([4]);
    expect(made.run()).toBe(4);
  });
});

describe('programs with problems', () => {
  it('run up to the method that did not compile', () => {
    const made = program(
      'public class Main { public static Integer run() { return 1; } public static Integer bad() { return nope; } }',
    );
    expect(made.problems).toHaveLength(1);
    expect(made.run()).toBe(1);
    expect(() => made.run('Main.bad')).toThrow(
      'not supported by the local org: Variable does not exist: nope (1.cls:1)',
    );
  });
});
