/** What every object has. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_maps_keys_userdefined.htm */
import { equals, hashCode } from '../../values/equality';
import { toText } from '../../values/text';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';

export const objectClass = libraryClass('System.Object', {
  'virtual Boolean equals(Object other)': (self: Value, other: Value) => equals(self, other),
  'virtual Integer hashCode()': (self: Value) => hashCode(self),
  'virtual String toString()': (self: Value) => toText(self),
});
