/** `List.sort()`, with and without a comparator. */
import { required } from '../../values/errors';
import type { ApexList } from '../../values/list';
import { hooks } from '../../values/type-registry';
import type { Value } from '../../values/value';
import { naturalOrder } from './order';

/** `list.sort()`: ascending, null first; objects by their `compareTo`. @throws System.ListException */
export function sortNaturally(list: ApexList): void {
  sortBy(list, naturalOrder);
}

/**
 * `list.sort(comparator)`: nulls are the comparator's business too.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_Comparator.htm
 */
export function sortWith(list: ApexList, comparator: object | null): void {
  const by = required(comparator);
  sortBy(list, (first, second) => {
    const result = hooks().invokeInterface(by, 'System.Comparator', 'compare', [first, second]);
    return typeof result === 'number' ? result : 0;
  });
}

/** Undefined is never an element, so JavaScript passes every pair to the order; equal elements keep their places. */
function sortBy(list: ApexList, order: (first: Value, second: Value) => number): void {
  list.checkChange();
  list.items = [...list.items].sort(order);
}
