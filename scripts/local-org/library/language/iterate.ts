/** Walks whatever Apex lets iterate: lists, sets, and objects with `iterator()`. */
import { apexException, nullPointer, required } from '../../values/errors';
import { ApexList } from '../../values/list';
import { protocolOf } from '../../values/object';
import { ApexSet } from '../../values/set';
import type { Value } from '../../values/value';

/** The elements, in order. @throws System.NullPointerException for null */
export function* elementsOf(iterable: Value): Generator<Value, void, void> {
  const source = required(iterable);
  if (source instanceof ApexList || source instanceof ApexSet) {
    yield* source;
    return;
  }
  const iterator = typeof source === 'object' ? protocolOf(source).iterator$?.() : undefined;
  if (iterator === undefined) throw apexException('System.TypeException', 'Invalid iterable');
  if (iterator === null) throw nullPointer();
  const walk = protocolOf(iterator);
  while (walk.hasnext$?.()) yield walk.next$?.() ?? null;
}
