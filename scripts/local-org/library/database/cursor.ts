/**
 * Cursors: the ids of a query's rows as they were, fetched piece by piece as the rows are by then.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cursors.htm
 */
import type { SoqlQuery } from '../../data/soql/query';
import { current } from '../../platform/current';
import type { RowMeter } from '../../platform/services';
import { required, UnsupportedError } from '../../values/errors';
import { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import { requiredType, typeRegistry } from '../../values/type-registry';
import type { Value } from '../../values/value';
import { libraryClass, type LibraryDeclaration, type MemberTable } from '../declare';
import { PlatformObject } from '../platform-object';
import type { AccessLevel } from './access-level';
import { prepare, type PreparedQuery } from './dynamic-query';

/** "Cursors and their related query results are available for 2 days". In milliseconds. */
const LIFETIME = 2 * 24 * 60 * 60 * 1000;

/** Rows of one page. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm */
const MOST_ON_A_PAGE = 2000;

/** What both kinds of cursors are: a fixed list of ids, and the query that reads some of them again. */
abstract class IdList extends PlatformObject {
  protected readonly ids: readonly string[];
  private readonly again: SoqlQuery;
  private readonly madeAt = current().org.clock.now();

  constructor(
    private readonly prepared: PreparedQuery,
    meter: RowMeter,
  ) {
    super();
    const { query, request } = prepared;
    const rows = current().database.queryLocator(query, request, meter).records();
    this.ids = rows.map((row) => {
      if (row.id === null) throw new UnsupportedError(`${this.typeName} of a query with aggregates`);
      return row.id;
    });
    const { at } = query;
    this.again = {
      ...query,
      where: {
        kind: 'compare',
        field: { kind: 'field', path: ['Id'], at },
        operator: 'in',
        value: { kind: 'bind', index: request.binds.length, name: 'ids' },
        at,
      },
      orderBy: [],
      limit: null,
      offset: null,
    };
  }

  get size(): number {
    return this.ids.length;
  }

  /** The rows that are left, in order. Counts as a query, and with the rows. */
  protected read(ids: readonly string[]): ApexList {
    const { database, org } = current();
    if (org.clock.now() - this.madeAt > LIFETIME) throw new UnsupportedError(`${this.typeName} after two days`);
    // What the rows were found by need not hold any more.
    const { records } = database.query(this.again, { binds: this.binds(ids), access: 'system', sharing: 'without' });
    const byId = new Map(records.map((row) => [row.id, row]));
    const type = records[0] ? typeRegistry().sobject(records[0].object.name) : null;
    const rows = ids.flatMap((id) => byId.get(id) ?? []);
    return new ApexList(typeRegistry().list(type ?? requiredType('System.SObject')), rows);
  }

  /** Whether rows are still there, by their ids. Counts as nothing. */
  protected there(ids: readonly string[]): Set<string | null> {
    const id = { kind: 'field', path: ['Id'], at: this.again.at } as const;
    const query: SoqlQuery = { ...this.again, select: [{ kind: 'expression', expression: id, alias: null }] };
    return new Set(
      current()
        .database.systemQuery(query, this.binds(ids))
        .map((row) => row.id),
    );
  }

  private binds(ids: readonly string[]): Value[] {
    return [...this.prepared.request.binds, new ApexList(typeRegistry().list(requiredType('System.Id')), [...ids])];
  }

  /** What an org says to a place that is none, no page tells. */
  protected checkRange(from: number, count: number): void {
    if (from < 0 || count < 0 || from > this.size)
      throw new UnsupportedError(`${this.typeName}: ${count} rows from ${from} of ${this.size}`);
  }
}

/** A `Database.Cursor`. */
export class Cursor extends IdList {
  protected readonly typeName = 'Database.Cursor';

  constructor(prepared: PreparedQuery) {
    super(prepared, 'cursorRows');
  }

  fetch(position: number, count: number): ApexList {
    this.checkRange(position, count);
    current().limits.use('cursorFetches');
    const ids = this.ids.slice(position, position + count);
    const rows = this.read(ids);
    if (rows.items.length < ids.length)
      throw new UnsupportedError('Database.Cursor.fetch of records that were deleted');
    return rows;
  }
}

/** A `Database.PaginationCursor`. Pages are full, as far as there are rows: those that were deleted are left out. */
class PaginationCursor extends IdList {
  protected readonly typeName = 'Database.PaginationCursor';

  constructor(prepared: PreparedQuery) {
    current().limits.use('paginationCursors');
    super(prepared, 'paginationCursorRows');
  }

  fetchPage(start: number, pageSize: number): CursorFetchResult {
    this.checkRange(start, pageSize);
    if (pageSize > MOST_ON_A_PAGE) throw new UnsupportedError(`a page of ${pageSize} rows, above ${MOST_ON_A_PAGE}`);
    const there = this.there(this.ids.slice(start));
    const page: string[] = [];
    let at = start;
    for (; at < this.size && page.length < pageSize; at++) if (there.has(this.ids[at]!)) page.push(this.ids[at]!);
    return new CursorFetchResult(this.read(page), at, at - start - page.length, at === this.size);
  }

  fetchDeleted(start: number, pageSize: number): number {
    this.checkRange(start, pageSize);
    const ids = this.ids.slice(start, start + pageSize);
    const deleted = ids.length - this.there(ids).size;
    const { limits } = current();
    limits.use('queries');
    limits.use('queryRows', deleted);
    return deleted;
  }
}

/** A `Database.CursorFetchResult`. */
class CursorFetchResult extends PlatformObject {
  protected readonly typeName = 'Database.CursorFetchResult';

  constructor(
    readonly records: ApexList,
    readonly nextIndex: number,
    readonly deleted: number,
    private readonly isAtEnd: boolean,
  ) {
    super();
  }

  /** The reference says both that a full page makes it true and that only the last one does. */
  get isDone(): boolean {
    if (!this.isAtEnd) throw new UnsupportedError('Database.CursorFetchResult.isDone of a page that is not the last');
    return true;
  }
}

export const CURSOR_TYPES: readonly LibraryDeclaration[] = [
  libraryClass(
    'Database.Cursor',
    {
      'List<SObject> fetch(Integer position, Integer count)': (
        self: Cursor,
        position: number | null,
        count: number | null,
      ) => self.fetch(required(position), required(count)),
      'Integer getNumRecords()': (self: Cursor) => self.size,
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_Cursor.htm' },
  ),
  libraryClass(
    'Database.PaginationCursor',
    {
      'Integer fetchDeleted(Integer start, Integer pageSize)': (
        self: PaginationCursor,
        start: number | null,
        pageSize: number | null,
      ) => self.fetchDeleted(required(start), required(pageSize)),
      'Database.CursorFetchResult fetchPage(Integer start, Integer pageSize)': (
        self: PaginationCursor,
        start: number | null,
        pageSize: number | null,
      ) => self.fetchPage(required(start), required(pageSize)),
      'Integer getNumRecords()': (self: PaginationCursor) => self.size,
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_PaginationCursor.htm',
    },
  ),
  libraryClass(
    'Database.CursorFetchResult',
    {
      'Integer getNextIndex()': (self: CursorFetchResult) => self.nextIndex,
      'Integer getNumDeletedRecords()': (self: CursorFetchResult) => self.deleted,
      'List<SObject> getRecords()': (self: CursorFetchResult) => self.records,
      'Boolean isDone()': (self: CursorFetchResult) => self.isDone,
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_CursorFetchResult.htm',
    },
  ),
];

function made(name: string, type: string, make: (prepared: PreparedQuery) => object): MemberTable {
  return {
    [`static ${type} ${name}(String query)`]: (text: string) => make(prepare(text, null)),
    [`static ${type} ${name}(String query, System.AccessLevel accessLevel)`]: (text: string, level: AccessLevel) =>
      make(prepare(text, level.mode)),
    [`static ${type} ${name}WithBinds(String query, Map<String, Object> bindMap, System.AccessLevel accessLevel)`]: (
      text: string,
      binds: ApexMap,
      level: AccessLevel,
    ) => make(prepare(text, level.mode, binds)),
  };
}

/** Members of `System.Database`: cursors. */
export const CURSOR_MEMBERS: MemberTable = {
  ...made('getCursor', 'Database.Cursor', (prepared) => new Cursor(prepared)),
  ...made('getPaginationCursor', 'Database.PaginationCursor', (prepared) => new PaginationCursor(prepared)),
};
