/** The schema of an org as data: what the metadata files and the standard objects come to. Names are API names; look-ups ignore case. */

export type ObjectKind =
  'standard' | 'custom' | 'customMetadata' | 'customSetting' | 'platformEvent' | 'changeEvent' | 'share' | 'history';

export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'boolean'
  | 'integer'
  | 'long'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'base64'
  | 'encryptedstring'
  | 'address'
  | 'location'
  | 'anytype';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly isActive: boolean;
  readonly isDefault: boolean;
}

export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly isCustom: boolean;
  /** Characters for text; 0 elsewhere. */
  readonly length: number;
  /** Digits in all and after the point for numbers; 0 elsewhere. */
  readonly precision: number;
  readonly scale: number;
  readonly isRequired: boolean;
  readonly isUnique: boolean;
  readonly isCaseSensitive: boolean;
  readonly isExternalId: boolean;
  /** Names the record (`Name`, `Subject`, `CaseNumber`…). */
  readonly isNameField: boolean;
  readonly isAutoNumber: boolean;
  /** `M-{0000000}` for auto-numbers. */
  readonly displayFormat: string | null;
  readonly isHtml: boolean;
  readonly isLongText: boolean;
  /** Formula text of a calculated field; null for stored ones. */
  readonly formula: string | null;
  /** Formulas: whether a blank number stays blank, and with it what is calculated from it, instead of counting as zero. */
  readonly keepsBlank?: boolean;
  /** Formula text of the default value: `TRUE`, `'New'`, `0`. */
  readonly defaultValue: string | null;
  readonly picklistValues: readonly PicklistValue[];
  readonly isRestrictedPicklist: boolean;
  /** The field whose value says which values of a dependent picklist may be chosen. */
  readonly controllingField?: string | null;
  /** Objects a reference may point at; more than one is polymorphic. */
  readonly referenceTo: readonly string[];
  /** `Account` for `AccountId`, `Parent__r` for `Parent__c`. */
  readonly relationshipName: string | null;
  /** Name of the child relationship on the parent: `Contacts`; null where there is none. */
  readonly childRelationshipName: string | null;
  readonly isMasterDetail: boolean;
  /** Master-detail: whether reading the master is enough to write the detail. */
  readonly needsMasterReadOnly?: boolean;
  /** Of a master: 0 for the first, 1 for the second. */
  readonly relationshipOrder?: number;
  readonly deleteConstraint: 'setNull' | 'restrict' | 'cascade' | null;
  readonly isCreateable: boolean;
  readonly isUpdateable: boolean;
  readonly isFilterable: boolean;
  /** Set by the org alone: Id, CreatedDate, SystemModstamp… */
  readonly isSystem: boolean;
  readonly description: string | null;
  readonly inlineHelpText: string | null;
  /** What a roll-up summary field sums up; absent on every other field. */
  readonly summary?: RollUpSummary;
}

/** `COUNT`, `SUM`, `MIN` or `MAX` over the records of a detail object. */
export interface RollUpSummary {
  readonly operation: 'count' | 'sum' | 'min' | 'max';
  readonly childObject: string;
  /** The master-detail field of the child that points here. */
  readonly childReference: string;
  /** The child's field that is summed up; null for a count. */
  readonly childField: string | null;
  /** All of them hold for the records that are summed up. */
  readonly filters: readonly SummaryFilter[];
}

/** A `FilterItem` of the metadata: operator as written there; several values stand in `value`, with commas between. */
export interface SummaryFilter {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
  /** The field compared with, in place of a value; null for a value. */
  readonly valueField: string | null;
}

export interface ChildRelationship {
  readonly name: string | null;
  readonly childObject: string;
  readonly field: string;
  readonly cascadeDelete: boolean;
}

export interface RecordTypeSchema {
  readonly name: string;
  readonly label: string;
  readonly isActive: boolean;
  readonly description?: string | null;
  /** The values it leaves of picklists, and which of them it chooses by itself. */
  readonly picklists?: readonly {
    readonly field: string;
    readonly values: readonly string[];
    readonly defaultValue: string | null;
  }[];
}

export interface FieldSetSchema {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Field paths in order: `Name`, `Account.Name`. */
  readonly fields: readonly { readonly path: string; readonly isRequired: boolean }[];
}

export interface ValidationRuleSchema {
  readonly name: string;
  readonly formula: string;
  readonly message: string;
  readonly field: string | null;
}

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly kind: ObjectKind;
  readonly keyPrefix: string;
  /** Keyed by lower-case field name, in declaration order, system fields first. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly childRelationships: readonly ChildRelationship[];
  readonly recordTypes: readonly RecordTypeSchema[];
  readonly validationRules: readonly ValidationRuleSchema[];
  readonly fieldSets?: readonly FieldSetSchema[];
  readonly sharingModel: 'private' | 'read' | 'readWrite' | 'controlledByParent';
  /** Platform events. */
  readonly publishBehavior: 'afterCommit' | 'immediately' | null;
  readonly customSettingsType: 'list' | 'hierarchy' | null;
  readonly isCreateable: boolean;
  readonly isUpdateable: boolean;
  readonly isDeletable: boolean;
  readonly isQueryable: boolean;
  /** Whether DML on it and on ordinary records may not share a transaction (User, PermissionSetAssignment…). */
  readonly isSetupObject: boolean;
  /** Whether feeds are enabled, as far as the project's metadata says. */
  readonly isFeedEnabled?: boolean;
  readonly description: string | null;
}

