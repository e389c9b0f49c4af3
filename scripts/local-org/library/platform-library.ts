/** Everything of the library that needs the org: the declarations of this folder's rooms, beside the language's own. */
import { ASYNC_CONTEXTS } from './async/contexts';
import { ASYNC_INTERFACES } from './async/interfaces';
import { asyncInfoClass } from './async/async-info';
import { asyncOptionsClass, duplicateSignatureBuilderClass, duplicateSignatureClass } from './async/options';
import { CACHE } from './cache/cache-classes';
import { accessLevelClass } from './database/access-level';
import { CURSOR_TYPES } from './database/cursor';
import { databaseClass } from './database/database-class';
import { DML_OPTIONS } from './database/dml-options';
import { QUERY_LOCATOR } from './database/query-locator';
import { DATABASE_RESULTS } from './database/results';
import { savepointClass } from './database/savepoint';
import { statusCode } from './database/status-code';
import type { LibraryDeclaration } from './declare';
import { domDocumentClass, domNodeTypeEnum } from './dom/document';
import { domNodeClass } from './dom/node';
import { changeEventHeaderClass } from './eventbus/change-event-header';
import { eventBusClass } from './eventbus/event-bus';
import { EVENT_BUS_TYPES } from './eventbus/trigger-context';
import { httpCalloutMockInterface, httpClass } from './http/http';
import { httpRequestClass } from './http/http-request';
import { httpResponseClass } from './http/http-response';
import { restContextClass, restRequestClass, restResponseClass } from './http/rest';
import { STATIC_RESOURCE_MOCKS } from './http/static-resource-mocks';
import { WEB_SERVICES } from './http/web-service';
import { jsonGeneratorClass } from './json/generator';
import { jsonClass } from './json/json-class';
import { jsonParserClass, jsonTokenEnum } from './json/parser';
import { customNotificationClass } from './messaging/custom-notification';
import { INBOUND_EMAIL } from './messaging/inbound-email';
import { MESSAGING_CLASSES } from './messaging/messaging-class';
import { emailClass, emailFileAttachmentClass, singleEmailMessageClass } from './messaging/single-email-message';
import { ORG_ENUMS } from './org/enums';
import { featureManagementClass } from './org/feature-management';
import { limitsClass } from './org/limits';
import { ORG_LIMITS } from './org/org-limits';
import { requestClass } from './org/request';
import { systemClass } from './org/system';
import { userInfoClass } from './org/user-info';
import { versionClass } from './org/version';
import { childRelationshipClass } from './schema/child-relationship';
import { customMetadataTypeClass } from './schema/custom-metadata';
import { CUSTOM_SETTINGS } from './schema/custom-settings';
import { describeFieldResultClass } from './schema/describe-field';
import {
  describeSObjectResultClass,
  sobjectTypeFieldSetsClass,
  sobjectTypeFieldsClass,
} from './schema/describe-object';
import { SCHEMA_ENUMS } from './schema/enums';
import { FIELD_SETS } from './schema/field-set';
import { picklistEntryClass } from './schema/picklist-entry';
import { recordTypeInfoClass } from './schema/record-type-info';
import { schemaClass } from './schema/schema-class';
import { sobjectFieldClass } from './schema/sobject-field';
import { sobjectTypeClass } from './schema/sobject-type';
import { SECURITY } from './security/strip-inaccessible';
import { sobjectClass } from './sobject/sobject-class';
import { CONNECT_API } from './other/connect-api';
import { FORMULA } from './other/formula';
import { GEO } from './other/geo';
import { INVOCABLE } from './other/invocable';
import { SEARCH } from './other/search';
import { SITES } from './other/sites';
import { UNSUPPORTED_SYSTEM } from './other/unsupported-system';
import { stubProviderInterface } from './test/stub';
import { TEST } from './test/test-class';
import { triggerClass } from './trigger/trigger-class';
import { APEX_PAGES } from './web/apex-pages';
import { cookieClass } from './web/cookie';
import { labelClass } from './web/label';
import { pageReferenceClass } from './web/page-reference';
import { selectOptionClass } from './web/select-option';
import { urlClass } from './web/url';
import { VISUAL_EDITOR } from './web/visual-editor';

export const PLATFORM_LIBRARY: readonly LibraryDeclaration[] = [
  ...ASYNC_CONTEXTS,
  ...ASYNC_INTERFACES,
  asyncInfoClass,
  asyncOptionsClass,
  duplicateSignatureClass,
  duplicateSignatureBuilderClass,
  ...CACHE,
  accessLevelClass,
  ...CURSOR_TYPES,
  databaseClass,
  ...DML_OPTIONS,
  ...QUERY_LOCATOR,
  ...DATABASE_RESULTS,
  savepointClass,
  statusCode,
  domDocumentClass,
  domNodeClass,
  domNodeTypeEnum,
  changeEventHeaderClass,
  eventBusClass,
  ...EVENT_BUS_TYPES,
  httpClass,
  httpCalloutMockInterface,
  httpRequestClass,
  httpResponseClass,
  restContextClass,
  restRequestClass,
  restResponseClass,
  ...STATIC_RESOURCE_MOCKS,
  ...WEB_SERVICES,
  jsonClass,
  jsonGeneratorClass,
  jsonParserClass,
  jsonTokenEnum,
  customNotificationClass,
  ...INBOUND_EMAIL,
  ...MESSAGING_CLASSES,
  emailClass,
  emailFileAttachmentClass,
  singleEmailMessageClass,
  ...ORG_ENUMS,
  featureManagementClass,
  limitsClass,
  ...ORG_LIMITS,
  requestClass,
  systemClass,
  userInfoClass,
  versionClass,
  childRelationshipClass,
  customMetadataTypeClass,
  ...CUSTOM_SETTINGS,
  describeFieldResultClass,
  describeSObjectResultClass,
  sobjectTypeFieldsClass,
  sobjectTypeFieldSetsClass,
  ...SCHEMA_ENUMS,
  ...FIELD_SETS,
  picklistEntryClass,
  recordTypeInfoClass,
  schemaClass,
  sobjectFieldClass,
  sobjectTypeClass,
  ...SECURITY,
  sobjectClass,
  stubProviderInterface,
  ...TEST,
  triggerClass,
  ...CONNECT_API,
  ...FORMULA,
  ...GEO,
  ...INVOCABLE,
  ...SEARCH,
  ...SITES,
  ...UNSUPPORTED_SYSTEM,
  ...APEX_PAGES,
  cookieClass,
  labelClass,
  pageReferenceClass,
  selectOptionClass,
  urlClass,
  ...VISUAL_EDITOR,
];
