/** First steps: make the types, then settle what they extend and implement, and in which mode they share. */
import type { TypeDeclaration, TypeRef } from '../ast';
import { ApexType, NO_MEMBERS } from '../../values/types';
import { Draft, type Workshop } from './draft';
import type { EffectiveSharing } from './model';
import { annotation, annotationsOf, has, visibilityOf } from './modifiers';

/** From this API version on, a class that says nothing shares like one declared `with sharing`. */
const SECURE_BY_DEFAULT = 67;

/**
 * Makes the type of a declaration and of those inside it. Names are known from here on; members are not.
 *
 * @param outer the enclosing type; a trigger or anonymous block for types declared in one
 */
export function makeType(
  declaration: TypeDeclaration,
  file: string,
  apiVersion: number,
  outer: Draft | ApexType | null,
  workshop: Workshop,
): Draft {
  const outerDraft = outer instanceof Draft ? outer : null;
  const outerType = outer instanceof Draft ? outer.type : outer;
  const { modifiers } = declaration;
  const type = new ApexType({ kind: declaration.kind, name: declaration.name, namespace: '', outer: outerType });
  type.visibility = visibilityOf(modifiers);
  type.annotations = annotationsOf(modifiers);
  type.isTest = annotation(modifiers, 'istest') !== undefined;
  type.isAbstract = has(modifiers, 'abstract') || declaration.kind === 'interface';
  // Classes in anonymous blocks and triggers are virtual whatever they say.
  const isInBlock = outerType !== null && outerDraft === null;
  type.isVirtual = type.isAbstract || has(modifiers, 'virtual') || isInBlock;
  if (declaration.kind === 'enum') type.enumConstants = declaration.constants.map((each) => each.name);
  const draft = new Draft(type, declaration, file, apiVersion, outerDraft);
  workshop.drafts.set(type, draft);
  outerDraft?.inner.push(draft);
  if (!isInBlock && !workshop.types.addUserType(type))
    workshop.report(file, declaration.nameAt, `Type name already in use: ${type.displayName}`, 'duplicate-type');
  const innerTypes = new Map<string, ApexType>();
  if (declaration.kind === 'class') {
    for (const member of declaration.members) {
      if (member.kind !== 'class' && member.kind !== 'interface' && member.kind !== 'enum') continue;
      if (outerType) {
        workshop.report(file, member.nameAt, 'Inner types are not allowed to have inner types', 'nested-inner-type');
        continue;
      }
      const inner = makeType(member, file, apiVersion, draft, workshop);
      if (inner.type.name.toLowerCase() === type.name.toLowerCase())
        workshop.report(file, member.nameAt, `Type name already in use: ${inner.type.displayName}`, 'duplicate-type');
      innerTypes.set(member.name.toLowerCase(), inner.type);
    }
  }
  type.complete({ ...NO_MEMBERS, innerTypes });
  return draft;
}

/** Resolves what the type extends and implements. */
export function linkSuperTypes(draft: Draft, workshop: Workshop): void {
  const { declaration, type } = draft;
  if (declaration.kind === 'enum') return;
  if (declaration.kind === 'class' && declaration.extends) linkSuperClass(draft, declaration.extends, workshop);
  const interfaces: ApexType[] = [];
  for (const ref of declaration.kind === 'class' ? declaration.implements : declaration.extends) {
    const found = workshop.resolver.resolveType(ref, draft.scope);
    if (!found) draft.isIncomplete = true;
    else if (found.kind !== 'interface')
      workshop.report(draft.file, ref.at, `Invalid interface: ${found.displayName}`, 'invalid-interface');
    else if (interfaces.includes(found))
      workshop.report(draft.file, ref.at, `Interface already implemented: ${found.displayName}`, 'invalid-interface');
    else interfaces.push(found);
  }
  type.interfaces = interfaces;
}

function linkSuperClass(draft: Draft, ref: TypeRef, workshop: Workshop): void {
  const found = workshop.resolver.resolveType(ref, draft.scope);
  draft.isIncomplete = !found?.isVirtual;
  if (!found) return;
  if (found.kind !== 'class') {
    workshop.report(draft.file, ref.at, `Invalid super type: ${found.displayName}`, 'invalid-super-type');
  } else if (!found.isVirtual) {
    workshop.report(
      draft.file,
      ref.at,
      `Non-virtual and non-abstract type cannot be extended: ${found.displayName}`,
      'invalid-super-type',
    );
  } else draft.type.superType = found;
}

/** Cuts circles in the hierarchy, reporting each type that stands in one. To be called when all are linked. */
export function cutCircles(drafts: readonly Draft[], workshop: Workshop): void {
  const circular = drafts.flatMap((draft) => {
    const { type } = draft;
    const superType = type.superType && reaches(type.superType, type) ? null : type.superType;
    const interfaces = type.interfaces.filter((each) => !reaches(each, type));
    const isSound = superType === type.superType && interfaces.length === type.interfaces.length;
    return isSound ? [] : [{ draft, superType, interfaces }];
  });
  // Cut only when all are known, or the last of a circle would look sound.
  for (const { draft, superType, interfaces } of circular) {
    const { type, file, declaration } = draft;
    workshop.report(file, declaration.nameAt, `Circular definition: ${type.displayName}`, 'circular-definition');
    type.superType = superType;
    type.interfaces = interfaces;
  }
}

function reaches(from: ApexType, wanted: ApexType, seen = new Set<ApexType>()): boolean {
  if (from === wanted) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const above = from.superType ? [from.superType, ...from.interfaces] : from.interfaces;
  return above.some((each) => reaches(each, wanted, seen));
}

/**
 * Exceptions are known by their name: a class extends `Exception` (or another exception) exactly when its name ends so.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_custom.htm
 */
export function checkExceptionName(draft: Draft, workshop: Workshop): void {
  const { declaration, type } = draft;
  if (declaration.kind !== 'class') return;
  const isNamedSo = type.name.toLowerCase().endsWith('exception');
  const isException = type.isSubtypeOf(workshop.types.exception);
  if (isException && !isNamedSo) {
    workshop.report(
      draft.file,
      declaration.nameAt,
      `Classes extending Exception must have a name ending in Exception: ${type.displayName}`,
      'exception-name',
    );
  }
  if (isNamedSo && !isException && (!declaration.extends || type.superType)) {
    workshop.report(
      draft.file,
      declaration.nameAt,
      `Exception class must extend another Exception class: ${type.displayName}`,
      'exception-name',
    );
  }
}

/**
 * The sharing mode of a class: what it declares, else its super class's, else what its API version says. Inner classes
 * do not take the outer class's.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
 */
export function settleSharing(draft: Draft, workshop: Workshop): EffectiveSharing {
  const { modifiers } = draft.declaration;
  if (has(modifiers, 'with sharing')) return 'with';
  if (has(modifiers, 'without sharing')) return 'without';
  if (has(modifiers, 'inherited sharing')) return 'inherited';
  const parent = draft.type.superType && workshop.drafts.get(draft.type.superType);
  if (parent) return settleSharing(parent, workshop);
  return draft.apiVersion >= SECURE_BY_DEFAULT ? 'with' : 'omitted';
}
