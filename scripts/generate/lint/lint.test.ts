/** The linter of generated Apex: what it finds where, and what it leaves alone. */
import { lintApex } from './lint';

/** `rule line:column` of everything found in one class. */
function found(text: string, name = 'Shop'): string[] {
  return lintApex([{ path: `classes/${name}.cls`, text }]).map(({ rule, line, column }) => `${rule} ${line}:${column}`);
}

const many = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => each(i)).join(', ');

test('leaves a class alone that Salesforce takes', () => {
  const text = `public with sharing class Shop {
  public class Order extends Base { public String id; public List<Location> location; public String nameOf() { return location[0].name; } }
  public virtual class Base { public Shop.Location place; }
  public class Location { public String name; }
  public enum State { OPEN, CLOSED }
  public class FailedException extends Exception {}
  public static Order read(String text) { return (Order) JSON.deserialize(text, Order.class); }
  public static Order read(String text, Integer most) {
    for (Integer i = 0; i < most; i++) { String one = text; }
    for (Integer i = 0; i < most; i++) { String one = text; }
    try { return read(text); } catch (FailedException e) { return null; } catch (Exception e) { throw e; }
  }
}`;
  expect(found(text)).toEqual([]);
});

test.each([
  [
    'inner types that differ by case alone',
    'public class Shop { class Order {} class ORDER {} }',
    ['duplicate-type 1:42'],
  ],
  ['an inner type named as its class', 'public class Shop { class shop {} }', ['duplicate-type 1:27']],
  [
    'fields that differ by case alone',
    'public class Shop { String id; Integer ID { get; set; } }',
    ['duplicate-member 1:40'],
  ],
  [
    'methods that differ by case alone',
    'public class Shop { void go(String a) {} void GO(string b) {} }',
    ['duplicate-member 1:47'],
  ],
  [
    'constants that differ by case alone',
    'public class Shop { enum State { Open, OPEN } }',
    ['duplicate-constant 1:40'],
  ],
  [
    'variables that differ by case alone',
    'public class Shop { void go(String id) { Integer ID = 1; } }',
    ['duplicate-variable 1:50'],
  ],
  [
    'a variable within the block of another',
    'public class Shop { void go() { String a; if (true) { String A; } } }',
    ['duplicate-variable 1:62'],
  ],
  ['101 constants', `public class Shop { enum State { ${many(101, (i) => `V${i}`)} } }`, ['enum-size 1:26']],
  ['33 parameters', `public class Shop { void go(${many(33, (i) => `String p${i}`)}) {} }`, ['parameter-count 1:26']],
  ['an exception in name alone', 'public class Shop { class ApiException {} }', ['exception-name 1:27']],
  ['an exception by another name', 'public class Shop { class Oops extends Exception {} }', ['exception-name 1:27']],
  [
    'a static member of an inner class',
    'public class Shop { class A { static String b; } class C { static void d() {} } }',
    ['inner-static 1:31', 'inner-static 1:60'],
  ],
  ['a type in an inner type', 'public class Shop { class A { enum B { C } } }', ['nesting 1:36']],
  [
    'an inner type with a name nothing may hide',
    'public class Shop { class Iterable { } class Database {} }',
    ['platform-type 1:27', 'platform-type 1:46'],
  ],
  [
    'a call that an inner type takes from the platform',
    'public class Shop { class JSON {} void go() { String s = JSON.serialize(1); } }',
    ['platform-type 1:58'],
  ],
  [
    'type arguments nested too deep',
    'public class Shop { List<List<List<List<List<List<String>>>>>> all; }',
    ['generic-depth 1:21'],
  ],
  ['an integer that needs an L', 'public class Shop { Long n = 3000000000; }', ['syntax 1:30']],
  ['a reserved word', 'public class Shop { String number; }', ['syntax 1:28']],
  [
    'underscores at the edges and in pairs',
    'public class Shop { String a__b; String c_; }',
    ['syntax 1:28', 'syntax 1:41'],
  ],
  ['a name of 256 characters', `public class Shop { String ${'a'.repeat(256)}; }`, ['syntax 1:28']],
  [
    'text that broke out of its comment',
    'public class Shop { /** */ System.abort(); */ }',
    ['syntax 1:42', 'syntax 1:44'],
  ],
])('finds %s', (_what, text, findings) => {
  expect(found(text)).toEqual(findings);
});

test('finds a top-level name of 41 characters, and one that hides a type of the platform', () => {
  const name = 'A'.repeat(41);
  expect(found(`public class ${name} {}`, name)).toEqual(['name-length 1:14']);
  expect(found('public class Test {}', 'Test')).toEqual(['platform-type 1:14']);
});

test('finds a class over a million characters', () => {
  expect(found(`public class Shop { /* ${'x'.repeat(1_000_000)} */ }`)).toEqual(['size 1:1']);
});

test('finds what only shows over several files', () => {
  const findings = lintApex([
    { path: 'a/Shop.cls', text: 'public class Shop {}' },
    { path: 'b/SHOP.cls', text: 'public class SHOP {}' },
    { path: 'b/Other.cls', text: 'public class Others {}' },
    { path: 'b/Shop.cls-meta.xml', text: 'not Apex' },
  ]);
  expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'b/Other.cls file-name',
    'b/SHOP.cls duplicate-type',
  ]);
});
