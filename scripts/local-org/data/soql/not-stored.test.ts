/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userrecordaccess.htm */
import { TestStore } from '../testing';

test.each([
  ['SELECT Id FROM UserRecordAccess', 'UserRecordAccess'],
  ['SELECT Id FROM EntityDefinition', 'EntityDefinition'],
  ['SELECT COUNT() FROM AppDefinition', 'AppDefinition'],
  ['SELECT Id FROM OpportunityStage', 'OpportunityStage'],
  ['SELECT Id FROM Account WHERE OwnerId IN (SELECT UserId FROM UserAppInfo)', 'UserAppInfo'],
  ['SELECT Id FROM Report WHERE OwnerId NOT IN (SELECT CreatedById FROM Folder)', 'Folder'],
  ['SELECT PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign', 'PermissionSetLicense'],
])('%s should stop by name instead of finding no rows of %s', (query, object) => {
  const org = new TestStore();
  try {
    expect(() => org.query(query)).toThrow(`not supported by the local org: ${object} in SOQL`);
  } finally {
    org.close();
  }
});

test.each([
  ['SELECT TotalLicenses FROM UserLicense', 'UserLicense.TotalLicenses'],
  ['SELECT UserLicense.UsedLicenses FROM Profile', 'UserLicense.UsedLicenses'],
])('%s should stop by name instead of finding no number', (query, field) => {
  const org = new TestStore();
  try {
    expect(() => org.query(query)).toThrow(`not supported by the local org: ${field} in SOQL`);
  } finally {
    org.close();
  }
});

test('should leave out what was not asked about when a reference may point at such an object', () => {
  const org = new TestStore();
  try {
    expect(org.query('SELECT SetupEntityId FROM SetupEntityAccess').records).toEqual([]);
  } finally {
    org.close();
  }
});
