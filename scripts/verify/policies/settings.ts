/** What the policies of this project hold it to. */
import type { SourceTree } from '../source-tree';

/** Every top-level name begins with it: the package has no namespace and must not collide. */
export const PREFIX = 'Courier';

/** Longest name of a class, trigger or object: https://help.salesforce.com/s/articleView?id=000385982 */
export const NAME_LENGTH = 40;

export const API_VERSION = '67.0';

/** Capabilities by floor: one knows nothing of those on floors above it. */
const FLOORS: readonly (readonly string[])[] = [
  ['endpoints'],
  ['callouts'],
  ['delivery'],
  ['facade'],
  ['events', 'operations'],
  ['flow', 'console', 'access'],
  ['testkit'],
];

/** User permissions that administer an org, which no permission set of the package may grant. */
export const FORBIDDEN_USER_PERMISSIONS: ReadonlySet<string> = new Set([
  'AuthorApex',
  'CustomizeApplication',
  'ManageUsers',
  'ManageInternalUsers',
  'ManageProfilesPermissionsets',
  'AssignPermissionSets',
  'ManageSharing',
  'ModifyAllData',
  'ModifyMetadata',
  'ResetPasswords',
  'ViewAllData',
]);

/**
 * Permission set and object where View All Records is still granted: these objects are private and their rows belong to
 * whoever's transaction made them, so that admins would see none of them without it. To be decided, not a precedent.
 */
export const VIEW_ALL_EXCEPTIONS: ReadonlySet<string> = new Set([
  'CourierAdmin:CourierEndpointState__c',
  'CourierAdmin:CourierLane__c',
  'CourierAdmin:CourierMessage__c',
]);

/** Policies are rules of this project: they apply to the one whose `sfdx-project.json` has its name. */
export function policiesApply(tree: SourceTree): boolean {
  const config = JSON.parse(tree.text('sfdx-project.json').replace(/^\uFEFF/, '')) as { readonly name?: unknown };
  return config.name === 'courier';
}

/** Name of the capability a file ships with; null for tests and what is in no capability. */
export function capabilityOf(file: string): string | null {
  return /^force-app\/main\/([^/]+)\//.exec(file)?.[1] ?? null;
}

/** Floor of a capability, counted from 0; -1 when it is unknown. */
export function floorOf(capability: string): number {
  return FLOORS.findIndex((floor) => floor.includes(capability));
}
