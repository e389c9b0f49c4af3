/** Emits conversions: implicit ones of assignment, argument and return, casts, conditions, text. */
import type { Position } from '../ast';
import { castable, conversion, illegalAssignment, impossibleCast, isPolymorphic, type Conversion } from '../convert';
import type { ApexType } from '../../values/types';
import { UNKNOWN_TYPE, type BodyContext } from './context';
import { typed, type Typed } from './typed';

/** The value as `to`; reports `Illegal assignment from X to Y` (or the given problem) where there is no conversion. */
export function coerce(value: Typed, to: ApexType, context: BodyContext, at: Position, problem?: string): Typed {
  if (value.type === to && !value.rowType) return value;
  if (isUnknown(value.type) || isUnknown(to)) return { ...value, type: to };
  const rows = singleRow(value, to);
  if (rows) return rows;
  const how = conversion(value.type, to, context.types);
  // What a relationship to several objects refers to is assigned to a variable of its type without a cast.
  if (!how && isPolymorphic(value.type) && to.kind === 'sobject') return cast(value, to, context, at);
  if (!how)
    return { ...context.fail(at, problem ?? illegalAssignment(value.type, to), 'invalid-assignment'), type: to };
  return convert(value, how);
}

/** The index of an element of a list. */
export function listIndex(value: Typed, context: BodyContext, at: Position): Typed {
  const { integer } = context.types;
  return coerce(value, integer, context, at, `List index must be of type Integer: ${value.type.displayName}`);
}

/** Whether an implicit conversion exists; unknown types convert. */
export function converts(value: Typed, to: ApexType, context: BodyContext): boolean {
  if (isUnknown(value.type) || isUnknown(to)) return true;
  return conversion(value.type, to, context.types) !== null || singleRow(value, to) !== null;
}

/** `Account a = [SELECT …]`: the one row of a query. */
function singleRow(value: Typed, to: ApexType): Typed | null {
  if (!value.rowType || to.kind !== 'sobject') return null;
  if (!value.rowType.isSubtypeOf(to) && !to.isSubtypeOf(value.rowType)) return null;
  return typed(`$.singleRow(${value.js})`, to, { nonNull: true });
}

/** A query's rows seen as its single row: `[SELECT …].Name`. */
export function asSingleRow(value: Typed): Typed {
  if (!value.rowType) return value;
  return typed(`$.singleRow(${value.js})`, value.rowType, { nonNull: true });
}

/** A query's rows seen as its single row, or null where there is none: `[SELECT …]?.Name`, `[SELECT …] ?? other`. */
export function asOptionalRow(value: Typed): Typed {
  if (!value.rowType) return value;
  return typed(`$.optionalRow(${value.js})`, value.rowType);
}

/** Applies a conversion that is known to exist. */
export function convert(value: Typed, how: Conversion): Typed {
  const { kind, to } = how;
  switch (kind) {
    case 'identity':
    case 'null':
    case 'idToString':
    case 'upcast':
    case 'collection':
      return { ...value, type: to, rowType: undefined };
    case 'integerToLong':
      if (value.literal !== undefined) return typed(`${value.literal}n`, to, { nonNull: true });
      return typed(value.nonNull ? `BigInt(${value.js})` : `F.${kind}(${value.js})`, to, { nonNull: value.nonNull });
    case 'integerToDouble':
    case 'integerToDecimal':
    case 'longToDouble':
    case 'longToDecimal':
    case 'doubleToDecimal':
    case 'decimalToDouble':
    case 'stringToId':
    case 'dateToDatetime':
      return typed(`F.${kind}(${value.js})`, to, { nonNull: value.nonNull });
  }
}

/** `(T) value`. */
export function cast(value: Typed, to: ApexType, context: BodyContext, at: Position): Typed {
  if (isUnknown(value.type) || isUnknown(to)) return { ...value, type: to };
  const rows = singleRow(value, to);
  if (rows) return rows;
  const narrowing = value.type.kind === 'primitive' && NUMERIC_CASTS[`${value.type.name}>${to.name}`];
  if (narrowing) return typed(`F.${narrowing}(${value.js})`, to, { nonNull: value.nonNull });
  const how = castable(value.type, to, context.types);
  if (!how && !mayBeRelated(value.type, to, context))
    return { ...context.fail(at, impossibleCast(value.type, to), 'invalid-cast'), type: to };
  if (how?.kind === 'implicit') return { ...convert(value, how.conversion), isStatement: false };
  return typed(`$.cast(${value.js},${context.tables.type(to)})`, to, { nonNull: value.nonNull });
}

/**
 * Of two classes of the platform, one may extend the other although the library does not say so: `Database.DuplicateError`
 * is a `Database.Error`.
 */
export function mayBeRelated(a: ApexType, b: ApexType, context: BodyContext): boolean {
  const isPlatforms = (type: ApexType): boolean =>
    type.kind === 'class' && type.generic === null && !context.declaredType(type);
  return isPlatforms(a) && isPlatforms(b);
}

/** Casts between numbers that lose something: they never fail. */
const NUMERIC_CASTS: Readonly<Record<string, string>> = {
  'Long>Integer': 'longToInteger',
  'Double>Integer': 'doubleToInteger',
  'Double>Long': 'doubleToLong',
  'Decimal>Integer': 'decimalToInteger',
  'Decimal>Long': 'decimalToLong',
};

export function isUnknown(type: ApexType): boolean {
  return type === UNKNOWN_TYPE;
}

/** The value as something that is not null, or a `System.NullPointerException` at run time. */
export function required(value: Typed): string {
  return value.nonNull ? value.js : `(${value.js} ?? F.nullPointer())`;
}

/** The value where it is an argument to the platform, which calls null by another name there. */
export function requiredArgument(value: Typed): string {
  return value.nonNull ? value.js : `(${value.js} ?? F.nullArgument())`;
}

/** A condition of `if`, loops and logical operators as a JavaScript boolean. */
export function condition(value: Typed, context: BodyContext, at: Position): string {
  if (isUnknown(value.type)) return value.js;
  if (value.type !== context.types.boolean) {
    context.report(at, `Condition expression must be of type Boolean: ${value.type.displayName}`, 'condition-type');
    return 'false';
  }
  return required(value);
}

/** The value as text to be concatenated; `null` becomes `null`. */
export function asText(value: Typed, context: BodyContext): string {
  const { types } = context;
  if (value.isText) return value.js;
  const isPlain = [types.string, types.id, types.integer, types.long, types.boolean].includes(value.type);
  return isPlain || value.type.kind === 'null' ? value.js : `F.text(${value.js})`;
}
