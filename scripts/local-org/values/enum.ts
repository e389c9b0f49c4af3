/** Enum constants: one object each, made once a type. */
import { apexException } from './errors';
import type { ApexType } from './types';

const constants = new WeakMap<ApexType, readonly EnumValue[]>();

export class EnumValue {
  private constructor(
    readonly type: ApexType,
    readonly name: string,
    readonly ordinal: number,
  ) {}

  get $type(): ApexType {
    return this.type;
  }

  /** All constants of an enum, in order. */
  static all(type: ApexType): readonly EnumValue[] {
    let all = constants.get(type);
    if (!all) {
      all = type.enumConstants.map((name, ordinal) => new EnumValue(type, name, ordinal));
      constants.set(type, all);
    }
    return all;
  }

  /** The constant of that name, letter case aside; null when there is none. */
  static find(type: ApexType, name: string): EnumValue | null {
    const wanted = name.toLowerCase();
    return EnumValue.all(type).find((each) => each.name.toLowerCase() === wanted) ?? null;
  }

  /**
   * `MyEnum.valueOf(name)`.
   *
   * @throws System.NoSuchElementException when there is no such constant
   */
  static of(type: ApexType, name: string): EnumValue {
    const found = EnumValue.find(type, name);
    if (!found) throw apexException('System.NoSuchElementException', `No enum constant ${type.displayName}.${name}`);
    return found;
  }

  toString(): string {
    return this.name;
  }
}
