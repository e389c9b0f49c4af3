/** Tests that would never end, and projects nobody can deploy: each is named for what it is, and the others run. */
import { problemText } from '../project/build';
import { disposeProjects, outcomes, project, resultOf, run } from './project.test.helper';
import { testProject } from './test-project';

afterEach(disposeProjects);

const META = '<ApexClass><apiVersion>67.0</apiVersion></ApexClass>';

/** Runs a test method with the body, and one after it. */
function failureOf(body: string, members = '', options = {}): string {
  const result = run(
    {
      HardTest: `@IsTest private class HardTest {
  ${members}
  @IsTest static void hard() { ${body} }
  @IsTest static void next() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); }
}`,
    },
    options,
  );
  expect(outcomes(result)[1]).toBe('HardTest.next: passed');
  return resultOf(result, 'hard').message;
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('ends by its CPU limit', () => {
  test.each([
    ['a loop without statements', 'while (true) {}', ''],
    ['a loop with nothing at all', 'for (;;);', ''],
    [
      'an iterator without end in a for loop',
      'for (Integer each : new Endless()) {}',
      'class Endless implements Iterator<Integer>, Iterable<Integer> { public Boolean hasNext() { return true; } public Integer next() { return 1; } public Iterator<Integer> iterator() { return this; } }',
    ],
    [
      'an iterator without end in a library call',
      "String.join(new Endless(), ',');",
      'class Endless implements Iterator<Integer>, Iterable<Integer> { public Boolean hasNext() { return true; } public Integer next() { return 1; } public Iterator<Integer> iterator() { return this; } }',
    ],
    ['a list sorted again and again', 'List<Integer> all = new Integer[100000]; while (true) all.sort();', ''],
    ['a text made again and again', "String text = 'x'.repeat(1000000); while (true) text.toUpperCase();", ''],
  ])('%s', (_, body, members) => {
    expect(failureOf(body, members)).toBe('System.LimitException: Apex CPU time limit exceeded');
  });
});

// "Maximum stack depth … 1,000" https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('ends by the depth of the stack', () => {
  const DEEP = 'static Integer down(Integer left) { return left == 0 ? 0 : 1 + down(left - 1); }';

  test('a method that calls itself for ever, which nothing catches', () => {
    expect(failureOf('try { down(-1); } catch (Exception e) { } finally { insert new Account(); }', DEEP)).toBe(
      'System.LimitException: Maximum stack depth reached: 1001',
    );
  });

  test('one call more than a thousand', () => {
    // The test method is the first frame, down(998) to down(0) are 999.
    expect(failureOf('Assert.areEqual(998, down(998));', DEEP)).toBe('');
    expect(failureOf('down(999);', DEEP)).toBe('System.LimitException: Maximum stack depth reached: 1001');
  });

  test('depth is given back when exceptions are caught', () => {
    const members = `static void fail(Integer left) { if (left == 0) throw new IllegalArgumentException(); fail(left - 1); }`;
    expect(
      failureOf('for (Integer i = 0; i < 20; i++) try { fail(500); } catch (IllegalArgumentException e) { }', members),
    ).toBe('');
  });

  test('a list that contains itself', () => {
    expect(
      failureOf('List<Object> all = new List<Object>(); all.add(all); Set<Object> some = new Set<Object>{ all };'),
    ).toBe('System.LimitException: Maximum stack depth reached: 1001');
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('ends by the heap', () => {
  test.each([
    ['a text that doubles', "String text = 'abcdefgh'; while (true) { text += text; }", 16_777_216],
    ['a text repeated', "String text = 'x'.repeat(2000000000);", 2_000_000_000],
    ['a text padded', "String text = 'x'.leftPad(1000000000);", 1_000_000_000],
    ['a list of nulls', 'Integer[] all = new Integer[100000000];', 400_000_000],
  ])('%s', (_, body, size) => {
    expect(failureOf(body)).toBe(`System.LimitException: Apex heap size too large: ${size}`);
  });
});

// "Total number of records retrieved by SOQL queries: 50,000", "processed as a result of DML statements: 10,000"
// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('ends by the rows of a transaction', () => {
  const MAKE =
    'static List<Case> make(Integer count) { List<Case> all = new List<Case>(); while (all.size() < count) all.add(new Case()); return all; }';

  test('50,000 that queries find, one by one and together, and no more', () => {
    const body = `insert as system make(1000);
      for (Integer i = 0; i < 50; i++) { List<Case> all = [SELECT Id FROM Case WITH SYSTEM_MODE]; }
      List<Account> none = [SELECT Id FROM Account];
      Assert.areEqual(50000, Limits.getQueryRows());
      try { List<Case> more = [SELECT Id FROM Case WITH SYSTEM_MODE LIMIT 1]; } catch (Exception e) { }`;
    expect(failureOf(body, MAKE)).toBe('System.LimitException: Too many query rows: 50001');
  });

  test('10,000 that DML takes, in one statement and in several', () => {
    const tooMany = 'System.LimitException: Too many DML rows: 10001';
    expect(failureOf('try { insert as system make(10001); } catch (Exception e) { }', MAKE)).toBe(tooMany);
    expect(
      failureOf('insert as system make(200); Database.insert(make(9801), false, AccessLevel.SYSTEM_MODE);', MAKE),
    ).toBe(tooMany);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_pattern_and_matcher_using.htm
test('a pattern that would try for ever is too complicated', () => {
  const text = 'a'.repeat(60);
  expect(failureOf(`try { Pattern.compile('(a+)+$').matcher('${text}b').find(); } catch (Exception e) { }`)).toBe(
    'System.LimitException: Regex too complicated',
  );
});

describe('the time limit of a test', () => {
  const HANG = "String text = 'x'.repeat(20000); Boolean found = Pattern.matches('x*x*x*x*x*x*y', text);";

  test('stops what hangs in the library, with its option, and makes the org anew', () => {
    expect(failureOf(`insert new Account(Name = 'A'); ${HANG}`, '', { timeoutSeconds: 1 })).toBe(
      'test stopped: still running after 1 s (--test-timeout)',
    );
  });

  test('runs the setup methods again for the tests that follow', () => {
    const result = run(
      {
        SetupTest: `@IsTest private class SetupTest {
  @TestSetup static void make() { insert new Account(Name = 'A'); }
  @IsTest static void hangs() { ${HANG} }
  @IsTest static void reads() { Assert.areEqual('A', [SELECT Name FROM Account].Name); }
}`,
      },
      { timeoutSeconds: 1, coverage: true },
    );
    expect(outcomes(result)).toEqual(['SetupTest.hangs: failed', 'SetupTest.reads: passed']);
  });

  test('fails every test of a class whose setup method hangs, and runs the other classes', () => {
    const result = run(
      {
        ATest: `@IsTest private class ATest {
  @TestSetup static void make() { ${HANG} }
  @IsTest static void first() {}
  @IsTest static void second() {}
}`,
        BTest: '@IsTest private class BTest { @IsTest static void runs() {} }',
      },
      { timeoutSeconds: 1 },
    );
    expect(outcomes(result)).toEqual(['ATest.first: failed', 'ATest.second: failed', 'BTest.runs: passed']);
    expect(result.tests[1]?.message).toBe('setup method make: test stopped: still running after 1 s (--test-timeout)');
  });
});

describe('source nobody can deploy', () => {
  const FINE = '@IsTest private class FineTest { @IsTest static void runs() {} }';

  test('circular inheritance', () => {
    const result = run({
      A: 'public virtual class A extends B {}',
      B: 'public virtual class B extends A {}',
      I: 'public interface I extends I {}',
      Shell: 'public virtual class Shell extends Shell.Core { public virtual class Core extends Shell {} }',
      FineTest: FINE,
    });
    expect(result.problems.map(problemText)).toEqual([
      'force-app/classes/A.cls:1:22 Circular definition: A',
      'force-app/classes/B.cls:1:22 Circular definition: B',
      'force-app/classes/I.cls:1:18 Circular definition: I',
      'force-app/classes/Shell.cls:1:22 Circular definition: Shell',
      'force-app/classes/Shell.cls:1:70 Circular definition: Shell.Core',
    ]);
    expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
  });

  test('triggers on an unknown object and on an unknown event', () => {
    const own = project({ FineTest: FINE });
    const trigger = (name: string, head: string): void => {
      own.write(`force-app/triggers/${name}.trigger`, `trigger ${name} ${head} { }`);
      own.write(`force-app/triggers/${name}.trigger-meta.xml`, META.replaceAll('ApexClass', 'ApexTrigger'));
    };
    trigger('Nowhere', 'on Nowhere__c (before insert)');
    trigger('Sometimes', 'on Account (before sometimes)');
    const result = testProject({ project: own.folder });
    expect(result.problems.map(problemText)).toEqual([
      'force-app/triggers/Nowhere.trigger:1:20 Invalid type: Nowhere__c',
      "force-app/triggers/Sometimes.trigger:1:38 Unexpected token 'sometimes'.",
    ]);
    expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
  });

  // "Maximum number of characters for a class: 1 million"
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
  test('a class of more than a million characters', () => {
    const filler = `/* ${'x'.repeat(1_000_000)} */`;
    const result = run({ Big: `public class Big { ${filler} }`, FineTest: FINE });
    expect(result.problems.map(problemText)).toEqual([
      'force-app/classes/Big.cls:1:1 It is too long: 1,000,027 characters, where a class or trigger may have 1,000,000.',
    ]);
    expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
  });

  test('empty files, junk, and expressions too deep to follow', () => {
    const result = run({
      Deep: `public class Deep { Integer value = ${'('.repeat(5000)}1${')'.repeat(5000)}; }`,
      Empty: '',
      Junk: '\u0000\u0001\ufffd{{{',
      FineTest: FINE,
    });
    expect([...new Set(result.problems.map(({ file }) => file))]).toEqual([
      'force-app/classes/Deep.cls',
      'force-app/classes/Empty.cls',
      'force-app/classes/Junk.cls',
    ]);
    expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_exclude_source.htm
test('what .forceignore names is no part of the project: classes, metadata, folders', () => {
  const own = project({ FineTest: '@IsTest private class FineTest { @IsTest static void runs() {} }', Broken: '{{{' })
    .write('force-app/old/classes/AlsoBroken.cls', 'nonsense')
    .write('force-app/objects/Bad__c/Bad__c.object-meta.xml', '<CustomObject')
    .write('.forceignore', '# not deployed\nBroken.cls*\n**/old/**\nforce-app/objects/\n');
  const result = testProject({ project: own.folder });
  expect(result.problems).toEqual([]);
  expect(outcomes(result)).toEqual(['FineTest.runs: passed']);
});
