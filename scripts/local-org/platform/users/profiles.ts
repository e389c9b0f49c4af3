/**
 * The standard profiles: what they grant. Profiles are not packaged, so nothing of the project is in them; custom fields
 * in particular are granted to nobody.
 */
import type { ObjectSchema } from '../../schema/model';

type Right = 'create' | 'read' | 'edit' | 'delete' | 'viewAll' | 'modifyAll';

export interface ProfileGrants {
  readonly userPermissions: readonly string[];
  /** Whether a person who works in the org: sees users, jobs, files and tasks. */
  readonly isInternal: boolean;
  /** Whether fields of standard objects are open to it. */
  readonly seesStandardFields: boolean;
  /** Rights on an object that has object permissions. */
  can(right: Right, name: string, object: ObjectSchema): boolean;
}

const ADMINISTRATOR: ProfileGrants = {
  userPermissions: [
    'ApiEnabled',
    'AuthorApex',
    'CustomizeApplication',
    'ManageUsers',
    'ModifyAllData',
    'ViewAllData',
    'ViewSetup',
  ],
  isInternal: true,
  seesStandardFields: true,
  can: () => true,
};

/** As a standard user, and manages campaigns. Public tests show that it deletes no cases. */
const MARKETING_USER: ProfileGrants = {
  userPermissions: ['ApiEnabled', 'ViewSetup'],
  isInternal: true,
  seesStandardFields: true,
  can: (right, name, object) =>
    object.kind === 'standard' &&
    right !== 'viewAll' &&
    right !== 'modifyAll' &&
    (right !== 'delete' || name !== 'Case'),
};

/**
 * Access to records of standard objects, none to the project's. "Can view, but not manage, campaigns":
 * https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm&language=en_US&type=5
 */
const STANDARD_USER: ProfileGrants = {
  ...MARKETING_USER,
  can: (right, name, object) => (right === 'read' || name !== 'Campaign') && MARKETING_USER.can(right, name, object),
};

const READ_ONLY: ProfileGrants = {
  userPermissions: ['ApiEnabled', 'ViewSetup'],
  isInternal: true,
  seesStandardFields: true,
  can: (right, _name, object) => object.kind === 'standard' && right === 'read',
};

const MINIMUM: ProfileGrants = { userPermissions: [], isInternal: true, seesStandardFields: false, can: () => false };

/** The Automated Process user has no profile. */
const NOBODY: ProfileGrants = { userPermissions: [], isInternal: true, seesStandardFields: false, can: () => false };

export interface StandardProfile {
  readonly name: string;
  readonly license: string;
  readonly userType: string;
  readonly grants: ProfileGrants;
}

/** The profiles a new org has. */
export const STANDARD_PROFILES: readonly StandardProfile[] = [
  { name: 'System Administrator', license: 'Salesforce', userType: 'Standard', grants: ADMINISTRATOR },
  { name: 'Standard User', license: 'Salesforce', userType: 'Standard', grants: STANDARD_USER },
  { name: 'Minimum Access - Salesforce', license: 'Salesforce', userType: 'Standard', grants: MINIMUM },
  { name: 'Read Only', license: 'Salesforce', userType: 'Standard', grants: READ_ONLY },
  { name: 'Marketing User', license: 'Salesforce', userType: 'Standard', grants: MARKETING_USER },
  { name: 'Contract Manager', license: 'Salesforce', userType: 'Standard', grants: STANDARD_USER },
  { name: 'Solution Manager', license: 'Salesforce', userType: 'Standard', grants: STANDARD_USER },
  { name: 'Standard Platform User', license: 'Salesforce Platform', userType: 'Standard', grants: MINIMUM },
  { name: 'Chatter Free User', license: 'Chatter Free', userType: 'CsnOnly', grants: MINIMUM },
  {
    name: 'Minimum Access - API Only Integrations',
    license: 'Salesforce Integration',
    userType: 'Standard',
    grants: MINIMUM,
  },
];

const BY_NAME = new Map(STANDARD_PROFILES.map((profile) => [profile.name.toLowerCase(), profile]));

/** What a profile grants; profiles the org does not know, and none, grant nothing. */
export function profileGrants(name: string | null): ProfileGrants {
  return (name === null ? null : BY_NAME.get(name.toLowerCase())?.grants) ?? NOBODY;
}
