/** Which elements of which metadata name what: the root's name, then a path of elements and the kind it leads to. */

export type Target =
  | 'object'
  | 'field'
  | 'own-field'
  | 'record-type'
  | 'class'
  | 'trigger'
  | 'tab'
  | 'flow'
  | 'lwc'
  | 'page'
  | 'permission-set'
  | 'muting-permission-set'
  | 'custom-permission'
  | 'application'
  | 'compact-layout'
  | 'external-credential'
  | 'principal';

/** Sources: the Metadata API Developer Guide, a page a type. */
export const REFERENCES: Readonly<Record<string, readonly (readonly [path: string, target: Target])[]>> = {
  PermissionSet: permissions(),
  Profile: permissions(),
  MutingPermissionSet: permissions(),
  PermissionSetGroup: [
    ['permissionSets', 'permission-set'],
    ['mutingPermissionSets', 'muting-permission-set'],
  ],
  Layout: [
    ['layoutSections/layoutColumns/layoutItems/field', 'own-field'],
    ['miniLayout/fields', 'own-field'],
    ['relatedLists/relatedList', 'field'],
  ],
  CompactLayout: [['fields', 'own-field']],
  ListView: [
    ['columns', 'own-field'],
    ['filters/field', 'own-field'],
  ],
  FieldSet: [
    ['displayedFields/field', 'own-field'],
    ['availableFields/field', 'own-field'],
  ],
  ValidationRule: [['errorDisplayField', 'own-field']],
  CustomField: [
    ['referenceTo', 'object'],
    ['summarizedField', 'field'],
    ['summaryForeignKey', 'field'],
    ['summaryFilterItems/field', 'field'],
  ],
  CustomObject: [['compactLayoutAssignment', 'compact-layout']],
  CustomMetadata: [['values/field', 'own-field']],
  CustomApplication: [['tabs', 'tab']],
  CustomTab: [
    ['lwcComponent', 'lwc'],
    ['page', 'page'],
  ],
  ApexTestSuite: [['testClassName', 'class']],
  PlatformEventSubscriberConfig: [['platformEventConsumer', 'trigger']],
  NamedCredential: [['namedCredentialParameters/externalCredential', 'external-credential']],
  QuickAction: [
    ['targetObject', 'object'],
    ['lightningWebComponent', 'lwc'],
    ['flowDefinition', 'flow'],
  ],
  Flow: [
    ['start/object', 'object'],
    ['recordLookups/object', 'object'],
    ['recordCreates/object', 'object'],
    ['recordUpdates/object', 'object'],
    ['recordDeletes/object', 'object'],
    ['variables/objectType', 'object'],
    ['variables/apexClass', 'class'],
    ['subflows/flowName', 'flow'],
  ],
};

function permissions(): readonly (readonly [string, Target])[] {
  return [
    ['objectPermissions/object', 'object'],
    ['fieldPermissions/field', 'field'],
    ['classAccesses/apexClass', 'class'],
    ['tabSettings/tab', 'tab'],
    ['tabVisibilities/tab', 'tab'],
    ['applicationVisibilities/application', 'application'],
    ['recordTypeVisibilities/recordType', 'record-type'],
    ['customPermissions/name', 'custom-permission'],
    ['customMetadataTypeAccesses/name', 'object'],
    ['customSettingAccesses/name', 'object'],
    ['flowAccesses/flow', 'flow'],
    ['pageAccesses/apexPage', 'page'],
    ['externalCredentialPrincipalAccesses/externalCredentialPrincipal', 'principal'],
  ];
}
