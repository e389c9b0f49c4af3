/** Who runs a query or a DML statement, and how much of that counts. */
import type { FieldSchema, ObjectSchema } from '../schema/model';

/** A user's rights, as permission sets and profile give them. */
export interface SecurityUser {
  readonly id: string;
  /** IANA name: date literals mean the user's days. */
  readonly timeZone: string;
  canReadObject(object: ObjectSchema): boolean;
  canCreate(object: ObjectSchema): boolean;
  canEdit(object: ObjectSchema): boolean;
  canDelete(object: ObjectSchema): boolean;
  canReadField(object: ObjectSchema, field: FieldSchema): boolean;
  canEditField(object: ObjectSchema, field: FieldSchema): boolean;
  /** May read every record of the object, whoever owns it. */
  viewAll(object: ObjectSchema): boolean;
  /** May change every record of the object, whoever owns it. */
  modifyAll(object: ObjectSchema): boolean;
  /** Whether the user may give records of the object this record type; null where nothing of the project says so. */
  seesRecordType(object: ObjectSchema, developerName: string): boolean | null;
  /** What formulas ask as `$Permission`. */
  hasCustomPermission(name: string): boolean;
}

/** `user`: object, field and record access count. `system`: only record access, and only where the class says `with sharing`. */
export interface AccessOptions {
  readonly access: 'user' | 'system';
  readonly sharing: 'with' | 'without';
  readonly user: SecurityUser;
}

/** Whether records the user has no share in are out of reach. */
export function enforcesSharing(options: AccessOptions): boolean {
  return options.access === 'user' || options.sharing === 'with';
}
