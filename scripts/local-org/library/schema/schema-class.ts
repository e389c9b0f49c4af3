import { current } from '../../platform/current';
import { apexException } from '../../values/errors';
import type { ApexList } from '../../values/list';
import { listOf, nameMapOf } from '../collections';
import { libraryClass } from '../declare';
import { describeObject } from './describe-object';
import { sobjectTypeToken } from './tokens';
import { unsupportedIn } from '../unsupported';

function describe(names: ApexList): ApexList {
  const results = (names.items as readonly string[]).map((name) => {
    const object = current().org.schema.object(name);
    if (!object) {
      throw apexException(
        'System.InvalidParameterValueException',
        `Invalid sobject provided. The Schema.describeSObjects() methods does not support the ${name} sobject.`,
      );
    }
    return describeObject(object);
  });
  return listOf('Schema.DescribeSObjectResult', results);
}

const unsupported = unsupportedIn('Schema');

/** `System.Schema`. */
export const schemaClass = libraryClass(
  'System.Schema',
  {
    'static Map<String, Schema.SObjectType> getGlobalDescribe()': () =>
      nameMapOf(
        'Schema.SObjectType',
        current().org.schema.objects.map((object) => [object.name.toLowerCase(), sobjectTypeToken(object)]),
      ),
    'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> sObjectTypes)': describe,
    'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> sObjectTypes, Object options)': describe,
    'static Map<String, Schema.SObjectType> getAppDescribe(String appName)': unsupported('getAppDescribe'),
    'static Map<String, Schema.SObjectType> getModuleDescribe()': unsupported('getModuleDescribe'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_schema.htm' },
);
