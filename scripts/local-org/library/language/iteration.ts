/**
 * `Iterable`, `Iterator`, `Comparable`, `Comparator`, and the iterators of lists and sets.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_iterable.htm
 */
import { apexException } from '../../values/errors';
import { LibraryObject } from '../../values/object';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryInterface } from '../declare';

const REFERENCE = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_';

export const iterableInterface = libraryInterface('System.Iterable<T>', ['Iterator<T> iterator()']);

export const iteratorInterface = libraryInterface('System.Iterator<T>', ['Boolean hasNext()', 'T next()']);

export const comparableInterface = libraryInterface(
  'System.Comparable',
  ['Integer compareTo(Object objectToCompareTo)'],
  { docs: `${REFERENCE}comparable.htm` },
);

export const comparatorInterface = libraryInterface('System.Comparator<T>', ['Integer compare(T first, T second)'], {
  docs: `${REFERENCE}interface_System_Comparator.htm`,
});

/** What `list.iterator()` answers: it sees elements added while it is on its way. */
export class CollectionIterator extends LibraryObject {
  private ahead: IteratorResult<Value> | null = null;

  /** @param collectionType `List<Account>`: its iterator is an `Iterator<Account>` */
  constructor(
    private readonly collectionType: ApexType,
    private readonly values: Iterator<Value>,
  ) {
    super();
  }

  override get $type(): ApexType {
    return this.collectionType.members.methods.get('iterator')?.[0]?.returnType ?? this.collectionType;
  }

  /** See `ObjectProtocol`. */
  hasnext$(): boolean {
    this.ahead ??= this.values.next();
    return this.ahead.done !== true;
  }

  next$(): Value {
    if (!this.hasnext$() || !this.ahead)
      throw apexException('System.NoSuchElementException', 'Iterator has no more elements.');
    const value: Value = this.ahead.value as Value;
    this.ahead = null;
    return value;
  }
}
