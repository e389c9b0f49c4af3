/** Where in the source a name is looked up from: what it sees depends on it. */
import type { ApexType } from '../../values/types';

export interface Scope {
  readonly file: string;
  /** The class whose body the name stands in; null in triggers and anonymous Apex without members. */
  readonly enclosing: ApexType | null;
  /** Whether the code is test code (its outermost class is `@IsTest`), which sees `@TestVisible` members. */
  readonly isTest: boolean;
}

/** The outermost class around a type, itself for a top-level type. */
export function outermost(type: ApexType): ApexType {
  let current = type;
  while (current.outer) current = current.outer;
  return current;
}

/** The scope of code inside a class. */
export function scopeOf(type: ApexType, file: string): Scope {
  return { file, enclosing: type, isTest: outermost(type).isTest };
}
