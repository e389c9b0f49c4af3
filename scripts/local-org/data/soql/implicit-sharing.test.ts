/**
 * Where what accounts and their children give each other is not known, or told by what the local org does not have.
 * https://help.salesforce.com/s/articleView?id=platform.sharing_across_objects.htm
 */
import type { ObjectSchema } from '../../schema';
import { schemaWith, TestStore, user } from '../testing';
import type { SecurityUser } from '../access';

const standard = (name: string, sharingModel: ObjectSchema['sharingModel']): ObjectSchema => ({
  ...schemaWith().object(name)!,
  sharingModel,
});

describe('implicit sharing', () => {
  let org: TestStore;
  let clerk: SecurityUser;

  const start = (...objects: ObjectSchema[]): void => {
    org = new TestStore(schemaWith(...objects));
    clerk = user(org.store.insertRow('User', { Username: 'clerk@example.com', LastName: 'Clerk' }));
  };
  afterEach(() => org.close());

  const seen = (text: string): number => org.query(text, [], { access: 'user', user: clerk }).records.length;

  it('should stop by name where an account has cases that everybody reads', () => {
    start(standard('Account', 'private'));
    const [account] = org.insert('Account', { Name: 'a' });
    expect(seen('SELECT Id FROM Account')).toBe(0);
    org.insert('Case', { AccountId: account?.id ?? null });
    expect(() => seen('SELECT Id FROM Account')).toThrow('accounts of Case records that are public');
  });

  it('should stop by name where the owner of an account has no role', () => {
    start(standard('Case', 'private'));
    const [account] = org.insert('Account', { Name: 'a', OwnerId: clerk.id });
    org.insert('Case', { AccountId: account?.id ?? null });
    expect(() => seen('SELECT Id FROM Case')).toThrow('Case access of account owners whose role does not say');
  });

  it('should stop by name where a user is in a team', () => {
    start(standard('Account', 'private'), standard('Contact', 'private'));
    const [account] = org.insert('Account', { Name: 'a' });
    org.insert('Contact', { LastName: 'c', AccountId: account?.id ?? null });
    expect(seen('SELECT Id FROM Contact')).toBe(0);
    org.insert('AccountTeamMember', { AccountId: account?.id ?? null, UserId: clerk.id });
    for (const object of ['Account', 'Contact'])
      expect(() => seen(`SELECT Id FROM ${object}`)).toThrow('what AccountTeamMember gives access to');
  });

  it('should stop by name at restriction rules, whoever asks', () => {
    start();
    const schema = { ...org.schema, restrictionRules: ['Account'] };
    org.close();
    org = new TestStore(schema);
    const options = { access: 'user', user: user(org.admin.id, { viewAll: () => true }) } as const;
    expect(() => org.query('SELECT Id FROM Account', [], options)).toThrow('restriction rules of Account');
  });
});
