/**
 * What a user may write.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
import type { ObjectSchema } from '../../schema/model';
import type { SObjectValue } from '../../values/sobject';
import { enforcesSharing, type AccessOptions } from '../access';
import { INACCESSIBLE_FIELDS } from './failures';
import { rowError } from './results';
import type { DmlVerb } from './statement';
import type { Work } from './work';

export class Rights {
  constructor(
    private readonly options: AccessOptions,
    /** Those of the ids the user does not reach for a change. */
    private readonly outOfReach: (object: ObjectSchema, ids: readonly string[]) => ReadonlySet<string>,
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
      const unreachable = this.outOfReach(object, ids);
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
