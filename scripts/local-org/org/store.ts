/** The data room behind the platform's ports. */
import { DataStore, type StorePorts } from '../data/store';
import type { Store, StoreAccess, StoreMark, SystemRows } from '../platform/store-port';
import type { SObjectValue } from '../values/sobject';
import type { Value } from '../values/value';

/** The store, the org's own rows, and how to close both. */
export interface OpenStore {
  readonly store: Store;
  readonly rows: SystemRows;
  readonly data: DataStore;
}

export function openStore(schema: ConstructorParameters<typeof DataStore>[0], ports: StorePorts): OpenStore {
  const data = new DataStore(schema, ports);
  return { store: new StoreOfData(data), rows: rowsOf(data), data };
}

class StoreOfData implements Store {
  constructor(private readonly data: DataStore) {}

  savepoint: Store['savepoint'] = () => this.data.savepoint();
  rollbackTo: Store['rollbackTo'] = (mark) => this.data.rollbackTo(mark);
  release: Store['release'] = (mark) => this.data.release(mark);
  setAside<T>(mark: StoreMark, body: () => T): T {
    return this.data.setAside(mark, body);
  }
  set isRemembering(on: boolean) {
    this.data.isRemembering = on;
  }

  query: Store['query'] = (query, binds, access) => {
    const { records, count, rowCount } = this.data.query(query, binds, rights(access));
    return { records, count, rows: rowCount };
  };

  search: Store['search'] = (query, binds, access) => this.data.search(query, binds, rights(access));
  dml: Store['dml'] = (operation, records, options) =>
    this.data.dml(operation, records, { ...options, ...rights(options) });
  merge: Store['merge'] = (master, duplicates, options) =>
    this.data.merge(master, duplicates, { ...options, ...rights(options) });
  emptyRecycleBin: Store['emptyRecycleBin'] = (ids) => this.data.emptyRecycleBin(ids);
}

function rights({ access, sharing, user }: StoreAccess): StoreAccess {
  return { access, sharing, user };
}

function rowsOf(data: DataStore): SystemRows {
  return {
    insert: (object, values) => data.insertRow(object, values),
    update: (object, id, values) => data.updateRow(object, id, values),
    delete: (object, id) => data.deleteRow(object, id),
    get: (object, id) => {
      const row = data.row(object, id);
      return row && valuesOf(row);
    },
    find: (object, where) => data.rowsWhere(object, where).map(valuesOf),
  };
}

function valuesOf(row: SObjectValue): Record<string, Value> {
  return Object.fromEntries(row.populated());
}
