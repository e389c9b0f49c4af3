/** What a DML statement works with. */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import type { SObjectValue } from '../../values/sobject';
import type { AccessOptions } from '../access';
import type { SqlDatabase } from '../sql/database';
import type { Deletion } from './deletion';
import type { Records } from './records';
import type { Rights } from './rights';
import type { Rules } from './rules';
import type { Validator } from './validate';

/** One run of the triggers on an object. */
export interface TriggerFiring {
  readonly case: TriggerCase;
  readonly object: ObjectSchema;
  readonly newRecords: readonly SObjectValue[] | null;
  readonly oldRecords: readonly SObjectValue[] | null;
}

export type TriggerCase =
  'beforeInsert' | 'beforeUpdate' | 'beforeDelete' | 'afterInsert' | 'afterUpdate' | 'afterDelete' | 'afterUndelete';

export interface DmlRoom {
  readonly schema: Schema;
  readonly database: SqlDatabase;
  readonly records: Records;
  readonly validator: Validator;
  readonly rules: Rules;
  readonly deletion: Deletion;
  now(): number;
  nextId(object: ObjectSchema): string;
  nextNumber(object: ObjectSchema, field: FieldSchema): number;
  /** The id of the organization; null before it is there. */
  organizationId(): string | null;
  rights(options: AccessOptions): Rights;
  hasTriggers(object: ObjectSchema): boolean;
  /** Answers what puts the governor limits back to where they stand now. */
  markLimits(): () => void;
  /** @throws what a trigger threw */
  fire(firing: TriggerFiring): void;
  /** Rows with their formula fields, by id, as after triggers see them; or with no fields but those that are wanted. */
  withFormulas(
    object: ObjectSchema,
    ids: readonly string[],
    wanted?: readonly FieldSchema[],
  ): Map<string, SObjectValue>;
  /** Whether the row is a share there is already, which then has its values, and the row its id. */
  replacesShare(row: SObjectValue): boolean;
  /** What the org itself fills in, for objects that have a life of their own (files). */
  beforeInsert(row: SObjectValue): void;
  /** What the org itself makes beside a new row. */
  afterInsert(row: SObjectValue): void;
  /** What the org itself changes beside a row. */
  afterUpdate(row: SObjectValue, changed: readonly FieldSchema[]): void;
}
