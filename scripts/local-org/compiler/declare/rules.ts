/**
 * Rules that can be told from a declaration alone: its modifiers, where it stands, how big it is.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
 */
import type { MethodDeclaration, Modifiers, Position } from '../ast';
import type { ApexType, MethodMember } from '../../values/types';
import type { ProblemRule } from '../problems';
import type { Target } from './annotation-table';
import { checkAuraEnabled } from './aura-rules';
import { checkConstructors } from './constructor-rules';
import { reporter } from './declaration-report';
import type { Draft, Workshop } from './draft';
import { checkInvocables } from './invocable-rules';
import type { DeclaredMethod } from './model';
import { checkModifiers } from './modifier-rules';
import { has } from './modifiers';
import { checkRest } from './rest-rules';
import { checkSize } from './size-rules';
import { checkTests } from './test-rules';

type Report = (message: string, rule: ProblemRule) => void;

const TYPE_TARGETS = { class: 'classes', interface: 'interfaces', enum: 'enums' } as const;
const MEMBER_TARGETS = {
  field: 'fields',
  property: 'properties',
  method: 'methods',
  constructor: 'constructors',
} as const;

/** Checks one type: its own modifiers, then its members'. */
export function checkRules(draft: Draft, workshop: Workshop): void {
  const { declaration } = draft;
  checkModifiers(declaration.modifiers, TYPE_TARGETS[declaration.kind], declaration.nameAt, reporter(draft, workshop));
  checkSize(draft, workshop);
  if (!draft.outer && !draft.type.outer) checkTopLevel(draft, workshop);
  else if (draft.outer)
    checkGlobal(declaration.modifiers, 'classes', draft.outer.type, declaration.nameAt, draft, workshop);
  if (declaration.kind === 'enum') return;
  if (declaration.kind === 'class') checkMembers(draft, workshop);
  else checkInterfaceMethods(draft, workshop);
  for (const method of draft.methods) checkMethod(method, draft, workshop);
  checkConstructors(draft, workshop);
  checkTests(draft, workshop);
  checkInvocables(draft, workshop);
  checkAuraEnabled(draft, workshop);
  checkRest(draft, workshop);
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
    const target = MEMBER_TARGETS[member.kind];
    const at = member.kind === 'field' ? member.at : member.nameAt;
    checkModifiers(member.modifiers, target, at, reporter(draft, workshop));
    checkGlobal(member.modifiers, target, draft.type, at, draft, workshop);
    if (isInner && has(member.modifiers, 'static'))
      workshop.report(
        file,
        member.at,
        `static can only be used on ${target} of a top level type`,
        'static-in-inner-type',
      );
  }
}

/** What is open to all other packages stands in what is, too. */
function checkGlobal(
  modifiers: Modifiers,
  target: Target,
  inside: ApexType,
  at: Position,
  draft: Draft,
  workshop: Workshop,
): void {
  if (inside.visibility === 'global') return;
  for (const keyword of ['global', 'webservice']) {
    if (has(modifiers, keyword))
      workshop.report(draft.file, at, `Defining type for ${keyword} ${target} must be declared as global`, 'modifiers');
  }
}

function checkInterfaceMethods(draft: Draft, workshop: Workshop): void {
  for (const { declaration } of draft.methods) {
    for (const keyword of declaration.modifiers.keywords)
      workshop.report(draft.file, declaration.nameAt, `${keyword} is not allowed on interface methods`, 'modifiers');
  }
}

function checkMethod({ member, declaration }: DeclaredMethod, draft: Draft, workshop: Workshop): void {
  const report = (message: string, rule: ProblemRule): void =>
    workshop.report(draft.file, declaration.nameAt, message, rule);
  checkBody(declaration, member, draft, report);
  if (isAnnotated(member, 'future')) checkFuture(member, workshop, report);
}

function checkBody(declaration: MethodDeclaration, member: MethodMember, draft: Draft, report: Report): void {
  if (draft.type.kind === 'interface') return;
  if (member.isAbstract && declaration.body) report('Abstract methods cannot have a body', 'method-body');
  if (!member.isAbstract && !declaration.body) report('Method must have a body', 'method-body');
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_future.htm */
function checkFuture(member: MethodMember, workshop: Workshop, report: Report): void {
  if (!member.isStatic) report('Future methods must be declared as static', 'future-method');
  if (member.returnType !== workshop.types.void)
    report(`Future methods do not support return type of ${member.returnType.displayName}`, 'future-method');
  for (const { type } of member.parameters) {
    if (!isPlain(type)) report(`Future methods do not support parameter type of ${type.displayName}`, 'future-method');
  }
}

/** A primitive, or a collection of them. */
function isPlain(type: ApexType): boolean {
  return type.kind === 'primitive' || (type.generic !== null && type.typeArguments.every(isPlain));
}

function isAnnotated(member: MethodMember, name: string): boolean {
  return member.annotations.some((each) => each.name === name);
}
