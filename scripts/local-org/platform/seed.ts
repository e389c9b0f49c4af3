/** The rows a new org has before anybody works in it: organisation, profiles, users, what the project's metadata says. */
import { readFileSync, statSync } from 'node:fs';
import type { FieldSchema, PermissionSetSchema } from '../schema/model';
import { ApexBlob } from '../values/blob';
import { ApexDate } from '../values/date';
import { ApexDatetime } from '../values/datetime';
import { decimalOf } from '../values/decimal';
import type { Value } from '../values/value';
import type { Engine } from './engine';
import { seedSubscribers } from './events/subscriber-rows';
import type { OrganizationInfo } from './services';
import type { RowValues } from './store-port';
import { STANDARD_PROFILES } from './users/profiles';
import { OrgUsers } from './users/users';
import { groupsOfRole } from '../data/dml/shares';
import { zipFolder } from './zip';

/** A class or trigger of the project, for its row. */
export interface CodeRow {
  readonly name: string;
  readonly apiVersion: number;
  readonly body: string;
  /** Triggers: the object. */
  readonly object?: string;
}

export interface SeedInput {
  readonly classes: readonly CodeRow[];
  readonly triggers: readonly CodeRow[];
}

const DOMAIN = 'local-org.my.salesforce.com';

/** Writes the rows and gives the engine its users and organisation. */
export function seed(engine: Engine, input: SeedInput): void {
  const { locale, language, timeZone } = engine.options;
  const id = insert(engine, 'Organization', {
    Name: 'Local Org',
    DefaultLocaleSidKey: locale,
    LanguageLocaleKey: language,
    TimeZoneSidKey: timeZone,
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL1',
    IsSandbox: true,
    FiscalYearStartMonth: 1,
  });
  engine.organization = {
    id: id ?? engine.ids.next('00D'),
    name: 'Local Org',
    isSandbox: true,
    timeZone,
    locale,
    language,
    instanceName: 'LOCAL1',
    domainUrl: `https://${DOMAIN}`,
  } satisfies OrganizationInfo;
  seedUsers(engine, seedProfiles(engine));
  seedMetadata(engine);
  seedCode(engine, input);
  seedCustomMetadata(engine);
  seedSubscribers(
    engine,
    input.triggers.flatMap(({ object }) => object ?? []),
  );
}

/** Does nothing where the schema has no such object. */
function insert(engine: Engine, object: string, values: RowValues): string | null {
  return engine.schema.object(object) ? engine.rows.insert(object, values) : null;
}

/** Keys of the licenses that are known. */
const LICENSE_KEYS: Readonly<Record<string, string>> = { Salesforce: 'SFDC', 'Salesforce Platform': 'AUL' };

function seedProfiles(engine: Engine): Map<string, string> {
  const licenses = new Map<string, string | null>();
  const profiles = new Map<string, string>();
  for (const { name, license, userType, grants } of STANDARD_PROFILES) {
    if (!licenses.has(license))
      licenses.set(
        license,
        insert(engine, 'UserLicense', {
          Name: license,
          MasterLabel: license,
          LicenseDefinitionKey: LICENSE_KEYS[license] ?? null,
          Status: 'Active',
        }),
      );
    const permissions = grants.userPermissions.map((each) => [`Permissions${each}`, true] as const);
    const fields = engine.schema.object('Profile')?.fields;
    const id = engine.rows.insert('Profile', {
      Name: name,
      UserType: userType,
      UserLicenseId: licenses.get(license) ?? null,
      ...Object.fromEntries(permissions.filter(([field]) => fields?.has(field.toLowerCase()))),
    });
    profiles.set(name, id);
  }
  return profiles;
}

function seedUsers(engine: Engine, profiles: ReadonlyMap<string, string>): void {
  const { locale, language, timeZone } = engine.options;
  const common = {
    IsActive: true,
    TimeZoneSidKey: timeZone,
    LocaleSidKey: locale,
    LanguageLocaleKey: language,
    EmailEncodingKey: 'UTF-8',
  };
  const administrator = engine.rows.insert('User', {
    ...common,
    Username: 'admin@local-org.example',
    FirstName: 'User',
    LastName: 'User',
    Name: 'User User',
    Alias: 'UUser',
    CommunityNickname: 'admin',
    Email: 'admin@local-org.example',
    UserType: 'Standard',
    ProfileId: profiles.get('System Administrator') ?? null,
  });
  const automatedProcess = engine.rows.insert('User', {
    ...common,
    TimeZoneSidKey: 'GMT',
    Username: `autoproc@${engine.organization.id.toLowerCase()}`,
    FirstName: 'Automated',
    LastName: 'Process',
    Name: 'Automated Process',
    Alias: 'autoproc',
    CommunityNickname: 'autoproc',
    Email: 'autoproc@local-org.example',
    UserType: 'AutomatedProcess',
  });
  engine.users = new OrgUsers(engine, administrator, automatedProcess);
  const by = { CreatedById: administrator, LastModifiedById: administrator };
  for (const id of [administrator, automatedProcess]) engine.rows.update('User', id, by);
  for (const id of profiles.values()) engine.rows.update('Profile', id, by);
}

