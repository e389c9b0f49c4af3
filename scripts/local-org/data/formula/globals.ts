/**
 * Global variables of formulas: `$User.Id`, `$Permission.Sales`, `$Setup.Settings__c.Limit__c`.
 * https://help.salesforce.com/s/articleView?id=sf.dev_understanding_global_variables.htm
 */
import type { Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import type { SecurityUser } from '../access';

/** What global variables read. */
export interface GlobalRows {
  find(object: string, where: Readonly<Record<string, Value>>): SObjectValue[];
}

export function globalValue(schema: Schema, rows: GlobalRows, user: SecurityUser, path: readonly string[]): Value {
  const [variable = '', first = '', second = ''] = path;
  const field = (record: SObjectValue | undefined, name: string): Value => record?.rawField(name) ?? null;
  const running = (): SObjectValue | undefined => rows.find('User', { Id: user.id })[0];
  const byId = (object: string, id: Value): SObjectValue | undefined =>
    id === null ? undefined : rows.find(object, { Id: id })[0];
  switch (variable.toLowerCase()) {
    case '$user':
      return first.toLowerCase() === 'id' ? user.id : field(running(), first);
    case '$profile':
      return field(byId('Profile', field(running(), 'ProfileId')), first);
    case '$userrole':
      return field(byId('UserRole', field(running(), 'UserRoleId')), first);
    case '$organization':
      return field(rows.find('Organization', {})[0], first);
    case '$permission':
      return user.hasCustomPermission(first);
    case '$label':
      return schema.labels.get(first.toLowerCase()) ?? null;
    case '$setup': {
      const owners = [user.id, field(running(), 'ProfileId'), field(rows.find('Organization', {})[0], 'Id')];
      for (const owner of owners) {
        const value = owner === null ? null : field(rows.find(first, { SetupOwnerId: owner })[0], second);
        if (value !== null) return value;
      }
      return null;
    }
    case '$custommetadata':
      return field(rows.find(first, { DeveloperName: second })[0], path[3] ?? '');
    default:
      throw new UnsupportedError(`global variable ${path.join('.')} in a formula`);
  }
}
