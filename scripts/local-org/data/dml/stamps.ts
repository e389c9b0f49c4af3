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

/** Where the organization's id comes from. */
export interface OwnerSource {
  organizationId(): string | null;
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
      row.store(field.name, autoNumber(field, source.nextNumber(row.object, field), source.now()));
  }
  // A custom object's record without a name is named by its id.
  if (row.object.kind === 'custom') setMissing(row, 'Name', row.id);
}

/**
 * A new row belongs to who makes it, a hierarchy custom setting holds for the organization, unless they say otherwise;
 * before triggers see that already.
 */
export function stampOwner(row: SObjectValue, userId: string, source: OwnerSource): void {
  setMissing(row, 'OwnerId', userId);
  if (row.object.customSettingsType === 'hierarchy') setMissing(row, 'SetupOwnerId', source.organizationId());
}

/** Marks a row as changed; answers the fields that say so. */
export function stampChange(row: SObjectValue, userId: string, now: number): FieldSchema[] {
  const fields = CHANGE_FIELDS.flatMap((name) => row.object.fields.get(name.toLowerCase()) ?? []);
  for (const field of fields) row.store(field.name, field.type === 'reference' ? userId : new ApexDatetime(now));
  return fields;
}

/** The stored fields a new row has values for. */
export function givenFields(row: SObjectValue): FieldSchema[] {
  const fields: FieldSchema[] = [];
  for (const [name, value] of row.populated()) {
    const field = value === null ? undefined : row.object.fields.get(name.toLowerCase());
    if (field && isStored(field)) fields.push(field);
  }
  return fields;
}

/** The stored fields in which two states of a row differ. */
export function changedFields(old: SObjectValue, row: SObjectValue): FieldSchema[] {
  const names = new Set<string>();
  for (const [name] of old.populated()) names.add(name);
  for (const [name] of row.populated()) names.add(name);
  return storedFields(row.object).filter((field) => {
    if (!names.has(field.name)) return false;
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

/** `M-{0000}` and 7 make `M-0007`; `{YYYY}`, `{YY}`, `{MM}` and `{DD}` are parts of the day. */
function autoNumber(field: FieldSchema, number: number, now: number): string {
  const [year = '', month = '', day = ''] = new Date(now).toISOString().slice(0, 10).split('-');
  const parts: Readonly<Record<string, string>> = { YYYY: year, YY: year.slice(2), MM: month, DD: day };
  return (field.displayFormat ?? '{0}').replace(/\{(0+|[A-Z]+)\}/g, (braces, inner: string) =>
    inner.startsWith('0') ? String(number).padStart(inner.length, '0') : (parts[inner] ?? braces),
  );
}
