import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';

/** A `System.SelectOption`. */
export class SelectOption extends PlatformObject {
  protected readonly typeName = 'System.SelectOption';
  escapeItem = true;

  constructor(
    public value: string | null,
    public label: string | null,
    public disabled = false,
  ) {
    super();
  }

  override toApexText(): string {
    return `System.SelectOption[value="${this.value}", label="${this.label}", disabled="${this.disabled}"]`;
  }
}

/** `System.SelectOption`. */
export const selectOptionClass = libraryClass(
  'System.SelectOption',
  {
    'new(String value, String label)': (value: string | null, label: string | null) => new SelectOption(value, label),
    'new(String value, String label, Boolean isDisabled)': (
      value: string | null,
      label: string | null,
      isDisabled: boolean,
    ) => new SelectOption(value, label, isDisabled),
    'Boolean getDisabled()': (self: SelectOption) => self.disabled,
    'Boolean getEscapeItem()': (self: SelectOption) => self.escapeItem,
    'String getLabel()': (self: SelectOption) => self.label,
    'String getValue()': (self: SelectOption) => self.value,
    'void setDisabled(Boolean isDisabled)': (self: SelectOption, disabled: boolean) => {
      self.disabled = disabled;
    },
    'void setEscapeItem(Boolean itemsEscaped)': (self: SelectOption, escapeItem: boolean) => {
      self.escapeItem = escapeItem;
    },
    'void setLabel(String label)': (self: SelectOption, label: string | null) => {
      self.label = label;
    },
    'void setValue(String value)': (self: SelectOption, value: string | null) => {
      self.value = value;
    },
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pages_selectoption.htm',
  },
);
