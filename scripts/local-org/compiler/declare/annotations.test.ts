import { program } from '../testing';

function problemsOf(source: string, apiVersion = 67): string[] {
  return [...program([source], apiVersion).problems];
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_rest_resource.htm
describe('REST resources', () => {
  test('should be accepted as documented', () => {
    expect(
      problemsOf(
        "@RestResource(urlMapping='/orders/*') global class A { @HttpGet global static void f() {} @HttpPost global static void g() {} }",
      ),
    ).toEqual([]);
  });

  test.each([
    ["@RestResource(urlMapping='/a') public class A {}", '1:1 RestResource classes must be declared as global'],
    ['@RestResource global class A {}', '1:1 Required property is missing: urlMapping'],
    ["@RestResource(urlMapping='') global class A {}", '1:1 Rest Resource url cannot be empty'],
    ["@RestResource(urlMapping='a') global class A {}", "1:1 Rest Resource url must begin with a forward slash, '/'"],
    [
      `@RestResource(urlMapping='/${'a'.repeat(255)}') global class A {}`,
      '1:1 Rest Resource url cannot be longer than 255 characters',
    ],
    [
      "@RestResource(urlMapping='/a*') global class A {}",
      "1:1 Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'",
    ],
    [
      "@RestResource(urlMapping='/*a') global class A {}",
      "1:1 Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character",
    ],
    [
      "@RestResource(urlMapping='/a') global class A { @HttpGet public static void f() {} }",
      '1:77 HttpGet methods must be declared as global',
    ],
    [
      "@RestResource(urlMapping='/a') global class A { @HttpPut global void f() {} }",
      '1:70 HttpPut methods must be declared as static',
    ],
    [
      "@RestResource(urlMapping='/a') global class A { @HttpGet global static void f() {} @HttpGet global static void g() {} }",
      '1:45 Only one method per type can be defined with: HttpGet',
    ],
    [
      "global class B { @RestResource(urlMapping='/x') global class A {} }",
      '1:18 RestResource can only be used on a top level type',
    ],
    [
      'global class A { @HttpGet global static void f() {} }',
      '1:46 Defining type for HttpGet methods must be declared as RestResource',
    ],
    [
      "@RestResource(urlMapping='/a') global class A { @HttpDelete global static void f(String s) {} }",
      '1:80 HttpDelete methods do not support parameters',
    ],
    [
      "@RestResource(urlMapping='/a') global class A { @HttpPost global static void f(Set<Id> s) {} }",
      '1:78 HttpPost methods do not support parameter type of Set<Id>',
    ],
    [
      'public class A { @RemoteAction public String f() { return null; } }',
      '1:46 RemoteAction methods must be declared as static',
    ],
    [
      'public class A { @RemoteAction static String f() { return null; } }',
      '1:46 RemoteAction methods require at least one of the following global, public',
    ],
    ['global class A { webservice void f() {} }', '1:34 webservice methods must be declared as static'],
  ])('should refuse %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
describe('annotations', () => {
  test.each([
    ['@IsTest(Foo=true) public class A {}', '1:1 No such property, foo, defined on this annotation: IsTest'],
    ["@IsTest(SeeAllData='yes') public class A {}", '1:1 Invalid value for property seealldata expected type Boolean'],
    [
      'public class A { @AuraEnabled(cachable=true) public static void f() {} }',
      '1:18 No such property, cachable, defined on this annotation: AuraEnabled',
    ],
    [
      'public class A { @Future(callouts=true) public static void f() {} }',
      '1:18 No such property, callouts, defined on this annotation: Future',
    ],
    ["@IsTest('x') public class A {}", '1:1 No such property, value, defined on this annotation: IsTest'],
    ['@Future public class A {}', '1:1 Future is not allowed on classes'],
    ['public class A { @Future public String s; }', '1:18 Future is not allowed on fields'],
    ['public class A { @AuraEnabled public A() {} }', '1:18 AuraEnabled is not allowed on constructors'],
    ['public class A { @InvocableVariable public void f() {} }', '1:18 InvocableVariable is not allowed on methods'],
    ['@TestSetup public class A {}', '1:1 TestSetup is not allowed on classes'],
    ['@JsonAccess public class A {}', '1:1 At least one JSON serialization control parameter must be specified'],
    [
      "@JsonAccess(serializable='sometimes') public class A {}",
      '1:1 Annotation property, serializable on JsonAccess, unknown value: sometimes',
    ],
    ['public class A { @TestVisible @TestVisible String s; }', '1:31 Duplicate modifier: TestVisible'],
  ])('should be refused where they do not belong or say what they cannot: %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  test('should be accepted in any case, with all they may say', () => {
    expect(
      problemsOf(
        "@ISTEST(seealldata=FALSE isParallel=true) private class A { @testvisible @suppresswarnings('PMD') String s; @JSONACCESS(Serializable='ALWAYS') class B { @AuraEnabled public String name { get; set; } } }",
      ),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableMethod.htm
describe('invocable actions', () => {
  test.each([
    [
      'static void f(List<String> a) {}',
      'InvocableMethod methods require at least one of the following global, public',
    ],
    [
      'public static String f(List<String> a) { return null; }',
      'InvocableMethod methods do not support return type of String',
    ],
    [
      'public static void f(List<Map<String, String>> a) {}',
      'Unsupported parameter type List<Map<String,String>>. Valid invocable parameters must be List types like List<T> where T is a supported type',
    ],
    [
      'public static void f(List<Plain> a) {}',
      'Unsupported parameter type List<Plain>. Valid invocable parameters must be List types like List<T> where T is a supported type',
    ],
    [
      '@AuraEnabled public static void f(List<Id> a) {}',
      'The only annotation that can be used with InvocableMethod is Deprecated',
    ],
  ])('should not be a method like %s', (method, problem) => {
    const { problems } = program([`public class A { @InvocableMethod ${method} }`, 'public class Plain { String s; }']);
    expect(problems.map((each) => each.replace(/^\S+ /, ''))).toEqual([problem]);
  });

  test.each([
    ['static String s', 'InvocableVariable fields cannot be static'],
    ['final String s', 'InvocableVariable fields cannot be final'],
    ['Map<String, String> s', 'InvocableVariable fields do not support type of Map<String,String>'],
  ])('should not take variables like %s', (variable, problem) => {
    expect(problemsOf(`public class A { @InvocableVariable public ${variable}; }`)[0]).toMatch(problem);
  });

  test('should take and give lists of what a flow can hold', () => {
    expect(
      problemsOf(
        'public class A { @InvocableMethod public static List<List<Out>> f(List<Input> a) { return null; } public virtual class Base { @InvocableVariable public String s; } public class Input extends Base {} public class Out { @InvocableVariable(required=true) public List<Account> rows; } }',
      ),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
describe('modifiers', () => {
  test.each([
    ['public final class A {}', '1:20 final is not allowed on classes'],
    ['public static class A {}', '1:21 static is not allowed on classes'],
    ['public with sharing interface A {}', '1:31 with sharing is not allowed on interfaces'],
    ['public class A { public final void f() {} }', '1:36 final is not allowed on methods'],
    ['public class A { public virtual Integer i; }', '1:18 virtual is not allowed on fields'],
    ['public class A { public static A() {} }', '1:32 static is not allowed on constructors'],
    ['public virtual class A { protected static Integer i; }', '1:26 protected is not allowed on static fields'],
    ['public interface A { public void f(); }', '1:34 public is not allowed on interface methods'],
    [
      'public class A { global static void f() {} }',
      '1:37 Defining type for global methods must be declared as global',
    ],
    ['public class A { global class B {} }', '1:31 Defining type for global classes must be declared as global'],
    [
      'public class A { webservice static void f() {} }',
      '1:41 Defining type for webservice methods must be declared as global',
    ],
  ])('should be refused where they do not belong: %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('size', () => {
  const parameters = (count: number): string => Array.from({ length: count }, (_, index) => `Integer a${index}`).join();
  const constants = (count: number): string => Array.from({ length: count }, (_, index) => `A${index}`).join();

  test.each([
    [`public class ${'A'.repeat(41)} {}`, `1:14 Identifier name is too long: ${'A'.repeat(41)}`],
    [`public class A { void f(${parameters(33)}) {} }`, '1:23 Invalid number of parameters exceeds: 32'],
    [`public class A { A(${parameters(33)}) {} }`, '1:18 Invalid number of parameters exceeds: 32'],
    [`public enum A { ${constants(101)} }`, '1:13 Maximum number of enum items exceeded: 100'],
    ['public enum A { X, x }', '1:20 Duplicate field: x'],
  ])('should be limited: %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  test('should reach its limits', () => {
    const source = `public class ${'A'.repeat(40)} { void f(${parameters(32)}) {} class ${'B'.repeat(41)} {} enum C { ${constants(100)} } }`;
    expect(problemsOf(source)).toEqual([]);
  });
});

describe('AuraEnabled methods', () => {
  const source =
    'public class A { @AuraEnabled public static void f() {} @AuraEnabled public static void f(Integer i) {} }';

  test('should not be overloaded', () => {
    expect(problemsOf(source)).toEqual(['1:89 Overload of AuraEnabled method: f overload is not permitted']);
  });

  test.each([
    ['static void f() {}', 'AuraEnabled methods require at least one of the following global, public'],
    ['public String getF(Integer i) { return null; }', 'Non static AuraEnabled methods may not have parameters'],
    ['public String f() { return null; }', "Non static AuraEnabled methods must be named with a prefix 'get'"],
    [
      'public String getF() { return null; } @AuraEnabled public String f;',
      'AuraEnabled method and variable cannot have the same name: getF',
    ],
  ])('should not be like %s', (members, problem) => {
    expect(problemsOf(`public class A { @AuraEnabled ${members} }`)[0]).toMatch(problem);
  });

  test('should be overloaded up to API version 54, and by methods that are not AuraEnabled', () => {
    expect(problemsOf(source, 54)).toEqual([]);
    expect(
      problemsOf('public class A { @AuraEnabled public static void f() {} public static void f(Integer i) {} }'),
    ).toEqual([]);
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_testsetup_using.htm
describe('test setup', () => {
  test('should not stand beside tests that see all data', () => {
    expect(problemsOf('@IsTest(SeeAllData=true) private class T { @TestSetup static void s() {} }')).toEqual([
      '1:67 Test class cannot be annotated with @isTest(SeeAllData=true)',
    ]);
    expect(
      problemsOf(
        '@IsTest private class T { @TestSetup static void s() {} @IsTest(SeeAllData=true) static void t() {} }',
      ),
    ).toEqual([
      '1:50 Test class containing a test setup method cannot have any methods annotated with @isTest(SeeAllData=true)',
    ]);
  });

  test.each([
    [
      'public class A { @TestSetup static void f() {} }',
      '1:41 Defining type for TestSetup methods must be declared as IsTest',
    ],
    [
      '@IsTest(IsParallel=true SeeAllData=true) private class A {}',
      '1:1 Test class annotated with @isTest(IsParallel=true) cannot also be annotated with @isTest(SeeAllData=true)',
    ],
    [
      '@IsTest(IsParallel=true) private class A { @IsTest(SeeAllData=true) static void f() {} }',
      '1:1 Test class annotated with @isTest(IsParallel=true) cannot have any methods annotated with @isTest(SeeAllData=true)',
    ],
  ])('should be refused with all classes whose annotations contradict each other: %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  test('should stand beside tests that do not', () => {
    expect(
      problemsOf(
        '@IsTest private class T { @TestSetup static void s() {} @IsTest(SeeAllData=false) static void t() {} }',
      ),
    ).toEqual([]);
  });
});
