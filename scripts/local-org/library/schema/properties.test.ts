import { evaluate, execute } from '../testing';

// A result class gives each getter also as a property.
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject_describe.htm
describe('properties of describe results', () => {
  it('say what the getters say', () => {
    expect(evaluate(`Account.Name.getDescribe().label`)).toBe('Account Name');
    expect(evaluate(`Account.SObjectType.getDescribe().keyPrefix`)).toBe('001');
    expect(
      execute(
        `Schema.PicklistEntry entry = Account.Industry.getDescribe().getPicklistValues()[0]; return entry.value == entry.getValue() && entry.active == entry.isActive();`,
      ),
    ).toBe(true);
  });

  it('cannot be set', () => {
    expect(() => execute(`Account.Name.getDescribe().label = 'x'; return null;`)).toThrow();
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_integer.htm
describe('Integer', () => {
  it.each(['1.longValue()', '1.doubleValue()'])('has no method that widens it: a number widens itself (%s)', (call) => {
    expect(() => execute(`Integer i = 1; return i${call.slice(1)};`)).toThrow(
      'Method does not exist or incorrect signature',
    );
  });
});
