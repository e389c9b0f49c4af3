/** What binding an expression gives: JavaScript that computes it, and what is known of its value. */
import type { ApexType } from '../../values/types';

export interface Typed {
  /** An expression that can stand as an operand, a receiver or an argument: it brings its own parentheses. */
  readonly js: string;
  readonly type: ApexType;
  /** Certain not to be null: nothing to check. */
  readonly nonNull: boolean;
  /** Certain to be a JavaScript string: `+` concatenates. */
  readonly isText?: boolean;
  /** The rows of `[SELECT …]`, which also convert to a single row of this type. */
  readonly rowType?: ApexType;
  /** Reached through a relationship of an sObject: a null parent gives null fields. */
  readonly isRelationship?: boolean;
  /** Reads what a chain with `?.` may have cut short: null where the chain was. */
  readonly isSafe?: boolean;
  /** The value of a numeric literal, for the range of Integer. */
  readonly literal?: number;
  /** Whether the expression may stand as a statement. */
  readonly isStatement?: boolean;
}

/** A name that stands for a type (`Foo` in `Foo.bar`), or for the beginning of one (`Schema`, `Schema.SObjectType`). */
export interface TypeName {
  readonly typeName: ApexType;
}

/** Something that can be assigned to. `receiver` parts are evaluated once and put into temporaries by the maker. */
export interface Place {
  readonly type: ApexType;
  /** What has to be evaluated first, with a comma behind each; empty for simple places. */
  readonly prepare: string;
  read(): Typed;
  /** Code that stores; its own value is the stored one only if `yieldsValue`. */
  write(value: string): string;
  readonly yieldsValue: boolean;
}

export function typed(js: string, type: ApexType, facts: Partial<Omit<Typed, 'js' | 'type'>> = {}): Typed {
  return { nonNull: false, ...facts, js, type };
}
