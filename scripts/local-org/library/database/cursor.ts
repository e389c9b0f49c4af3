/** `Database.Cursor`: a query whose rows are fetched piece by piece. */
import { current } from '../../platform/current';
import { apexException } from '../../values/errors';
import { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import type { SObjectValue } from '../../values/sobject';
import { requiredType, typeRegistry } from '../../values/type-registry';
import { libraryClass, type LibraryDeclaration, type MemberTable } from '../declare';
import { PlatformObject } from '../platform-object';
import type { AccessLevel } from './access-level';
import { prepare, type PreparedQuery } from './dynamic-query';
import { unsupported } from '../unsupported';

/** A `Database.Cursor`. Its rows are those of the moment it was made. */
export class Cursor extends PlatformObject {
  protected readonly typeName = 'Database.Cursor';
  readonly rows: readonly SObjectValue[];

  constructor(prepared: PreparedQuery) {
    super();
    this.rows = current().database.queryLocator(prepared.query, prepared.request).records();
    current().limits.use('cursorRows', this.rows.length);
  }

  /** Each fetch counts as a query (https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cursors.htm). */
  fetch(position: number, count: number): ApexList {
    if (position < 0 || count < 0 || position > this.rows.length) {
      throw apexException('System.InvalidParameterValueException', `Invalid position ${position} or count ${count}`);
    }
    const { limits } = current();
    limits.use('cursorFetches');
    limits.use('queries');
    const rows = this.rows.slice(position, position + count);
    limits.use('queryRows', rows.length);
    const type = rows[0] ? typeRegistry().sobject(rows[0].object.name) : null;
    return new ApexList(typeRegistry().list(type ?? requiredType('System.SObject')), [...rows]);
  }
}

export const CURSOR_TYPES: readonly LibraryDeclaration[] = [
  libraryClass(
    'Database.Cursor',
    {
      'List<SObject> fetch(Integer position, Integer count)': (self: Cursor, position: number, count: number) =>
        self.fetch(position, count),
      'Integer getNumRecords()': (self: Cursor) => self.rows.length,
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_Cursor.htm' },
  ),
];

const paginationCursor = unsupported('Database.PaginationCursor');

/** Members of `System.Database`: cursors. */
export const CURSOR_MEMBERS: MemberTable = {
  'static Database.Cursor getCursor(String query)': (text: string) => new Cursor(prepare(text, null)),
  'static Database.Cursor getCursor(String query, System.AccessLevel accessLevel)': (
    text: string,
    level: AccessLevel,
  ) => new Cursor(prepare(text, level.mode)),
  'static Database.Cursor getCursorWithBinds(String query, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    (text: string, binds: ApexMap, level: AccessLevel) => new Cursor(prepare(text, level.mode, binds)),
  'static Database.PaginationCursor getPaginationCursor(String query)': paginationCursor,
  'static Database.PaginationCursor getPaginationCursorWithBinds(String query, Map<String, Object> bindMap, System.AccessLevel accessLevel)':
    paginationCursor,
  'static Database.PaginationCursor getPaginationCursor(String query, System.AccessLevel accessLevel)':
    paginationCursor,
};
