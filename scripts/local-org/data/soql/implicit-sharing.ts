/**
 * What accounts and their contacts, opportunities and cases give each other: who reaches one of these reads its account, and
 * who owns an account, or whom it is shared with, has what his role or the share gives of its children. Members of teams
 * stop by name.
 * https://help.salesforce.com/s/articleView?id=platform.sharing_across_objects.htm
 */
import type { ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import type { SqlValue } from '../sql/database';
import { quoted } from '../sql/storage';
import type { SqlEnvironment } from './environment';
import type { SqlScope } from './scope';
import { directSql } from './sharing';

const CHILDREN: readonly string[] = ['Contact', 'Opportunity', 'Case'];

/** Who is in the team of a record: the object of its members, and their fields for the record and for the user. */
const TEAMS: Readonly<Record<string, readonly [members: string, record: string, user: string]>> = {
  Account: ['AccountTeamMember', 'AccountId', 'UserId'],
  Opportunity: ['OpportunityTeamMember', 'OpportunityId', 'UserId'],
  Case: ['CaseTeamMember', 'ParentId', 'MemberId'],
};

/** The function `apex_stop(what, row)` of SQLite. @throws UnsupportedError always */
export function stop(what: SqlValue, row: SqlValue): SqlValue {
  throw new UnsupportedError(`${String(what)}: ${String(row)}`);
}

/**
 * The condition a row has to meet, with what is given implicitly.
 *
 * @param direct the condition without
 * @returns null where nothing is
 */
export function implicitSql(
  scope: SqlScope,
  object: ObjectSchema,
  alias: string,
  to: 'read' | 'edit',
  reached: string,
  direct: string,
): string | null {
  const isAccount = object.name === 'Account';
  if (!isAccount && !CHILDREN.includes(object.name)) return null;
  const { environment } = scope;
  const stops = isAccount ? [] : teamStops(scope, 'Account', `${alias}."AccountId"`, alias, reached);
  stops.push(...teamStops(scope, object.name, `${alias}."Id"`, alias, reached));
  const given = isAccount
    ? parentCases(scope, alias, to, reached)
    : [`WHEN ${sharedChildSql(environment, object, alias, to, reached)} THEN 1`];
  const otherwise = isAccount ? '0' : ownersChildSql(scope, object, alias, to, reached);
  return `CASE WHEN ${direct} THEN 1 ${given.join(' ')} ${stops.join(' ')} ELSE ${otherwise} END`;
}

/** "If you have access to an account's child case, contact, or opportunity record, you have implicit Read Only access to that account". */
function parentCases(scope: SqlScope, alias: string, to: 'read' | 'edit', reached: string): string[] {
  if (to === 'edit') return [];
  const { environment } = scope;
  return CHILDREN.flatMap((name) => {
    const child = environment.schema.object(name);
    if (!child || !environment.tables.exists(child) || child.sharingModel === 'controlledByParent') return [];
    const inner = scope.parameters.alias();
    const those = `EXISTS (SELECT 1 FROM ${quoted(name)} ${inner} WHERE ${inner}."AccountId" = ${alias}."Id" AND ${inner}."IsDeleted" = 0`;
    if (child.sharingModel === 'private')
      return [`WHEN ${those} AND ${directSql(environment, child, inner, 'read', reached)}) THEN 1`];
    // No page says whether what everybody reads gives its account, too.
    return [`WHEN ${those}) THEN ${stopSql(scope, `accounts of ${name} records that are public`, alias)}`];
  });
}

/** What a share of the account says of its children. */
function sharedChildSql(
  { schema, tables }: SqlEnvironment,
  object: ObjectSchema,
  alias: string,
  to: 'read' | 'edit',
  reached: string,
): string {
  const share = schema.object('AccountShare');
  if (!share || !tables.exists(share)) return '0';
  const enough = to === 'edit' ? `'Edit', 'All'` : `'Read', 'Edit', 'All'`;
  return (
    `EXISTS (SELECT 1 FROM "AccountShare" s WHERE s."AccountId" = ${alias}."AccountId" AND s."UserOrGroupId" IN ${reached} ` +
    `AND s.${quoted(`${object.name}AccessLevel`)} IN (${enough}))`
  );
}

/** What the role of the account's owner says of its children, for him and those above him. */
function ownersChildSql(
  scope: SqlScope,
  object: ObjectSchema,
  alias: string,
  to: 'read' | 'edit',
  reached: string,
): string {
  const { schema, tables } = scope.environment;
  for (const name of ['Account', 'User', 'UserRole']) {
    const needed = schema.object(name);
    if (needed) tables.ensure(needed);
  }
  const level = `r.${quoted(`${object.name}AccessForAccountOwner`)}`;
  const unknown = stopSql(scope, `${object.name} access of account owners whose role does not say`, alias);
  return (
    `ifnull((SELECT CASE ${level} WHEN 'Edit' THEN 1 WHEN 'Read' THEN ${to === 'read' ? 1 : 0} WHEN 'None' THEN 0 ELSE ${unknown} END ` +
    `FROM "Account" a LEFT JOIN "User" u ON u."Id" = a."OwnerId" LEFT JOIN "UserRole" r ON r."Id" = u."UserRoleId" ` +
    `WHERE a."Id" = ${alias}."AccountId" AND a."OwnerId" IN ${reached}), 0)`
  );
}

function teamStops(scope: SqlScope, of: string, record: string, alias: string, reached: string): string[] {
  const [members = '', recordField = '', userField = ''] = TEAMS[of] ?? [];
  const { schema, tables } = scope.environment;
  const object = schema.object(members);
  if (!object || !tables.exists(object)) return [];
  const isMember =
    `EXISTS (SELECT 1 FROM ${quoted(members)} m WHERE m.${quoted(recordField)} = ${record} ` +
    `AND m.${quoted(userField)} IN ${reached})`;
  return [`WHEN ${isMember} THEN ${stopSql(scope, `what ${members} gives access to`, alias)}`];
}

/** The row is an argument, so that SQLite does not work the function out before it is needed. */
function stopSql({ parameters }: SqlScope, what: string, alias: string): string {
  return `apex_stop(${parameters.add(what)}, ${alias}."Id")`;
}
