import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava, majorVersion } from './java';

it.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', null],
])('reads %s', (text, expected) => {
  expect(majorVersion(text)).toBe(expected);
});

describe('without a Java', () => {
  const empty = mkdtempSync(join(tmpdir(), 'courier-java-'));
  afterAll(() => rmSync(empty, { recursive: true }));

  it('says which one is wanted when the PATH has none', () => {
    expect(() => findJava({ PATH: empty })).toThrow('It needs Java 17, and there is none on the PATH');
  });

  it('says where JAVA_HOME leads', () => {
    expect(() => findJava({ JAVA_HOME: empty })).toThrow(
      `It needs Java 17, but JAVA_HOME is ${empty}, where there is no`,
    );
  });
});
