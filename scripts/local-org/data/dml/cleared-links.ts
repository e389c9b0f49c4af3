/**
 * Look-ups that were emptied when what they pointed at was deleted: it comes back with them.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_undelete.htm
 */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import type { SqlDatabase } from '../sql/database';
import type { Records } from './records';

export interface Link {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  readonly id: string;
  /** What it pointed at. */
  readonly parent: string;
}

/** The look-ups of standard objects that are restored; those of the project all are. */
const RESTORED: ReadonlySet<string> = new Set([
  'Account.ParentId',
  'Asset.Product2Id',
  'Case.ParentId',
  'Contact.ReportsToId',
  'Quote.OpportunityId',
  'Solution.ParentId',
]);

export class ClearedLinks {
  constructor(
    private readonly schema: Schema,
    private readonly database: SqlDatabase,
    private readonly records: Records,
  ) {
    database.execute('CREATE TABLE "$cleared" ("root" TEXT, "object" TEXT, "field" TEXT, "id" TEXT, "parent" TEXT)');
    database.execute('CREATE INDEX "$clearedBy" ON "$cleared" ("root")');
  }

  /** @param root the record whose deletion took the parent along */
  remember({ object, field, id, parent }: Link, root: string): void {
    if (!field.isCustom && !RESTORED.has(`${object.name}.${field.name}`)) return;
    this.database.run('INSERT INTO "$cleared" VALUES (?, ?, ?, ?, ?)', [root, object.name, field.name, id, parent]);
  }

  /** "Salesforce only restores lookup relationships that have not been replaced." */
  restore(root: string): void {
    const sql = 'SELECT json_array("object", "field", "id", "parent") FROM "$cleared" WHERE "root" = ?';
    for (const [objectName, fieldName, id, parent] of this.database.rows(sql, [root])) {
      const object = this.schema.object(String(objectName));
      const field = object?.fields.get(String(fieldName).toLowerCase());
      const row = object && this.records.find(object, String(id));
      if (!field || row?.rawField(field.name) !== null) continue;
      row.store(field.name, String(parent));
      this.records.update(row, [field]);
    }
    this.forget(root);
  }

  forget(root: string): void {
    this.database.run('DELETE FROM "$cleared" WHERE "root" = ?', [root]);
  }
}
