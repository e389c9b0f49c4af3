/** Projects with something wrong: named by file, line and cause, and no reason to stop what is right. */
import { join } from 'node:path';
import { problemText } from '../project/build';
import { disposeProjects, outcomes, project, resultOf, run } from './project.test.helper';
import type { RunResult } from './results';
import { testProject } from './test-project';

afterEach(disposeProjects);

const FINE = '@IsTest private class FineTest { @IsTest static void runs() {} }';

function problems(result: RunResult): string[] {
  return result.problems.map(problemText);
}

test('Apex with a syntax error', () => {
  const result = run({ Broken: 'public class Broken {\n  void run() {\n    Integer a = 1\n  }\n}', FineTest: FINE });
  expect(problems(result)).toEqual([expect.stringMatching(/^force-app\/classes\/Broken\.cls:\d+:\d+ .*';'/)]);
  expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
});

test('Apex that does not fit its types: all of it, and tests that do not call it run', () => {
  const result = run({
    Broken:
      "public class Broken {\n  public static void a() {\n    Integer n = 'x';\n  }\n  public static void b() {\n    missing();\n  }\n}",
    BrokenTest: '@IsTest private class BrokenTest { @IsTest static void callsIt() { Broken.a(); } }',
    FineTest: FINE,
  });
  expect(problems(result)).toEqual([
    expect.stringMatching(/^force-app\/classes\/Broken\.cls:3:\d+ Illegal assignment from String to Integer$/),
    expect.stringMatching(
      /^force-app\/classes\/Broken\.cls:6:\d+ Method does not exist or incorrect signature: void missing\(\)/,
    ),
  ]);
  expect(outcomes(result)).toEqual(['BrokenTest.callsIt: unsupported', 'FineTest.runs: passed']);
});

test('a class that does not do what its interface promises: a call of that stops with the problem', () => {
  const result = run({
    Promise: 'public interface Promise { void kept(); void broken(); }',
    Maker: 'public class Maker implements Promise { public void kept() {} }',
    MakerTest:
      '@IsTest private class MakerTest { @IsTest static void a() { Promise p = new Maker(); p.kept(); } @IsTest static void b() { Promise p = new Maker(); p.broken(); } }',
  });
  const problem = 'Class Maker must implement the method: void Promise.broken()';
  expect(problems(result)).toEqual([`force-app/classes/Maker.cls:1:14 ${problem}`]);
  expect(outcomes(result)).toEqual(['MakerTest.a: passed', 'MakerTest.b: unsupported']);
  expect(resultOf(result, 'b').message).toContain(`${problem} (force-app/classes/Maker.cls:1)`);
});

test('a query for a field that is not there', () => {
  const result = run({
    Query:
      'public class Query {\n  public static void run() {\n    List<Account> rows = [SELECT Nonsense__c FROM Account];\n  }\n}',
  });
  expect(problems(result)).toEqual([expect.stringMatching(/^force-app\/classes\/Query\.cls:3:\d+ .*Nonsense__c/)]);
});

test('metadata that is no XML', () => {
  const own = project({ FineTest: FINE }).write(
    'force-app/objects/Thing__c/Thing__c.object-meta.xml',
    '<?xml version="1.0"?>\n<CustomObject>\n  <label>Thing</labell>\n</CustomObject>\n',
  );
  const result = testProject({ project: own.folder });
  expect(problems(result)).toEqual([
    expect.stringMatching(/^force-app\/objects\/Thing__c\/Thing__c\.object-meta\.xml:3:\d+ Malformed XML/),
  ]);
  expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
});

test('a class without or with an unusable -meta.xml', () => {
  const own = project({ FineTest: FINE })
    .write('force-app/classes/Lone.cls', 'public class Lone {}')
    .write('force-app/classes/Odd.cls', 'public class Odd {}')
    .write('force-app/classes/Odd.cls-meta.xml', '<ApexClass>\n  <apiVersion>new</apiVersion>\n</ApexClass>');
  expect(problems(testProject({ project: own.folder }))).toEqual([
    'force-app/classes/Lone.cls:1:1 Lone.cls-meta.xml is missing beside it.',
    'force-app/classes/Odd.cls-meta.xml:2:3 It needs an <apiVersion>, a number.',
  ]);
});

test('a package folder that is not there', () => {
  const own = project().write('sfdx-project.json', '{ "packageDirectories": [{ "path": "gone" }] }');
  expect(problems(testProject({ project: own.folder }))).toEqual(['gone:1:1 There is no such package folder.']);
});

describe('refuses', () => {
  test('a folder that is not there', () => {
    const missing = join(project().folder, 'missing');
    expect(() => testProject({ project: missing })).toThrow(`There is no folder ${missing}.`);
  });

  test('a folder without a project', () => {
    const own = project().write('inner/a.txt', '');
    expect(() => testProject({ project: join(own.folder, 'inner') })).toThrow('it has no sfdx-project.json');
  });

  test.each([
    ['{ "packageDirectories": [', 'cannot be read'],
    ['{}', 'names no packageDirectories'],
    ['{ "packageDirectories": [{}] }', 'package directory without path'],
  ])('a project file %s', (text, message) => {
    const own = project().write('sfdx-project.json', text);
    expect(() => testProject({ project: own.folder })).toThrow(message);
  });
});