function seedMetadata(engine: Engine): void {
  const { schema } = engine;
  const customPermissions = new Map(
    schema.customPermissions.map((name) => [
      name.toLowerCase(),
      insert(engine, 'CustomPermission', { DeveloperName: name, MasterLabel: name, Language: engine.options.language }),
    ]),
  );
  for (const set of schema.permissionSets) seedPermissionSet(engine, set, customPermissions);
  for (const { name, label, description, permissionSets } of schema.permissionSetGroups ?? []) {
    const group = insert(engine, 'PermissionSetGroup', {
      DeveloperName: name,
      MasterLabel: label,
      Description: description,
      Status: 'Updated',
    });
    for (const each of permissionSets) {
      const [set] = engine.rows.find('PermissionSet', { Name: each });
      if (set)
        insert(engine, 'PermissionSetGroupComponent', {
          PermissionSetGroupId: group,
          PermissionSetId: set.Id ?? null,
        });
    }
  }
  for (const { name, url } of schema.namedCredentials)
    insert(engine, 'NamedCredential', {
      DeveloperName: name,
      MasterLabel: name,
      Language: engine.options.language,
      Endpoint: url,
    });
  for (const object of schema.objects)
    for (const type of object.recordTypes)
      insert(engine, 'RecordType', {
        Name: type.label,
        DeveloperName: type.name,
        SobjectType: object.name,
        IsActive: type.isActive,
        Description: type.description ?? null,
      });
  insert(engine, 'Group', { DeveloperName: 'AllInternalUsers', Type: 'Organization' });
  for (const { name, label, includesBosses } of schema.publicGroups ?? [])
    insert(engine, 'Group', { Name: label, DeveloperName: name, Type: 'Regular', DoesIncludeBosses: includesBosses });
  seedRoles(engine);
  for (const { name, label, email, objects } of schema.queues ?? []) {
    const queue = insert(engine, 'Group', { Name: label, DeveloperName: name, Type: 'Queue', Email: email });
    for (const object of objects) insert(engine, 'QueueSobject', { QueueId: queue, SobjectType: object });
  }
  for (const { name, label } of schema.notificationTypes ?? [])
    insert(engine, 'CustomNotificationType', {
      DeveloperName: name,
      MasterLabel: label,
      CustomNotifTypeName: label,
      Desktop: true,
      Mobile: true,
    });
  for (const { name, label, isDefault } of schema.cachePartitions ?? [])
    insert(engine, 'PlatformCachePartition', {
      DeveloperName: name,
      MasterLabel: label,
      Language: engine.options.language,
      IsDefaultPartition: isDefault,
    });
  insert(engine, 'Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
  insert(engine, 'BusinessHours', {
    Name: 'Default',
    IsActive: true,
    IsDefault: true,
    TimeZoneSidKey: engine.options.timeZone,
  });
  for (const [name, { file, contentType }] of schema.staticResources) {
    const body = statSync(file).isDirectory() ? zipFolder(file) : readFileSync(file);
    insert(engine, 'StaticResource', {
      Name: resourceName(file, name),
      ContentType: contentType,
      BodyLength: body.length,
      Body: new ApexBlob(body),
    });
  }
}

/** A role may name one that comes after it. */
function seedRoles(engine: Engine): void {
  const roles = engine.schema.roles ?? [];
  const ids = new Map<string, string>();
  for (const { name, label, ofOwnAccounts } of roles) {
    const id = engine.rows.insert('UserRole', {
      Name: label,
      DeveloperName: name,
      CaseAccessForAccountOwner: ofOwnAccounts.case,
      ContactAccessForAccountOwner: ofOwnAccounts.contact,
      OpportunityAccessForAccountOwner: ofOwnAccounts.opportunity,
    });
    ids.set(name, id);
    for (const group of groupsOfRole(id, name)) insert(engine, 'Group', group);
  }
  for (const { name, parent } of roles) {
    const id = ids.get(name);
    if (id !== undefined && parent !== null)
      engine.rows.update('UserRole', id, { ParentRoleId: ids.get(parent) ?? null });
  }
}

/** A permission set with the rows that tell what it grants, for whoever asks with SOQL. */
function seedPermissionSet(
  engine: Engine,
  set: PermissionSetSchema,
  customPermissions: ReadonlyMap<string, string | null>,
): void {
  const parent = insert(engine, 'PermissionSet', {
    Name: set.name,
    Label: set.label,
    Description: set.description,
    IsCustom: true,
    IsOwnedByProfile: false,
  });
  for (const each of set.objectPermissions)
    insert(engine, 'ObjectPermissions', {
      ParentId: parent,
      SobjectType: each.object,
      PermissionsCreate: each.create,
      PermissionsRead: each.read,
      PermissionsEdit: each.edit,
      PermissionsDelete: each.delete,
      PermissionsViewAllRecords: each.viewAll,
      PermissionsModifyAllRecords: each.modifyAll,
    });
  for (const each of set.fieldPermissions)
    insert(engine, 'FieldPermissions', {
      ParentId: parent,
      SobjectType: each.object,
      Field: each.field.includes('.') ? each.field : `${each.object}.${each.field}`,
      PermissionsRead: each.readable || each.editable,
      PermissionsEdit: each.editable,
    });
  for (const name of set.customPermissions) {
    const permission = customPermissions.get(name.toLowerCase()) ?? null;
    if (permission !== null)
      insert(engine, 'SetupEntityAccess', {
        ParentId: parent,
        SetupEntityId: permission,
        SetupEntityType: 'CustomPermission',
      });
  }
}

/** The resource's own spelling: the map has its name in lower case, the file as it was written. */
function resourceName(file: string, key: string): string {
  const found = file.toLowerCase().lastIndexOf(key.toLowerCase());
  return found < 0 ? key : file.slice(found, found + key.length);
}

function seedCode(engine: Engine, { classes, triggers }: SeedInput): void {
  for (const { name, apiVersion, body } of classes)
    insert(engine, 'ApexClass', {
      Name: name,
      ApiVersion: decimalOf(String(apiVersion)),
      Body: body,
      Status: 'Active',
      IsValid: true,
      LengthWithoutComments: body.length,
    });
  for (const { name, apiVersion, body, object } of triggers)
    insert(engine, 'ApexTrigger', {
      Name: name,
      ApiVersion: decimalOf(String(apiVersion)),
      Body: body,
      TableEnumOrId: object ?? null,
      Status: 'Active',
      IsValid: true,
    });
}

function seedCustomMetadata(engine: Engine): void {
  const ids = new Map<string, string>();
  const references: { object: string; id: string; field: string; key: string }[] = [];
  for (const record of engine.schema.customMetadata) {
    const object = engine.schema.object(record.object);
    if (!object) continue;
    const values: Record<string, Value> = {
      DeveloperName: record.developerName,
      MasterLabel: record.label,
      Label: record.label,
      QualifiedApiName: record.developerName,
      Language: engine.options.language,
    };
    const later: { field: string; key: string }[] = [];
    for (const [name, value] of Object.entries(record.values)) {
      const field = object.fields.get(name.toLowerCase());
      if (!field) continue;
      const target = field.referenceTo[0];
      if (field.type === 'reference' && target?.endsWith('__mdt') && typeof value === 'string')
        later.push({ field: name, key: `${target}.${value}`.toLowerCase() });
      else values[field.name] = metadataValue(field, value);
    }
    const known = Object.entries(values).filter(([name]) => object.fields.has(name.toLowerCase()));
    const id = engine.rows.insert(object.name, Object.fromEntries(known));
    ids.set(`${object.name}.${record.developerName}`.toLowerCase(), id);
    references.push(...later.map((each) => ({ object: object.name, id, ...each })));
  }
  // Records may name others that come after them.
  for (const { object, id, field, key } of references)
    engine.rows.update(object, id, { [field]: ids.get(key) ?? null });
}

/** A value of the metadata file as Apex has it. */
function metadataValue(field: FieldSchema, value: string | number | boolean | null): Value {
  if (value === null || typeof value === 'boolean') return value;
  switch (field.type) {
    case 'boolean':
      return String(value) === 'true';
    case 'double':
    case 'currency':
    case 'percent':
      return decimalOf(String(value));
    case 'integer':
      return Number(value);
    case 'long':
      return BigInt(value);
    case 'date':
      return new ApexDate(Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`) / 86_400_000);
    case 'datetime':
      return new ApexDatetime(Date.parse(String(value)));
    default:
      return String(value);
  }
}
