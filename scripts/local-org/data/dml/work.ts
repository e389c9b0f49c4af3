/** A row on its way through a statement: what the caller gave, what becomes of it, what was there. */
import type { FieldSchema } from '../../schema/model';
import type { SObjectValue } from '../../values/sobject';
import type { RowError } from './results';

export interface Work {
  readonly given: SObjectValue;
  /** The row as triggers see and change it and as it is saved. */
  row: SObjectValue;
  /** The row as it was; null for new ones. */
  old: SObjectValue | null;
  /** Fields whose values are new; settled when the before triggers have run. */
  changed: readonly FieldSchema[];
  readonly errors: RowError[];
  /** Of a record that loses a merge: what belonged to it. */
  moved: readonly string[];
}

export function workOf(given: SObjectValue): Work {
  return { given, row: given, old: null, changed: [], errors: [], moved: [] };
}

/** The rows nothing is wrong with yet. */
export function alive(works: readonly Work[]): Work[] {
  return works.filter((work) => work.errors.length === 0);
}
