/** The tables of an org: one an object, made when the object is first used. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import type { SavepointListener, SavepointMark, SqlDatabase } from './database';
import { columnType, quoted, storedFields } from './storage';

/** The column that says with which record a row went to the recycle bin. */
export const DELETED_WITH = '$deletedWith';

/** References every row carries and few queries filter by: an index would cost each insert more than it gives. */
const UNINDEXED = new Set(['createdbyid', 'lastmodifiedbyid', 'masterrecordid', 'recordtypeid']);

/**
 * Fields with an index on most objects, beside Id and foreign keys.
 * https://developer.salesforce.com/docs/platform/salesforce-large-data-volumes-bp/guide/ldv-deployments-infrastructure-indexes.html
 */
const STANDARD_INDEXED = new Set(['createddate', 'systemmodstamp', 'name']);
/** Their email address has one, too. */
const PEOPLE = new Set(['contact', 'lead']);

interface Table {
  readonly object: ObjectSchema;
  /** Depth of the savepoint stack the table belongs to: it goes when that savepoint is rolled back. */
  depth: number;
}

export class Tables implements SavepointListener {
  private readonly made = new Map<ObjectSchema, Table>();

  /** @param filled what is told of each table that was made, to fill it */
  constructor(
    private readonly database: SqlDatabase,
    private readonly filled: (object: ObjectSchema) => void = () => undefined,
  ) {
    database.listen(this);
  }

  /** Makes the object's table unless it is there. Answers its name as SQL writes it. */
  ensure(object: ObjectSchema): string {
    if (!this.made.has(object)) this.make(object);
    return quoted(object.name);
  }

  /** Whether the object was ever used; one that was not has no rows. */
  exists(object: ObjectSchema): boolean {
    return this.made.has(object);
  }

  /** The objects that have a table. */
  get objects(): ObjectSchema[] {
    return [...this.made.keys()];
  }

  /** Tables made since are made again at once: so each is made once a level, not once for every test that is rolled back. */
  rolledBackTo(mark: SavepointMark): void {
    const gone = [...this.made.values()].filter((table) => table.depth >= mark);
    for (const { object } of gone) this.made.delete(object);
    for (const { object } of gone) this.ensure(object);
  }

  released(mark: SavepointMark): void {
    for (const table of this.made.values()) table.depth = Math.min(table.depth, mark - 1);
  }

  private make(object: ObjectSchema): void {
    const columns = storedFields(object).map((field) =>
      field.name === 'Id' ? '"Id" TEXT NOT NULL PRIMARY KEY' : `${quoted(field.name)} ${columnType(field)}`,
    );
    columns.push(`${quoted(DELETED_WITH)} TEXT`);
    const statements = [`CREATE TABLE ${quoted(object.name)} (${columns.join(', ')})`];
    for (const field of storedFields(object)) {
      if (!isIndexed(field, object)) continue;
      const index = quoted(`${object.name}.${field.name}`);
      // Null is never looked up through these, so rows without a value cost nothing.
      statements.push(
        `CREATE INDEX ${index} ON ${quoted(object.name)} (${quoted(field.name)}) WHERE ${quoted(field.name)} IS NOT NULL`,
      );
    }
    this.database.execute(statements.join(';'));
    this.made.set(object, { object, depth: this.database.depth });
    this.database.unremembered(() => this.filled(object));
  }
}

function isIndexed(field: FieldSchema, object: ObjectSchema): boolean {
  if (field.isUnique || field.isExternalId) return true;
  const name = field.name.toLowerCase();
  if (STANDARD_INDEXED.has(name) || (name === 'email' && PEOPLE.has(object.name.toLowerCase()))) return true;
  return field.type === 'reference' && !UNINDEXED.has(field.name.toLowerCase());
}
