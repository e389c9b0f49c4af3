/** Finds the members of a type: own ones first, then inherited ones. */
import type { ApexType, FieldMember, MethodMember, ParameterMember } from '../../values/types';
import type { TypeTable } from '../type-table';

/** Field or property by name, own or inherited. */
export function findField(type: ApexType, name: string): FieldMember | null {
  const key = name.toLowerCase();
  for (let each: ApexType | null = type; each; each = each.superType) {
    const found = each.members.fields.get(key);
    if (found) return found;
  }
  return null;
}

/**
 * All methods of a name: own, of super classes, of interfaces, of `Object`. Those a nearer one overrides (or hides, by
 * the same parameter types) are left out.
 */
export function findMethods(type: ApexType, name: string, types: TypeTable): readonly MethodMember[] {
  const key = name.toLowerCase();
  const found: MethodMember[] = [];
  for (const each of [...lineage(type), types.object]) {
    for (const method of each.members.methods.get(key) ?? []) {
      if (!found.some((nearer) => hides(nearer, method))) found.push(method);
    }
  }
  return found;
}

/** A type and everything above it: super classes nearest first, then interfaces, each once. */
export function lineage(type: ApexType): readonly ApexType[] {
  const classes: ApexType[] = [];
  for (let each: ApexType | null = type; each && !classes.includes(each); each = each.superType) classes.push(each);
  const all = new Set(classes);
  const addInterfaces = (of: ApexType): void => {
    for (const each of of.interfaces) {
      if (all.has(each)) continue;
      all.add(each);
      addInterfaces(each);
    }
  };
  classes.forEach(addInterfaces);
  return [...all];
}

export function sameParameters(a: readonly ParameterMember[], b: readonly ParameterMember[]): boolean {
  return a.length === b.length && a.every((each, index) => each.type === b[index]?.type);
}

function hides(nearer: MethodMember, method: MethodMember): boolean {
  return nearer.emitName === method.emitName || sameParameters(nearer.parameters, method.parameters);
}
