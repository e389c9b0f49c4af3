/** Records made by the library. */
import { current } from '../../platform/current';
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { apexException, nullArgument, UnsupportedError } from '../../values/errors';
import { normaliseId } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { decimalOf } from '../../values/decimal';

export interface NewRecordOptions {
  readonly id: string | null;
  readonly recordTypeId?: string | null;
  readonly loadDefaults?: boolean;
}

/** `sobjectType.newSObject(…)`. */
export function newRecord(object: ObjectSchema, options: NewRecordOptions): SObjectValue {
  const record = new SObjectValue(object);
  if (options.id !== null) record.id = normaliseId(options.id);
  if (options.recordTypeId) record.store('RecordTypeId', normaliseId(options.recordTypeId));
  if (options.loadDefaults) loadDefaults(record);
  return record;
}

/** A record of which only the id is known. @throws when the id is null or of no object */
export function recordOfId(id: string | null): SObjectValue {
  if (id === null) throw nullArgument();
  const object = current().org.schema.objectByKeyPrefix(id.slice(0, 3));
  if (!object) throw apexException('System.DmlException', `Invalid id: ${id}`);
  return newRecord(object, { id });
}

/** Events get their UUID here, so that a publish callback can tell them apart. */
function loadDefaults(record: SObjectValue): void {
  const { object } = record;
  if (object.kind === 'platformEvent') record.store('EventUuid', current().events.newEventUuid());
  for (const field of object.fields.values()) {
    const value = defaultOf(field);
    if (value !== null) record.store(field.name, value);
  }
}

function defaultOf(field: FieldSchema): Value {
  const picked = field.picklistValues.find((each) => each.isDefault);
  if (picked) return picked.value;
  const formula = field.defaultValue?.trim() ?? '';
  if (formula === '' || field.isSystem) return null;
  if (/^(true|false)$/i.test(formula)) return formula.toLowerCase() === 'true';
  const text = /^'([^']*)'$/.exec(formula)?.[1] ?? /^"([^"]*)"$/.exec(formula)?.[1];
  if (text !== undefined) return text;
  if (/^-?\d+(\.\d+)?$/.test(formula)) return field.type === 'integer' ? Number(formula) : decimalOf(formula);
  throw new UnsupportedError(`SObjectType.newSObject(recordTypeId, true): default value ${formula} of ${field.name}`);
}
