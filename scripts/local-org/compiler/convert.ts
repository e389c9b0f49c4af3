/**
 * Which types convert to which, implicitly (assignment, argument, return) and by a cast.
 *
 * Sources: "Rules of Conversion" https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_conversion.htm
 * (numbers form a hierarchy Integer, Long, Double, Decimal; Ids are assigned to Strings and validated the other way) and,
 * for collections, https://salesforce.stackexchange.com/questions/145428 (lists and map values convert up, sets never).
 */
import type { ApexType } from '../values/types';
import type { TypeTable } from './type-table';
import { UNKNOWN_TYPE } from './unknown-type';

export type ConversionKind =
  | 'identity'
  /** The literal `null`. */
  | 'null'
  | 'integerToLong'
  | 'integerToDouble'
  | 'integerToDecimal'
  | 'longToDouble'
  | 'longToDecimal'
  | 'doubleToDecimal'
  | 'decimalToDouble'
  | 'idToString'
  /** Checked at run time: `System.StringException: Invalid id: x`. */
  | 'stringToId'
  | 'dateToDatetime'
  /** To a super class, an interface, `SObject` or `Object`: the value stays as it is. */
  | 'upcast'
  /** Between lists, iterables or maps of related elements: the collection stays as it is. */
  | 'collection';

export interface Conversion {
  readonly kind: ConversionKind;
  readonly from: ApexType;
  readonly to: ApexType;
  /** How far apart the types are: overload resolution prefers less. */
  readonly cost: number;
  /** Whether the run-time value changes; if not there is nothing to emit. */
  readonly changesValue: boolean;
}

/** The implicit conversion from one type to another, null when there is none ("Illegal assignment from X to Y"). */
export function conversion(from: ApexType, to: ApexType, types: TypeTable): Conversion | null {
  const kind = kindOf(from, to, types);
  if (!kind) return null;
  const [name, cost] = kind;
  return { kind: name, from, to, cost, changesValue: !KEEPS_VALUE.has(name) };
}

const KEEPS_VALUE: ReadonlySet<ConversionKind> = new Set(['identity', 'null', 'idToString', 'upcast', 'collection']);

/** `Object` accepts everything and is everybody's last choice. */
const OBJECT_COST = 1000;

const PRIMITIVE_CONVERSIONS: Readonly<Record<string, readonly [ConversionKind, number]>> = {
  'Integer>Long': ['integerToLong', 1],
  'Integer>Double': ['integerToDouble', 2],
  'Integer>Decimal': ['integerToDecimal', 3],
  'Long>Double': ['longToDouble', 1],
  'Long>Decimal': ['longToDecimal', 2],
  'Double>Decimal': ['doubleToDecimal', 1],
  'Decimal>Double': ['decimalToDouble', 2],
  'Id>String': ['idToString', 1],
  'String>Id': ['stringToId', 2],
  'Date>Datetime': ['dateToDatetime', 1],
};

function kindOf(from: ApexType, to: ApexType, types: TypeTable): readonly [ConversionKind, number] | null {
  if (from === to || from === UNKNOWN_TYPE || to === UNKNOWN_TYPE) return ['identity', 0];
  if (from.kind === 'void' || to.kind === 'void' || to.kind === 'null') return null;
  if (from.kind === 'null') return ['null', to.kind === 'object' ? OBJECT_COST : 1];
  if (to.kind === 'object') return ['upcast', OBJECT_COST];
  if (from.kind === 'primitive' && to.kind === 'primitive')
    return PRIMITIVE_CONVERSIONS[`${from.name}>${to.name}`] ?? null;
  const distance = distanceUp(from, to);
  if (distance !== null) return ['upcast', distance];
  return collectionConversion(from, to, types);
}

/** Steps from a type up to one of its super types: the nearest way through classes and interfaces; null if it is none. */
export function distanceUp(from: ApexType, to: ApexType): number | null {
  let frontier: readonly ApexType[] = [from];
  const seen = new Set<ApexType>(frontier);
  for (let steps = 0; frontier.length; steps++) {
    if (frontier.includes(to)) return steps;
    const next = frontier
      .flatMap((each) => (each.superType ? [each.superType, ...each.interfaces] : each.interfaces))
      .filter((each) => !seen.has(each));
    next.forEach((each) => seen.add(each));
    frontier = next;
  }
  return null;
}

/** The instance of a generic type among a type and its super types: `List<Account>` seen as `Iterable` is `Iterable<Account>`. */
export function asInstanceOf(type: ApexType, generic: ApexType): ApexType | null {
  if (type.generic === generic) return type;
  for (const above of type.superType ? [type.superType, ...type.interfaces] : type.interfaces) {
    const found = asInstanceOf(above, generic);
    if (found) return found;
  }
  return null;
}

