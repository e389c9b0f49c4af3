/** What a project has, by kind of metadata and name: what its references are looked up in. */
import type { ObjectSchema, Schema } from '../../local-org/schema/model';
import type { SourceTree } from '../source-tree';
import { descendants } from './complaint';
import { componentClass, type ComponentClass } from './lwc-class';
import { listOf, property } from './project-config';

/** `X.permissionset-meta.xml`: the kind is `permissionset`. */
const META_FILE = /(?:^|\/)([^/]+)\.([A-Za-z]+)-meta\.xml$/;
const SOURCE_FILE = /(?:^|\/)([^/]+)\.(cls|trigger)$/i;
const COMPONENT_FILE = /(?:^|\/)(lwc|aura)\/([^/]+)\/\2\.(?:js|ts|html|cmp|js-meta\.xml)$/;
/** `acme__Invoice__c`, `acme__Util`: of another package, which the project cannot see. */
const NAMESPACED = /^[A-Za-z]\w*?__[A-Za-z]\w*__[a-z]+$/i;
const CUSTOM_OBJECT = /__(?:c|mdt|e|b)$/i;

const OWN_KINDS = new Set<ObjectSchema['kind']>(['custom', 'customMetadata', 'platformEvent']);
/** Fields of custom objects that depend on what else the org has: record types, currencies, activities. */
const ORG_FIELDS = new Set(
  'recordtypeid currencyisocode lastactivitydate lastvieweddate lastreferenceddate qualifiedapiname'.split(' '),
);

export class Names {
  readonly schema: Schema;
  private readonly byKind = new Map<string, Set<string>>();

  private readonly components = new Map<string, ComponentClass | null>();
  private labels: ReadonlySet<string> | null = null;

  constructor(private readonly tree: SourceTree) {
    this.schema = tree.build().schema;
    for (const file of tree.files) {
      const meta = META_FILE.exec(file) ?? SOURCE_FILE.exec(file);
      if (meta?.[1] !== undefined && meta[2] !== undefined) this.add(meta[2], meta[1]);
      const component = COMPONENT_FILE.exec(file);
      if (component?.[1] !== undefined && component[2] !== undefined) this.add(component[1], component[2]);
    }
  }

  /** Whether a file of that kind (`cls`, `lwc`, `permissionset`) has the name, in any case as the platform reads it. */
  has(kind: string, name: string): boolean {
    return this.byKind.get(kind.toLowerCase())?.has(name.toLowerCase()) ?? false;
  }

  /** Whether the project should have a file of that kind and name, and has not. */
  lacksFile(kind: string, name: string): boolean {
    return name !== '' && !isForeign(name) && !this.has(kind, name);
  }

  /** Whether the project should have a custom label of that name, and has not. */
  lacksLabel(name: string): boolean {
    this.labels ??= new Set(this.tree.files.flatMap((file) => labelsOf(this.tree, file)));
    return !isForeign(name) && !this.labels.has(name.toLowerCase());
  }

  /** Properties of a Lightning web component that others may set; null when they cannot be told. */
  publicProperties(component: string): ReadonlySet<string> | null {
    const found = this.componentClass(component);
    return found?.isWhole ? found.publicNames : null;
  }

  /** The class of a Lightning web component; null when it has none. */
  componentClass(component: string): ComponentClass | null {
    const known = this.components.get(component);
    if (known !== undefined) return known;
    const file = this.tree.files.find((each) => each.endsWith(`/lwc/${component}/${component}.js`));
    const read = file === undefined ? null : componentClass(this.tree.text(file));
    this.components.set(component, read);
    return read;
  }

  /** Whether the project should hold the object and does not; a standard object is never missed. */
  lacksObject(name: string): boolean {
    if (!CUSTOM_OBJECT.test(name) || NAMESPACED.test(name)) return false;
    // The local org has no big objects: their file is enough.
    return this.schema.object(name) === null && !this.has('object', name);
  }

  /** Whether the project should hold the custom field and does not; `false` when its object is unknown. */
  lacksField(object: string, field: string): boolean {
    if (!/__c$/i.test(field) || NAMESPACED.test(field)) return false;
    const known = this.schema.object(object);
    return known !== null && !known.fields.has(field.toLowerCase());
  }

  /**
   * What a path of fields cannot reach, as a person calls it: `field No__c of Account`; null when nothing is missing, or nobody can
   * tell.
   *
   * @param path `['Customer__r', 'Name']`
   */
  missingOnPath(object: string, path: readonly string[]): string | null {
    const [first, ...rest] = path;
    if (first === undefined) return null;
    const known = this.schema.object(object);
    if (!known) return this.lacksObject(object) ? `object ${object}` : null;
    if (rest.length === 0) return this.lacksFieldByName(known, first) ? `field ${first} of ${object}` : null;
    const relation = [...known.fields.values()].find(
      ({ relationshipName }) => relationshipName?.toLowerCase() === first.toLowerCase(),
    );
    const [target, another] = relation?.referenceTo ?? [];
    if (target !== undefined) return another === undefined ? this.missingOnPath(target, rest) : null;
    return /__r$/i.test(first) && !isForeign(first) ? `relationship ${first} of ${object}` : null;
  }

  private lacksFieldByName(object: ObjectSchema, field: string): boolean {
    if (object.fields.has(field.toLowerCase()) || isForeign(field)) return false;
    // The project has all fields of its own objects; those of a standard object differ from org to org.
    return /__c$/i.test(field) || (OWN_KINDS.has(object.kind) && !ORG_FIELDS.has(field.toLowerCase()));
  }

  private add(kind: string, name: string): void {
    const key = kind.toLowerCase();
    const names = this.byKind.get(key) ?? new Set();
    this.byKind.set(key, names.add(name.toLowerCase()));
  }
}

/** Labels of one file, lower case: of a file of all of them, and of one each. */
function labelsOf(tree: SourceTree, file: string): string[] {
  if (!/\.labels?-meta\.xml$/.test(file)) return [];
  const parsed = tree.xml(file);
  if ('fault' in parsed) return [];
  return [...descendants(parsed.root)].flatMap(({ name, text }) =>
    name === 'fullName' ? [text.trim().toLowerCase()] : [],
  );
}

/** Whether a name is of another package: `acme__Util`, `acme__Invoice__c`. */
export function isForeign(name: string): boolean {
  return name.replace(/__(?:c|r|mdt|e|b|x|kav)$/i, '').includes('__');
}

/** Whether the project depends on packages whose components, without namespace, cannot be told from missing ones. */
export function hasUnseenDependencies(config: unknown): boolean {
  const directories = listOf(config, 'packageDirectories');
  const own = new Set(directories.map((each) => property(each, 'package')));
  return directories.some((each) =>
    listOf(each, 'dependencies').some((dependency) => !own.has(withoutVersion(property(dependency, 'package')))),
  );
}

/** A dependency may name an alias of one version: `Core@1.2.0-3`. */
function withoutVersion(name: unknown): unknown {
  return typeof name === 'string' ? name.replace(/@.*$/, '') : name;
}
