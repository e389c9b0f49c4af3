/** What a user may do: the sum of the profile and of every permission set assigned. */
import type { FieldSchema, ObjectSchema, PermissionSetSchema } from '../../schema/model';
import { profileGrants, type ProfileGrants } from './profiles';

/** Rights on one object, by what grants them together. */
interface ObjectRights {
  create: boolean;
  read: boolean;
  edit: boolean;
  delete: boolean;
  viewAll: boolean;
  modifyAll: boolean;
}

/** What a permission set grants; those made in Apex have no more than rows. */
export type Grant = Pick<
  PermissionSetSchema,
  | 'objectPermissions'
  | 'fieldPermissions'
  | 'classAccesses'
  | 'customPermissions'
  | 'customMetadataTypeAccesses'
  | 'customSettingAccesses'
  | 'userPermissions'
  | 'externalCredentialPrincipals'
  | 'recordTypes'
>;

/** Rights settled for one user. */
export class Access {
  private readonly profile: ProfileGrants;
  private readonly objects = new Map<string, ObjectRights>();
  private readonly readableFields = new Set<string>();
  private readonly editableFields = new Set<string>();
  private readonly classes = new Set<string>();
  private readonly customPermissions = new Set<string>();
  private readonly userPermissions = new Set<string>();
  private readonly typeAccesses = new Set<string>();
  private readonly principals: string[] = [];
  private readonly recordTypes = new Set<string>();

  constructor(profileName: string | null, grants: readonly Grant[]) {
    this.profile = profileGrants(profileName);
    for (const name of this.profile.userPermissions) this.userPermissions.add(name.toLowerCase());
    for (const grant of grants) this.add(grant);
  }

  /** Rights on an object that has object permissions; everything else is open to everybody as far as it goes. */
  can(right: keyof ObjectRights, object: ObjectSchema): boolean {
    if (this.hasUserPermission('ModifyAllData')) return true;
    const isReading = right === 'read' || right === 'viewAll';
    if (isReading && this.hasUserPermission('ViewAllData')) return true;
    if (object.kind === 'customMetadata' || object.kind === 'customSetting')
      return this.hasUserPermission('CustomizeApplication') || this.typeAccesses.has(object.name.toLowerCase());
    const name = governingObject(object);
    if (name === null) return right !== 'viewAll' && right !== 'modifyAll' && this.profile.isInternal;
    const rights = this.objects.get(name.toLowerCase());
    const fromSets =
      rights !== undefined &&
      (rights[right] || (right !== 'viewAll' && right !== 'modifyAll' && impliedBy(rights, right)));
    return fromSets || this.profile.can(right, name, object);
  }

  canReadField(object: ObjectSchema, field: FieldSchema): boolean {
    if (!this.can('read', object) && !this.can('create', object)) return false;
    return !this.isHidden(object, field) || isGranted(this.readableFields, object, field);
  }

  canEditField(object: ObjectSchema, field: FieldSchema): boolean {
    if (!this.can('edit', object) && !this.can('create', object)) return false;
    return !this.isHidden(object, field) || isGranted(this.editableFields, object, field);
  }

  /** Whether the profile leaves the field to permission sets: all of the project's, and the platform's where it is minimal. */
  private isHidden(object: ObjectSchema, field: FieldSchema): boolean {
    if (!isSecured(object, field)) return false;
    return field.isCustom || isUnlicensed(object, field) || !this.profile.seesStandardFields;
  }

  hasCustomPermission(name: string): boolean {
    return this.customPermissions.has(name.toLowerCase());
  }

  hasUserPermission(name: string): boolean {
    return this.userPermissions.has(name.toLowerCase());
  }

  /** What profiles show is not known. Administrators are taken to have given themselves what they made. */
  seesRecordType(object: ObjectSchema, developerName: string): boolean | null {
    const isShown = this.recordTypes.has(`${object.name}.${developerName}`.toLowerCase());
    return isShown || this.hasUserPermission('CustomizeApplication') ? true : null;
  }

  hasClassAccess(className: string): boolean {
    return this.hasUserPermission('AuthorApex') || this.classes.has(className.toLowerCase());
  }

  /** Principals are named `ExternalCredential-Principal`. */
  hasPrincipalAccess(externalCredential: string): boolean {
    const start = `${externalCredential.toLowerCase()}-`;
    return this.principals.some((principal) => principal.toLowerCase().startsWith(start));
  }

  private add(grant: Grant): void {
    for (const each of grant.objectPermissions) {
      const key = each.object.toLowerCase();
      const rights = this.objects.get(key) ?? { ...NOTHING };
      for (const right of Object.keys(NOTHING) as (keyof ObjectRights)[]) rights[right] ||= each[right];
      this.objects.set(key, rights);
    }
    for (const each of grant.fieldPermissions) {
      const key = `${each.object}.${shortName(each.field)}`.toLowerCase();
      if (each.readable || each.editable) this.readableFields.add(key);
      if (each.editable) this.editableFields.add(key);
    }
    for (const name of grant.classAccesses) this.classes.add(name.toLowerCase());
    for (const name of grant.customPermissions) this.customPermissions.add(name.toLowerCase());
    for (const name of grant.userPermissions) this.userPermissions.add(name.toLowerCase());
    for (const name of [...grant.customMetadataTypeAccesses, ...grant.customSettingAccesses])
      this.typeAccesses.add(name.toLowerCase());
    this.principals.push(...grant.externalCredentialPrincipals);
    for (const name of grant.recordTypes ?? []) this.recordTypes.add(name.toLowerCase());
  }
}

