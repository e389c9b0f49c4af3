/** What is refused when an event is published. Refusals are results, never exceptions. */
import type { FieldSchema } from '../../schema/model';
import type { SObjectValue } from '../../values/sobject';
import type { DmlRowError, OrgUser } from '../services';

/** An event message may have so many bytes. */
const MAXIMUM_BYTES = 1_048_576;

/** Why the event cannot be published; null when it can. `user` is null in system mode. */
export function refusal(event: SObjectValue, user: OrgUser | null): DmlRowError | null {
  const { object } = event;
  if (user && !user.canCreate(object))
    return {
      statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
      message: `Access to entity '${object.name}' denied`,
      fields: [],
    };
  const missing = [...object.fields.values()].filter((field) => isMissing(event, field)).map(({ name }) => name);
  if (missing.length)
    return {
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${missing.join(', ')}]`,
      fields: missing,
    };
  let bytes = 0;
  for (const field of object.fields.values()) {
    const value = event.rawField(field.name);
    if (typeof value !== 'string') continue;
    bytes += Buffer.byteLength(value, 'utf8');
    if (field.isCustom && field.length > 0 && value.length > field.length)
      return {
        statusCode: 'STRING_TOO_LONG',
        message: `${field.label}: data value too large: ${value} (max length=${field.length})`,
        fields: [field.name],
      };
  }
  if (bytes > MAXIMUM_BYTES)
    return { statusCode: 'LIMIT_EXCEEDED', message: `The event message exceeds ${MAXIMUM_BYTES} bytes`, fields: [] };
  return null;
}

function isMissing(event: SObjectValue, field: FieldSchema): boolean {
  if (!field.isRequired || !field.isCustom || field.type === 'boolean' || field.defaultValue !== null) return false;
  const value = event.rawField(field.name);
  return value === null || value === '';
}
