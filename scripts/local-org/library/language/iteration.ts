/** The iterators of lists and sets. */
import { apexException } from '../../values/errors';
import { LibraryObject } from '../../values/object';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';

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
