// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm
import { apexException, AssertionFailure, type DmlFailure } from '../../values/errors';
import { toText } from '../../values/operations';
import type { Value } from '../../values/value';
import { evaluate, execute, runApex } from '../testing';

describe('Exception', () => {
  it('has message, cause and type', () => {
    const main = `public class Main { public class OwnException extends Exception {} public static Object f() {
      Exception e = new OwnException('outer', new IllegalArgumentException('inner'));
      Exception bare = new OwnException();
      return e.getMessage() + '|' + e.getCause().getMessage() + '|' + e.getTypeName() + '|' + e.getCause().getTypeName()
        + '|' + bare.getMessage() + '|' + bare.getCause(); } }`;
    expect(runApex([main], 'f')).toBe(
      'outer|inner|Main.OwnException|System.IllegalArgumentException|Script-thrown exception|null',
    );
  });

  it('takes a message later and a cause once', () => {
    expect(
      execute(`DmlException e = new DmlException(); e.setMessage('late'); e.initCause(new MathException('m'));
        try { e.initCause(new MathException()); } catch (Exception again) { return e.getMessage() + e.getCause().getMessage(); }
        return null;`),
    ).toBe('latem');
  });

  it('shows the text of an AuraHandledException only once it was set', () => {
    expect(
      execute(`AuraHandledException e = new AuraHandledException('for the client'); String before = e.getMessage();
        e.setMessage('x'); return before + e.getMessage();`),
    ).toBe('Script-thrown exceptionx');
  });

  it('tells the rows a DML statement failed for', () => {
    const details: DmlFailure = {
      rows: [
        {
          index: 3,
          id: null,
          message: 'Required fields are missing: [Name]',
          statusCode: 'REQUIRED_FIELD_MISSING',
          fieldNames: ['Name'],
          objectName: 'Account',
        },
      ],
    };
    const main = `public class Main { public static Object f(DmlException e) { return e.getNumDml() + ' ' + e.getDmlIndex(0) + ' '
      + e.getDmlMessage(0) + ' ' + e.getDmlStatusCode(0) + ' ' + e.getDmlFieldNames(0) + ' ' + e.getDmlFields(0)
      + ' ' + (e.getDmlType(0) == StatusCode.REQUIRED_FIELD_MISSING); } }`;
    const thrown = apexException('System.DmlException', 'Insert failed.', details);
    expect(runApex([main], 'f', {}, [thrown])).toBe(
      '1 3 Required fields are missing: [Name] REQUIRED_FIELD_MISSING (Name) (Name) true',
    );
  });
});

describe('Assert', () => {
  it.each([
    ['Assert.areEqual(1, 2)', 'Assertion Failed: Expected: 1, Actual: 2'],
    ["Assert.areEqual('a', 'A', 'why')", 'Assertion Failed: why: Expected: a, Actual: A'],
    ['Assert.areNotEqual(1, 1)', 'Assertion Failed: Same value: 1'],
    ['Assert.isTrue(false)', 'Assertion Failed'],
    ["Assert.isFalse(true, 'no')", 'Assertion Failed: no'],
    ['Assert.isNull(1)', 'Assertion Failed: Expected: null, Actual: 1'],
    ['Assert.isNotNull(null)', 'Assertion Failed: Same value: null'],
    ["Assert.fail('reached')", 'Assertion Failed: reached'],
    ['Assert.isInstanceOfType(1, String.class)', 'Assertion Failed: Expected type: String, Actual type: Integer'],
    ["System.assert(false, 'm')", 'Assertion Failed: m'],
  ])('%s says %s', (statement, message) => {
    expect(() => execute(`${statement}; return null;`)).toThrow(message);
  });

  it.each([
    'Assert.areEqual(100, 100.00)',
    'Assert.areEqual(new List<Integer>{ 1 }, new List<Integer>{ 1 })',
    "Assert.areEqual(new Account(Name = 'a'), new Account(Name = 'a'))",
    'Assert.isInstanceOfType(new List<Account>(), List<Account>.class)',
    'Assert.isNotInstanceOfType(1, String.class)',
  ])('%s holds', (statement) => {
    expect(execute(`${statement}; return 'held';`)).toBe('held');
  });

  it('is not to be caught', () => {
    expect(() => execute('try { Assert.fail(); } catch (Exception e) { return 1; } return 2;')).toThrow(
      AssertionFailure,
    );
  });
});

describe('what every object has', () => {
  it('prints itself', () => {
    const point = 'public class Point { public Integer x = 1; private String y = null; public static Integer z = 3; }';
    const main = 'public class Main { public static Object f() { return String.valueOf(new Point()); } }';
    expect(runApex([main, point], 'f')).toBe('Point:[x=1, y=null]');
  });

  it('is equal by its own equals and hashCode, in sets too', () => {
    const key = `public class Key { Integer n; public Key(Integer n) { this.n = n; }
      public Boolean equals(Object o) { return o instanceof Key && ((Key) o).n == n; }
      public Integer hashCode() { return 1; } public override String toString() { return 'K' + n; } }`;
    const main = `public class Main { public static Object f() { Set<Key> s = new Set<Key>{ new Key(1), new Key(2), new Key(1) };
      return s + ' ' + s.contains(new Key(2)) + ' ' + s.contains(new Key(3)) + ' ' + (new Key(1) == new Key(1)); } }`;
    expect(runApex([main, key], 'f')).toBe('{K1, K2} true false true');
  });

  it('has a value for each expression', () => {
    const value: Value = evaluate('new List<Object>{ 1, 2L, 1.0, true }');
    expect(toText(value)).toBe('(1, 2, 1.0, true)');
  });
});
