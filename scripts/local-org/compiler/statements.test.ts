/** Statements: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_loops.htm and its neighbours. */
import { LimitError } from '../values/errors';
import { evaluate, problemsOf, program, thrownBy } from './running.testing';

describe('loops', () => {
  it('runs for, while, do with break and continue', () => {
    const body =
      "String s = ''; for (Integer i = 0; i < 9; i++) { if (i == 2) continue; if (i == 5) break; s += i; }" +
      'Integer n = 0; while (true) { n++; if (n > 2) break; } do { n--; } while (n > 0); return s + n;';
    expect(evaluate('String', body)).toBe('01340');
  });

  it('walks lists, sets and iterables of the program', () => {
    const members =
      'class Count implements Iterable<Integer>, Iterator<Integer> { Integer i = 0; public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return i < 3; } public Integer next() { return i++; } }';
    const body =
      'Integer sum = 0; for (Integer i : new List<Integer>{1, 2}) sum += i; for (Integer i : new Set<Integer>{10}) sum += i; for (Integer i : new Count()) sum += 100 * i; return sum;';
    expect(evaluate('Integer', body, members)).toBe(313);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm
  it('refuses to change a collection that is being walked', () => {
    expect(thrownBy('List<Integer> l = new List<Integer>{1}; for (Integer i : l) { l.add(2); }')).toBe(
      'System.FinalException: Cannot modify a collection while it is being iterated.',
    );
  });

  it('allows the change after a break', () => {
    expect(
      evaluate(
        'Integer',
        'List<Integer> l = new List<Integer>{1}; for (Integer i : l) { break; } l.add(2); return l.size();',
      ),
    ).toBe(2);
  });

  it('wants a collection', () => {
    expect(problemsOf('for (Integer i : 5) { }')).toEqual(['Loop must iterate over collection: Integer']);
  });
});

describe('switch', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
  const members =
    "enum Color { RED, GREEN } static String of(Color c) { switch on c { when RED { return 'r'; } when null { return 'n'; } when else { return 'e'; } } }" +
    "static String of(SObject o) { switch on o { when Account a { return 'A' + a.Name; } when Contact c { return 'C'; } when else { return '?'; } } }";

  it('matches enum constants, null and else', () => {
    expect(evaluate('String', 'Color none; return of(Color.RED) + of(none) + of(Color.GREEN);', members)).toBe('rne');
  });

  it('matches records by type', () => {
    expect(
      evaluate('String', "SObject a = new Account(Name = 'x'); SObject l = new Lead(); return of(a) + of(l);", members),
    ).toBe('Ax?');
  });

  it('matches several values of a case, and does not fall through', () => {
    expect(
      evaluate('Integer', 'Integer n = 0; switch on 2 { when 1, 2 { n += 1; } when 3 { n += 10; } } return n;'),
    ).toBe(1);
  });
});

describe('exceptions', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_custom.htm
  const members =
    'public virtual class BaseException extends Exception {} public class SubException extends BaseException {}';

  it('catches by type, in order, and runs finally', () => {
    const body =
      "String s = ''; try { throw new SubException('boom'); } catch (MathException e) { s += 'math'; } catch (BaseException e) { s += e.getMessage(); } finally { s += '!'; } return s;";
    expect(evaluate('String', body, members)).toBe('boom!');
  });

  it('gives custom exceptions the constructors of Exception', () => {
    const body =
      "Exception cause = new SubException(); Exception e = new SubException('m', cause); return e.getMessage() + (e.getCause() === cause) + new SubException(cause).getTypeName();";
    expect(evaluate('String', body, members)).toBe('mtrueMain.SubException');
  });

  it('lets what no clause takes pass, after finally', () => {
    const made = program(
      "public class Main { public static String log = ''; public static void run() { try { Integer i = 1 / zero(); } catch (ListException e) { log += 'no'; } finally { log += 'f'; } } static Integer zero() { return 0; } public static String getLog() { return log; } }",
    );
    expect(() => made.run()).toThrow('Divide by 0');
    expect(made.run('Main.getLog')).toBe('f');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_definition.htm
  it('lets no clause and no finally see a limit', () => {
    const made = program(
      "public class Main { public static String log = ''; public static void run() { try { while (true) { log = 'ran'; } } catch (Exception e) { log = 'caught'; } finally { log = 'finally'; } } public static String getLog() { return log; } }",
      {
        host: {
          spend: () => {
            throw new LimitError('Apex CPU time limit exceeded');
          },
        },
      },
    );
    expect(() => made.run()).toThrow('Apex CPU time limit exceeded');
    expect(made.run('Main.getLog')).toBe('ran');
  });

  it('ends endless recursion with a limit', () => {
    const made = program('public class Main { public static void run() { run(); } }');
    expect(() => made.run()).toThrow('Maximum stack depth reached: 1001');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
  it('tells the Apex line of each frame', () => {
    const made = program(
      `public class Main {
    Integer x;
    public Main(String text) {
        x = text
            .length();
    }
    public static String run() {
        try {
            Main m = new Main(
                null
            );
            return 'none';
        } catch (NullPointerException e) {
            return e.getStackTraceString() + '|' + e.getLineNumber();
        }
    }
}`,
    );
    expect(made.run()).toBe('Class.Main.<init>: line 5, column 1\nClass.Main.run: line 9, column 1|5');
  });
});

describe('what cannot be reached', () => {
  it.each([
    ['static Integer f(Boolean b) { if (b) { return 1; } }', 'Missing return statement required return type: Integer'],
    ['static Integer f() { return 1; Integer i = 2; }', 'Unreachable statement'],
    ['static Integer f() { while (true) { } }', 'Missing return statement required return type: Integer'],
    ['static Integer f() { while (true) { } return 1; }', null],
    ['static Integer f() { for (;;) { } return 1; }', null],
    ['static Integer f() { do { } while (true); return 1; }', null],
    ["static Integer f() { throw new ListException('x'); }", null],
    ['static Integer f(Boolean b) { if (b) { return 1; } else { return 2; } }', null],
    ['static Integer f() { try { return 1; } catch (Exception e) { return 2; } }', null],
    ['static void f() { break; }', 'Break statement must be in loop'],
    ['static void f() { return 1; }', 'Void method must not return a value'],
    ['static Integer f() { return; }', 'Return value must be of type: Integer'],
  ])('%s', (member, message) => {
    expect(problemsOf('', member)).toEqual(message === null ? [] : [message]);
  });
});

describe('metering and coverage', () => {
  it('counts steps of loops', () => {
    const made = program('public class Main { public static void run() { for (Integer i = 0; i < 100000; i++) { } } }');
    made.run();
    made.loaded.settleSteps();
    expect(made.log.steps).toBeGreaterThan(100_000);
  });

  it('tells covered from uncovered lines', () => {
    const made = program(
      'public class Main {\n public static void run() {\n Integer i = 1;\n if (i == 2) {\n i = 3;\n }\n }\n}',
    );
    made.run();
    expect(made.loaded.coverage()).toEqual([{ name: 'Main', file: '1.cls', covered: [3, 4], uncovered: [5] }]);
  });
});