function collectionConversion(
  from: ApexType,
  to: ApexType,
  types: TypeTable,
): readonly [ConversionKind, number] | null {
  if (!to.generic || to.generic === types.genericSet) return null;
  const view = asInstanceOf(from, to.generic);
  if (!view) return null;
  const distance = distanceUp(from, view) ?? 0;
  let cost = distance;
  for (const [index, target] of to.typeArguments.entries()) {
    const source = view.typeArguments[index];
    if (!source) return null;
    const isKey = to.generic === types.genericMap && index === 0;
    const step = elementCost(source, target, to.generic, types, isKey);
    if (step === null) return null;
    cost += step;
  }
  return ['collection', Math.max(cost, 1)];
}

/**
 * Elements convert when the value need not change: to a super type, and between `SObject` and concrete objects both
 * ways (a list from a dynamic query is assigned to `List<Account>` without a cast; a wrong element fails when it is used).
 * What iterates over anything goes where something particular is iterated over: no page says so, public suites that pass
 * on the platform depend on it.
 */
function elementCost(from: ApexType, to: ApexType, of: ApexType, types: TypeTable, isKey: boolean): number | null {
  if (from === to) return 0;
  if (of.name === 'Iterable' && from.kind === 'object') return OBJECT_COST;
  if (to.kind === 'object') return isKey ? null : OBJECT_COST;
  const up = distanceUp(from, to);
  if (up !== null) return up;
  if (from === types.sobjectBase && to.kind === 'sobject') return 2;
  if (from === types.id && to === types.string) return 2;
  if (from === types.string && to === types.id) return 3;
  if (from.generic && to.generic) return collectionConversion(from, to, types)?.[1] ?? null;
  return null;
}

/**
 * How a cast is done: by an implicit conversion, by cutting a number down (`(Integer) 5.2`), or by a check at run time
 * (`System.TypeException`).
 *
 * @see https://salesforce.stackexchange.com/questions/207118 numbers are cut down only from their own type, not from Object
 */
export type Cast =
  | { readonly kind: 'implicit'; readonly conversion: Conversion }
  | { readonly kind: 'narrowing'; readonly from: ApexType; readonly to: ApexType }
  | { readonly kind: 'checked'; readonly from: ApexType; readonly to: ApexType };

/** The cast from one type to another, null when it can never succeed: see {@link impossibleCast} for the problem. */
export function castable(from: ApexType, to: ApexType, types: TypeTable): Cast | null {
  const implicit = conversion(from, to, types);
  if (implicit) return { kind: 'implicit', conversion: implicit };
  if (NARROWINGS.has(`${from.name}>${to.name}`) && from.kind === 'primitive') return { kind: 'narrowing', from, to };
  return mayBe(from, to, types) ? { kind: 'checked', from, to } : null;
}

const NARROWINGS: ReadonlySet<string> = new Set([
  'Long>Integer',
  'Double>Integer',
  'Double>Long',
  'Decimal>Integer',
  'Decimal>Long',
]);

/** The problem of an impossible cast. */
export function impossibleCast(from: ApexType, to: ApexType): string {
  return `Incompatible types since an instance of ${from.displayName} is never an instance of ${to.displayName}`;
}

/** The problem of an assignment without conversion. */
export function illegalAssignment(from: ApexType, to: ApexType): string {
  return `Illegal assignment from ${from.displayName} to ${to.displayName}`;
}

/**
 * Whether a type is that of a relationship to several objects: `Task.What`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_polymorphic_relationships.htm
 */
export function isPolymorphic(type: ApexType): boolean {
  return type.kind === 'sobject' && type.name === 'Name';
}

/** Whether a value of static type `from` may turn out to be a `to`. */
function mayBe(from: ApexType, to: ApexType, types: TypeTable): boolean {
  if (to.kind === 'void' || from.kind === 'void') return false;
  if (from.kind === 'object' || to.isSubtypeOf(from)) return true;
  // Deployed public code casts so, although no moment is a day.
  if (from === types.datetime && to === types.date) return true;
  if (isPolymorphic(from) && to.kind === 'sobject') return true;
  if (from.kind === 'interface' || to.kind === 'interface') return from.kind !== 'primitive' && to.kind !== 'primitive';
  if (from.generic && from.generic === to.generic && from.generic !== types.genericSet) {
    return from.typeArguments.every((argument, index) => {
      const target = to.typeArguments[index];
      return target !== undefined && (castable(argument, target, types) ?? castable(target, argument, types)) !== null;
    });
  }
  return false;
}
