/**
 * JavaScript names of Apex members.
 *
 * Apex compares names without case and overloads by parameter types; JavaScript does neither. A method's name is a
 * function of its Apex name and parameter types alone, so that a method found through a class, its super class or any
 * interface it implements is called by the same name. `$` cannot occur in Apex identifiers: no name clashes with
 * JavaScript's own (`constructor`, `toString`), nor two overloads with each other.
 */
import type { ApexType } from '../values/types';

/** `put(String, Integer)` is `put$string$integer`, `size()` is `size$`. */
export function methodEmitName(name: string, parameterTypes: readonly ApexType[]): string {
  return `${name.toLowerCase()}$${parameterTypes.map(typeEmitName).join('$')}`;
}

/** `new Foo(String)` is `new$string`. */
export function constructorEmitName(parameterTypes: readonly ApexType[]): string {
  return methodEmitName('new', parameterTypes);
}

/**
 * Fields and properties get a leading underscore, which no Apex identifier has. A field of the same name in a super
 * class is another field: `depth` (the number of super classes that have one) keeps them apart.
 */
export function fieldEmitName(name: string, depth = 0): string {
  return depth ? `_${name.toLowerCase()}$${depth}` : `_${name.toLowerCase()}`;
}

function typeEmitName(type: ApexType): string {
  return type.displayName.toLowerCase().replace(/[^a-z0-9_]/g, (sign) => ESCAPES[sign] ?? '$x');
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '$l', '>': '$g', ',': '$c', '.': '$d' };
