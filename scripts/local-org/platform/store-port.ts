/** The data room as the platform uses it. `org.ts` puts the real store behind it; tests of this room a small one. */
import type { SoqlQuery, SoslQuery } from '../data/soql/query';
import type { SaveOptions, SObjectValue } from '../values/sobject';
import type { Value } from '../values/value';
import type { AccessMode, DmlRowResult, DmlVerb, OrgUser, SharingMode, TriggerRun } from './services';

/** A place in the store's stack of savepoints. The first one begins a transaction. */
export type StoreMark = number;

/** Who reads or writes, and under which rules. */
export interface StoreAccess {
  readonly access: AccessMode;
  readonly sharing: SharingMode;
  readonly user: OrgUser;
}

export interface StoreAnswer {
  readonly records: readonly SObjectValue[];
  readonly count: number | null;
  /** Rows as limits count them, those of sub-queries included. */
  readonly rows: number;
}

export interface StoreDml extends StoreAccess {
  readonly allOrNone: boolean;
  readonly externalIdField: string | null;
  readonly saveOptions: SaveOptions | null;
}

export interface Store {
  savepoint(): StoreMark;
  /** Undoes everything since the mark, which stays open. */
  rollbackTo(mark: StoreMark): void;
  /** Closes the mark and those above; what they did belongs to the level below. */
  release(mark: StoreMark): void;
  /** Whether what transactions write from now on can be set aside. */
  isRemembering: boolean;
  /** Runs the body on what there was at the mark, then does again what was done since; nobody may write that in the body. */
  setAside<T>(mark: StoreMark, body: () => T): T;
  query(query: SoqlQuery, binds: readonly Value[], access: StoreAccess): StoreAnswer;
  search(query: SoslQuery, binds: readonly Value[], access: StoreAccess): readonly (readonly SObjectValue[])[];
  dml(operation: DmlVerb, records: readonly SObjectValue[], options: StoreDml): readonly DmlRowResult[];
  merge(master: SObjectValue, duplicates: readonly SObjectValue[], options: StoreDml): readonly DmlRowResult[];
  emptyRecycleBin(ids: readonly string[], options: StoreDml): readonly DmlRowResult[];
}

/** Called by the store when triggers are due. @throws what a trigger threw */
export type FireTriggers = (run: TriggerRun) => void;

/** What a row the org keeps for itself holds, by field name. */
export type RowValues = Readonly<Record<string, Value>>;

/**
 * Rows the org writes itself (jobs, users, classes): no limits, triggers, validation or access rules, but in the same
 * transaction as everything else.
 */
export interface SystemRows {
  /** Answers the new row's id, made by the org unless `values` has one. */
  insert(object: string, values: RowValues): string;
  update(object: string, id: string, values: RowValues): void;
  delete(object: string, id: string): void;
  /** The row's fields, null where there is no such row. */
  get(object: string, id: string): RowValues | null;
  /** Rows whose fields have these values, in order of id. */
  find(object: string, where: RowValues): readonly RowValues[];
}
