/** Walks whatever Apex lets iterate: lists, sets, and objects with `iterator()`. */
import { chargeCopy } from '../../platform/cost';
import { apexException, nullPointer, required } from '../../values/errors';
import { normaliseId } from '../../values/ids';
import { ApexList } from '../../values/list';
import { protocolOf } from '../../values/object';
import { ApexSet } from '../../values/set';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';

/**
 * The elements, in order.
 *
 * @param element what they are to be elements of, where Apex converts them on the way: see {@link asElement}
 * @throws System.NullPointerException for null
 */
export function* elementsOf(iterable: Value, element: ApexType | null = null): Generator<Value, void, void> {
  for (const value of walk(iterable)) yield element ? asElement(value, element) : value;
}

/**
 * A value as an element of a collection. A `List<String>` may be added to a `Set<Id>`: its texts become ids, in their
 * 18-character form.
 *
 * @throws System.StringException `Invalid id: x`
 */
export function asElement(value: Value, element: ApexType): Value {
  return typeof value === 'string' && element.kind === 'primitive' && element.name === 'Id'
    ? normaliseId(value)
    : value;
}

function* walk(iterable: Value): Generator<Value, void, void> {
  const source = required(iterable);
  if (source instanceof ApexList || source instanceof ApexSet) {
    chargeCopy(source.size);
    yield* source;
    return;
  }
  const iterator = typeof source === 'object' ? protocolOf(source).iterator$?.() : undefined;
  if (iterator === undefined) throw apexException('System.TypeException', 'Invalid iterable');
  if (iterator === null) throw nullPointer();
  const steps = protocolOf(iterator);
  while (steps.hasnext$?.()) yield steps.next$?.() ?? null;
}
