import { makeField, makeObject, type PermissionSetSchema } from '../../schema';
import { FakeOrg, schemaWith } from '../testing';
import type { OrgUser } from '../services';

const secured = makeField('Note__c', 'string', { isCustom: true, length: 20 });
const required = makeField('Key__c', 'string', { isCustom: true, isRequired: true, length: 20 });
const thing = makeObject('Thing__c', {
  kind: 'custom',
  fields: new Map([secured, required].map((field) => [field.name.toLowerCase(), field])),
});
const settings = makeObject('Policy__mdt', { kind: 'customMetadata', fields: new Map([['note__c', secured]]) });
const own = new Map([thing, settings].map((object) => [object.name.toLowerCase(), object]));
const standard = schemaWith({});

const set = (name: string, grants: Partial<PermissionSetSchema>): PermissionSetSchema => ({
  name,
  label: name,
  description: null,
  objectPermissions: [],
  fieldPermissions: [],
  classAccesses: [],
  customPermissions: [],
  customMetadataTypeAccesses: [],
  customSettingAccesses: [],
  userPermissions: [],
  externalCredentialPrincipals: [],
  ...grants,
});
const rights = { create: false, read: true, edit: false, delete: false, viewAll: false, modifyAll: false };

const schema = schemaWith({
  object: (name) => own.get(name.toLowerCase()) ?? standard.object(name),
  customPermissions: ['Replay'],
  permissionSets: [
    set('Reader', {
      objectPermissions: [{ object: 'Thing__c', ...rights }],
      fieldPermissions: [{ object: 'Thing__c', field: 'Thing__c.Note__c', readable: true, editable: false }],
      customPermissions: ['Replay'],
    }),
    set('Editor', {
      objectPermissions: [{ object: 'Thing__c', ...rights, edit: true }],
      fieldPermissions: [{ object: 'Thing__c', field: 'Thing__c.Note__c', readable: true, editable: true }],
    }),
    set('Accounts', { objectPermissions: [{ object: 'Account', ...rights }] }),
    set('Policies', { customMetadataTypeAccesses: ['Policy__mdt'] }),
  ],
  permissionSetGroups: [
    { name: 'Team', label: 'Team', description: null, permissionSets: ['Editor'], mutingPermissionSets: ['Quiet'] },
  ],
  mutingPermissionSets: [
    set('Quiet', {
      fieldPermissions: [{ object: 'Thing__c', field: 'Thing__c.Note__c', readable: false, editable: true }],
    }),
  ],
});

const newOrg = (): FakeOrg => new FakeOrg({ schema });

function userOf(org: FakeOrg, profileName: string, ...permissionSets: string[]): OrgUser {
  const { users } = org.engine;
  return users.byId(users.create({ username: 'u@x.example', lastName: 'U', profileName, permissionSets }));
}

