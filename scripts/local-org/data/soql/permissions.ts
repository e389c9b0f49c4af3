/**
 * What a user may read of the fields a query names.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
import type { ObjectSchema } from '../../schema/model';
import type { SecurityUser } from '../access';
import type { BoundQuery, BoundSelectItem, FieldReference } from './bound';
import { parts } from './bound';
import { noSuchColumn, noSuchObject } from './resolve';
import { queryException } from './values';

/** `details` of a QueryException in user mode, behind `getInaccessibleFields()`. */
export interface InaccessibleFields {
  /** Fields by object, all of them. */
  readonly inaccessibleFields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Refuses a query that names what the user may not read, in any clause. @throws System.QueryException */
export function checkReadable(query: BoundQuery, user: SecurityUser): void {
  const fields = new Map<string, Set<string>>();
  let first: string | null = null;
  for (const object of objectsOf(query)) {
    if (!user.canReadObject(object)) first ??= noSuchObject(object.name);
  }
  for (const { object, field } of query.references) {
    // `Name` stands for whatever owners and whats are.
    if (object.name === 'Name' || field.name === 'Id') continue;
    const isObjectReadable = user.canReadObject(object);
    if (isObjectReadable && user.canReadField(object, field)) continue;
    first ??= isObjectReadable ? noSuchColumn(field.name, object.name) : noSuchObject(object.name);
    const known = fields.get(object.name);
    if (known) known.add(field.name);
    else fields.set(object.name, new Set([field.name]));
  }
  if (first !== null) throw queryException(first, { inaccessibleFields: fields } satisfies InaccessibleFields);
}

/**
 * `WITH SECURITY_ENFORCED`: only what SELECT names counts, and only the first failure is told.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_with_security_enforced.htm
 */
export function checkSelected(query: BoundQuery, user: SecurityUser): void {
  for (const { object, field } of query.select.flatMap(selected)) {
    if (object.name === 'Name' || field.name === 'Id') continue;
    if (!user.canReadObject(object) || !user.canReadField(object, field)) {
      throw queryException('Insufficient permissions: secure query included inaccessible field', {
        inaccessibleFields: new Map(),
      });
    }
  }
}

function selected(item: BoundSelectItem): FieldReference[] {
  if (item.kind === 'expression')
    return [...parts(item.expression)].flatMap((part) => (part.kind === 'field' ? [part] : []));
  if (item.kind === 'children') return item.query.select.flatMap(selected);
  return item.cases.flatMap((each) => [...each.fields]);
}

function* objectsOf(query: BoundQuery): Generator<ObjectSchema> {
  yield query.object;
  for (const item of query.select) if (item.kind === 'children') yield* objectsOf(item.query);
}
