import { libraryClass } from '../declare';
import { DescribeFieldResult } from './describe-field';
import type { SObjectFieldToken } from './tokens';

const described = new WeakMap<SObjectFieldToken, DescribeFieldResult>();

/** The describe result of a field: always the same, so that results can be compared. */
function describe(self: SObjectFieldToken): DescribeFieldResult {
  let result = described.get(self);
  if (!result) described.set(self, (result = new DescribeFieldResult(self.object, self.field)));
  return result;
}

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
