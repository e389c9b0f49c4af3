/**
 * The methods of custom settings: `My__c.getInstance()`, `getOrgDefaults()`, `getValues(…)`, `getAll()`. They cost no query.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_settings.htm
 */
import { current } from '../../platform/current';
import type { ObjectSchema } from '../../schema/model';
import { ApexMap } from '../../values/map';
import type { SObjectValue } from '../../values/sobject';
import { requiredType, typeRegistry } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { newRecord } from '../sobject/new-record';
import { systemRows } from './system-rows';

const OWNER = 'SetupOwnerId';

function objectOf(type: ApexType): ObjectSchema {
  const object = current().org.schema.object(type.name);
  if (!object) throw new Error(`the schema has no ${type.name}`);
  return object;
}

/** The record kept for an owner (user, profile or organization), null where there is none. */
function valuesFor(type: ApexType, ownerId: string): SObjectValue | null {
  return systemRows(objectOf(type), OWNER, ownerId)[0] ?? null;
}

/** The lowest level that has a value decides, field by field: user, then profile, then organization. */
function merged(type: ApexType, levels: readonly string[]): SObjectValue {
  const object = objectOf(type);
  const records = levels.map((owner) => valuesFor(type, owner)).filter((each) => each !== null);
  const lowest = records[0];
  const result = lowest ? lowest.duplicate() : newRecord(object, { id: null });
  if (!lowest) result.store(OWNER, levels[0] ?? null);
  for (const field of object.fields.values()) {
    if (!field.isCustom) continue;
    const value = records.map((record) => record.rawField(field.name)).find((each) => each !== null);
    if (value !== undefined) result.store(field.name, value);
  }
  return result;
}

function levelsOf(ownerId: string | null): readonly string[] {
  const { user, org } = current();
  const organization = org.organization.id;
  if (ownerId === null || ownerId === user.id) return [user.id, user.profileId, organization];
  if (ownerId === organization) return [organization];
  if (ownerId.startsWith('005')) return [ownerId, org.users.byId(ownerId).profileId, organization];
  return [ownerId, organization];
}

function orgDefaults(type: ApexType): SObjectValue {
  return merged(type, [current().org.organization.id]);
}

function byName(type: ApexType, name: string | null): SObjectValue | null {
  if (name === null) return null;
  return systemRows(objectOf(type), 'Name', name)[0] ?? null;
}

function all(type: ApexType): ApexMap {
  return new ApexMap(
    typeRegistry().map(requiredType('System.String'), type),
    systemRows(objectOf(type)).map((record) => [record.rawField('Name'), record] as const),
  );
}

/** The receiver of these is the sObject type. */
export const CUSTOM_SETTINGS: readonly LibraryDeclaration[] = [
  libraryClass('Schema.HierarchyCustomSetting<T>', {
    'T getInstance()': (type: ApexType) => merged(type, levelsOf(null)),
    'T getInstance(Id userOrProfileId)': (type: ApexType, id: string | null) => merged(type, levelsOf(id)),
    'T getOrgDefaults()': orgDefaults,
    'T getValues(Id userOrProfileId)': (type: ApexType, id: string | null) =>
      id === null ? null : valuesFor(type, id),
  }),
  libraryClass('Schema.ListCustomSetting<T>', {
    'T getInstance(String name)': byName,
    'T getValues(String name)': byName,
    'Map<String, T> getAll()': all,
  }),
];
