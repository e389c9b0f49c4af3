/** Types, members, triggers: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes.htm */
import type { ClassDeclaration, CompilationUnit, Member } from '../ast';
import { parseUnit } from '../parse';
import { typeText } from './outline.test.helper';

function unitOf(file: string, text: string): CompilationUnit {
  const { unit, problems } = parseUnit(file, text);
  if (unit === null) throw new Error(problems.map((problem) => problem.message).join('; '));
  return unit;
}

function classOf(text: string): ClassDeclaration {
  const unit = unitOf('A.cls', text);
  if (unit.kind !== 'classUnit' || unit.declaration.kind !== 'class') throw new Error('no class');
  return unit.declaration;
}

function memberOf(text: string): Member {
  const { members } = classOf(`class A { ${text} }`);
  expect(members).toHaveLength(1);
  return members[0]!;
}

describe('types', () => {
  test('should read a class with everything in its head', () => {
    const type = classOf(
      "@IsTest(SeeAllData=true isParallel=false)\n@SuppressWarnings('PMD') public WITH  SHARING abstract class A\n" +
        'extends B.C implements D, Database.Batchable<SObject> { }',
    );
    expect(type).toMatchObject({
      at: { line: 1, column: 1 },
      nameAt: { line: 2, column: 62 },
      name: 'A',
      modifiers: {
        annotations: [
          { name: 'IsTest', parameters: { seealldata: true, isparallel: false } },
          { name: 'SuppressWarnings', parameters: { value: 'PMD' } },
        ],
        keywords: ['public', 'with sharing', 'abstract'],
      },
      extends: { name: ['B', 'C'] },
    });
    expect(type.implements.map(typeText)).toEqual(['D', 'Database.Batchable<SObject>']);
  });

  test('should read interfaces and enums', () => {
    expect(unitOf('I.cls', 'public interface I extends J { void f(Integer a); global List<I> g(); }')).toMatchObject({
      declaration: {
        kind: 'interface',
        extends: [{ name: ['J'] }],
        methods: [
          { name: 'f', returnType: null, parameters: [{ name: 'a' }], body: null },
          { name: 'g', returnType: { name: ['List'] }, modifiers: { keywords: ['global'] } },
        ],
      },
    });
    expect(unitOf('E.cls', 'public enum E { A, b_2 }')).toMatchObject({
      declaration: { kind: 'enum', constants: [{ name: 'A' }, { name: 'b_2', at: { line: 1, column: 20 } }] },
    });
    expect(unitOf('E.cls', 'enum E { }')).toMatchObject({ declaration: { constants: [] } });
  });
});

describe('members', () => {
  test.each<[string, object]>([
    ['Integer a = 1, b;', { kind: 'field', variables: [{ name: 'a' }, { name: 'b', initializer: null }] }],
    ['A(Integer a) { }', { kind: 'constructor', name: 'A', parameters: [{ type: { name: ['Integer'] } }] }],
    ['abstract void f();', { kind: 'method', returnType: null, body: null }],
    ['static testMethod void f() { }', { kind: 'method', modifiers: { keywords: ['static', 'testmethod'] } }],
    [
      'void insert_(final Integer a) { }'.replace('insert_', 'sort'),
      { parameters: [{ modifiers: { keywords: ['final'] } }] },
    ],
    ['static { f(); }', { kind: 'initializer', isStatic: true, body: { statements: [{}] } }],
    ['{ f(); }', { kind: 'initializer', isStatic: false }],
    ['class B { }', { kind: 'class', name: 'B' }],
    ['interface B { }', { kind: 'interface' }],
    ['enum B { C }', { kind: 'enum' }],
    [
      'String p { get; private set; }',
      { kind: 'property', getter: { body: null }, setter: { modifiers: { keywords: ['private'] } } },
    ],
    ['String p { get { return q; } }', { kind: 'property', getter: { body: { statements: [{}] } }, setter: null }],
    ['String p { set { q = value; } }', { kind: 'property', getter: null }],
  ])('%s', (text, expected) => expect(memberOf(text)).toMatchObject(expected));

  test('should keep where a body ends', () => {
    expect(memberOf('Integer f() {\n  }')).toMatchObject({ body: { end: { line: 2, column: 3 } } });
  });
});

describe('triggers', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_defining.htm
  test('should read events, statements and methods', () => {
    const unit = unitOf(
      'T.trigger',
      'trigger T on Account (before insert, AFTER undelete) { Integer x = 1; void f() { } f(); static Integer y; }',
    );
    expect(unit).toMatchObject({
      kind: 'triggerUnit',
      name: 'T',
      object: 'Account',
      objectAt: { line: 1, column: 14 },
      cases: ['beforeInsert', 'afterUndelete'],
      body: { statements: [{ kind: 'variables' }, { kind: 'expression' }] },
      members: [{ kind: 'method' }, { kind: 'field' }],
    });
  });

  test('should refuse an event that does not exist', () => {
    expect(parseUnit('T.trigger', 'trigger T on A (before undelete) { }').problems).toEqual([
      { file: 'T.trigger', line: 1, column: 17, message: "Unexpected token 'undelete'.", rule: 'syntax' },
    ]);
  });
});

test('should give plain data, without classes or undefined values', () => {
  const unit = unitOf(
    'A.cls',
    'class A { Map<Id, Account> m = new Map<Id, Account>([SELECT Id FROM Account WHERE Id = :x]); }',
  );
  expect(JSON.parse(JSON.stringify(unit))).toStrictEqual(unit);
});
