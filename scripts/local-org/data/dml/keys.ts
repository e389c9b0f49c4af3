/**
 * Fields that name a record in place of its id: external ids and what else is looked up.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_upsert.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { Value } from '../../values/value';
import { encode } from '../sql/codec';
import type { SqlValue } from '../sql/database';
import { typeStorage } from '../sql/storage';
import { fold } from '../sql/text';
import type { Records } from './records';

/** Standard fields that are known to be looked up; which others are, only an org's describe tells. */
const LOOKED_UP: ReadonlySet<string> = new Set(['Contact.Email', 'Lead.Email', 'User.Username']);

/** @throws UnsupportedError for standard fields of which only an org knows */
export function isKey(object: ObjectSchema, field: FieldSchema): boolean {
  if (field.name === 'Id' || field.isExternalId) return true;
  if (object.kind === 'custom' && field.isNameField) return true;
  if (field.isCustom) return false;
  // What is chosen, counted or dated has the property `idLookup` nowhere in the object reference.
  if (!['string', 'email', 'phone', 'url'].includes(field.type)) return false;
  if (LOOKED_UP.has(`${object.name}.${field.name}`)) return true;
  throw new UnsupportedError(`${object.name}.${field.name} as a key in DML`);
}

/** "Custom field matching is case-insensitive only if the custom field has the Unique and […] (case insensitive) attributes". */
function normal(field: FieldSchema, value: SqlValue): string {
  const mindsCase = typeStorage(field) !== 'text' || (field.isCustom && !field.isUnique);
  return String(mindsCase ? value : fold(value));
}

/** The records that have the values of a key. */
export class KeyMatches {
  private readonly ids = new Map<string, string[]>();
  private readonly times = new Map<string, number>();

  constructor(
    private readonly field: FieldSchema,
    object: ObjectSchema,
    records: Records,
    values: readonly Value[],
  ) {
    const present = values.map((each) => encode(field, each)).filter((each) => each !== null);
    for (const value of present) {
      const key = normal(field, value);
      this.times.set(key, (this.times.get(key) ?? 0) + 1);
    }
    for (const [value, id] of records.idsByValues(object, field, present)) {
      const key = normal(field, value);
      const known = this.ids.get(key);
      if (known) known.push(id);
      else this.ids.set(key, [id]);
    }
  }

  /** Ids of the records a value names. */
  idsOf(value: Value): readonly string[] {
    return this.ids.get(normal(this.field, encode(this.field, value))) ?? [];
  }

  /** How many of the values are the same. */
  timesOf(value: Value): number {
    return this.times.get(normal(this.field, encode(this.field, value))) ?? 0;
  }
}
