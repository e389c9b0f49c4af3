/**
 * Rules of modifiers and annotations that can be told from the declaration alone.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
 */
import type { MethodDeclaration, Modifiers, Position } from '../ast';
import type { ApexType, MethodMember } from '../../values/types';
import type { ProblemRule } from '../problems';
import type { Draft, Workshop } from './draft';
import type { DeclaredMethod } from './model';
import { has } from './modifiers';

const ANNOTATIONS: ReadonlySet<string> = new Set(
  (
    'allowcertifiedapex auraenabled deprecated future httpdelete httpget httppatch httppost httpput invocablemethod ' +
    'invocablevariable istest jsonaccess namespaceaccessible readonly remoteaction restresource suppresswarnings ' +
    'testsetup testvisible'
  ).split(' '),
);

type Report = (message: string, rule: ProblemRule) => void;

const SCOPES: readonly string[] = ['private', 'protected', 'public', 'global', 'webservice'];

/** Checks one type: its own modifiers, then its members'. */
export function checkRules(draft: Draft, workshop: Workshop): void {
  const { declaration, file } = draft;
  checkModifiers(declaration.modifiers, declaration.nameAt, file, workshop);
  if (!draft.outer && !draft.type.outer) checkTopLevel(draft, workshop);
  if (declaration.kind === 'enum') return;
  if (declaration.kind === 'class') checkMembers(draft, workshop);
  for (const method of draft.methods) checkMethod(method, draft, workshop);
  if (draft.methods.filter(({ member }) => isAnnotated(member, 'invocablemethod')).length > 1)
    workshop.report(
      file,
      declaration.nameAt,
      'Only one method per type can be defined with: InvocableMethod',
      'invocable-method',
    );
}

function checkTopLevel(draft: Draft, workshop: Workshop): void {
  const { declaration, type, file } = draft;
  const isOpen = type.visibility === 'public' || type.visibility === 'global';
  if (!isOpen && !type.isTest) {
    workshop.report(
      file,
      declaration.nameAt,
      'Top-level type must have public or global visibility',
      'top-level-visibility',
    );
  }
  if (type.isTest && (type.kind !== 'class' || type.isSubtypeOf(workshop.types.exception)))
    workshop.report(
      file,
      declaration.nameAt,
      'Only top-level non-exception class types can be marked as tests',
      'test-method',
    );
}

function checkMembers(draft: Draft, workshop: Workshop): void {
  const { declaration, file } = draft;
  if (declaration.kind !== 'class') return;
  const isInner = draft.outer !== null;
  for (const member of declaration.members) {
    if (member.kind === 'initializer') {
      if (isInner && member.isStatic)
        workshop.report(file, member.at, 'Inner types are not allowed to have static blocks', 'static-in-inner-type');
      continue;
    }
    if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') continue;
    checkModifiers(member.modifiers, member.kind === 'field' ? member.at : member.nameAt, file, workshop);
    if (isInner && has(member.modifiers, 'static')) {
      const plural = { field: 'fields', property: 'properties', method: 'methods', constructor: 'constructors' };
      workshop.report(
        file,
        member.at,
        `static can only be used on ${plural[member.kind]} of a top level type`,
        'static-in-inner-type',
      );
    }
  }
}

function checkModifiers(modifiers: Modifiers, at: Position, file: string, workshop: Workshop): void {
  const seen = new Set<string>();
  for (const keyword of modifiers.keywords) {
    if (seen.has(keyword)) workshop.report(file, at, `Duplicate modifier: ${keyword}`, 'modifiers');
    seen.add(keyword);
  }
  if (SCOPES.filter((each) => seen.has(each)).length > 1)
    workshop.report(file, at, 'Declarations can only have one scope', 'modifiers');
  for (const each of modifiers.annotations) {
    if (!ANNOTATIONS.has(each.name.toLowerCase()))
      workshop.report(file, each.at, `Annotation does not exist: ${each.name}`, 'unknown-annotation');
  }
}

function checkMethod({ member, declaration }: DeclaredMethod, draft: Draft, workshop: Workshop): void {
  const report = (message: string, rule: ProblemRule): void =>
    workshop.report(draft.file, declaration.nameAt, message, rule);
  checkBody(declaration, member, draft, report);
  if (isAnnotated(member, 'istest')) checkTestMethod(member, draft, workshop, report);
  if (isAnnotated(member, 'testsetup')) {
    requireStatic(member, 'TestSetup', 'test-method', report);
    if (member.returnType.kind !== 'void') report('Test setup method must return void', 'test-method');
    if (member.parameters.length) report('Test methods must have no arguments', 'test-method');
  }
  if (isAnnotated(member, 'future')) checkFuture(member, workshop, report);
  if (isAnnotated(member, 'invocablemethod')) checkInvocable(member, workshop, report);
}

function checkBody(declaration: MethodDeclaration, member: MethodMember, draft: Draft, report: Report): void {
  if (draft.type.kind === 'interface') return;
  if (member.isAbstract && declaration.body) report('Abstract methods cannot have a body', 'method-body');
  if (!member.isAbstract && !declaration.body) report('Method must have a body', 'method-body');
}

function checkTestMethod(member: MethodMember, draft: Draft, workshop: Workshop, report: Report): void {
  if (!draft.type.isTest && draft.outer === null)
    report('Defining type for testMethod methods must be declared as IsTest', 'test-method');
  requireStatic(member, 'testMethod', 'test-method', report);
  if (member.returnType !== workshop.types.void)
    report(`testMethod methods do not support return type of ${member.returnType.displayName}`, 'test-method');
  if (member.parameters.length) report('Test methods must have no arguments', 'test-method');
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_future.htm */
function checkFuture(member: MethodMember, workshop: Workshop, report: Report): void {
  requireStatic(member, 'Future', 'future-method', report);
  if (member.returnType !== workshop.types.void)
    report(`Future methods do not support return type of ${member.returnType.displayName}`, 'future-method');
  for (const { type } of member.parameters) {
    const isPlain = type.kind === 'primitive' || (type.generic !== null && type.typeArguments.every(isPlainElement));
    if (!isPlain) report(`Future methods do not support parameter type of ${type.displayName}`, 'future-method');
  }
}

function isPlainElement(type: ApexType): boolean {
  return type.kind === 'primitive' || (type.generic !== null && type.typeArguments.every(isPlainElement));
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableMethod.htm */
function checkInvocable(member: MethodMember, workshop: Workshop, report: Report): void {
  requireStatic(member, 'InvocableMethod', 'invocable-method', report);
  if (member.parameters.length > 1)
    report('Only one parameter is supported on methods with @Invocable annotation', 'invocable-method');
  const [only] = member.parameters;
  if (only && !workshop.types.isList(only.type)) {
    report(
      `Unsupported parameter type ${only.type.displayName}. Valid invocable parameters must be List types like List<T> where T is a supported type`,
      'invocable-method',
    );
  }
}

function requireStatic(member: MethodMember, what: string, rule: ProblemRule, report: Report): void {
  if (!member.isStatic) report(`${what} methods must be declared as static`, rule);
}

function isAnnotated(member: MethodMember, name: string): boolean {
  return member.annotations.some((each) => each.name === name);
}
