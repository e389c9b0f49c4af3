/**
 * Share records: those the org keeps for owners, and what Apex may write.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_creating_with_apex.htm
 */
import type { ObjectSchema, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import type { SqlDatabase } from '../sql/database';
import { hasRecycleBin, quoted } from '../sql/storage';
import type { Tables } from '../sql/tables';
import type { Records } from './records';
import { rowError } from './results';
import { givenFields } from './stamps';
import type { DmlVerb } from './statement';
import { alive, type Work } from './work';

/** The object that holds the share records: `AccountShare`, `Invoice__Share`. */
export function shareObject(schema: Schema, object: ObjectSchema): ObjectSchema | null {
  return schema.object(object.name.endsWith('__c') ? `${object.name.slice(0, -3)}__Share` : `${object.name}Share`);
}

/** The field that says which record is shared, and the one that says how far. */
export function shareColumns(share: ObjectSchema, shared: ObjectSchema): { record: string; level: string } {
  return {
    record: share.fields.has('parentid') ? 'ParentId' : `${shared.name}Id`,
    level: share.fields.has('accesslevel') ? 'AccessLevel' : `${shared.name}AccessLevel`,
  };
}

/** The object whose records a share object shares. */
function sharedObject(schema: Schema, share: ObjectSchema): ObjectSchema | null {
  return schema.object(
    share.name.endsWith('__Share') ? `${share.name.slice(0, -7)}__c` : share.name.replace(/Share$/, ''),
  );
}

/**
 * The groups an org makes of each role.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_group.htm
 */
export function groupsOfRole(roleId: string, developerName: Value): Readonly<Record<string, Value>>[] {
  return ['Role', 'RoleAndSubordinates'].map((type) => ({
    RelatedId: roleId,
    DeveloperName: developerName,
    Type: type,
  }));
}

/** The shares of owners: there from the moment somebody first looks at the shares of an object. */
export class OwnerShares {
  constructor(
    private readonly schema: Schema,
    private readonly tables: Tables,
    private readonly records: Records,
    private readonly database: SqlDatabase,
    private readonly nextId: (object: ObjectSchema) => string,
  ) {}

  /** Fills the table of a share object with the owners of the records there are. */
  made(share: ObjectSchema): void {
    if (share.kind !== 'share') return;
    const object = sharedObject(this.schema, share);
    if (!object || !isShared(object) || !this.tables.exists(object)) return;
    const alive = hasRecycleBin(object) ? '"IsDeleted" = 0' : '1';
    this.records.where(object, alive, []).forEach((row) => this.write(share, row));
  }

  /**
   * "If you attempt to create a new record that matches an existing record, the create() call updates any modified fields
   * and returns the existing record."
   * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_accountshare.htm
   *
   * @throws UnsupportedError where the org keeps one row for several reasons
   */
  replaces(row: SObjectValue): boolean {
    const shared = sharedObject(this.schema, row.object);
    if (!shared) return false;
    const { record } = shareColumns(row.object, shared);
    const same = this.records.where(row.object, `${quoted(record)} = ? AND "UserOrGroupId" = ?`, [
      row.rawField(record) as string,
      row.rawField('UserOrGroupId') as string,
    ]);
    const cause = row.rawField('RowCause');
    if (cause === 'Manual' && same.some((each) => each.rawField('RowCause') === 'Owner'))
      throw new UnsupportedError('sharing a record with its owner in DML');
    const there = same.find((each) => each.rawField('RowCause') === cause);
    if (!there) return false;
    row.id = there.id;
    this.records.update(row, givenFields(row));
    return true;
  }

  /** The share of a new record's owner. */
  add(row: SObjectValue): void {
    const share = isShared(row.object) ? shareObject(this.schema, row.object) : null;
    if (share && this.tables.exists(share)) this.write(share, row);
  }

  /** A new owner gets the share of the old one; what was shared by hand is shared no longer. */
  handOver(row: SObjectValue): void {
    const share = isShared(row.object) ? shareObject(this.schema, row.object) : null;
    if (!share || !this.tables.exists(share)) return;
    const { record } = shareColumns(share, row.object);
    this.database.run(
      `DELETE FROM ${quoted(share.name)} WHERE ${quoted(record)} = ? AND "RowCause" IN ('Owner', 'Manual')`,
      [row.id],
    );
    this.write(share, row);
  }

  private write(share: ObjectSchema, row: SObjectValue): void {
    const { record, level } = shareColumns(share, row.object);
    const owner = new SObjectValue(share);
    owner.id = this.nextId(share);
    owner.store(record, row.id);
    owner.store(level, 'All');
    owner.store('UserOrGroupId', row.rawField('OwnerId'));
    owner.store('RowCause', 'Owner');
    owner.store('LastModifiedById', row.rawField('LastModifiedById'));
    owner.store('LastModifiedDate', row.rawField('LastModifiedDate'));
    owner.store('IsDeleted', false);
    this.records.insert(owner);
  }
}

/** Whether records of the object have shares of their own. */
function isShared(object: ObjectSchema): boolean {
  return object.fields.has('ownerid') && (object.sharingModel === 'private' || object.sharingModel === 'read');
}

const REASONS_OF_THE_ORG: ReadonlySet<Value> = new Set(['Owner', 'Rule', 'ImplicitChild', 'ImplicitParent', 'Team']);

/**
 * Apex shares by hand or for a reason of its own, and further than everybody reaches.
 *
 * @throws UnsupportedError for shares the org keeps itself
 */
export function checkShares(schema: Schema, verb: DmlVerb, object: ObjectSchema, works: readonly Work[]): void {
  if (object.kind !== 'share') return;
  const shared = sharedObject(schema, object);
  if (!shared) return;
  const { level: name } = shareColumns(object, shared);
  for (const { row, errors } of alive(works)) {
    const cause = row.rawField('RowCause');
    const level = row.rawField(name);
    if (REASONS_OF_THE_ORG.has(cause)) throw new UnsupportedError(`RowCause ${String(cause)} in DML`);
    if (verb === 'delete') continue;
    if (level === 'All') throw new UnsupportedError(`${name} All in DML`);
    if (!isShared(shared) || (shared.sharingModel === 'read' && level === 'Read'))
      errors.push(
        rowError('FIELD_FILTER_VALIDATION_EXCEPTION', `${name} must be above the organization-wide default`, [name]),
      );
  }
}
