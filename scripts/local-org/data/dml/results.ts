/** What DML answers, row by row. */

/** One thing wrong with a row, as `Database.Error` tells it. */
export interface RowError {
  /** Name of a `StatusCode`. */
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface RowResult {
  readonly id: string | null;
  readonly success: boolean;
  /** Whether an upsert inserted the row. */
  readonly created: boolean;
  readonly errors: readonly RowError[];
  /** Merge: the records that belonged to this one and belong to the winner now. */
  readonly moved?: readonly string[];
}

export function rowError(statusCode: string, message: string, fields: readonly string[] = []): RowError {
  return { statusCode, message, fields };
}
