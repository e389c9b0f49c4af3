import type { QueryLocator } from '../../platform/services';
import { apexException, UnsupportedError } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { PlatformObject } from '../platform-object';

/** A `Database.QueryLocator`. */
export class QueryLocatorObject extends PlatformObject {
  protected readonly typeName = 'Database.QueryLocator';

  constructor(
    readonly text: string | null,
    readonly locator: QueryLocator,
  ) {
    super();
  }

  /** The rows, read when they are first asked for. */
  records(): readonly SObjectValue[] {
    return this.locator.records();
  }

  /** See `ObjectProtocol`. */
  iterator$(): object {
    return new QueryLocatorIterator(this);
  }

  override toApexText(): string {
    return `Database.QueryLocator[${this.query}]`;
  }

  get query(): string {
    if (this.text === null) throw new UnsupportedError('QueryLocator.getQuery of a query in brackets');
    return this.text;
  }
}

class QueryLocatorIterator extends PlatformObject {
  protected readonly typeName = 'Database.QueryLocatorIterator';
  private readonly rows: readonly SObjectValue[];
  private at = 0;

  constructor(locator: QueryLocatorObject) {
    super();
    this.rows = locator.records();
  }

  hasNext(): boolean {
    return this.at < this.rows.length;
  }

  next(): SObjectValue {
    const row = this.rows[this.at++];
    if (!row) throw apexException('System.NoSuchElementException', 'Iterator has no more elements.');
    return row;
  }

  /** See `ObjectProtocol`. */
  hasnext$(): boolean {
    return this.hasNext();
  }

  next$(): SObjectValue {
    return this.next();
  }
}

export const QUERY_LOCATOR: readonly LibraryDeclaration[] = [
  libraryClass(
    'Database.QueryLocator',
    {
      'String getQuery()': (self: QueryLocatorObject) => self.query,
      'Database.QueryLocatorIterator iterator()': (self: QueryLocatorObject) => new QueryLocatorIterator(self),
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_batch.htm',
    },
  ),
  libraryClass(
    'Database.QueryLocatorIterator',
    {
      'Boolean hasNext()': (self: QueryLocatorIterator) => self.hasNext(),
      'SObject next()': (self: QueryLocatorIterator) => self.next(),
    },
    { implements: ['System.Iterator<SObject>'] },
  ),
];
