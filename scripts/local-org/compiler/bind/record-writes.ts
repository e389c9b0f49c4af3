/**
 * Which fields of a record Apex may assign: not what the org works out or keeps itself.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm
 */
import type { FieldSchema, ObjectKind } from '../../schema/model';
import type { ApexType } from '../../values/types';
import type { TypeTable } from '../type-table';

/** Records of these are only ever made up in memory, with whatever fields they have. */
const MADE_UP: ReadonlySet<ObjectKind> = new Set(['customMetadata', 'platformEvent', 'changeEvent', 'history']);

/** What is wrong with assigning a field; null when nothing is. */
export function writeProblem(type: ApexType, field: FieldSchema, types: TypeTable): string | null {
  const object = types.objectSchema(type);
  // What no Apex can store, tests make up: `new ApexClass(Name = …)`.
  if (!object || MADE_UP.has(object.kind) || !object.isCreateable) return null;
  if (field.name === 'Id' || field.isCreateable || field.isUpdateable || !isOrgs(field)) return null;
  return `Field is not writeable: ${type.displayName}.${field.name}`;
}

/**
 * Whether the org alone gives the field its value, beyond doubt: of some others Apex is more open than the API
 * (`EmailMessage.Incoming`).
 */
function isOrgs(field: FieldSchema): boolean {
  const isCompound = field.type === 'address' || field.type === 'location' || field.isNameField;
  return field.isSystem || field.isAutoNumber || field.formula !== null || field.summary !== undefined || isCompound;
}
