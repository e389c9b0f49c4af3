/**
 * What a type name means at a place in the source.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_type_resolution.htm
 *   scalar types, then locally defined types, then classes, then system types such as sObjects; `T1.T2` is first an
 *   inner type of class `T1`, then a type of namespace `T1`.
 */
import type { Position, TypeRef } from '../ast';
import type { ProblemCollector, ProblemRule } from '../problems';
import type { TypeTable } from '../type-table';
import type { ApexType } from '../../values/types';
import type { Scope } from './scope';
import { isTypeVisible } from './visibility';

export class TypeNames {
  constructor(
    private readonly types: TypeTable,
    private readonly problems: ProblemCollector,
  ) {}

  /** The type a reference names; null after reporting what is wrong with it. */
  resolve(ref: TypeRef, scope: Scope): ApexType | null {
    const report = (at: Position, message: string, rule: ProblemRule): null => {
      this.problems.report(scope.file, at, message, rule);
      return null;
    };
    const type = this.find(ref.name, scope);
    const typeArguments = ref.typeArguments.map((each) => this.resolve(each, scope));
    if (!type) return report(ref.at, `Invalid type: ${ref.name.join('.')}`, 'unknown-type');
    if (!isTypeVisible(type, scope))
      return report(ref.at, `Type is not visible: ${type.displayName}`, 'type-visibility');
    const expected = type.generic === null ? type.typeArguments.length : 0;
    if (expected === 0) {
      return typeArguments.length
        ? report(ref.at, `Type arguments provided for a non-parameterized type: ${type.displayName}`, 'type-arguments')
        : type;
    }
    if (typeArguments.length === 0)
      return report(ref.at, `No type arguments provided for a parameterized type: ${type.name}`, 'type-arguments');
    if (typeArguments.length !== expected) {
      return report(
        ref.at,
        `Invalid type argument count for ${type.name}: expected ${expected} but found ${typeArguments.length}`,
        'type-arguments',
      );
    }
    return typeArguments.every((each) => each !== null) ? this.types.instantiate(type, typeArguments) : null;
  }

  /** A dotted name as a type: generic ones as their declaration; null when it names none. */
  find(name: readonly string[], scope: Scope): ApexType | null {
    const [first, ...rest] = name;
    if (first === undefined) return null;
    if (rest.length === 0) {
      return (
        this.types.scalar(first) ??
        this.local(first, scope) ??
        this.types.userType(first) ??
        this.types.platformType(first)
      );
    }
    const start = this.local(first, scope) ?? this.types.userType(first);
    return (start && descend(start, rest)) ?? this.types.platformType(name.join('.')) ?? this.systemInner(first, rest);
  }

  /** Inner types as the classes around the place see them: the nearest class first, each with its super classes. */
  private local(name: string, scope: Scope): ApexType | null {
    for (let each = scope.enclosing; each; each = each.outer) {
      const found = innerType(each, name);
      if (found) return found;
      if (each.name.toLowerCase() === name.toLowerCase()) return each;
    }
    return null;
  }

  private systemInner(first: string, rest: readonly string[]): ApexType | null {
    const start = this.types.platformType(first);
    return start && start.kind !== 'sobject' ? descend(start, rest) : null;
  }
}

/** An inner type by simple name, of the class itself or of a super class. */
export function innerType(type: ApexType, name: string): ApexType | null {
  for (let each: ApexType | null = type; each; each = each.superType) {
    const found = each.members.innerTypes.get(name.toLowerCase());
    if (found) return found;
  }
  return null;
}

function descend(start: ApexType, names: readonly string[]): ApexType | null {
  let current: ApexType | null = start;
  for (const name of names) current = current && innerType(current, name);
  return current;
}
