/**
 * The policies a project holds itself to. They are no rules of the platform, so that they apply only where `sfdx-project.json`
 * asks for them, in the place the Salesforce CLI leaves to tools:
 *
 *     "plugins": { "courier": { "policies": { "prefix": "Acme", "capabilities": [["core"], ["sales", "service"]] } } }
 */
import { listOf, projectConfig, property } from '../references/project-config';
import type { SourceTree } from '../source-tree';

export interface Policies {
  /** What every top-level name begins with, so that it collides with nothing; null where names are free. */
  readonly prefix: string | null;
  /** Folders below `main/` by floor: one knows nothing of those on floors above it. Empty where they are in no order. */
  readonly floors: readonly (readonly string[])[];
}

/** Longest name of a class, trigger or object: https://help.salesforce.com/s/articleView?id=000385982 */
export const NAME_LENGTH = 40;

/** User permissions that administer an org, which no permission set of a package may grant. */
export const FORBIDDEN_USER_PERMISSIONS: ReadonlySet<string> = new Set([
  'AssignPermissionSets',
  'AuthorApex',
  'CustomizeApplication',
  'ManageInternalUsers',
  'ManageProfilesPermissionsets',
  'ManageSharing',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'ResetPasswords',
  'ViewAllData',
]);

/** What the project asks for; null when it asks for nothing. */
export function policiesOf(tree: SourceTree): Policies | null {
  const policies = property(property(property(projectConfig(tree), 'plugins'), 'courier'), 'policies');
  if (typeof policies !== 'object' || policies === null) return null;
  const prefix = property(policies, 'prefix');
  return {
    prefix: typeof prefix === 'string' && prefix !== '' ? prefix : null,
    floors: listOf(policies, 'capabilities').map((floor) => (Array.isArray(floor) ? floor.map(String) : [])),
  };
}

/** Name of the capability a file ships with; null for tests and what is in no capability. */
export function capabilityOf(file: string): string | null {
  return /(?:^|\/)main\/([^/]+)\//.exec(file)?.[1] ?? null;
}

/** Whether a file is no test: those are below a folder `test`, or called so. */
export function isShipped(file: string): boolean {
  return !/(?:^|\/)tests?\//i.test(file);
}
