import { execute, runApex } from '../testing';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DynamicPickListRows.htm
describe('VisualEditor', () => {
  it('keeps the rows of a picklist in the order they were added', () => {
    expect(
      execute(`VisualEditor.DynamicPickListRows rows = new VisualEditor.DynamicPickListRows();
        rows.addRow(new VisualEditor.DataRow('Red', 'RED', true)); rows.addAllRows(new List<VisualEditor.DataRow>{ new VisualEditor.DataRow('Blue', 'BLUE') });
        return rows.size() + '|' + rows.get(0).getLabel() + '|' + rows.getDataRows()[1].getValue() + '|' + rows.get(0).isSelected() + '|' + rows.get(1).isSelected() + '|' + rows.containsAllRows();`),
    ).toBe('2|Red|BLUE|true|false|false');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_VisualEditor_DynamicPickList.htm
  it('lets a project class offer its own picklist', () => {
    expect(
      runApex(
        [
          `public class Colors extends VisualEditor.DynamicPickList {
             public override VisualEditor.DataRow getDefaultValue() { return new VisualEditor.DataRow('Red', 'RED'); }
             public override VisualEditor.DynamicPickListRows getValues() { return new VisualEditor.DynamicPickListRows(new List<VisualEditor.DataRow>{ getDefaultValue() }); }
             public static String f() { return new Colors().getValues().get(0).getLabel(); } }`,
        ],
        'f',
      ),
    ).toBe('Red');
  });

  it('refuses by name what the App Builder decides', () => {
    expect(() => execute(`new VisualEditor.DynamicPickListRows().sort(); return null;`)).toThrow(
      'not supported by the local org: VisualEditor.DynamicPickListRows.sort',
    );
  });
});
