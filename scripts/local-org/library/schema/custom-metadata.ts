/** `My__mdt.getInstance(…)` and `My__mdt.getAll()`: methods of each custom metadata type, free of limits. */
import { current } from '../../platform/current';
import type { Org } from '../../platform/services';
import type { ObjectSchema } from '../../schema/model';
import { isIdText, normaliseId } from '../../values/ids';
import { ApexMap } from '../../values/map';
import type { SObjectValue } from '../../values/sobject';
import { requiredType, typeRegistry } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass } from '../declare';
import { systemRows } from './system-rows';

/** What these methods leave of a long text field: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm */
const LONG_TEXT_SHOWN = 255;

const cache = new WeakMap<Org, Map<string, readonly SObjectValue[]>>();

/** The records of a type; metadata does not change while an org runs. */
function recordsOf(type: ApexType): readonly SObjectValue[] {
  const { org } = current();
  let byType = cache.get(org);
  if (!byType) cache.set(org, (byType = new Map<string, readonly SObjectValue[]>()));
  let records = byType.get(type.name);
  if (!records) byType.set(type.name, (records = systemRows(objectOf(type))));
  return records;
}

function objectOf(type: ApexType): ObjectSchema {
  const object = current().org.schema.object(type.name);
  if (!object) throw new Error(`the schema has no ${type.name}`);
  return object;
}

/** A copy of its own for each caller, long texts cut. */
function shown(record: SObjectValue): SObjectValue {
  const copy = record.duplicate();
  for (const field of record.object.fields.values()) {
    const value = copy.rawField(field.name);
    if (field.isLongText && typeof value === 'string' && value.length > LONG_TEXT_SHOWN) {
      copy.store(field.name, value.slice(0, LONG_TEXT_SHOWN));
    }
  }
  return copy;
}

function text(record: SObjectValue, field: string): string {
  const value = record.rawField(field);
  return typeof value === 'string' ? value : '';
}

/** By record id, qualified API name or developer name. */
function getInstance(type: ApexType, key: string | null): SObjectValue | null {
  if (key === null) return null;
  const id = isIdText(key) ? normaliseId(key) : null;
  const wanted = key.toLowerCase();
  const found = recordsOf(type).find(
    (record) =>
      record.id === id ||
      text(record, 'DeveloperName').toLowerCase() === wanted ||
      text(record, 'QualifiedApiName').toLowerCase() === wanted,
  );
  return found ? shown(found) : null;
}

/** By developer name. */
function getAll(type: ApexType): ApexMap {
  return new ApexMap(
    typeRegistry().map(requiredType('System.String'), type),
    recordsOf(type).map((record) => [text(record, 'DeveloperName'), shown(record)] as const),
  );
}

/** The methods every custom metadata type has; their receiver is the type. */
export const customMetadataTypeClass = libraryClass(
  'Schema.CustomMetadataType<T>',
  { 'T getInstance(String recordIdOrName)': getInstance, 'Map<String, T> getAll()': getAll },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm',
  },
);
