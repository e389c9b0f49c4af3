/**
 * What a query says about its rows before it runs: the compiler types `[SELECT …]` with it, the store shapes rows by it.
 */
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/model';
import type { ComparisonOperator, QueryPosition } from './query';

/** Something wrong in a query, in Salesforce's wording; `at` is relative to the query's text (or to the file, for static queries). */
export interface SoqlProblem {
  readonly message: string;
  readonly at: QueryPosition;
}

/** How a bind variable is used: what it may hold is for the compiler to say. */
export interface BindUse {
  readonly index: number;
  readonly name: string;
  readonly use: 'value' | 'list' | 'limit' | 'offset';
  /** The field it is compared with; null for limits and for functions. */
  readonly field: FieldSchema | null;
  /** The type of what it is compared with; `integer` for limits. */
  readonly type: FieldType;
  readonly operator: ComparisonOperator | null;
}

/** One field of the rows: `Owner.Name` is `path: ['Owner', 'Name']`, in the schema's spelling. */
export interface SelectedField {
  readonly path: readonly string[];
  /** Objects the path runs through after the first: one entry per relationship. */
  readonly parents: readonly ObjectSchema[];
  readonly field: FieldSchema;
}

/** One column of an aggregate row: `expr0`, an alias, or the name of a grouped field. */
export interface AggregateColumn {
  readonly alias: string;
  readonly type: FieldType;
  readonly field: FieldSchema | null;
}

export interface SelectDescription {
  readonly object: ObjectSchema;
  /** `count`: `SELECT COUNT()` answers an Integer; `aggregate`: rows of AggregateResult; `rows`: rows of `object`. */
  readonly kind: 'rows' | 'count' | 'aggregate';
  readonly fields: readonly SelectedField[];
  readonly aggregates: readonly AggregateColumn[];
  /** By child relationship name in the schema's spelling. */
  readonly subQueries: readonly { readonly relationship: string; readonly select: SelectDescription }[];
  readonly binds: readonly BindUse[];
}
