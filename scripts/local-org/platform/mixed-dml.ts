/**
 * Setup objects and other objects may not be written in one transaction.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm
 */
import type { ObjectSchema } from '../schema/model';
import type { DmlVerb } from './services';

/** Fields of a User whose change makes an update a setup change; other updates of users mix with anything. */
const USER_SETUP_FIELDS = new Set([
  'userroleid',
  'isactive',
  'forecastenabled',
  'isportalenabled',
  'username',
  'profileid',
]);

/** Whether a User's update is a setup change, asked with the fields it writes. */
const changesSetup = (fields: ReadonlySet<string>): boolean =>
  [...fields].some((field) => USER_SETUP_FIELDS.has(field));

/** What was written so far, for one running user: `System.runAs` begins anew. */
export class MixedDmlState {
  private setup: string | null = null;
  private ordinary: string | null = null;

  /**
   * Notes a write.
   *
   * @param fields names of the fields written with a value, lower case
   * @returns the message of the error when it mixes, else null
   */
  note(operation: DmlVerb, object: ObjectSchema, fields: ReadonlySet<string>): string | null {
    if (object.kind === 'platformEvent' || object.kind === 'customMetadata') return null;
    if (isSetupWrite(operation, object, fields)) {
      if (this.ordinary) return message(object.name, this.ordinary);
      this.setup ??= object.name;
      return null;
    }
    if (object.isSetupObject) return null;
    if (this.setup) return message(object.name, this.setup);
    this.ordinary ??= object.name;
    return null;
  }
}

function isSetupWrite(operation: DmlVerb, object: ObjectSchema, fields: ReadonlySet<string>): boolean {
  if (!object.isSetupObject || mixesFreely(operation, object)) return false;
  if (object.name !== 'User') return true;
  // "You can insert a user in a transaction with other sObjects […] if UserRoleId is specified as null."
  return operation === 'insert' ? fields.has('userroleid') : changesSetup(fields);
}

/** "You can only insert and update a group in a transaction with other sObjects." */
function mixesFreely(operation: DmlVerb, object: ObjectSchema): boolean {
  return object.name === 'Group' && (operation === 'insert' || operation === 'update');
}

function message(object: string, original: string): string {
  return `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object}, original object: ${original}`;
}
