/**
 * Who may use what.
 *
 * Private members are seen in the whole outermost class, protected ones also in subclasses and their inner classes,
 * `@TestVisible` ones in tests as well.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_testvisible.htm
 */
import type { ApexType, ConstructorMember, FieldMember, MethodMember, Visibility } from '../../values/types';
import { outermost, type Scope } from './scope';

export function isVisible(member: MethodMember | FieldMember | ConstructorMember, scope: Scope): boolean {
  return allows(member.visibility, member.owner, member.isTestVisible, scope);
}

/** Whether the field, or the property's getter, may be used. */
export function isReadable(field: FieldMember, scope: Scope): boolean {
  return field.getter !== null && isVisible(field, scope) && accessorAllows(field.getter, field, scope);
}

/** Whether the field, or the property's setter, may be used; `final` is another question. */
export function isWritable(field: FieldMember, scope: Scope): boolean {
  return field.setter !== null && isVisible(field, scope) && accessorAllows(field.setter, field, scope);
}

export function isTypeVisible(type: ApexType, scope: Scope): boolean {
  if (!type.outer || type.visibility === 'public' || type.visibility === 'global') return true;
  const isTestVisible = type.annotations.some((each) => each.name === 'testvisible');
  return allows(type.visibility, type.outer, isTestVisible, scope);
}

function accessorAllows(visibility: Visibility, field: FieldMember, scope: Scope): boolean {
  return allows(visibility, field.owner, field.isTestVisible, scope);
}

function allows(visibility: Visibility, owner: ApexType, isTestVisible: boolean, scope: Scope): boolean {
  if (visibility === 'public' || visibility === 'global') return true;
  if (isTestVisible && scope.isTest) return true;
  if (!scope.enclosing) return false;
  if (outermost(scope.enclosing) === outermost(owner)) return true;
  if (visibility !== 'protected') return false;
  for (let each: ApexType | null = scope.enclosing; each; each = each.outer) {
    if (each.isSubtypeOf(owner)) return true;
  }
  return false;
}
