/**
 * What `@InvocableMethod` methods and `@InvocableVariable` variables must be like.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableMethod.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableVariable.htm
 */
import type { ApexType } from '../../values/types';
import { opennessProblem, reporter } from './declaration-report';
import type { Draft, Workshop } from './draft';
import type { DeclaredField, DeclaredMethod } from './model';
import type { ReportAt } from './modifier-rules';
import { annotated, annotation } from './modifiers';

export function checkInvocables(draft: Draft, workshop: Workshop): void {
  const report = reporter(draft, workshop);
  const methods = annotated(draft.methods, 'invocablemethod');
  if (methods.length > 1)
    report(
      draft.declaration.nameAt,
      'Only one method per type can be defined with: InvocableMethod',
      'invocable-method',
    );
  for (const each of methods) checkMethod(each, workshop, report);
  for (const each of draft.fields) {
    if (isInvocable(each)) checkVariable(each, workshop, report);
  }
}

function isInvocable({ declaration }: DeclaredField): boolean {
  return annotation(declaration.modifiers, 'invocablevariable') !== undefined;
}

function checkMethod({ member, declaration }: DeclaredMethod, workshop: Workshop, report: ReportAt): void {
  const refuse = (message: string): void => report(declaration.nameAt, message, 'invocable-method');
  if (!member.isStatic) refuse('InvocableMethod methods must be declared as static');
  const openness = opennessProblem('InvocableMethod methods', member.visibility);
  if (openness !== null) refuse(openness);
  const others = declaration.modifiers.annotations.filter(
    ({ name }) => !/^(invocablemethod|deprecated|suppresswarnings|testvisible|namespaceaccessible)$/i.test(name),
  );
  if (others.length) refuse('The only annotation that can be used with InvocableMethod is Deprecated');
  if (member.parameters.length > 1) refuse('Only one parameter is supported on methods with @Invocable annotation');
  const [only] = member.parameters;
  if (only && !isSupportedList(only.type, workshop))
    refuse(
      `Unsupported parameter type ${only.type.displayName}. Valid invocable parameters must be List types like List<T> where T is a supported type`,
    );
  const { returnType } = member;
  if (returnType.kind !== 'void' && !isSupportedList(returnType, workshop))
    refuse(`InvocableMethod methods do not support return type of ${returnType.displayName}`);
}

/** Whether it is a list of what a flow can hold. */
function isSupportedList(type: ApexType, workshop: Workshop): boolean {
  const [element] = type.typeArguments;
  if (type.kind === 'null') return true;
  if (!workshop.types.isList(type) || !element) return false;
  if (workshop.types.isList(element)) return isSupportedList(element, workshop);
  if (workshop.types.isMap(element) || workshop.types.isSet(element)) return false;
  const declared = workshop.drafts.get(element);
  return declared?.declaration.kind !== 'class' || hasInvocableVariable(declared, workshop);
}

/** Of the class itself or of one it extends. */
function hasInvocableVariable(draft: Draft, workshop: Workshop): boolean {
  if (draft.isIncomplete || draft.fields.some(isInvocable)) return true;
  const { superType } = draft.type;
  const above = superType && workshop.drafts.get(superType);
  return above ? hasInvocableVariable(above, workshop) : false;
}

function checkVariable(field: DeclaredField, workshop: Workshop, report: ReportAt): void {
  const { member, declaration, variable } = field;
  const at = variable?.at ?? declaration.at;
  const refuse = (message: string): void => report(at, message, 'invocable-variable');
  if (member.isStatic) refuse('InvocableVariable fields cannot be static');
  if (member.isFinal) refuse('InvocableVariable fields cannot be final');
  const openness = opennessProblem('InvocableVariable fields', member.visibility);
  if (openness !== null) refuse(openness);
  if (workshop.types.isMap(member.type) || workshop.types.isSet(member.type))
    refuse(`InvocableVariable fields do not support type of ${member.type.displayName}`);
}
