import type { PicklistValue } from '../../schema/model';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';
import { unsupported } from '../unsupported';

/** A `Schema.PicklistEntry`. */
export class PicklistEntry extends PlatformObject {
  protected readonly typeName = 'Schema.PicklistEntry';

  constructor(readonly entry: PicklistValue) {
    super();
  }

  override toApexText(): string {
    const { label, value, isActive, isDefault } = this.entry;
    return `Schema.PicklistEntry[getLabel=${label};getValue=${value};isActive=${isActive};isDefaultValue=${isDefault};]`;
  }
}

/** `Schema.PicklistEntry`. */
export const picklistEntryClass = libraryClass(
  'Schema.PicklistEntry',
  {
    ...withProperties({
      'String getLabel()': (self: PicklistEntry) => self.entry.label,
      'String getValue()': (self: PicklistEntry) => self.entry.value,
      'Boolean isActive()': (self: PicklistEntry) => self.entry.isActive,
      'Boolean isDefaultValue()': (self: PicklistEntry) => self.entry.isDefault,
    }),
    'String toString()': unsupported('PicklistEntry.toString'),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_PicklistEntry.htm',
  },
);
