/**
 * Rows locked by `FOR UPDATE` or written, and values of unique fields written. There is one thread, so a lock is in the way only of
 * work that runs nested in a callout, beside another transaction, or when a test says that somebody else holds it.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */
import { apexException } from '../values/errors';

/** How long a transaction waits for a lock before it gives up, in milliseconds. */
export const LOCK_WAIT = 10_000;

export class Locks {
  private readonly owners = new Map<string, object>();

  /** Takes the rows for `owner`. @returns the first id somebody else holds, else null, and then all are taken */
  take(owner: object, ids: readonly string[]): string | null {
    const held = ids.find((id) => this.isHeldByOther(owner, id));
    if (held !== undefined) return held;
    for (const id of ids) this.owners.set(id, owner);
    return null;
  }

  isHeldByOther(owner: object, id: string): boolean {
    const holder = this.owners.get(id);
    return holder !== undefined && holder !== owner;
  }

  /** Whether anybody else holds anything. */
  hasOthers(owner: object): boolean {
    for (const holder of this.owners.values()) if (holder !== owner) return true;
    return false;
  }

  isHeldBy(owner: object, id: string): boolean {
    return this.owners.get(id) === owner;
  }

  /** Lets go of everything the owner holds: at commit, rollback and callouts. */
  releaseAll(owner: object): void {
    for (const [id, holder] of this.owners) if (holder === owner) this.owners.delete(id);
  }
}

/** Who holds a transaction's locks: in a test all its jobs share one database transaction, so the test does. */
export function lockOwner(transaction: { readonly test: object | null }): object {
  return transaction.test ?? transaction;
}

/** What a `FOR UPDATE` query throws that could not have its rows in time. */
export function lockedRow(): Error {
  return apexException(
    'System.QueryException',
    'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.',
  );
}
