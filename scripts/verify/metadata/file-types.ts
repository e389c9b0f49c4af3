/** Which type of metadata a `-meta.xml` holds, by its suffix, as Salesforce's own registry of types says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FileType {
  /** Root element: `CustomField`. */
  readonly root: string;
  /** Folder such files have to be below; null where any will do. */
  readonly folder: string | null;
}

interface RegistryType {
  readonly name: string;
  readonly suffix?: string;
  readonly directoryName: string;
  readonly strictDirectoryName?: boolean;
  readonly folderType?: string;
  readonly children?: { readonly types: Readonly<Record<string, RegistryType>> };
}

/** What the registry finds by folder instead of suffix. */
const BUNDLES: Readonly<Record<string, FileType>> = {
  js: { root: 'LightningComponentBundle', folder: 'lwc' },
  ...Object.fromEntries(
    ['cmp', 'design', 'evt', 'intf', 'tokens'].map((each) => [each, { root: 'AuraDefinitionBundle', folder: 'aura' }]),
  ),
};

/** Other root elements than the type's name. */
const ROOTS: Readonly<Record<string, string>> = { CustomLabel: 'CustomLabels' };

let known: ReadonlyMap<string, FileType> | null = null;

/** Suffix, without `-meta.xml` → type. */
function fileTypes(): ReadonlyMap<string, FileType> {
  known ??= readRegistry();
  return known;
}

function readRegistry(): ReadonlyMap<string, FileType> {
  const main = require.resolve('@salesforce/source-deploy-retrieve');
  const file = join(main, '..', 'registry', 'metadataRegistry.json');
  const registry = JSON.parse(readFileSync(file, 'utf8')) as { types: Readonly<Record<string, RegistryType>> };
  const types = new Map<string, FileType>();
  for (const type of Object.values(registry.types)) {
    // A child is in the folder of its kind below the parent's: `objects/Order__c/fields/`.
    for (const each of Object.values(type.children?.types ?? {})) {
      if (each.suffix) types.set(each.suffix, { root: ROOTS[each.name] ?? each.name, folder: each.directoryName });
    }
  }
  for (const type of Object.values(registry.types)) {
    if (!type.suffix) continue;
    const folder = type.strictDirectoryName ? type.directoryName : null;
    types.set(type.suffix, { root: ROOTS[type.name] ?? type.name, folder });
  }
  for (const [suffix, type] of Object.entries(BUNDLES)) types.set(suffix, type);
  return types;
}

/**
 * Type of a file. An application of Aura shares its suffix with a custom application, so the folder decides.
 *
 * @param suffix of the file, without `-meta.xml`
 */
export function fileTypeOf(file: string, suffix: string): FileType | undefined {
  if (suffix === 'app' && file.split('/').includes('aura')) return BUNDLES.cmp;
  return fileTypes().get(suffix);
}

/** Suffix of a `-meta.xml`: `field` of `Note__c.field-meta.xml`; null of a file without one. */
export function suffixOf(file: string): string | null {
  return /\.([^./]+)-meta\.xml$/.exec(file)?.[1] ?? null;
}

/** Name of a component as its file says: `Note__c` of `…/Note__c.field-meta.xml`. */
export function fileNameOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return decodeURIComponent(name.replace(/\.[^./]+-meta\.xml$/, '').replace(/%(?![0-9a-f]{2})/gi, '%25'));
}
