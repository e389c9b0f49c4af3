/** Whose records and shares a user has, as SQL. */
import type { SqlEnvironment } from './environment';

/**
 * The users and groups whose records and shares a user has: himself and those in roles below his, and the groups they
 * belong to. What a public group has reaches those above its members only where the group says so.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_group.htm
 */
export function reachedSql({ schema, tables }: SqlEnvironment, userId: string): string {
  const has = (name: string): boolean => {
    const object = schema.object(name);
    return object !== null && tables.exists(object);
  };
  const people = [`SELECT ${userId}, 1`];
  const parts: string[] = [];
  const group = schema.object('Group');
  if (has('UserRole') && has('User') && group) {
    tables.ensure(group);
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
