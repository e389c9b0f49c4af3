/** Reads a project's metadata into a {@link Schema}. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import {
  hasSharingRules,
  permissionTargets,
  readEventSubscriber,
  readExternalCredential,
  readGroup,
  readNamed,
  readNamedCredential,
  readPermissionSet,
  readPermissionSetGroup,
  readQueue,
  readRemoteSite,
  readRole,
  restrictedObject,
} from './access';
import { readCustomMetadata } from './custom-metadata';
import { findMetadataFiles, type MetadataFile, type MetadataKind } from './files';
import { assignKeyPrefixes } from './key-prefixes';
import type { ObjectSchema, Schema, SchemaProblem } from './model';
import { ensureDraft, gatherDrafts } from './object-draft';
import { buildObjects, type BuiltObject } from './objects';
import { OrgSchema } from './org-schema';
import { ProblemList, required, type ParsedFile } from './problems';
import { checkFieldSets } from './field-sets';
import { checkReferences, settleSummaries } from './references';
import { standardObjects } from './standard';
import { TreeCache } from './tree-cache';
import { readValueSets } from './value-sets';
import { flag, children, textOf } from './xml';

export interface LoadedSchema {
  readonly schema: Schema;
  /** Everything wrong in the metadata, in order of file and line; what they concern is missing from the schema. */
  readonly problems: SchemaProblem[];
}

export interface LoadOptions {
  /** Folder for parsed metadata, usually `node_modules/.cache/courier`; without it everything is parsed each time. */
  readonly cacheFolder?: string | null;
  /** Whether a file or folder is left out, by its absolute path. */
  readonly ignores?: (path: string, isFolder: boolean) => boolean;
}

/** The root element each kind of file must have. */
const ROOTS: Readonly<Record<MetadataKind, string>> = {
  object: 'CustomObject',
  field: 'CustomField',
  recordType: 'RecordType',
  validationRule: 'ValidationRule',
  fieldSet: 'FieldSet',
  sharingReason: 'SharingReason',
  customMetadata: 'CustomMetadata',
  labels: 'CustomLabels',
  permissionSet: 'PermissionSet',
  permissionSetGroup: 'PermissionSetGroup',
  mutingPermissionSet: 'MutingPermissionSet',
  customPermission: 'CustomPermission',
  namedCredential: 'NamedCredential',
  externalCredential: 'ExternalCredential',
  staticResource: 'StaticResource',
  remoteSite: 'RemoteSiteSetting',
  globalValueSet: 'GlobalValueSet',
  standardValueSet: 'StandardValueSet',
  eventSubscriber: 'PlatformEventSubscriberConfig',
  queue: 'Queue',
  publicGroup: 'Group',
  notificationType: 'CustomNotificationType',
  cachePartition: 'PlatformCachePartition',
  assignmentRules: 'AssignmentRules',
  role: 'Role',
  restrictionRule: 'RestrictionRule',
  sharingRules: 'SharingRules',
};

/**
 * Loads the metadata below the package folders, in any layout of the source format, beside the standard objects.
 * A file that cannot be read becomes a problem; the rest is loaded all the same.
 *
 * @param packageFolders absolute paths, in the order of `sfdx-project.json`
 */
export function loadSchema(packageFolders: readonly string[], options: LoadOptions = {}): LoadedSchema {
  const cache = new TreeCache(options.cacheFolder ?? null, packageFolders.join('\0'));
  const problems = new ProblemList();
  const hash = createHash('sha256');
  const standard = standardObjects();
  hash.update(standard.fingerprint);

  const byKind = new Map<MetadataKind, ParsedFile[]>();
  for (const folder of packageFolders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      problems.add(folder, null, 'There is no such package folder.');
      continue;
    }
    for (const file of findMetadataFiles([folder], options.ignores)) {
      const parsed = readFile(file, folder, hash, cache, problems);
      if (!parsed) continue;
      const list = byKind.get(parsed.kind);
      if (list) list.push(parsed);
      else byKind.set(parsed.kind, [parsed]);
    }
  }
  cache.save();
  const filesOf = (...kinds: MetadataKind[]): ParsedFile[] => kinds.flatMap((kind) => byKind.get(kind) ?? []);

  const picklists = readValueSets(filesOf('globalValueSet'), filesOf('standardValueSet'));
  const drafts = gatherDrafts(
    filesOf('object', 'field', 'recordType', 'validationRule', 'fieldSet', 'sharingReason'),
    problems,
  );
  for (const object of picklists.standardObjects) ensureDraft(drafts, object);
  const built = [...drafts.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((draft) => buildObjects(draft, { problems, standard, picklists }));
  const objects = settleSummaries(assignKeyPrefixes(mergeExtensions(built)));
  const own = new Map(objects.map((each) => [each.object.name.toLowerCase(), each.object]));
  const objectOf = (name: string): ObjectSchema | null => own.get(name.toLowerCase()) ?? standard.object(name);
  checkReferences(objects, objectOf, problems);
  checkFieldSets(drafts.values(), objectOf, problems);

  const permissionSetFiles = unique(filesOf('permissionSet'), 'Permission set', problems);
  for (const file of permissionSetFiles) checkPermissionTargets(file, objectOf, problems);
  const schema = new OrgSchema(
    objects.map((each) => each.object),
    standard,
    {
      customMetadata: readCustomMetadata(filesOf('customMetadata'), objectOf, problems),
      permissionSets: permissionSetFiles.map((file) => readPermissionSet(file, problems)),
      permissionSetGroups: filesOf('permissionSetGroup').map(readPermissionSetGroup),
      mutingPermissionSets: filesOf('mutingPermissionSet').map((file) => readPermissionSet(file, problems)),
      customPermissions: filesOf('customPermission').map((file) => file.name),
      namedCredentials: filesOf('namedCredential').map((file) => readNamedCredential(file, problems)),
      externalCredentials: filesOf('externalCredential').map(readExternalCredential),
      remoteSites: filesOf('remoteSite').map((file) => readRemoteSite(file, problems)),
      eventSubscribers: filesOf('eventSubscriber').map((file) => readEventSubscriber(file, problems)),
      queues: filesOf('queue').map(readQueue),
      publicGroups: filesOf('publicGroup').map(readGroup),
      notificationTypes: filesOf('notificationType').map(readNamed),
      cachePartitions: filesOf('cachePartition').map((file) => ({
        ...readNamed(file),
        isDefault: flag(file.root, 'isDefaultPartition'),
      })),
      roles: filesOf('role').map(readRole),
      restrictionRules: filesOf('restrictionRule').flatMap((file) => restrictedObject(file) ?? []),
      sharingRules: filesOf('sharingRules')
        .filter(hasSharingRules)
        .map((file) => file.name),
      assignmentRules: filesOf('assignmentRules').map((file) => file.name),
      labels: readLabels(filesOf('labels'), problems),
      staticResources: readStaticResources(filesOf('staticResource'), problems),
      fingerprint: hash.digest('hex'),
    },
  );
  return { schema, problems: problems.all() };
}

