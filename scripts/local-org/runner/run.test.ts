/** Behaviour of running tests, through the runner's public function. */
import { disposeProjects, outcomes, resultOf, run } from './project.test.helper';

afterEach(disposeProjects);

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_unit_tests.htm
test('finds test methods by annotation and by keyword, and nothing else', () => {
  const result = run({
    OldTest: '@IsTest private class OldTest { static testMethod void first() {} static void helper() {} }',
    NewTest: '@IsTest private class NewTest { @IsTest static void second() {} }',
    Plain: 'public class Plain { public void work() {} }',
  });
  expect(outcomes(result).sort()).toEqual(['NewTest.second: passed', 'OldTest.first: passed']);
});

test('tells why and where a test failed', () => {
  const result = run({
    FailingTest: `@IsTest private class FailingTest {
  @IsTest static void compares() {
    check(2);
  }
  static void check(Integer actual) {
    Assert.areEqual(1, actual, 'count');
  }
  @IsTest static void dereferences() {
    String text;
    text.length();
  }
  @IsTest static void isFine() {}
}`,
  });
  expect(outcomes(result)).toEqual([
    'FailingTest.compares: failed',
    'FailingTest.dereferences: failed',
    'FailingTest.isFine: passed',
  ]);
  expect(resultOf(result, 'compares').message).toBe(
    'System.AssertException: Assertion Failed: count: Expected: 1, Actual: 2',
  );
  expect(resultOf(result, 'compares').stack.split('\n')).toEqual([
    'Class.FailingTest.check: line 6, column 1',
    'Class.FailingTest.compares: line 3, column 1',
  ]);
  expect(resultOf(result, 'dereferences')).toMatchObject({
    message: 'System.NullPointerException: Attempt to de-reference a null object',
    stack: 'Class.FailingTest.dereferences: line 10, column 1',
  });
});

test('tells the causes of an exception', () => {
  const result = run({
    CauseTest: `@IsTest private class CauseTest {
  public class OuterException extends Exception {}
  @IsTest static void wraps() {
    try { Object nothing; nothing.toString(); } catch (NullPointerException cause) { throw new OuterException('outer', cause); }
  }
}`,
  });
  const { message, stack } = resultOf(result, 'wraps');
  expect(message).toBe('CauseTest.OuterException: outer');
  expect(stack).toContain('Caused by: System.NullPointerException: Attempt to de-reference a null object');
});

