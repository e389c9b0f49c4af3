import { parseUnit } from './parse';
import { program } from './running.testing';

function messages(...sources: string[]): string[] {
  return program(sources).problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

describe('circular inheritance', () => {
  test.each([
    ['of a class with itself', ['public virtual class A extends A {}']],
    ['of two classes', ['public virtual class A extends B {}', 'public virtual class B extends A {}']],
    ['of two interfaces', ['public interface A extends B {}', 'public interface B extends A {}']],
    ['of an inner and its outer class', ['public virtual class A extends A.B { public virtual class B extends A {} }']],
  ])('should be reported %s, and the run go on', (_, sources) => {
    const found = messages(...sources, 'public class Sound { Nonsense n; }');
    expect(found.some((each) => each.includes('Circular definition'))).toBe(true);
    expect(found.at(-1)).toBe(`${sources.length + 1}.cls:1 Invalid type: Nonsense`);
  });
});

test('should report a trigger on an unknown object, and go on', () => {
  expect(messages('trigger T on Nonsense (before insert) { Unknown u; }', 'public class A { Nonsense n; }')).toEqual(
    expect.arrayContaining(['1.trigger:1 Invalid type: Nonsense', '2.cls:1 Invalid type: Nonsense']),
  );
});

test('should report two classes of one name', () => {
  expect(messages('public class A {}', 'public class a {}')).toEqual(['2.cls:1 Type name already in use: a']);
});

test.each([
  ['nothing', ''],
  ['junk', '%PDF-1.7 ~~ {{{'],
  ['bytes', '\0\u0001\uFFFD'],
])('should report a class of %s', (_, text) => {
  const { unit, problems } = parseUnit('A.cls', text);
  expect(unit).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
});

test('should refuse 5,000 concatenations in one expression instead of overflowing the stack', () => {
  const text = `public class A { String s = 'a'${" + 'a'".repeat(5000)}; }`;
  expect(parseUnit('A.cls', text).problems.map(({ message }) => message)).toEqual([
    'Expression is too long, please split this expression into multiple statements',
  ]);
});
