/**
 * What annotations there are, what they may stand on and what may stand in their brackets.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
 */

/** What an annotation or modifier stands on, in the plural the messages use. */
export type Target = 'classes' | 'interfaces' | 'enums' | 'fields' | 'properties' | 'methods' | 'constructors';

/** The type of a property's value, or the texts it is one of. */
export type PropertyValue = 'Boolean' | 'String' | 'Integer' | readonly string[];

export interface AnnotationRule {
  /** As Salesforce spells it. */
  readonly name: string;
  readonly targets: readonly Target[];
  /** By name in lower case. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

const TYPES: readonly Target[] = ['classes', 'interfaces', 'enums'];
const EVERYWHERE: readonly Target[] = [...TYPES, 'fields', 'properties', 'methods', 'constructors'];
const METHODS: readonly Target[] = ['methods'];
const ACCESS = ['never', 'sameNamespace', 'samePackage', 'always'];

const RULES: readonly AnnotationRule[] = [
  rule('AllowCertifiedApex', EVERYWHERE),
  rule('AuraEnabled', ['methods', 'fields', 'properties'], {
    cacheable: 'Boolean',
    continuation: 'Boolean',
    scope: ['global'],
    translatable: 'Boolean',
  }),
  rule('Deprecated', EVERYWHERE, { message: 'String', added: 'String', removed: 'String', apiversion: 'String' }),
  rule('Future', METHODS, { callout: 'Boolean', delay: 'Integer', limits: 'String' }),
  ...['HttpDelete', 'HttpGet', 'HttpPatch', 'HttpPost', 'HttpPut'].map((name) => rule(name, METHODS)),
  rule('IntegrationTest', ['classes', 'methods']),
  rule('InvocableMethod', METHODS, {
    label: 'String',
    description: 'String',
    category: 'String',
    callout: 'Boolean',
    configuration: 'String',
    configurationeditor: 'String',
    iconname: 'String',
    capabilitytype: 'String',
    apiversion: 'String',
    minversion: 'String',
    maxversion: 'String',
  }),
  rule('InvocableVariable', ['fields', 'properties'], {
    label: 'String',
    description: 'String',
    required: 'Boolean',
    defaultvalue: 'String',
    placeholdertext: 'String',
  }),
  // What it stands on besides is told apart by a message of its own.
  rule('IsTest', [...TYPES, 'methods'], {
    seealldata: 'Boolean',
    isparallel: 'Boolean',
    oninstall: 'Boolean',
    critical: 'Boolean',
    testfor: 'String',
  }),
  rule('JsonAccess', ['classes'], { serializable: ACCESS, deserializable: ACCESS }),
  rule('NamespaceAccessible', EVERYWHERE),
  rule('ReadOnly', METHODS, { usereplica: ['never', 'preferred'] }),
  rule('RemoteAction', METHODS, { callout: 'Boolean' }),
  rule('RestResource', ['classes'], { urlmapping: 'String' }),
  rule('SuppressWarnings', EVERYWHERE, { value: 'String' }),
  rule('TearDown', METHODS),
  rule('TestSetup', METHODS, { oninstall: 'Boolean' }),
  rule('TestVisible', EVERYWHERE),
];

const BY_NAME: ReadonlyMap<string, AnnotationRule> = new Map(RULES.map((each) => [each.name.toLowerCase(), each]));

/** The rule of an annotation, however it is spelt; undefined when there is no such annotation. */
export function annotationRule(name: string): AnnotationRule | undefined {
  return BY_NAME.get(name.toLowerCase());
}

function rule(
  name: string,
  targets: readonly Target[],
  properties: Readonly<Record<string, PropertyValue>> = {},
): AnnotationRule {
  return { name, targets, properties };
}
