/**
 * What test classes, test methods and test setups must be like.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_isTest.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_testsetup.htm
 */
import type { MethodMember } from '../../values/types';
import { reporter } from './declaration-report';
import type { Draft, Workshop } from './draft';
import type { DeclaredMethod } from './model';
import { annotation, annotated } from './modifiers';

export function checkTests(draft: Draft, workshop: Workshop): void {
  const report = reporter(draft, workshop);
  const { modifiers } = draft.declaration;
  const ofClass = annotation(modifiers, 'istest');
  const seesAll = (each: DeclaredMethod): boolean => parameterOf(each, 'seealldata');
  if (ofClass?.parameters.isparallel === true) {
    if (ofClass.parameters.seealldata === true)
      report(
        ofClass.at,
        'Test class annotated with @isTest(IsParallel=true) cannot also be annotated with @isTest(SeeAllData=true)',
        'test-method',
      );
    else if (draft.methods.some(seesAll))
      report(
        ofClass.at,
        'Test class annotated with @isTest(IsParallel=true) cannot have any methods annotated with @isTest(SeeAllData=true)',
        'test-method',
      );
  }
  for (const { member, declaration } of draft.methods) {
    if (!member.annotations.some(({ name }) => name === 'istest')) continue;
    const refuse = (message: string): void => report(declaration.nameAt, message, 'test-method');
    if (!draft.type.isTest && draft.outer === null)
      refuse('Defining type for testMethod methods must be declared as IsTest');
    checkShape('testMethod', member, workshop, refuse);
  }
  const setups = annotated(draft.methods, 'testsetup');
  for (const { member, declaration } of setups) {
    const refuse = (message: string): void => report(declaration.nameAt, message, 'test-method');
    if (!draft.type.isTest) refuse('Defining type for TestSetup methods must be declared as IsTest');
    checkShape('TestSetup', member, workshop, refuse);
    if (ofClass?.parameters.seealldata === true) refuse('Test class cannot be annotated with @isTest(SeeAllData=true)');
    else if (draft.methods.some(seesAll))
      refuse(
        'Test class containing a test setup method cannot have any methods annotated with @isTest(SeeAllData=true)',
      );
  }
}

function checkShape(what: string, member: MethodMember, workshop: Workshop, refuse: (message: string) => void): void {
  if (!member.isStatic) refuse(`${what} methods must be declared as static`);
  if (member.returnType !== workshop.types.void)
    refuse(
      what === 'TestSetup'
        ? 'Test setup method must return void'
        : `${what} methods do not support return type of ${member.returnType.displayName}`,
    );
  if (member.parameters.length) refuse('Test methods must have no arguments');
}

function parameterOf({ declaration }: DeclaredMethod, name: string): boolean {
  return annotation(declaration.modifiers, 'istest')?.parameters[name] === true;
}
