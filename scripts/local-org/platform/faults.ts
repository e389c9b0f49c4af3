/**
 * What goes wrong in the org on purpose. Each is a thing a real org does by itself, asked about at the moment it would
 * happen; without an answer nothing goes wrong. Tests of the platform and fault injection install them on the engine.
 */
import type { DmlRowError, DmlVerb } from './services';
import type { SObjectValue } from '../values/sobject';

/** Before what another transaction runs beside one. */
export type BesidePoint = 'query' | 'dml' | 'commit';

/** A query about to be answered. */
export interface QueryMoment {
  /** What it reads. */
  readonly object: string;
  /** The transaction's. */
  readonly requestId: string;
}

export interface Faults {
  /**
   * Called before the queries of a transaction that wrote nothing yet: here others may come in between. What runs here is
   * committed whatever becomes of the transaction; rows it locked stay locked. (During callouts the transport is the place.)
   */
  meanwhile?(moment: QueryMoment): void;
  /**
   * Called before each query and each DML statement of a transaction and before its commit, but not in triggers of its DML: here
   * another transaction may run beside it, from its beginning to its end. What is answered runs it; null for none. It sees what is
   * committed, and what the one around it wrote or locked is locked for it.
   */
  beside?(point: BesidePoint): (() => void) | null;
  /** Whether somebody else holds rows a `FOR UPDATE` query asks for, longer than the platform waits. */
  holdsRows?(records: readonly SObjectValue[]): boolean;
  /** Why the database refuses a row; null lets it be written. */
  rowError?(operation: DmlVerb, record: SObjectValue): DmlRowError | null;
  /** Whether the platform takes no more asynchronous jobs now. */
  refusesJobs?(className: string): boolean;
  /** Milliseconds a job waits in the queue beyond what was asked for. */
  queueDelay?(className: string): number;
  /**
   * Whether a finalizer does not run: "if the job's host or the database dies"
   * (https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_transaction_finalizers.htm).
   */
  losesFinalizer?(jobId: string): boolean;
  /** Whether a finalizer runs later than at once: whenever `run` is called, which is asked of whoever says so. */
  holdsFinalizer?(jobId: string, run: () => void): boolean;
  /** Milliseconds until published events are delivered; Infinity for never. */
  eventDelay?(object: string): number;
}
