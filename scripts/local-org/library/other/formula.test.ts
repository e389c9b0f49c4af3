import { VirtualClock } from '../../platform/clock';
import { runApex, type PartialTransaction } from '../testing';

const parts: PartialTransaction = { org: { clock: new VirtualClock() }, user: { timeZone: 'GMT' } };

function evaluateOn(type: string, formula: string, context: string, options = ''): unknown {
  const body = `try { return Formula.builder().withReturnType(FormulaEval.FormulaReturnType.BOOLEAN).withType(${type})${options}.withFormula('${formula}').build().evaluate(${context}); } catch (FormulaValidationException e) { return e.getMessage(); }`;
  const source = `global class Sandbox {
    global class Change { global Account record; global Account prior; public String hidden; }
    public class Inside { public Account record; }
    public static Object f() { Change change = new Change(); change.record = new Account(Name = 'Acme', AnnualRevenue = 5); ${body} } }`;
  return runApex([source], 'f', parts);
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_FormulaEval.htm
describe('Formula.builder', () => {
  it('evaluates formulas on records and on objects of global classes', () => {
    expect(evaluateOn('Account.SObjectType', 'Name = "Acme"', `new Account(Name = 'Acme')`)).toBe(true);
    expect(
      evaluateOn('Change.class', 'AND(record.Name = "Acme", record.AnnualRevenue > 4, ISBLANK(prior.Name))', 'change'),
    ).toBe(true);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_formulaeval_FormulaBuilder.htm
  it.each([
    ['AnnualRevenue < 1', '', false],
    ['AnnualRevenue < 1', '.treatNumericNullAsZero(true)', true],
    ['ISBLANK(AnnualRevenue + 1)', '', true],
    ['ISBLANK(MAX(AnnualRevenue, 1))', '', true],
    ['AnnualRevenue <> 0', '', true],
  ])('says of a blank number in %s%s: %s', (formula, option, expected) => {
    expect(evaluateOn('Account.SObjectType', formula, 'new Account()', option)).toBe(expected);
  });

  it('refuses what the context has not, or does not show', () => {
    expect(evaluateOn('Account.SObjectType', 'Nope = "x"', 'null')).toBe('Field Nope does not exist. Check spelling.');
    expect(evaluateOn('Change.class', 'hidden = "x"', 'change')).toBe('Field hidden does not exist. Check spelling.');
    expect(evaluateOn('Inside.class', 'record.Name = "x"', 'null')).toBe(
      'The context type Sandbox.Inside is not global',
    );
  });
});
