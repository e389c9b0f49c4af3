/** Objects whose rows the platform works out: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userrecordaccess.htm */
import { TestStore } from '../testing';

test.each(['UserRecordAccess', 'EntityDefinition', 'FieldDefinition', 'AppMenuItem'])(
  'should stop at %s by name instead of finding no rows',
  (object) => {
    const org = new TestStore();
    try {
      expect(() => org.query(`SELECT Id FROM ${object}`)).toThrow(`not supported by the local org: ${object} in SOQL`);
    } finally {
      org.close();
    }
  },
);
