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
    ['global class A { @HttpGet public static void f() {} }', '1:46 HttpGet methods must be declared as global'],
    ['global class A { @HttpPut global void f() {} }', '1:39 HttpPut methods must be declared as static'],
    [
      'global class A { @HttpGet global static void f() {} @HttpGet global static void g() {} }',
      '1:14 Only one method per type can be defined with: HttpGet',
    ],
  ])('should refuse %s', (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

describe('AuraEnabled methods', () => {
  const source =
    'public class A { @AuraEnabled public static void f() {} @AuraEnabled public static void f(Integer i) {} }';

  test('should not be overloaded', () => {
    expect(problemsOf(source)).toEqual(['1:89 Overload of AuraEnabled method: f overload is not permitted']);
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

  test('should stand beside tests that do not', () => {
    expect(
      problemsOf(
        '@IsTest private class T { @TestSetup static void s() {} @IsTest(SeeAllData=false) static void t() {} }',
      ),
    ).toEqual([]);
  });
});
