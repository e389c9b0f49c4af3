/** The users of the org, read from their rows. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import type { Engine } from '../engine';
import type { NewUser, OrgUser, Users } from '../services';
import type { RowValues } from '../store-port';
import { Access } from './access';
import { grantsOf } from './grants';

export class OrgUsers implements Users {
  private readonly users = new Map<string, RowUser>();
  private readonly accesses = new Map<string, Access>();

  constructor(
    private readonly engine: Engine,
    private readonly administratorId: string,
    private readonly automatedProcessId: string,
  ) {}

  byId(id: string): OrgUser {
    let user = this.users.get(id);
    if (!user) {
      const row = this.engine.rows.get('User', id);
      if (!row) throw new Error(`there is no user ${id}`);
      this.users.set(id, (user = new RowUser(row, this.profileOf(row), this)));
    }
    return user;
  }

  byUsername(username: string): OrgUser | null {
    const [row] = this.engine.rows.find('User', { Username: username });
    return row ? this.byId(row.Id as string) : null;
  }

  get administrator(): OrgUser {
    return this.byId(this.administratorId);
  }

  get automatedProcess(): OrgUser {
    return this.byId(this.automatedProcessId);
  }

  assignPermissionSet(userId: string, permissionSetName: string): void {
    const { rows } = this.engine;
    const [set] = rows.find('PermissionSet', { Name: permissionSetName });
    if (!set) throw new Error(`there is no permission set ${permissionSetName}`);
    const assignment = { AssigneeId: userId, PermissionSetId: set.Id as string };
    if (rows.find('PermissionSetAssignment', assignment).length === 0)
      rows.insert('PermissionSetAssignment', assignment);
    this.forget();
  }

  create(user: NewUser): string {
    const { rows, options } = this.engine;
    const [profile] = rows.find('Profile', { Name: user.profileName });
    if (!profile) throw new Error(`there is no profile ${user.profileName}`);
    const id = rows.insert('User', {
      Username: user.username,
      LastName: user.lastName,
      Name: user.lastName,
      Alias: user.alias ?? user.lastName.slice(0, 8),
      Email: user.username,
      ProfileId: profile.Id as string,
      IsActive: true,
      UserType: 'Standard',
      TimeZoneSidKey: options.timeZone,
      LocaleSidKey: options.locale,
      LanguageLocaleKey: options.language,
      EmailEncodingKey: 'UTF-8',
    });
    for (const name of user.permissionSets ?? []) this.assignPermissionSet(id, name);
    return id;
  }

  /** What was read is read again: rows of users or permissions changed, or came back by a rollback. */
  forget(): void {
    this.users.clear();
    this.accesses.clear();
  }

  accessOf(user: RowUser): Access {
    let access = this.accesses.get(user.id);
    if (!access) {
      const profileName = user.profileId === '' ? null : user.profileName;
      this.accesses.set(user.id, (access = new Access(profileName, grantsOf(this.engine, user.id))));
    }
    return access;
  }

  private profileOf(row: RowValues): string {
    const id = row.ProfileId;
    const profile = typeof id === 'string' ? this.engine.rows.get('Profile', id) : null;
    return typeof profile?.Name === 'string' ? profile.Name : '';
  }
}

/** A user as his row says. Rights are asked of the room each time: they change while transactions run. */
class RowUser implements OrgUser {
  readonly id: string;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly email: string;
  readonly alias: string;
  readonly profileId: string;
  readonly roleId: string | null;
  readonly userType: string;
  readonly isActive: boolean;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;

  constructor(
    row: RowValues,
    readonly profileName: string,
    private readonly users: OrgUsers,
  ) {
    const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
    this.id = text('Id') ?? '';
    this.username = text('Username') ?? '';
    this.firstName = text('FirstName');
    this.lastName = text('LastName') ?? '';
    this.email = text('Email') ?? '';
    this.alias = text('Alias') ?? '';
    this.profileId = text('ProfileId') ?? '';
    this.roleId = text('UserRoleId');
    this.userType = text('UserType') ?? 'Standard';
    this.isActive = row.IsActive !== false;
    this.timeZone = text('TimeZoneSidKey') ?? 'GMT';
    this.locale = text('LocaleSidKey') ?? 'en_US';
    this.language = text('LanguageLocaleKey') ?? 'en_US';
  }

  get name(): string {
    return this.firstName === null ? this.lastName : `${this.firstName} ${this.lastName}`;
  }

  canReadObject(object: ObjectSchema): boolean {
    return this.access.can('read', object);
  }

  canCreate(object: ObjectSchema): boolean {
    return this.access.can('create', object);
  }

  canEdit(object: ObjectSchema): boolean {
    return this.access.can('edit', object);
  }

  canDelete(object: ObjectSchema): boolean {
    return this.access.can('delete', object);
  }

  canReadField(object: ObjectSchema, field: FieldSchema): boolean {
    return this.access.canReadField(object, field);
  }

  canEditField(object: ObjectSchema, field: FieldSchema): boolean {
    return this.access.canEditField(object, field);
  }

  viewAll(object: ObjectSchema): boolean {
    return this.access.can('viewAll', object);
  }

  modifyAll(object: ObjectSchema): boolean {
    return this.access.can('modifyAll', object);
  }

  seesRecordType(object: ObjectSchema, developerName: string): boolean | null {
    return this.access.seesRecordType(object, developerName);
  }

  hasCustomPermission(name: string): boolean {
    return this.access.hasCustomPermission(name);
  }

  hasUserPermission(name: string): boolean {
    return this.access.hasUserPermission(name);
  }

  hasClassAccess(className: string): boolean {
    return this.access.hasClassAccess(className);
  }

  hasPrincipalAccess(externalCredential: string): boolean {
    return this.access.hasPrincipalAccess(externalCredential);
  }

  private get access(): Access {
    return this.users.accessOf(this);
  }
}
