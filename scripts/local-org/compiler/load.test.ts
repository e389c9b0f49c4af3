/** A loaded program as the rest of the org uses it. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIBRARY } from '../library';
import { loadSchema } from '../schema';
import { compile, compileAnonymous, load } from './index';
import { parseAnonymous, parseUnit } from './parse';
import { program } from './running.testing';

describe('tests', () => {
  it('lists test methods and setups with their annotations', () => {
    const { loaded } = program([
      '@IsTest private class MainTest { @TestSetup static void prepare() {} @IsTest(SeeAllData=true) static void should() {} static testMethod void old() {} static void helper() {} @IsTest void ofInstances() {} @IsTest static void withInput(Integer i) {} }',
      'public class Main {}',
    ]);
    const [only, ...others] = loaded.tests;
    expect(others).toEqual([]);
    expect(only?.setups.map((each) => each.name)).toEqual(['prepare']);
    expect(only?.tests.map((each) => each.name)).toEqual(['should', 'old']);
    expect(only?.tests[0]?.annotations[0]?.parameters).toEqual({ seealldata: true });
  });
});

describe('anonymous Apex', () => {
  it('runs against the classes of the program', () => {
    const sources = 'public class Main { public static Integer n = 0; public static Integer run() { return n; } }';
    const { unit } = parseUnit('Main.cls', sources);
    const { unit: block } = parseAnonymous('Main.n += 5; Integer twice = Main.n * 2; Main.n = twice;');
    if (!unit || !block) throw new Error('does not parse');
    const schema = loadSchema([]).schema;
    const compiled = compile({ units: [{ file: 'Main.cls', apiVersion: 67, unit }], schema, library: LIBRARY });
    const statics: unknown[] = [];
    const nothing = () => {
      throw new Error('not in this test');
    };
    const loaded = load(compiled.program, {
      statics: () => statics,
      spend: () => undefined,
      made: () => undefined,
      query: nothing,
      countQuery: nothing,
      search: nothing,
      dml: nothing,
      setCaller: nothing,
      runAs: nothing,
      future: nothing,
    });
    const anonymous = compileAnonymous(compiled.program, { file: 'AnonymousBlock', apiVersion: 67, unit: block });
    expect(anonymous.problems).toEqual([]);
    loaded.execute(anonymous.block);
    expect(loaded.invokeStatic('Main', 'run')).toBe(10);
  });
});

describe('the cache of emitted code', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'program-cache-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const build = (text: string) => {
    const { unit } = parseUnit('Main.cls', text);
    if (!unit) throw new Error('does not parse');
    return compile({
      units: [{ file: 'Main.cls', apiVersion: 67, unit }],
      schema: loadSchema([]).schema,
      library: LIBRARY,
      cache: { folder, sourceFingerprint: text },
    });
  };

  it('gives the same code and problems again', () => {
    const text = 'public class Main { static Integer f() { return nope; } }';
    const first = build(text);
    const again = build(text);
    expect(again.problems).toEqual(first.problems);
    expect(again.program.modules).toEqual(first.program.modules);
  });

  it('compiles anew when a source changes, and when the kept file cannot be read', () => {
    build('public class Main { static Integer f() { return 1; } }');
    for (const each of readdirSync(folder)) writeFileSync(join(folder, each), '{');
    const { program: made } = build('public class Main { static Integer f() { return 1; } }');
    expect(made.modules[0]?.js).toContain('return 1;');
    expect(build('public class Main { static Integer f() { return 2; } }').program.modules[0]?.js).toContain(
      'return 2;',
    );
  });
});