const account = standard.object('Account')!;
const industry = account.fields.get('industry')!;

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
describe('what users may do', () => {
  it('should_give_the_administrator_every_object_and_no_field_of_the_project_that_was_not_granted', () => {
    const { administrator } = newOrg().engine.users;
    expect(administrator.canEdit(thing)).toBe(true);
    expect(administrator.modifyAll(thing)).toBe(true);
    expect(administrator.canReadField(thing, secured)).toBe(false);
    // A field that must have a value cannot be hidden.
    expect(administrator.canReadField(thing, required)).toBe(true);
    expect(administrator.canReadField(account, industry)).toBe(true);
    expect(administrator.canReadField(settings, secured)).toBe(true);
  });

  it('should_add_what_permission_sets_grant', () => {
    const org = newOrg();
    const { users } = org.engine;
    users.assignPermissionSet(users.administrator.id, 'Reader');
    expect(users.administrator.canReadField(thing, secured)).toBe(true);
    expect(users.administrator.canEditField(thing, secured)).toBe(false);
  });

  it('should_give_other_profiles_nothing_of_the_project', () => {
    const user = userOf(newOrg(), 'Standard User');
    expect([user.canReadObject(thing), user.canReadObject(account), user.canReadObject(settings)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(user.hasCustomPermission('Replay')).toBe(false);
  });

  // https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm&language=en_US&type=5
  it('should_let_marketing_users_manage_campaigns_and_standard_users_only_see_them', () => {
    const campaign = standard.object('Campaign')!;
    const [user, marketing] = [userOf(newOrg(), 'Standard User'), userOf(newOrg(), 'Marketing User')];
    expect([user.canReadObject(campaign), user.canCreate(campaign), user.canEdit(campaign)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([marketing.canCreate(campaign), marketing.canEdit(campaign), marketing.canDelete(campaign)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('should_let_only_administrators_delete_cases', () => {
    const theCase = standard.object('Case')!;
    const [user, marketing] = [userOf(newOrg(), 'Standard User'), userOf(newOrg(), 'Marketing User')];
    expect([user.canEdit(theCase), user.canDelete(theCase), marketing.canDelete(theCase)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(newOrg().engine.users.administrator.canDelete(theCase)).toBe(true);
  });

  it('should_give_the_minimum_profile_no_records_but_let_it_see_users', () => {
    const user = userOf(newOrg(), 'Minimum Access - Salesforce');
    expect(user.canReadObject(account)).toBe(false);
    expect(user.canReadObject(standard.object('User')!)).toBe(true);
  });

  it('should_leave_even_standard_fields_of_the_minimum_profile_to_permission_sets', () => {
    const org = newOrg();
    const user = userOf(org, 'Minimum Access - Salesforce', 'Accounts');
    expect(user.canReadObject(account)).toBe(true);
    expect(user.canReadField(account, industry)).toBe(false);
    expect(user.canReadField(account, account.fields.get('name')!)).toBe(true);
  });

  it('should_sum_up_sets_and_answer_custom_permissions_and_metadata_types', () => {
    const user = userOf(newOrg(), 'Minimum Access - Salesforce', 'Reader', 'Editor', 'Policies');
    expect([user.canEdit(thing), user.canDelete(thing), user.viewAll(thing)]).toEqual([true, false, false]);
    expect(user.canEditField(thing, secured)).toBe(true);
    expect(user.hasCustomPermission('replay')).toBe(true);
    expect(user.canReadObject(settings)).toBe(true);
  });

  it('should_grant_a_groups_sets_less_what_it_mutes', () => {
    const org = newOrg();
    const user = userOf(org, 'Minimum Access - Salesforce');
    const [group] = org.engine.rows.find('PermissionSetGroup', { DeveloperName: 'Team' });
    org.engine.rows.insert('PermissionSetAssignment', {
      AssigneeId: user.id,
      PermissionSetGroupId: group?.Id as string,
    });
    org.engine.users.forget();
    expect(user.canReadField(thing, secured)).toBe(true);
    expect(user.canEditField(thing, secured)).toBe(false);
  });

  it('should_honour_permissions_that_tests_write_as_rows', () => {
    const org = newOrg();
    const user = userOf(org, 'Minimum Access - Salesforce');
    const parent = org.engine.rows.insert('PermissionSet', { Name: 'Made', Label: 'Made' });
    org.engine.rows.insert('ObjectPermissions', { ParentId: parent, SobjectType: 'Account', PermissionsRead: true });
    const [permission] = org.engine.rows.find('CustomPermission', { DeveloperName: 'Replay' });
    org.engine.rows.insert('SetupEntityAccess', { ParentId: parent, SetupEntityId: permission?.Id as string });
    org.engine.users.assignPermissionSet(user.id, 'Made');
    expect(user.canReadObject(account)).toBe(true);
    expect(user.hasCustomPermission('Replay')).toBe(true);
  });

  it('should_know_the_automated_process_user_who_may_do_nothing_with_records', () => {
    const { automatedProcess } = newOrg().engine.users;
    expect([automatedProcess.alias, automatedProcess.profileId, automatedProcess.canReadObject(thing)]).toEqual([
      'autoproc',
      '',
      false,
    ]);
  });
});
