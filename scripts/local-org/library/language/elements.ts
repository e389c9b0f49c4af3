/** What lists, sets and maps have in common. */
import { apexException, nullArgument } from '../../values/errors';
import { normaliseId } from '../../values/ids';
import { SObjectValue } from '../../values/sobject';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';

/** The type argument of a collection: `K` is 0, `V` is 1. */
export function argumentOf(type: ApexType, index = 0): ApexType {
  const found = type.typeArguments[index];
  if (!found) throw new Error(`${type.displayName} has no type argument ${index}`);
  return found;
}

/**
 * Elements of another collection as those of this one. A `List<String>` may be added to a `Set<Id>`: its texts become
 * ids, in their 18-character form.
 *
 * @throws System.StringException `Invalid id: x`; System.NullPointerException when there is no collection
 */
export function* adopt(element: ApexType, values: Iterable<Value> | null): Generator<Value, void, void> {
  if (values === null) throw nullArgument();
  const isId = element.kind === 'primitive' && element.name === 'Id';
  for (const value of values) yield isId && typeof value === 'string' ? normaliseId(value) : value;
}

/** The records of a list by their ids, for maps made from lists of records. */
export function* byId(records: Iterable<Value> | null): Generator<readonly [Value, Value], void, void> {
  if (records === null) throw nullArgument();
  const seen = new Set<string>();
  let row = 0;
  for (const record of records) {
    const id = record instanceof SObjectValue ? record.id : null;
    if (id === null) throw apexException('System.ListException', `Row with null Id at index: ${row}`);
    if (seen.has(id)) throw apexException('System.ListException', `Row with duplicate Id at index: ${row}`);
    seen.add(id);
    yield [id, record];
    row += 1;
  }
}
