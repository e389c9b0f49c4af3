/**
 * The fields the platform gives objects by itself.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm
 */

import { makeField, makePicklistValue } from './make';
import type { FieldSchema, FieldType } from './model';

const READ_ONLY: Partial<FieldSchema> = { isCreateable: false, isUpdateable: false };
const SYSTEM: Partial<FieldSchema> = { ...READ_ONLY, isSystem: true };

function system(name: string, type: FieldType, label: string, details: Partial<FieldSchema> = {}): FieldSchema {
  return makeField(name, type, { label, ...SYSTEM, ...details });
}

function user(name: string, label: string, relationshipName: string): FieldSchema {
  return system(name, 'reference', label, { referenceTo: ['User'], relationshipName });
}

const AUDIT_FIELDS: Readonly<Record<string, FieldSchema>> = {
  Id: system('Id', 'id', 'Record ID'),
  IsDeleted: system('IsDeleted', 'boolean', 'Deleted', { defaultValue: 'FALSE' }),
  CreatedDate: system('CreatedDate', 'datetime', 'Created Date'),
  CreatedById: user('CreatedById', 'Created By ID', 'CreatedBy'),
  LastModifiedDate: system('LastModifiedDate', 'datetime', 'Last Modified Date'),
  LastModifiedById: user('LastModifiedById', 'Last Modified By ID', 'LastModifiedBy'),
  SystemModstamp: system('SystemModstamp', 'datetime', 'System Modstamp'),
};

/** A system field by name; null where the name is none. */
export function systemField(name: string): FieldSchema | null {
  return AUDIT_FIELDS[name] ?? null;
}

const RECORD_FIELDS = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

function named(names: readonly string[]): FieldSchema[] {
  return names.flatMap((name) => systemField(name) ?? []);
}

/** `OwnerId`: a user or a queue; the running user unless the record says otherwise. */
export const OWNER_FIELD = makeField('OwnerId', 'reference', {
  label: 'Owner ID',
  referenceTo: ['Group', 'User'],
  relationshipName: 'Owner',
});

export const RECORD_TYPE_FIELD = makeField('RecordTypeId', 'reference', {
  label: 'Record Type ID',
  referenceTo: ['RecordType'],
  relationshipName: 'RecordType',
});

/**
 * Of a custom object, around its name field. A text `Name` left blank takes the record's id, so it is not required.
 *
 * @param name the name field
 * @param isDetail whether a master-detail field decides on ownership
 * @param hasActivities whether tasks and events may be about it
 */
export function customObjectFields(name: FieldSchema, isDetail: boolean, hasActivities: boolean): FieldSchema[] {
  return [
    ...named(['Id']),
    ...(isDetail ? [] : [OWNER_FIELD]),
    ...named(['IsDeleted']),
    name,
    ...named(RECORD_FIELDS),
    ...(hasActivities ? [makeField('LastActivityDate', 'date', { label: 'Last Activity Date', ...READ_ONLY })] : []),
  ];
}

/** Of a custom setting: hierarchy settings say for whom a row holds by `SetupOwnerId`. */
export function customSettingFields(isList: boolean): FieldSchema[] {
  return [
    ...named(['Id', 'IsDeleted']),
    makeField('Name', 'string', { length: 38, isNameField: true, isRequired: isList, isUnique: isList }),
    makeField('SetupOwnerId', 'reference', {
      label: 'Location',
      referenceTo: ['Organization', 'Profile', 'User'],
      relationshipName: 'SetupOwner',
      isUpdateable: false,
    }),
    ...named(RECORD_FIELDS),
  ];
}

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_custommetadatatype__mdt.htm */
export function customMetadataFields(): FieldSchema[] {
  return [
    ...named(['Id']),
    makeField('DeveloperName', 'string', { label: 'Custom Metadata Record Name', length: 40, isRequired: true }),
    makeField('MasterLabel', 'string', { label: 'Label', length: 40, isRequired: true, isNameField: true }),
    makeField('Language', 'picklist', {
      label: 'Master Language',
      length: 40,
      ...READ_ONLY,
      picklistValues: [makePicklistValue('en_US', { label: 'English', isDefault: true })],
    }),
    makeField('NamespacePrefix', 'string', { label: 'Namespace Prefix', length: 15, ...READ_ONLY }),
    makeField('Label', 'string', { length: 40, ...READ_ONLY }),
    makeField('QualifiedApiName', 'string', { label: 'Qualified API Name', length: 70, ...READ_ONLY }),
    makeField('IsProtected', 'boolean', { label: 'Protected Component', ...READ_ONLY, defaultValue: 'FALSE' }),
    ...named(['SystemModstamp']),
  ];
}

/** https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_define_ui.htm */
export function platformEventFields(): FieldSchema[] {
  return [
    system('ReplayId', 'string', 'Replay ID', { length: 1000 }),
    system('EventUuid', 'string', 'Event UUID', { length: 36 }),
    ...named(['CreatedDate', 'CreatedById']),
  ];
}

const ACCESS_LEVELS = ['Read', 'Edit', 'All'].map((value) =>
  makePicklistValue(value, { label: value === 'All' ? 'Owner' : value === 'Edit' ? 'Read/Write' : 'Read Only' }),
);

/**
 * Of `X__Share`: who may see a record, and why.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 *
 * @param object the object that is shared
 * @param reasons its Apex sharing reasons
 */
export function shareFields(object: string, reasons: readonly string[]): FieldSchema[] {
  return [
    ...named(['Id']),
    makeField('ParentId', 'reference', {
      label: 'Parent ID',
      referenceTo: [object],
      relationshipName: 'Parent',
      childRelationshipName: 'Shares',
      deleteConstraint: 'cascade',
      isRequired: true,
      isUpdateable: false,
    }),
    makeField('AccessLevel', 'picklist', {
      label: 'Access Level',
      length: 40,
      isRequired: true,
      isRestrictedPicklist: true,
      picklistValues: ACCESS_LEVELS,
    }),
    makeField('UserOrGroupId', 'reference', {
      label: 'User/Group ID',
      referenceTo: ['Group', 'User'],
      relationshipName: 'UserOrGroup',
      isRequired: true,
      isUpdateable: false,
    }),
    makeField('RowCause', 'picklist', {
      label: 'Row Cause',
      length: 40,
      isUpdateable: false,
      picklistValues: ['Owner', 'Manual', 'Rule', 'ImplicitChild', 'ImplicitParent', 'Team', ...reasons].map((value) =>
        makePicklistValue(value, { isDefault: value === 'Manual' }),
      ),
    }),
    ...named(['LastModifiedDate', 'LastModifiedById', 'IsDeleted']),
  ];
}

/** Of `X__History`: one row a changed field. */
export function historyFields(object: string): FieldSchema[] {
  return [
    ...named(['Id', 'IsDeleted']),
    makeField('ParentId', 'reference', {
      label: 'Parent ID',
      referenceTo: [object],
      relationshipName: 'Parent',
      childRelationshipName: 'Histories',
      deleteConstraint: 'cascade',
      ...READ_ONLY,
    }),
    ...named(['CreatedById', 'CreatedDate']),
    makeField('Field', 'picklist', { label: 'Changed Field', ...READ_ONLY }),
    makeField('DataType', 'picklist', { label: 'Datatype', ...READ_ONLY }),
    makeField('OldValue', 'anytype', { label: 'Old Value', ...READ_ONLY }),
    makeField('NewValue', 'anytype', { label: 'New Value', ...READ_ONLY }),
  ];
}
