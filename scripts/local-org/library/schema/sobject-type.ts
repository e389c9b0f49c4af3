import { libraryClass } from '../declare';
import { newRecord } from '../sobject/new-record';
import { describeObject } from './describe-object';
import type { SObjectTypeToken } from './tokens';

/** `Schema.SObjectType`. */
export const sobjectTypeClass = libraryClass(
  'Schema.SObjectType',
  {
    'Schema.DescribeSObjectResult getDescribe()': (self: SObjectTypeToken) => describeObject(self.object),
    'Schema.DescribeSObjectResult getDescribe(Object options)': (self: SObjectTypeToken) => describeObject(self.object),
    'SObject newSObject()': (self: SObjectTypeToken) => newRecord(self.object, { id: null }),
    'SObject newSObject(Id id)': (self: SObjectTypeToken, id: string | null) => newRecord(self.object, { id }),
    'SObject newSObject(Id recordTypeId, Boolean loadDefaults)': (
      self: SObjectTypeToken,
      recordTypeId: string | null,
      loadDefaults: boolean,
    ) => newRecord(self.object, { id: null, recordTypeId, loadDefaults }),
    'String toString()': (self: SObjectTypeToken) => self.toApexText(),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_SObjectType.htm' },
);
