/** What translating a query needs besides the query. */
import type { ObjectSchema, Schema } from '../../schema/model';
import type { Value } from '../../values/value';
import type { AccessOptions } from '../access';
import type { SqlValue } from '../sql/database';
import { refuseNul } from '../sql/text';
import type { Tables } from '../sql/tables';
import type { ResolvedField } from './resolve';

/** Formula fields are calculated in SQLite by a function that is given what the formula reads. */
export interface FormulaSupport {
  /** The fields a formula reads, seen from its object. */
  dependencies(object: ObjectSchema, field: string): readonly ResolvedField[];
}

export interface SqlEnvironment {
  readonly schema: Schema;
  readonly tables: Tables;
  readonly formulas: FormulaSupport;
  /** The org's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly binds: readonly Value[];
  readonly options: AccessOptions;
}

/** The parameters of one statement, in the order they were asked for. */
export class Parameters {
  readonly values: SqlValue[] = [];
  private aliases = 0;

  /** Answers the placeholder. */
  add(value: SqlValue): string {
    refuseNul(value);
    this.values.push(value);
    return `?${this.values.length}`;
  }

  /** A table alias no other part of the statement has. */
  alias(): string {
    return `t${this.aliases++}`;
  }
}
