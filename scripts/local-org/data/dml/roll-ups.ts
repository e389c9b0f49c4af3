/**
 * Roll-up summaries of the parents of the rows of a statement. One that changes saves its parent, triggers and rules and
 * all, after the after triggers of the statement.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { equals } from '../../values/equality';
import type { SObjectValue } from '../../values/sobject';
import type { DmlRoom } from './room';
import type { Work } from './work';

/** The summaries a parent has of an object's rows. */
export interface RollUp {
  readonly parent: ObjectSchema;
  /** The field by which rows point at the parent. */
  readonly reference: FieldSchema;
  readonly summaries: readonly FieldSchema[];
}

const known = new WeakMap<Schema, Map<string, readonly RollUp[]>>();

/** What sums up rows of an object; most objects have none. */
export function rollUpsOf(schema: Schema, object: ObjectSchema): readonly RollUp[] {
  let byObject = known.get(schema);
  if (!byObject) known.set(schema, (byObject = new Map<string, readonly RollUp[]>()));
  let found = byObject.get(object.name);
  if (!found) byObject.set(object.name, (found = findRollUps(schema, object)));
  return found;
}

function findRollUps(schema: Schema, object: ObjectSchema): RollUp[] {
  return [...object.fields.values()].flatMap((reference) => {
    const [only, ...others] = reference.referenceTo;
    const parent = only !== undefined && others.length === 0 ? schema.object(only) : null;
    if (!parent) return [];
    const summaries = [...parent.fields.values()].filter(
      ({ summary }) =>
        summary?.childObject === object.name && summary.childReference.toLowerCase() === reference.name.toLowerCase(),
    );
    return summaries.length > 0 ? [{ parent, reference, summaries }] : [];
  });
}

/** The parents a row has, or had, by one reference. */
export function parentIds({ row, old }: Work, { reference }: RollUp): string[] {
  return [row, old].flatMap((each) => {
    const id = each?.rawField(reference.name);
    return typeof id === 'string' ? [id] : [];
  });
}

/** The summaries of the parents of rows, by the parent's id. */
export function readSummaries(room: DmlRoom, rollUp: RollUp, works: readonly Work[]): Map<string, SObjectValue> {
  const ids = new Set(works.flatMap((work) => parentIds(work, rollUp)));
  return room.withFormulas(rollUp.parent, [...ids], rollUp.summaries);
}

/** The parents whose summaries are no longer what they were. */
export function changedParents(
  { summaries }: RollUp,
  before: ReadonlyMap<string, SObjectValue>,
  after: ReadonlyMap<string, SObjectValue>,
): string[] {
  return [...after].flatMap(([id, row]) => {
    const old = before.get(id);
    return old && summaries.some(({ name }) => !equals(old.rawField(name), row.rawField(name))) ? [id] : [];
  });
}
