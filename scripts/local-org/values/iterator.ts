/** `Iterator<T>` over the elements of a collection as they were when it was asked for. */
import { apexException } from './errors';
import { hooks, requiredType } from './type-registry';
import type { ApexType } from './types';
import type { Value } from './value';

export class ApexIterator {
  private at = 0;

  constructor(
    private readonly element: ApexType | undefined,
    private readonly items: readonly Value[],
  ) {}

  get $type(): ApexType {
    const instantiated = this.element && hooks().typeForName(null, `Iterator<${this.element.displayName}>`);
    return instantiated ?? requiredType('System.Iterator');
  }

  hasnext$(): boolean {
    return this.at < this.items.length;
  }

  /** @throws System.NoSuchElementException past the end */
  next$(): Value {
    const value = this.items[this.at++];
    if (value === undefined) throw apexException('System.NoSuchElementException', 'iteration has no more elements');
    return value;
  }
}
