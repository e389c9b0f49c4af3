/**
 * Objects of which every org has rows, worked out when they are asked for or there from the beginning, that the local org
 * has not. To find none would be a wrong answer.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_list.htm
 */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';

const NOT_STORED: ReadonlySet<string> = new Set([
  'ApexComponent',
  'ApexPage',
  'AppDefinition',
  'AppMenuItem',
  'AuraDefinitionBundle',
  'CaseStatus',
  'ContractStatus',
  'Domain',
  'DuplicateRule',
  'EntityDefinition',
  'EntityParticle',
  'FieldDefinition',
  'FlowDefinitionView',
  'FlowVersionView',
  'Folder',
  'LeadStatus',
  'ListView',
  'OpportunityStage',
  'OrderStatus',
  'Period',
  'PermissionSetLicense',
  'PermissionSetTabSetting',
  'PicklistValueInfo',
  'RecentlyViewed',
  'RelationshipInfo',
  'SetupAuditTrail',
  'TabDefinition',
  'TaskPriority',
  'TaskStatus',
  'UserAppInfo',
  'UserEntityAccess',
  'UserFieldAccess',
  'UserLogin',
  'UserPermissionAccess',
  'UserRecordAccess',
]);

/** What an org counts. */
const NOT_COUNTED: Readonly<Record<string, ReadonlySet<string>>> = {
  UserLicense: new Set([
    'TotalLicenses',
    'UsedLicenses',
    'UsedLicensesLastUpdated',
    'MonthlyLoginsUsed',
    'MonthlyLoginsEntitlement',
  ]),
};

/** @throws UnsupportedError for a field whose values the local org does not have */
export function mustBeCounted(object: ObjectSchema, field: FieldSchema): void {
  if (NOT_COUNTED[object.name]?.has(field.name)) throw new UnsupportedError(`${object.name}.${field.name} in SOQL`);
}

/** @throws UnsupportedError for an object whose rows the local org does not have */
export function mustBeStored(object: ObjectSchema): void {
  if (NOT_STORED.has(object.name)) throw new UnsupportedError(`${object.name} in SOQL`);
}