/** One custom metadata record, `Courier_Endpoint.ERP`: field values as the XML types them. */
export interface CustomMetadataRecord {
  readonly object: string;
  readonly developerName: string;
  readonly label: string;
  readonly isProtected?: boolean;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly file: string;
}

export interface ObjectPermission {
  readonly object: string;
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export interface PermissionSetSchema {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly objectPermissions: readonly ObjectPermission[];
  readonly fieldPermissions: readonly {
    readonly object: string;
    readonly field: string;
    readonly readable: boolean;
    readonly editable: boolean;
  }[];
  readonly classAccesses: readonly string[];
  readonly customPermissions: readonly string[];
  readonly customMetadataTypeAccesses: readonly string[];
  readonly customSettingAccesses: readonly string[];
  readonly userPermissions: readonly string[];
  readonly externalCredentialPrincipals: readonly string[];
  /** Record types it shows: `Object.DeveloperName`. */
  readonly recordTypes?: readonly string[];
}

export interface NamedCredentialSchema {
  readonly name: string;
  readonly url: string;
  readonly externalCredential: string | null;
  readonly isEnabled: boolean;
}

/** Permission sets bundled under one name; the muting ones take away what they name. */
export interface PermissionSetGroupSchema {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly permissionSets: readonly string[];
  readonly mutingPermissionSets: readonly string[];
}

export interface ExternalCredentialSchema {
  readonly name: string;
  readonly label: string;
  readonly protocol: string;
  /** Principals as permission sets name them: `Acme-Main`. */
  readonly principals: readonly string[];
}

export interface RemoteSiteSchema {
  readonly name: string;
  readonly url: string;
  readonly isActive: boolean;
}

/** `PlatformEventSubscriberConfig`: who runs an event trigger, and on how many events at a time. */
export interface EventSubscriberSchema {
  readonly name: string;
  readonly trigger: string;
  readonly batchSize: number | null;
  readonly user: string | null;
}

/** A queue and the objects it may own. */
export interface QueueSchema {
  readonly name: string;
  readonly label: string;
  readonly email: string | null;
  readonly objects: readonly string[];
}

/** A role and the one above it. */
export interface RoleSchema extends NamedMetadata {
  readonly parent: string | null;
  /** What its members have of the children of accounts they own: None, Read or Edit; null where it does not say. */
  readonly ofOwnAccounts: Readonly<Record<'case' | 'contact' | 'opportunity', string | null>>;
}

export interface PublicGroupSchema extends NamedMetadata {
  /** Whether those above its members reach what is shared with it. */
  readonly includesBosses: boolean;
}

/** Metadata of which Apex sees no more than its name and label: notification types, cache partitions. */
export interface NamedMetadata {
  readonly name: string;
  readonly label: string;
}

/** A partition of the platform cache. */
export interface CachePartitionSchema extends NamedMetadata {
  readonly isDefault: boolean;
}

/** Everything a project's metadata comes to, beside its Apex. */
export interface Schema {
  /** Case-insensitive; null when there is no such object. */
  object(name: string): ObjectSchema | null;
  /** By the three characters an id starts with. */
  objectByKeyPrefix(prefix: string): ObjectSchema | null;
  readonly objects: readonly ObjectSchema[];
  readonly customMetadata: readonly CustomMetadataRecord[];
  readonly permissionSets: readonly PermissionSetSchema[];
  readonly customPermissions: readonly string[];
  readonly namedCredentials: readonly NamedCredentialSchema[];
  readonly permissionSetGroups?: readonly PermissionSetGroupSchema[];
  /** What they grant is what the groups that name them take away. */
  readonly mutingPermissionSets?: readonly PermissionSetSchema[];
  readonly externalCredentials?: readonly ExternalCredentialSchema[];
  readonly remoteSites?: readonly RemoteSiteSchema[];
  readonly eventSubscribers?: readonly EventSubscriberSchema[];
  readonly queues?: readonly QueueSchema[];
  readonly publicGroups?: readonly PublicGroupSchema[];
  readonly roles?: readonly RoleSchema[];
  /** Objects that have active restriction rules. */
  readonly restrictionRules?: readonly string[];
  /** Objects that have sharing rules. */
  readonly sharingRules?: readonly string[];
  readonly notificationTypes?: readonly NamedMetadata[];
  readonly cachePartitions?: readonly CachePartitionSchema[];
  /** Objects that have assignment rules. */
  readonly assignmentRules?: readonly string[];
  /** Custom labels by lower-case name. */
  readonly labels: ReadonlyMap<string, string>;
  readonly staticResources: ReadonlyMap<string, { readonly file: string; readonly contentType: string }>;
  /** Changes whenever anything above does: part of every cache key. */
  readonly fingerprint: string;
}

/** Something wrong in a metadata file, told by file, line and cause. */
export interface SchemaProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
