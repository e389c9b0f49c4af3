/** Finds the metadata files of a project by their suffix, whatever folders they lie in. */

import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export type MetadataKind =
  | 'object'
  | 'field'
  | 'recordType'
  | 'validationRule'
  | 'fieldSet'
  | 'sharingReason'
  | 'customMetadata'
  | 'labels'
  | 'permissionSet'
  | 'permissionSetGroup'
  | 'mutingPermissionSet'
  | 'customPermission'
  | 'namedCredential'
  | 'externalCredential'
  | 'staticResource'
  | 'remoteSite'
  | 'globalValueSet'
  | 'standardValueSet'
  | 'eventSubscriber'
  | 'queue'
  | 'publicGroup'
  | 'notificationType'
  | 'cachePartition'
  | 'assignmentRules'
  | 'role'
  | 'restrictionRule'
  | 'sharingRules';

export interface MetadataFile {
  readonly kind: MetadataKind;
  readonly path: string;
  /** API name as the file name has it: `Account`, `Name__c`, `Type.Record`. */
  readonly name: string;
  /** Parts of an object: the object's name, from the folder they are in. */
  readonly object: string | null;
}

/** Suffixes of the source format and, without `-meta.xml`, of the metadata format. */
const SUFFIXES: Readonly<Record<string, MetadataKind>> = {
  object: 'object',
  field: 'field',
  recordType: 'recordType',
  validationRule: 'validationRule',
  fieldSet: 'fieldSet',
  sharingReason: 'sharingReason',
  md: 'customMetadata',
  labels: 'labels',
  permissionset: 'permissionSet',
  permissionsetgroup: 'permissionSetGroup',
  mutingpermissionset: 'mutingPermissionSet',
  customPermission: 'customPermission',
  namedCredential: 'namedCredential',
  externalCredential: 'externalCredential',
  resource: 'staticResource',
  remoteSite: 'remoteSite',
  globalValueSet: 'globalValueSet',
  standardValueSet: 'standardValueSet',
  platformEventSubscriberConfig: 'eventSubscriber',
  queue: 'queue',
  group: 'publicGroup',
  notiftype: 'notificationType',
  cachePartition: 'cachePartition',
  assignmentRules: 'assignmentRules',
  role: 'role',
  rule: 'restrictionRule',
  sharingRules: 'sharingRules',
};

const META = '-meta.xml';
const OBJECT_PARTS = new Set<MetadataKind>(['field', 'recordType', 'validationRule', 'fieldSet', 'sharingReason']);
/** In the metadata format these exist without `-meta.xml`; other suffixes are too common to guess by. */
const METADATA_FORMAT_FOLDERS: Readonly<Record<string, string>> = {
  object: 'objects',
  md: 'customMetadata',
  labels: 'labels',
  permissionset: 'permissionsets',
  permissionsetgroup: 'permissionsetgroups',
  customPermission: 'customPermissions',
  namedCredential: 'namedCredentials',
  externalCredential: 'externalCredentials',
  remoteSite: 'remoteSiteSettings',
  globalValueSet: 'globalValueSets',
  standardValueSet: 'standardValueSets',
  role: 'roles',
  sharingRules: 'sharingRules',
};
const IGNORED_FOLDERS = new Set(['node_modules', '.git', '.sfdx', '.sf', '__tests__']);

/** Metadata files below the folders in a stable order: folder by folder, then by path. */
export function findMetadataFiles(
  folders: readonly string[],
  ignores: (path: string, isFolder: boolean) => boolean = () => false,
): MetadataFile[] {
  const found: MetadataFile[] = [];
  for (const folder of folders) {
    const paths: MetadataFile[] = [];
    walk(folder, ignores, paths);
    found.push(...paths.sort((a, b) => (a.path < b.path ? -1 : 1)));
  }
  return found;
}

function walk(folder: string, ignores: (path: string, isFolder: boolean) => boolean, found: MetadataFile[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (ignores(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) {
      if (!IGNORED_FOLDERS.has(entry.name)) walk(path, ignores, found);
    } else {
      const file = classify(path, entry.name);
      if (file) found.push(file);
    }
  }
}

function classify(path: string, fileName: string): MetadataFile | null {
  const isSource = fileName.endsWith(META);
  const stem = isSource ? fileName.slice(0, -META.length) : fileName;
  const dot = stem.lastIndexOf('.');
  if (dot <= 0) return null;
  const suffix = stem.slice(dot + 1);
  const kind = Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  if (!kind) return null;
  if (!isSource && METADATA_FORMAT_FOLDERS[suffix] !== basename(dirname(path))) return null;
  return { kind, path, name: stem.slice(0, dot), object: OBJECT_PARTS.has(kind) ? objectOf(path) : null };
}

/** `objects/Account/fields/X__c.field-meta.xml` → `Account`. */
function objectOf(path: string): string {
  return basename(dirname(dirname(path)));
}
