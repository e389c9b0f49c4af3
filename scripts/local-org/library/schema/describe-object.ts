import { current } from '../../platform/current';
import type { ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { listOf, mapOf, nameMapOf } from '../collections';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { readOnly, withProperties } from '../properties';
import { childRelationshipResult } from './child-relationship';
import { fieldSetMap } from './field-set';
import { recordTypeIdOf } from './record-type-ids';
import { recordTypeInfoList, recordTypeInfos, type RecordTypeInfo } from './record-type-info';
import { sobjectFieldToken, sobjectTypeToken } from './tokens';
import { unsupportedIn } from '../unsupported';

/** The `fields` of a describe result. */
export class SObjectTypeFields extends PlatformObject {
  protected readonly typeName = 'Schema.SObjectTypeFields';

  constructor(readonly object: ObjectSchema) {
    super();
  }
}

/** The `fieldSets` of a describe result. */
export class SObjectTypeFieldSets extends PlatformObject {
  protected readonly typeName = 'Schema.SObjectTypeFieldSets';

  constructor(readonly object: ObjectSchema) {
    super();
  }
}

/** A `Schema.DescribeSObjectResult`. */
export class DescribeSObjectResult extends PlatformObject {
  protected readonly typeName = 'Schema.DescribeSObjectResult';
  readonly fields: SObjectTypeFields;
  readonly fieldSets: SObjectTypeFieldSets;

  constructor(readonly object: ObjectSchema) {
    super();
    this.fields = new SObjectTypeFields(object);
    this.fieldSets = new SObjectTypeFieldSets(object);
  }

  get recordTypes(): RecordTypeInfo[] {
    return recordTypeInfos(this.object, (developerName) => recordTypeIdOf(this.object, developerName));
  }

  override toApexText(): string {
    return `Schema.DescribeSObjectResult[getKeyPrefix=${this.object.keyPrefix};getName=${this.object.name};]`;
  }
}

const described = new WeakMap<ObjectSchema, DescribeSObjectResult>();

/** The describe result of an object: always the same, so that results can be compared. */
export function describeObject(object: ObjectSchema): DescribeSObjectResult {
  let result = described.get(object);
  if (!result) described.set(object, (result = new DescribeSObjectResult(object)));
  return result;
}

type Self = DescribeSObjectResult;

const unsupported = unsupportedIn('DescribeSObjectResult');
const MERGEABLE = new Set(['Account', 'Contact', 'Lead', 'Case']);

const isStored = (object: ObjectSchema): boolean => object.kind === 'standard' || object.kind === 'custom';
const isCustom = (object: ObjectSchema): boolean => /__[a-z]+$/i.test(object.name);

/** Which standard objects have feeds is a setting of each org. */
function isFeedEnabled(object: ObjectSchema): boolean {
  if (object.isFeedEnabled !== undefined || isCustom(object)) return object.isFeedEnabled ?? false;
  throw new UnsupportedError(`DescribeSObjectResult.isFeedEnabled of ${object.name}`);
}

const BY_ID = (each: RecordTypeInfo): readonly [string, RecordTypeInfo] => [each.id, each];
const BY_NAME = (each: RecordTypeInfo): readonly [string, RecordTypeInfo] => [each.name, each];
const BY_DEVELOPER_NAME = (each: RecordTypeInfo): readonly [string, RecordTypeInfo] => [each.developerName, each];

/** `Schema.DescribeSObjectResult`. */
export const describeSObjectResultClass = libraryClass(
  'Schema.DescribeSObjectResult',
  withProperties(
    {
      'Schema.SObjectTypeFields fields': readOnly<Self>('fields'),
      'Schema.SObjectTypeFieldSets fieldSets': readOnly<Self>('fieldSets'),
      'String getAssociateEntityType()': unsupported('getAssociateEntityType'),
      'String getAssociateParentEntity()': unsupported('getAssociateParentEntity'),
      'List<Schema.ChildRelationship> getChildRelationships()': ({ object }: Self) =>
        listOf('Schema.ChildRelationship', object.childRelationships.map(childRelationshipResult)),
      'Boolean getDataTranslationEnabled()': () => false,
      // "Reserved for future use", the page says of these four: nobody can know what they answer.
      'String getDefaultImplementation()': unsupported('getDefaultImplementation'),
      'Boolean getHasSubtypes()': () => false,
      'String getImplementedBy()': unsupported('getImplementedBy'),
      'String getImplementsInterfaces()': unsupported('getImplementsInterfaces'),
      'Boolean getIsInterface()': unsupported('getIsInterface'),
      'String getKeyPrefix()': ({ object }: Self) => object.keyPrefix || null,
      'String getLabel()': ({ object }: Self) => object.label,
      'String getLabelPlural()': ({ object }: Self) => object.pluralLabel,
      'String getLocalName()': ({ object }: Self) => object.name,
      'String getName()': ({ object }: Self) => object.name,
      'List<Schema.RecordTypeInfo> getRecordTypeInfos()': (self: Self) => recordTypeInfoList(self.recordTypes),
      'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()': (self: Self) =>
        mapOf('System.String', 'Schema.RecordTypeInfo', self.recordTypes.map(BY_DEVELOPER_NAME)),
      'Map<Id, Schema.RecordTypeInfo> getRecordTypeInfosById()': (self: Self) =>
        mapOf('System.Id', 'Schema.RecordTypeInfo', self.recordTypes.map(BY_ID)),
      'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByName()': (self: Self) =>
        mapOf('System.String', 'Schema.RecordTypeInfo', self.recordTypes.map(BY_NAME)),
      'Schema.SObjectDescribeOptions getSObjectDescribeOption()': unsupported('getSObjectDescribeOption'),
      'Schema.SObjectType getSObjectType()': ({ object }: Self) => sobjectTypeToken(object),
      'Boolean isAccessible()': ({ object }: Self) => current().user.canReadObject(object),
      'Boolean isCreateable()': ({ object }: Self) => object.isCreateable && current().user.canCreate(object),
      'Boolean isCustom()': ({ object }: Self) => isCustom(object),
      'Boolean isCustomSetting()': ({ object }: Self) => object.kind === 'customSetting',
      'Boolean isDeletable()': ({ object }: Self) => object.isDeletable && current().user.canDelete(object),
      'Boolean isDeprecatedAndHidden()': () => false,
      'Boolean isFeedEnabled()': ({ object }: Self) => isFeedEnabled(object),
      'Boolean isMergeable()': ({ object }: Self) => MERGEABLE.has(object.name) && current().user.canDelete(object),
      'Boolean isMruEnabled()': ({ object }: Self) => isStored(object),
      'Boolean isQueryable()': ({ object }: Self) => object.isQueryable,
      'Boolean isSearchable()': ({ object }: Self) => isStored(object),
      'Boolean isUndeletable()': ({ object }: Self) => object.isDeletable && current().user.canDelete(object),
      'Boolean isUpdateable()': ({ object }: Self) => object.isUpdateable && current().user.canEdit(object),
      'String toString()': unsupported('toString'),
    },
    ['String getDefaultImplementation()'],
  ),
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject_describe.htm',
  },
);

/** `Schema.SObjectTypeFields`: its map finds names in any case, its keys are in lower case. */
export const sobjectTypeFieldsClass = libraryClass('Schema.SObjectTypeFields', {
  'Map<String, Schema.SObjectField> getMap()': ({ object }: SObjectTypeFields) =>
    nameMapOf(
      'Schema.SObjectField',
      [...object.fields].map(([name, field]) => [name, sobjectFieldToken(object, field)]),
    ),
});

/** `Schema.SObjectTypeFieldSets`. */
export const sobjectTypeFieldSetsClass = libraryClass('Schema.SObjectTypeFieldSets', {
  'Map<String, Schema.FieldSet> getMap()': ({ object }: SObjectTypeFieldSets) => fieldSetMap(object),
});
