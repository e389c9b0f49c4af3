/**
 * What some methods of the platform demand of their arguments beyond what their signatures say.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm
 */
import { asInstanceOf, castable } from '../convert';
import type { ApexType, MethodMember } from '../../values/types';
import { isUnknown } from './coerce';
import type { BodyContext } from './context';

/** What is wrong with the arguments of a call; null when nothing is. */
export function callProblem(
  method: MethodMember,
  receiver: ApexType | null,
  args: readonly ApexType[],
  context: BodyContext,
): string | null {
  const [first] = args;
  if (!first || isUnknown(first) || method.at) return null;
  const name = method.name.toLowerCase();
  // Of fields it is bound before it comes to methods.
  if (name === 'adderror' && receiver && receiver.kind !== 'sobject')
    return 'addError must be invoked on an expression that is an exact SObject field reference';
  if (name === 'putall' && receiver && context.types.isMap(receiver) && !fills(first, receiver, context))
    return `Invalid putAll type ${first.displayName} found for ${receiver.displayName}`;
  if (name === 'executebatch' && method.owner.name === 'Database' && !isBatch(first, context))
    return `Method does not exist or incorrect signature: void executeBatch(${first.displayName}) from the type Database`;
  return null;
}

/**
 * What is wrong with making a collection of one argument; null when nothing is.
 *
 * @param fits whether there is such a constructor: maps take more than they can be filled from
 */
export function initializerProblem(
  collection: ApexType,
  args: readonly ApexType[],
  fits: boolean,
  context: BodyContext,
): string | null {
  const { types } = context;
  const [only, ...others] = args;
  if (!only || others.length > 0 || isUnknown(only)) return null;
  const [element] = collection.typeArguments;
  const invalid = `Invalid initializer type ${only.displayName} found for ${collection.displayName}`;
  if (types.isMap(collection) && !(fits && fills(only, collection, context)))
    return `${invalid}: expected a Map with the same key and value types, or a valid SObject List`;
  if (fits || !element) return null;
  if (types.isList(collection)) return `${invalid}: expected an Integer or a List of type ${element.displayName}`;
  return types.isSet(collection) ? `${invalid}: expected a List or a Set of type: ${element.displayName}` : null;
}

/** Whether a map, or a list of records by their ids, may be poured into a map. */
function fills(from: ApexType, map: ApexType, context: BodyContext): boolean {
  const { types } = context;
  const [key, value] = map.typeArguments;
  const [first, second] = from.typeArguments;
  if (from.kind === 'null' || !key || !value || !first) return true;
  const fits = (a: ApexType, b: ApexType): boolean => castable(a, b, types) !== null;
  if (types.isMap(from) && second) return fits(first, key) && fits(second, value);
  if (!types.isList(from)) return true;
  const takesIds = key === types.id || key === types.string || key.kind === 'object';
  return takesIds && (first.kind !== 'sobject' || fits(first, value));
}

/** Only a class of the project is told to be none. */
function isBatch(type: ApexType, context: BodyContext): boolean {
  const batchable = context.types.lookupQualified('Database.Batchable');
  return !batchable || !context.declaredType(type) || asInstanceOf(type, batchable.generic ?? batchable) !== null;
}
