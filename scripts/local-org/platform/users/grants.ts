/** The permission sets a user has, from assignments in the store and definitions in the project or in rows. */
import type { PermissionSetSchema } from '../../schema/model';
import type { Engine } from '../engine';
import type { RowValues } from '../store-port';
import type { Grant } from './access';

/** Everything granted to the user beside the profile. */
export function grantsOf(engine: Engine, userId: string): Grant[] {
  const grants: Grant[] = [];
  for (const assignment of engine.rows.find('PermissionSetAssignment', { AssigneeId: userId })) {
    const groupId = text(assignment.PermissionSetGroupId);
    if (groupId !== null) grants.push(...groupGrants(engine, groupId));
    else grants.push(...setGrants(engine, text(assignment.PermissionSetId)));
  }
  return grants;
}

function setGrants(engine: Engine, id: string | null): Grant[] {
  const row = id === null ? null : engine.rows.get('PermissionSet', id);
  if (!row || id === null) return [];
  const declared = definition(engine.schema.permissionSets, text(row.Name));
  const fromRows = rowGrant(engine, id);
  return declared ? [declared, fromRows] : [fromRows];
}

/** The sets of a group, less what its muting sets take away. Which sets it has is in rows, so that Apex may add some. */
function groupGrants(engine: Engine, id: string): Grant[] {
  const name = text(engine.rows.get('PermissionSetGroup', id)?.DeveloperName ?? null);
  const group = engine.schema.permissionSetGroups?.find((each) => each.name.toLowerCase() === name?.toLowerCase());
  const muted = (group?.mutingPermissionSets ?? []).flatMap(
    (each) => definition(engine.schema.mutingPermissionSets ?? [], each) ?? [],
  );
  return engine.rows
    .find('PermissionSetGroupComponent', { PermissionSetGroupId: id })
    .flatMap((component) => setGrants(engine, text(component.PermissionSetId)))
    .map((grant) => muted.reduce<Grant>(without, grant));
}

function definition(sets: readonly PermissionSetSchema[], name: string | null): PermissionSetSchema | null {
  return sets.find((each) => each.name.toLowerCase() === name?.toLowerCase()) ?? null;
}

function without(grant: Grant, muting: Grant): Grant {
  const remaining = (from: readonly string[], taken: readonly string[]): string[] =>
    from.filter((each) => !taken.includes(each));
  return {
    objectPermissions: grant.objectPermissions.map((each) => {
      const muted = muting.objectPermissions.find((other) => other.object === each.object);
      if (!muted) return each;
      return {
        object: each.object,
        create: each.create && !muted.create,
        read: each.read && !muted.read,
        edit: each.edit && !muted.edit,
        delete: each.delete && !muted.delete,
        viewAll: each.viewAll && !muted.viewAll,
        modifyAll: each.modifyAll && !muted.modifyAll,
      };
    }),
    fieldPermissions: grant.fieldPermissions.map((each) => {
      const muted = muting.fieldPermissions.find((other) => other.object === each.object && other.field === each.field);
      if (!muted) return each;
      return { ...each, readable: each.readable && !muted.readable, editable: each.editable && !muted.editable };
    }),
    classAccesses: remaining(grant.classAccesses, muting.classAccesses),
    customPermissions: remaining(grant.customPermissions, muting.customPermissions),
    customMetadataTypeAccesses: remaining(grant.customMetadataTypeAccesses, muting.customMetadataTypeAccesses),
    customSettingAccesses: remaining(grant.customSettingAccesses, muting.customSettingAccesses),
    userPermissions: remaining(grant.userPermissions, muting.userPermissions),
    externalCredentialPrincipals: remaining(grant.externalCredentialPrincipals, muting.externalCredentialPrincipals),
    recordTypes: remaining(grant.recordTypes ?? [], muting.recordTypes ?? []),
  };
}

/** What Apex (tests, most of all) granted by inserting rows under a permission set. */
function rowGrant(engine: Engine, permissionSetId: string): Grant {
  const { rows } = engine;
  const under = { ParentId: permissionSetId };
  const customPermissions = rows.find('SetupEntityAccess', under).flatMap((row) => {
    const id = text(row.SetupEntityId);
    const permission = id === null ? null : rows.get('CustomPermission', id);
    return permission ? (text(permission.DeveloperName) ?? []) : [];
  });
  return {
    objectPermissions: rows.find('ObjectPermissions', under).map(objectPermission),
    fieldPermissions: rows.find('FieldPermissions', under).map((row) => ({
      object: text(row.SobjectType) ?? '',
      field: text(row.Field) ?? '',
      readable: row.PermissionsRead === true,
      editable: row.PermissionsEdit === true,
    })),
    classAccesses: [],
    customPermissions,
    customMetadataTypeAccesses: [],
    customSettingAccesses: [],
    userPermissions: userPermissions(rows.get('PermissionSet', permissionSetId)),
    externalCredentialPrincipals: [],
  };
}

function objectPermission(row: RowValues): Grant['objectPermissions'][number] {
  return {
    object: text(row.SobjectType) ?? '',
    create: row.PermissionsCreate === true,
    read: row.PermissionsRead === true,
    edit: row.PermissionsEdit === true,
    delete: row.PermissionsDelete === true,
    viewAll: row.PermissionsViewAllRecords === true,
    modifyAll: row.PermissionsModifyAllRecords === true,
  };
}

/** `PermissionsModifyAllData` and its like, fields of the set itself. */
function userPermissions(row: RowValues | null): string[] {
  return Object.entries(row ?? {}).flatMap(([name, value]) =>
    value === true && name.startsWith('Permissions') ? [name.slice('Permissions'.length)] : [],
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
