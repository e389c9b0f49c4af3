/**
 * What a user may write.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import { enforcesSharing, type AccessOptions } from '../access';
import { masterAccess } from '../soql/sharing';
import { INACCESSIBLE_FIELDS } from './failures';
import { rowError } from './results';
import type { DmlVerb } from './statement';
import type { Work } from './work';

/** How far a record has to be reached. */
export type Reach = 'read' | 'edit' | 'share';

export class Rights {
  constructor(
    private readonly options: AccessOptions,
    /** Those of the ids the user does not reach that far. */
    private readonly outOfReach: (object: ObjectSchema, ids: readonly string[], to: Reach) => ReadonlySet<string>,
  ) {}

  /** Whether the user may do this to the object at all. */
  allows(verb: DmlVerb, object: ObjectSchema): boolean {
    const { access, user } = this.options;
    if (access !== 'user') return true;
    switch (verb) {
      case 'insert':
      case 'undelete':
        return user.canCreate(object);
      case 'update':
        return user.canEdit(object);
      case 'delete':
        return user.canDelete(object);
    }
  }

  /** Adds errors to rows the user does not reach, and to those that bring values for fields he may not write. */
  check(verb: DmlVerb, object: ObjectSchema, works: readonly Work[]): void {
    if (verb !== 'insert' && enforcesSharing(this.options)) {
      const ids = works.flatMap((work) => work.given.id ?? []);
      const unreachable = this.outOfReach(object, ids, 'edit');
      for (const work of works) {
        if (work.given.id === null || !unreachable.has(work.given.id)) continue;
        work.errors.push(rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'));
      }
    }
    if (this.options.access !== 'user' || verb === 'delete' || verb === 'undelete') return;
    for (const work of works) {
      const fields = this.forbiddenFields(work.given);
      if (fields.length === 0) continue;
      const message = `${INACCESSIBLE_FIELDS} ${object.name}, check errors on Exception or Result!`;
      work.errors.push(rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields));
    }
  }

  /**
   * Adds errors to rows whose masters the user does not reach.
   *
   * @throws UnsupportedError for look-ups to what he does not reach, and for shares of it: no page says what they come to
   */
  checkParents(schema: Schema, works: readonly Work[]): void {
    if (!enforcesSharing(this.options)) return;
    for (const [field, to, object, ids] of this.parents(schema, works)) {
      const unreachable = this.outOfReach(object, ids, to);
      for (const { row, errors } of works) {
        const id = row.rawField(field.name);
        if (typeof id !== 'string' || !unreachable.has(id)) continue;
        if (to === 'share') throw new UnsupportedError(`sharing of a ${object.name} of somebody else in DML`);
        if (!field.isMasterDetail) throw new UnsupportedError(`${field.name} of a ${object.name} out of reach in DML`);
        const message = `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`;
        errors.push(rowError('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message));
      }
    }
  }

  /** By field and object: what the rows newly point at, and how far it has to be reached. */
  private parents(schema: Schema, works: readonly Work[]): [FieldSchema, Reach, ObjectSchema, string[]][] {
    const share = works[0]?.row.object.kind === 'share';
    const found = new Map<FieldSchema, Map<ObjectSchema, string[]>>();
    for (const { row, changed } of works) {
      for (const field of changed) {
        const id = row.rawField(field.name);
        const object =
          typeof id === 'string' && field.type === 'reference' ? schema.objectByKeyPrefix(id.slice(0, 3)) : null;
        if (!object || typeof id !== 'string' || object.sharingModel === 'readWrite') continue;
        const byObject = found.get(field) ?? new Map<ObjectSchema, string[]>();
        found.set(field, byObject.set(object, [...(byObject.get(object) ?? []), id]));
      }
    }
    const reachOf = (field: FieldSchema): Reach =>
      share && this.options.access === 'user' ? 'share' : field.isMasterDetail ? masterAccess(field) : 'read';
    return [...found].flatMap(([field, byObject]) =>
      [...byObject].map(([object, ids]): [FieldSchema, Reach, ObjectSchema, string[]] => [
        field,
        reachOf(field),
        object,
        ids,
      ]),
    );
  }

  private forbiddenFields(record: SObjectValue): string[] {
    const forbidden: string[] = [];
    for (const [name] of record.populated()) {
      const field = record.object.fields.get(name.toLowerCase());
      // What nobody writes is ignored, as with records that were queried and changed.
      if (!field || field.isSystem || field.formula !== null || field.summary) continue;
      if (!field.isCreateable && !field.isUpdateable) continue;
      if (!this.options.user.canEditField(record.object, field)) forbidden.push(field.name);
    }
    return forbidden;
  }
}