function readFile(
  file: MetadataFile,
  folder: string,
  hash: ReturnType<typeof createHash>,
  cache: TreeCache,
  problems: ProblemList,
): ParsedFile | null {
  const text = readFileSync(file.path, 'utf8');
  hash.update(relative(folder, file.path).split(sep).join('/')).update('\0').update(text).update('\0');
  const result = cache.parse(text);
  if ('fault' in result) {
    problems.add(file.path, result.fault, result.fault.message);
    return null;
  }
  const { root } = result;
  if (root.name !== ROOTS[file.kind]) {
    problems.add(file.path, root, `Expected <${ROOTS[file.kind]}> as the root element, but found <${root.name}>.`);
    return null;
  }
  return { ...file, root };
}

/** Task and Event may each be extended twice: by themselves and through Activity. */
function mergeExtensions(built: readonly BuiltObject[]): BuiltObject[] {
  const merged = new Map<string, BuiltObject>();
  for (const each of built) {
    const earlier = merged.get(each.object.name);
    if (!earlier) {
      merged.set(each.object.name, each);
      continue;
    }
    const [a, b] = [earlier.object, each.object];
    merged.set(each.object.name, {
      object: {
        ...a,
        fields: new Map([...a.fields, ...b.fields]),
        recordTypes: [...a.recordTypes, ...b.recordTypes],
        validationRules: [...a.validationRules, ...b.validationRules],
        fieldSets: [...(a.fieldSets ?? []), ...(b.fieldSets ?? [])],
      },
      origins: new Map([...earlier.origins, ...each.origins]),
    });
  }
  return [...merged.values()];
}

function unique(files: readonly ParsedFile[], word: string, problems: ProblemList): ParsedFile[] {
  const first = new Map<string, ParsedFile>();
  for (const file of files) {
    const earlier = first.get(file.name.toLowerCase());
    if (earlier) problems.add(file.path, file.root, `${word} ${file.name} is declared twice: also in ${earlier.path}.`);
    else first.set(file.name.toLowerCase(), file);
  }
  return [...first.values()];
}

/** Custom objects and fields only: which standard ones there are depends on the org's features. */
function checkPermissionTargets(
  file: ParsedFile,
  objectOf: (name: string) => ObjectSchema | null,
  problems: ProblemList,
): void {
  for (const { element, object, field } of permissionTargets(file.root)) {
    const schema = objectOf(object);
    const isCustomObject = /__\w+$/.test(object);
    if (!schema) {
      if (isCustomObject) problems.add(file.path, element, `Permission set ${file.name}: unknown object ${object}.`);
    } else if (field && /__\w+$/.test(field) && !schema.fields.has(field.toLowerCase()))
      problems.add(file.path, element, `Permission set ${file.name}: object ${object} has no field ${field}.`);
  }
}

function readLabels(files: readonly ParsedFile[], problems: ProblemList): Map<string, string> {
  const labels = new Map<string, string>();
  for (const file of files)
    for (const element of children(file.root, 'labels')) {
      const name = required(problems, file.path, element, 'fullName', 'A custom label');
      if (!name) continue;
      if (labels.has(name.toLowerCase())) problems.add(file.path, element, `Custom label ${name} is declared twice.`);
      else labels.set(name.toLowerCase(), element.children.find((each) => each.name === 'value')?.text ?? '');
    }
  return labels;
}

function readStaticResources(
  files: readonly ParsedFile[],
  problems: ProblemList,
): Map<string, { file: string; contentType: string }> {
  const resources = new Map<string, { file: string; contentType: string }>();
  for (const file of files) {
    const folder = dirname(file.path);
    const content = readdirSync(folder, { withFileTypes: true }).find(
      (entry) =>
        entry.name !== basename(file.path) &&
        (entry.isDirectory() ? entry.name === file.name : entry.name.replace(/\.[^.]*$/, '') === file.name),
    );
    if (!content) {
      problems.add(file.path, file.root, `Static resource ${file.name} has no content file beside it.`);
      continue;
    }
    resources.set(file.name.toLowerCase(), {
      file: join(folder, content.name),
      contentType: textOf(file.root, 'contentType') ?? 'application/octet-stream',
    });
  }
  return resources;
}