const NOTHING: Readonly<ObjectRights> = {
  create: false,
  read: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
};

/** Rights that come with others: modifying all means everything, viewing all and any write mean reading. */
function impliedBy(rights: ObjectRights, right: keyof ObjectRights): boolean {
  if (rights.modifyAll) return right !== 'create';
  return right === 'read' && (rights.viewAll || rights.create || rights.edit || rights.delete);
}

/** Standard objects that permission sets grant access to by name. */
const GRANTED = new Set(
  [
    'Account',
    'Asset',
    'Campaign',
    'Case',
    'Contact',
    'Contract',
    'Document',
    'Entitlement',
    'Idea',
    'Individual',
    'Lead',
    'Opportunity',
    'Order',
    'Pricebook2',
    'Product2',
    'Quote',
    'ServiceContract',
    'Solution',
    'UserExternalCredential',
    'WorkOrder',
  ].map((name) => name.toLowerCase()),
);

/** Objects whose access follows from another one's. */
const DEPENDENT: Readonly<Record<string, string>> = {
  accountcontactrelation: 'Account',
  accountcontactrole: 'Account',
  campaignmember: 'Campaign',
  casecomment: 'Case',
  contractlineitem: 'ServiceContract',
  opportunitycontactrole: 'Opportunity',
  opportunitylineitem: 'Opportunity',
  orderitem: 'Order',
  partner: 'Account',
  pricebookentry: 'Pricebook2',
  quotelineitem: 'Quote',
  workorderlineitem: 'WorkOrder',
};

/** The object whose permissions decide; null for objects without permissions of their own (users, jobs, files, tasks). */
export function governingObject(object: ObjectSchema): string | null {
  const key = object.name.toLowerCase();
  switch (object.kind) {
    case 'custom':
    case 'platformEvent':
      return object.name;
    case 'share':
    case 'history':
      return parentOf(object);
    default:
      if (GRANTED.has(key)) return object.name;
      return DEPENDENT[key] ?? null;
  }
}

function parentOf(object: ObjectSchema): string | null {
  const custom = /^(.*)__(share|history)$/i.exec(object.name);
  if (custom) return `${custom[1]}__c`;
  const standard = /^(.*?)(Field)?(Share|History)$/.exec(object.name);
  return standard && GRANTED.has(standard[1]!.toLowerCase()) ? standard[1]! : null;
}

/**
 * Whether a field can be hidden from users. Those that must have a value, that name the record, that tie a detail to its
 * master and those the org keeps for itself cannot, nor can fields of objects that have no permissions.
 */
function isSecured(object: ObjectSchema, field: FieldSchema): boolean {
  if (field.isRequired || field.isMasterDetail || field.isNameField || field.isSystem) return false;
  if (isUnlicensed(object, field)) return true;
  if (field.isCustom) return object.kind === 'custom' || object.kind === 'standard';
  return GRANTED.has(object.name.toLowerCase()) && !ALWAYS_SEEN.has(field.name.toLowerCase());
}

/** Fields of Data.com, which profiles see only where it is licensed. */
const DATA_COM = new Set(
  [
    'Account.DandbCompanyId',
    'Account.DunsNumber',
    'Account.NaicsCode',
    'Account.NaicsDesc',
    'Account.Tradestyle',
    'Account.YearStarted',
    'Lead.CompanyDunsNumber',
    'Lead.DandbCompanyId',
  ].map((name) => name.toLowerCase()),
);

function isUnlicensed(object: ObjectSchema, field: FieldSchema): boolean {
  return DATA_COM.has(fieldKey(object, field));
}

/** Standard fields without field permissions. */
const ALWAYS_SEEN = new Set(['id', 'ownerid', 'recordtypeid', 'name', 'firstname', 'lastname', 'salutation']);

function fieldKey(object: ObjectSchema, field: FieldSchema): string {
  return `${object.name}.${field.name}`.toLowerCase();
}

/** Parts of an address are granted with the whole: `Account.ShippingAddress` means its street, its city and the rest. */
const ADDRESS_PART =
  /^(.*?)(street|city|state|statecode|postalcode|country|countrycode|latitude|longitude|geocodeaccuracy)$/;

function isGranted(granted: ReadonlySet<string>, object: ObjectSchema, field: FieldSchema): boolean {
  if (granted.has(fieldKey(object, field))) return true;
  const part = ADDRESS_PART.exec(field.name.toLowerCase());
  return part !== null && granted.has(`${object.name.toLowerCase()}.${part[1]}address`);
}

/** `Account.Rating__c` and `Rating__c` are both in use. */
function shortName(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}
