import type { PicklistValue } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import type { JsonSerializable } from '../json/exchange';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';
import { unsupported } from '../unsupported';

/** A `Schema.PicklistEntry`. */
export class PicklistEntry extends PlatformObject implements JsonSerializable {
  protected readonly typeName = 'Schema.PicklistEntry';

  /** @param isDependent whether what is chosen in another field decides when it can be chosen */
  constructor(
    readonly entry: PicklistValue,
    private readonly isDependent: boolean,
  ) {
    super();
  }

  /** @throws UnsupportedError where it is valid for some values of another field only: how those are written no page tells */
  *jsonEntries(): Iterable<readonly [string, Value]> {
    const { label, value, isActive, isDefault } = this.entry;
    if (this.isDependent) throw new UnsupportedError('JSON of an entry of a dependent picklist');
    yield ['active', isActive];
    yield ['defaultValue', isDefault];
    yield ['label', label];
    yield ['validFor', null];
    yield ['value', value];
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
