/**
 * Which records a user reaches: what the object's sharing model leaves open, what the user owns, what is shared.
 * Users reach what those below them in the role hierarchy own or are given. Sharing rules stop by name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 */
import type { ObjectSchema, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { enforcesSharing } from '../access';
import { shareColumns, shareObject } from '../dml/shares';
import { quoted } from '../sql/storage';
import type { SqlEnvironment } from './environment';
import type { SqlScope } from './scope';

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
  if (schema.sharingRules?.some((each) => each.toLowerCase() === object.name.toLowerCase()))
    throw new UnsupportedError(`sharing rules of ${object.name}`);
  const reached = reachedSql(scope.environment, scope.parameters.add(user.id));
  const choices = [`${alias}."OwnerId" IN ${reached}`];
  const share = shareObject(schema, object);
  if (share && tables.exists(share)) {
    const { record, level } = shareColumns(share, object);
    const enough = to === 'edit' ? ` AND ${quoted(level)} <> 'Read'` : '';
    choices.push(
      `${alias}."Id" IN (SELECT ${quoted(record)} FROM ${quoted(share.name)} WHERE "UserOrGroupId" IN ${reached}${enough})`,
    );
  }
  return `(${choices.join(' OR ')})`;
}

/**
 * The users and groups whose records and shares a user has: himself and those in roles below his, and the groups they
 * belong to. What a public group has reaches those above its members only where the group says so.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_group.htm
 */
function reachedSql({ schema, tables }: SqlEnvironment, userId: string): string {
  const has = (name: string): boolean => {
    const object = schema.object(name);
    return object !== null && tables.exists(object);
  };
  const people = [`SELECT ${userId}, 1`];
  const parts: string[] = [];
  if (has('UserRole') && has('User')) {
    parts.push(
      `"above"("id") AS (SELECT "UserRoleId" FROM "User" WHERE "Id" = ${userId} UNION ` +
        `SELECT r."ParentRoleId" FROM "UserRole" r JOIN "above" a ON r."Id" = a."id" WHERE r."ParentRoleId" IS NOT NULL)`,
      `"below"("id") AS (SELECT r."Id" FROM "UserRole" r JOIN "User" u ON r."ParentRoleId" = u."UserRoleId" ` +
        `WHERE u."Id" = ${userId} UNION SELECT r."Id" FROM "UserRole" r JOIN "below" b ON r."ParentRoleId" = b."id")`,
    );
    people.push(
      'SELECT "Id", 0 FROM "User" WHERE "UserRoleId" IN (SELECT "id" FROM "below")',
      `SELECT "Id", 1 FROM "Group" WHERE "Type" = 'RoleAndSubordinates' AND "RelatedId" IN (SELECT "id" FROM "above")`,
      `SELECT "Id", 1 FROM "Group" WHERE "Type" IN ('Role', 'RoleAndSubordinates') AND ("RelatedId" IN (SELECT "id" FROM "below") ` +
        `OR "RelatedId" = (SELECT "UserRoleId" FROM "User" WHERE "Id" = ${userId}))`,
    );
  }
  if (has('Group')) people.push(`SELECT "Id", 1 FROM "Group" WHERE "Type" = 'Organization'`);
  if (has('GroupMember') && has('Group'))
    people.push(
      'SELECT m."GroupId", p."own" FROM "GroupMember" m JOIN "reached" p ON m."UserOrGroupId" = p."id" ' +
        `JOIN "Group" g ON g."Id" = m."GroupId" WHERE p."own" = 1 OR g."Type" = 'Queue' OR g."DoesIncludeBosses" = 1`,
    );
  parts.push(`"reached"("id", "own") AS (${people.join(' UNION ')})`);
  return `(WITH RECURSIVE ${parts.join(', ')} SELECT "id" FROM "reached")`;
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
