/**
 * What a user may write.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
import type { SObjectValue } from '../../values/sobject';
import { enforcesSharing, type AccessOptions } from '../access';
import { rowError, type RowError } from './results';
import type { DmlVerb } from './statement';

export class Rights {
  constructor(
    private readonly options: AccessOptions,
    /** Whether the user reaches the record for a change. */
    private readonly reaches: (record: SObjectValue) => boolean,
  ) {}

  /** Why the user may not do this to the row; null when he may. */
  check(verb: DmlVerb, record: SObjectValue): RowError | null {
    if (this.options.access === 'user') {
      if (!this.isObjectAllowed(verb, record)) {
        return rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `Access to entity '${record.object.name}' denied`);
      }
      const fields = verb === 'insert' || verb === 'update' ? this.forbiddenFields(record) : [];
      if (fields.length > 0) {
        const message = `Operation failed due to fields being inaccessible on Sobject ${record.object.name}, check errors on Exception or Result!`;
        return rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields);
      }
    }
    if (verb !== 'insert' && enforcesSharing(this.options) && record.id !== null && !this.reaches(record)) {
      return rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    }
    return null;
  }

  private isObjectAllowed(verb: DmlVerb, { object }: SObjectValue): boolean {
    const { user } = this.options;
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

  private forbiddenFields(record: SObjectValue): string[] {
    const forbidden: string[] = [];
    for (const [name] of record.populated()) {
      const field = record.object.fields.get(name.toLowerCase());
      if (!field || field.name === 'Id' || field.isSystem) continue;
      if (!this.options.user.canEditField(record.object, field)) forbidden.push(field.name);
    }
    return forbidden;
  }
}