test('counts a test stopped by a missing feature apart', () => {
  const result = run({
    MissingTest: `@IsTest private class MissingTest {
  @IsTest static void captures() { Test.enableChangeDataCapture(); }
}`,
  });
  expect(resultOf(result, 'captures')).toMatchObject({
    outcome: 'unsupported',
    message: 'not supported by the local org: Test.enableChangeDataCapture',
    stack: 'Class.MissingTest.captures: line 2, column 1',
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
test('stops an endless loop by the CPU limit, and goes on with the next test', () => {
  const result = run({
    EndlessTest: `@IsTest private class EndlessTest {
  @IsTest static void loops() { while (true) { try { Integer i = 1; } catch (Exception e) { i(); } } }
  @IsTest static void goesOn() {}
  static void i() {}
}`,
  });
  expect(outcomes(result)).toEqual(['EndlessTest.loops: failed', 'EndlessTest.goesOn: passed']);
  expect(resultOf(result, 'loops').message).toBe('System.LimitException: Apex CPU time limit exceeded');
});

test('stops a test that uses up its own limit', () => {
  const result = run(
    {
      LongTest: `@IsTest private class LongTest {
  @IsTest static void counts() { for (Integer i = 0; i < 2000000; i++) {} }
  @IsTest static void isShort() {}
}`,
    },
    { cpuSeconds: 1 },
  );
  expect(outcomes(result)).toEqual(['LongTest.counts: failed', 'LongTest.isShort: passed']);
  expect(resultOf(result, 'counts').message).toBe('test stopped: more than 1 s of CPU time over all its transactions');
});

describe('isolation', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_data_access.htm
  test('undoes the rows of a test, also of one that failed', () => {
    const result = run({
      RowsTest: `@IsTest private class RowsTest {
  @IsTest static void first() { insert new Account(Name = 'A'); Assert.areEqual(1, [SELECT COUNT() FROM Account]); }
  @IsTest static void second() { insert new Account(Name = 'B'); Assert.fail('no'); }
  @IsTest static void third() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); }
}`,
    });
    expect(outcomes(result)).toEqual(['RowsTest.first: passed', 'RowsTest.second: failed', 'RowsTest.third: passed']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_static.htm
  test('gives each test static variables of its own', () => {
    const body = '{ count++; Assert.areEqual(1, count); }';
    const result = run({
      StaticsTest: `@IsTest private class StaticsTest {
  static Integer count = 0;
  @IsTest static void first() ${body}
  @IsTest static void second() ${body}
}`,
    });
    expect(outcomes(result)).toEqual(['StaticsTest.first: passed', 'StaticsTest.second: passed']);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_testsetup_using.htm
describe('setup methods', () => {
  test('make rows that each test of the class finds unchanged, and no other class', () => {
    const result = run({
      SetupTest: `@IsTest private class SetupTest {
  @TestSetup static void make() { insert new Account(Name = 'A'); }
  @IsTest static void first() { Account a = [SELECT Name FROM Account]; a.Name = 'B'; update a; }
  @IsTest static void second() { Assert.areEqual('A', [SELECT Name FROM Account].Name); }
}`,
      TailTest: `@IsTest private class TailTest {
  @IsTest static void third() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); }
}`,
    });
    expect(result.tests.map(({ message }) => message)).toEqual(['', '', '']);
  });

  test('fail all tests of the class when they fail', () => {
    const result = run({
      BadSetupTest: `@IsTest private class BadSetupTest {
  @TestSetup static void make() { insert new Account(); }
  @IsTest static void first() {}
  @IsTest static void second() {}
}`,
    });
    expect(outcomes(result)).toEqual(['BadSetupTest.first: failed', 'BadSetupTest.second: failed']);
    expect(resultOf(result, 'first').message).toMatch(
      /^setup method make: System\.DmlException: .*REQUIRED_FIELD_MISSING/,
    );
  });
});

describe('the filter', () => {
  const classes = {
    AlphaTest: '@IsTest private class AlphaTest { @IsTest static void one() {} @IsTest static void two() {} }',
    BetaTest: '@IsTest private class BetaTest { @IsTest static void one() {} }',
  };

  test.each([
    ['alphatest', ['AlphaTest.one: passed', 'AlphaTest.two: passed']],
    ['AlphaTest.two', ['AlphaTest.two: passed']],
    ['*.one', ['AlphaTest.one: passed', 'BetaTest.one: passed']],
    ['Beta*, AlphaTest.t*', ['AlphaTest.two: passed', 'BetaTest.one: passed']],
  ])('%s', (filter, expected) => {
    expect(outcomes(run(classes, { filter }))).toEqual(expected);
  });

  test('refuses what matches nothing', () => {
    expect(() => run(classes, { filter: 'Gamma*' })).toThrow('No test matches Gamma*.');
  });
});

test('tells covered and uncovered lines of what is no test', () => {
  const result = run(
    {
      Sign: `public class Sign {
  public static String of(Integer value) {
    if (value < 0) {
      return '-';
    }
    return '+';
  }
}`,
      SignTest: "@IsTest private class SignTest { @IsTest static void isPlus() { Assert.areEqual('+', Sign.of(1)); } }",
    },
    { coverage: true },
  );
  expect(result.coverage).toEqual([
    { name: 'Sign', file: 'force-app/classes/Sign.cls', covered: 2, total: 3, percent: 66, uncoveredLines: [4] },
  ]);
});

// https://developer.salesforce.com/docs/platform/apex-dev/references/apex-dev/connectapi-testingapex.html
test('tells tests that see all data, by method or class, from those that do not', () => {
  const body = 'static void asks() { ConnectApi.ChatterUsers.getFollowings(null, UserInfo.getUserId()); }';
  const result = run({
    SiloTest: `@IsTest private class SiloTest { @IsTest ${body} }`,
    MethodTest: `@IsTest private class MethodTest { @IsTest(SeeAllData=true) ${body} }`,
    ClassTest: `@IsTest(SeeAllData=true) private class ClassTest { @IsTest ${body} }`,
    BackTest: `@IsTest(SeeAllData=true) private class BackTest { @IsTest(SeeAllData=false) ${body} }`,
  });
  expect(outcomes(result).sort()).toEqual([
    'BackTest.asks: failed',
    'ClassTest.asks: unsupported',
    'MethodTest.asks: unsupported',
    'SiloTest.asks: failed',
  ]);
});
