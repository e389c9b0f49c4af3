/** `VisualEditor`: picklists an App Builder component offers. Programs make the rows; no App Builder reads them. */
import type { ApexList } from '../../values/list';
import type { Value } from '../../values/value';
import { Bean, beanProperties } from '../bean';
import { listOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupported, unsupportedMembers } from '../unsupported';

class DataRow extends PlatformObject {
  protected readonly typeName = 'VisualEditor.DataRow';

  constructor(
    readonly label: string | null,
    readonly value: Value,
    readonly selected: boolean | null = false,
  ) {
    super();
  }
}

class DynamicPickListRows extends PlatformObject {
  protected readonly typeName = 'VisualEditor.DynamicPickListRows';

  constructor(
    readonly rows: ApexList,
    public containsAllRows: boolean | null = false,
  ) {
    super();
  }
}

const DOCS = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_VisualEditor.htm';

/** How rows are ordered is not documented, and which default the page shows is the App Builder's: both are refused. */
export const VISUAL_EDITOR: readonly LibraryDeclaration[] = [
  libraryClass(
    'VisualEditor.DataRow',
    {
      'new(String label, Object value)': (label: string | null, value: Value) => new DataRow(label, value),
      'new(String label, Object value, Boolean selected)': (
        label: string | null,
        value: Value,
        selected: boolean | null,
      ) => new DataRow(label, value, selected),
      'Object clone()': (self: DataRow) => new DataRow(self.label, self.value, self.selected),
      'String getLabel()': (self: DataRow) => self.label,
      'Object getValue()': (self: DataRow) => self.value,
      'Boolean isSelected()': (self: DataRow) => self.selected,
      ...unsupportedMembers('VisualEditor.DataRow', ['Integer compareTo(VisualEditor.DataRow row)']),
    },
    { docs: DOCS },
  ),
  libraryClass(
    'VisualEditor.DynamicPickListRows',
    {
      'new()': () => new DynamicPickListRows(listOf('VisualEditor.DataRow')),
      'new(List<VisualEditor.DataRow> rows)': (rows: ApexList) => new DynamicPickListRows(copyOf(rows)),
      'new(List<VisualEditor.DataRow> rows, Boolean containsAllRows)': (rows: ApexList, all: boolean | null) =>
        new DynamicPickListRows(copyOf(rows), all),
      'void addAllRows(List<VisualEditor.DataRow> rows)': (self: DynamicPickListRows, rows: ApexList) =>
        self.rows.addAll(rows.items),
      'void addRow(VisualEditor.DataRow row)': (self: DynamicPickListRows, row: DataRow) => self.rows.add(row),
      'Object clone()': (self: DynamicPickListRows) => new DynamicPickListRows(copyOf(self.rows), self.containsAllRows),
      'Boolean containsAllRows()': (self: DynamicPickListRows) => self.containsAllRows,
      'VisualEditor.DataRow get(Integer index)': (self: DynamicPickListRows, index: number) => self.rows.get(index),
      'List<VisualEditor.DataRow> getDataRows()': (self: DynamicPickListRows) => self.rows,
      'void setContainsAllRows(Boolean containsAllRows)': (self: DynamicPickListRows, all: boolean | null) => {
        self.containsAllRows = all;
      },
      'Integer size()': (self: DynamicPickListRows) => self.rows.size,
      ...unsupportedMembers('VisualEditor.DynamicPickListRows', ['void sort()']),
    },
    { docs: DOCS },
  ),
  libraryClass(
    'VisualEditor.DynamicPickList',
    {
      'protected new()': () => ({}),
      'abstract VisualEditor.DataRow getDefaultValue()': null,
      'abstract VisualEditor.DynamicPickListRows getValues()': null,
      'virtual String getLabel(Object attributeValue)': unsupported('VisualEditor.DynamicPickList.getLabel'),
      'virtual Boolean isValid(Object attributeValue)': unsupported('VisualEditor.DynamicPickList.isValid'),
    },
    { abstract: true, docs: DOCS },
  ),
  libraryClass(
    'VisualEditor.DesignTimePageContext',
    {
      'new()': () => new Bean('VisualEditor.DesignTimePageContext'),
      ...beanProperties(['String entityName', 'String pageType']),
    },
    { docs: DOCS },
  ),
];

function copyOf(rows: ApexList): ApexList {
  return listOf('VisualEditor.DataRow', rows.items);
}
