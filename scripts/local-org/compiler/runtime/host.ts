/**
 * What emitted code needs of the org it runs in: everything goes through this interface, so that the compiler can be
 * tested with a host of a few lines and the platform can be put behind it.
 */
import type { SoqlQuery, SoslQuery } from '../../data/soql/query';
import type { DmlVerb } from '../ast';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';

export type Access = 'user' | 'system';
export type SharingMode = 'with' | 'without';

/** The mode data access runs in. */
export interface DataMode {
  readonly access: Access;
  readonly sharing: SharingMode;
}

/** A DML statement; `records` as the statement has them. */
export interface DmlStatement {
  readonly operation: DmlVerb;
  readonly records: readonly SObjectValue[];
  /** External id field of an upsert. */
  readonly key: string | null;
  /** The other records of a merge, or their ids. */
  readonly duplicates: readonly (SObjectValue | string)[];
}

/** A call of an `@future` method. */
export interface FutureInvocation {
  readonly className: string;
  readonly methodName: string;
  readonly arguments: readonly Value[];
  readonly callout: boolean;
  readonly run: (args: readonly Value[]) => void;
}

export interface ApexHost {
  /** Holders of static state of the running transaction, by class index; filled by the run time. */
  statics(): unknown[];
  /**
   * Takes note of steps run (see `bind/steps`).
   * @throws LimitError when they are too many
   */
  spend(steps: number): void;
  /**
   * Takes note of a long text or large collection that was made at one stroke.
   * @throws LimitError when it is more than the heap may hold
   */
  made(bytes: number): void;
  query(query: SoqlQuery, binds: readonly Value[], mode: DataMode): readonly SObjectValue[];
  countQuery(query: SoqlQuery, binds: readonly Value[], mode: DataMode): number;
  search(query: SoslQuery, binds: readonly Value[], mode: DataMode): readonly (readonly SObjectValue[])[];
  dml(statement: DmlStatement, mode: DataMode): void;
  /** Tells the mode of the code that calls a library method which takes none. */
  setCaller(mode: DataMode): void;
  /** Runs a block as another user, or (a `Version`) as it was in another version. */
  runAs<T>(user: Value, body: () => T): T;
  future(call: FutureInvocation): void;
}
