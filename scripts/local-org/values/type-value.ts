/** `System.Type` objects: one a type, so that identity is equality. */
import { requiredType } from './type-registry';
import type { ApexType } from './types';

const made = new WeakMap<ApexType, TypeValue>();

export class TypeValue {
  private constructor(readonly type: ApexType) {}

  static of(type: ApexType): TypeValue {
    let value = made.get(type);
    if (!value) made.set(type, (value = new TypeValue(type)));
    return value;
  }

  get $type(): ApexType {
    return requiredType('System.Type');
  }

  toString(): string {
    const { type } = this;
    // Exceptions of the platform are called as `getTypeName()` of theirs does.
    const isPlatformException = type.namespace === 'System' && type.isSubtypeOf(requiredType('System.Exception'));
    return isPlatformException ? `System.${type.displayName}` : type.displayName;
  }
}
