import { execute } from '../testing';
import type { FieldSchema } from '../../schema/model';

const user = {
  canReadObject: () => true,
  canCreate: () => false,
  canReadField: (_object: unknown, field: FieldSchema) => field.name !== 'AnnualRevenue',
};

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Security.htm
describe('Security.stripInaccessible', () => {
  it('leaves out what the user may not read and says so', () => {
    expect(
      execute(
        `SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, new List<Account>{ new Account(Name = 'a', AnnualRevenue = 1), new Account(Name = 'b') });
         return decision.getRecords() + '|' + decision.getRemovedFields() + '|' + decision.getModifiedIndexes();`,
        { user },
      ),
    ).toBe('(Account:{Name=a}, Account:{Name=b})|{Account={AnnualRevenue}}|{0}');
  });

  it('refuses objects the user may not use at all', () => {
    expect(
      execute(
        `try { Security.stripInaccessible(AccessType.CREATABLE, new List<Account>{ new Account() }); } catch (NoAccessException e) { return e.getMessage(); } return null;`,
        { user },
      ),
    ).toBe('No access to entity: Account');
  });
});
