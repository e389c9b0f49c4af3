import { libraryClass } from '../declare';
import { DescribeFieldResult } from './describe-field';
import type { SObjectFieldToken } from './tokens';

const describe = (self: SObjectFieldToken): DescribeFieldResult => new DescribeFieldResult(self.object, self.field);

/** `Schema.SObjectField`. */
export const sobjectFieldClass = libraryClass(
  'Schema.SObjectField',
  {
    'Schema.DescribeFieldResult getDescribe()': describe,
    'Schema.DescribeFieldResult getDescribe(Object options)': describe,
    'String toString()': (self: SObjectFieldToken) => self.toApexText(),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_SObjectField.htm' },
);
