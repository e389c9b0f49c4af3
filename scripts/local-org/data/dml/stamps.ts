/** What the org writes into rows by itself: names, owners, who and when. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { ApexDatetime } from '../../values/datetime';
import { equals } from '../../values/equality';
import type { SObjectValue } from '../../values/sobject';
import { isStored, storedFields } from '../sql/storage';

/** Where numbers of auto-number fields and the time come from. */
export interface StampSource {
  now(): number;
  nextNumber(object: ObjectSchema, field: FieldSchema): number;
}

const CHANGE_FIELDS = ['LastModifiedById', 'LastModifiedDate', 'SystemModstamp'] as const;

/** Fills the system fields of a new row. Ones that are set already (`Test.setCreatedDate` and the like) stay. */
export function stampNew(row: SObjectValue, userId: string, source: StampSource): void {
  const now = new ApexDatetime(source.now());
  setMissing(row, 'CreatedById', userId);
  setMissing(row, 'CreatedDate', now);
  setMissing(row, 'LastModifiedById', userId);
  setMissing(row, 'LastModifiedDate', now);
  setMissing(row, 'SystemModstamp', now);
  setMissing(row, 'IsDeleted', false);
  for (const field of row.object.fields.values()) {
    if (field.isAutoNumber && isStored(field))
      row.store(field.name, autoNumber(field, source.nextNumber(row.object, field)));
  }
  // A custom object's record without a name is named by its id.
  if (row.object.kind === 'custom') setMissing(row, 'Name', row.id);
}

/** A new row belongs to who makes it, unless it says otherwise; before triggers see that already. */
export function stampOwner(row: SObjectValue, userId: string): void {
  setMissing(row, 'OwnerId', userId);
}

/** Marks a row as changed; answers the fields that say so. */
export function stampChange(row: SObjectValue, userId: string, now: number): FieldSchema[] {
  const fields = CHANGE_FIELDS.flatMap((name) => row.object.fields.get(name.toLowerCase()) ?? []);
  for (const field of fields) row.store(field.name, field.type === 'reference' ? userId : new ApexDatetime(now));
  return fields;
}

/** The stored fields in which two states of a row differ. */
export function changedFields(old: SObjectValue, row: SObjectValue): FieldSchema[] {
  return storedFields(row.object).filter((field) => {
    const before = old.rawField(field.name);
    const after = row.rawField(field.name);
    if (typeof before === 'string' && typeof after === 'string') return before !== after;
    return !equals(before, after);
  });
}

function setMissing(row: SObjectValue, field: string, value: string | boolean | ApexDatetime | null): void {
  const known = row.object.fields.get(field.toLowerCase());
  if (known && isStored(known) && row.rawField(field) === null) row.store(known.name, value);
}

/** `M-{0000}` and 7 make `M-0007`. Date parts in braces are not supported by the schema room. */
function autoNumber(field: FieldSchema, number: number): string {
  const format = field.displayFormat ?? '{0}';
  return format.replace(/\{(0+)\}/, (_, zeros: string) => String(number).padStart(zeros.length, '0'));
}
