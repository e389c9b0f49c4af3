/** Who runs a query or a DML statement, and how much of that counts. */

/** A user's rights, as permission sets and profile give them. Objects and fields by API name. */
export interface SecurityUser {
  readonly id: string;
  /** IANA name: date literals mean the user's days. */
  readonly timeZone: string;
  canReadObject(object: string): boolean;
  canCreate(object: string): boolean;
  canEdit(object: string): boolean;
  canDelete(object: string): boolean;
  canReadField(object: string, field: string): boolean;
  canEditField(object: string, field: string): boolean;
  /** May read every record of the object, whoever owns it. */
  viewAll(object: string): boolean;
  /** May change every record of the object, whoever owns it. */
  modifyAll(object: string): boolean;
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
