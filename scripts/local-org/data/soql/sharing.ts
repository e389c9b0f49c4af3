/**
 * Which records a user reaches: what the object's sharing model leaves open, what the user owns, what is shared.
 * Roles, territories and sharing rules do not exist in the local org; groups and share records do.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 */
import type { ObjectSchema, Schema } from '../../schema/model';
import { enforcesSharing } from '../access';
import { quoted } from '../sql/storage';
import type { SqlScope } from './scope';

/** The object that holds the share records: `AccountShare`, `Invoice__Share`. */
export function shareObject(schema: Schema, object: ObjectSchema): ObjectSchema | null {
  return schema.object(object.name.endsWith('__c') ? `${object.name.slice(0, -3)}__Share` : `${object.name}Share`);
}

/** The object that decides who sees the records of one that is controlled by its parent. */
export function controllingParent(
  schema: Schema,
  object: ObjectSchema,
): { field: string; object: ObjectSchema } | null {
  for (const field of object.fields.values()) {
    const [parentName] = field.referenceTo;
    const decides = field.isMasterDetail || (!object.name.endsWith('__c') && field.deleteConstraint === 'cascade');
    const parent = decides && parentName !== undefined ? schema.object(parentName) : null;
    if (parent) return { field: field.name, object: parent };
  }
  return null;
}

/** The condition a row has to meet for the user to read it; null when every row does. */
export function sharingSql(scope: SqlScope, object: ObjectSchema, alias: string): string | null {
  if (!enforcesSharing(scope.environment.options)) return null;
  return reachSql(scope, object, alias, 'read');
}

/** The condition a row has to meet for the user to read or change it; null when every row does. */
export function reachSql(scope: SqlScope, object: ObjectSchema, alias: string, to: 'read' | 'edit'): string | null {
  const { schema, options, tables } = scope.environment;
  const { user } = options;
  if (to === 'read' ? user.viewAll(object) || user.modifyAll(object) : user.modifyAll(object)) return null;
  if (object.sharingModel === 'controlledByParent') return throughParent(scope, object, alias, to);
  if (object.sharingModel === 'readWrite' || (object.sharingModel === 'read' && to === 'read')) return null;
  if (!object.fields.has('ownerid')) return null;
  const userId = scope.parameters.add(user.id);
  const groups = schema.object('GroupMember');
  const members =
    groups && tables.exists(groups)
      ? ` UNION ALL SELECT "GroupId" FROM "GroupMember" WHERE "UserOrGroupId" = ${userId}`
      : '';
  const owners = `(SELECT ${userId}${members})`;
  const choices = [`${alias}."OwnerId" IN ${owners}`];
  const share = shareObject(schema, object);
  if (share && tables.exists(share)) {
    const reference = share.fields.has('parentid') ? 'ParentId' : `${object.name}Id`;
    const level = share.fields.has('accesslevel') ? 'AccessLevel' : `${object.name}AccessLevel`;
    const enough = to === 'edit' ? ` AND ${quoted(level)} <> 'Read'` : '';
    choices.push(
      `${alias}."Id" IN (SELECT ${quoted(reference)} FROM ${quoted(share.name)} WHERE "UserOrGroupId" IN ${owners}${enough})`,
    );
  }
  return `(${choices.join(' OR ')})`;
}

function throughParent(scope: SqlScope, object: ObjectSchema, alias: string, to: 'read' | 'edit'): string | null {
  const parent = controllingParent(scope.environment.schema, object);
  if (!parent) return null;
  const inner = scope.parameters.alias();
  const condition = reachSql(scope, parent.object, inner, to);
  if (condition === null) return null;
  const table = scope.environment.tables.ensure(parent.object);
  const reference = `${alias}.${quoted(parent.field)}`;
  return `(${reference} IS NULL OR ${reference} IN (SELECT ${inner}."Id" FROM ${table} ${inner} WHERE ${condition}))`;
}
