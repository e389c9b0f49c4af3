/** The standard objects, read from `standard/*.json`: each file is one object, built when it is first asked for. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childRelationshipOf, fieldMap, makeField, makeObject, makePicklistValue } from './make';
import type { ChildRelationship, FieldSchema, FieldType, ObjectKind, ObjectSchema } from './model';
import { systemField } from './system-fields';

/** One field of a standard object as the data files have it; what is usual is left out. See standard/README.md. */
interface StandardField {
  readonly type: FieldType;
  readonly label?: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly caseSensitive?: boolean;
  readonly externalId?: boolean;
  readonly nameField?: boolean;
  readonly auto?: string;
  readonly formula?: string;
  readonly create?: boolean;
  readonly update?: boolean;
  readonly filter?: boolean;
  readonly restricted?: boolean;
  readonly values?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly default?: string | number | boolean;
  readonly to?: readonly string[];
  readonly rel?: string;
  readonly children?: string;
  readonly onDelete?: 'cascade' | 'restrict';
}

interface StandardObject {
  readonly label: string;
  readonly plural: string;
  readonly prefix: string;
  readonly kind?: ObjectKind;
  readonly sharing?: ObjectSchema['sharingModel'];
  readonly publish?: ObjectSchema['publishBehavior'];
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
  readonly queryable?: boolean;
  readonly setup?: boolean;
  readonly system: string;
  readonly fields: Readonly<Record<string, StandardField>>;
}

/** The standard objects of every org; the same for all schemas of the process. */
export interface StandardObjects {
  /** In order of their names. */
  readonly names: readonly string[];
  /** API name in its own spelling; null when there is no such object. */
  nameOf(name: string): string | null;
  object(name: string): ObjectSchema | null;
  nameByKeyPrefix(prefix: string): string | null;
  /** Of the data files. */
  readonly fingerprint: string;
}

let loaded: StandardObjects | null = null;

/** Reads the data files once a process. */
export function standardObjects(): StandardObjects {
  loaded ??= load(join(__dirname, 'standard'));
  return loaded;
}

function load(folder: string): StandardObjects {
  const hash = createHash('sha256');
  const sources = new Map<string, StandardObject>();
  const spelling = new Map<string, string>();
  const byPrefix = new Map<string, string>();
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    const name = file.slice(0, -'.json'.length);
    const source = JSON.parse(text) as StandardObject;
    hash.update(file).update('\0').update(text).update('\0');
    sources.set(name, source);
    spelling.set(name.toLowerCase(), name);
    if (source.prefix && !byPrefix.has(source.prefix)) byPrefix.set(source.prefix, name);
  }
  const relationships = childRelationships(sources);
  const built = new Map<string, ObjectSchema>();
  return {
    names: [...sources.keys()],
    nameOf: (name) => spelling.get(name.toLowerCase()) ?? null,
    nameByKeyPrefix: (prefix) => byPrefix.get(prefix) ?? null,
    fingerprint: hash.digest('hex'),
    object(given) {
      const name = spelling.get(given.toLowerCase());
      const source = name === undefined ? undefined : sources.get(name);
      if (name === undefined || !source) return null;
      let object = built.get(name);
      if (!object) {
        object = buildObject(name, source, relationships.get(name) ?? []);
        built.set(name, object);
      }
      return object;
    },
  };
}

/** Every named relationship, and those that delete their children, by parent. */
function childRelationships(sources: ReadonlyMap<string, StandardObject>): Map<string, ChildRelationship[]> {
  const byParent = new Map<string, ChildRelationship[]>();
  for (const [object, source] of sources)
    for (const [name, field] of Object.entries(source.fields)) {
      if (!field.to || !(field.children || field.onDelete)) continue;
      const relationship = childRelationshipOf(object, buildField(name, field));
      for (const parent of field.to) {
        const list = byParent.get(parent);
        if (list) list.push(relationship);
        else byParent.set(parent, [relationship]);
      }
    }
  return byParent;
}

function buildObject(name: string, source: StandardObject, relationships: readonly ChildRelationship[]): ObjectSchema {
  const systemFields = source.system.split(' ').flatMap((each) => systemField(each) ?? []);
  const fields = Object.entries(source.fields).map(([field, details]) => buildField(field, details));
  return makeObject(name, {
    label: source.label,
    pluralLabel: source.plural,
    kind: source.kind ?? 'standard',
    keyPrefix: source.prefix,
    fields: fieldMap([...systemFields, ...fields]),
    childRelationships: relationships,
    sharingModel: source.sharing ?? 'readWrite',
    publishBehavior: source.publish ?? null,
    isCreateable: source.createable ?? true,
    isUpdateable: source.updateable ?? true,
    isDeletable: source.deletable ?? true,
    isQueryable: source.queryable ?? true,
    isSetupObject: source.setup ?? false,
  });
}

function buildField(name: string, source: StandardField): FieldSchema {
  const details: Partial<FieldSchema> = {
    isRequired: source.required ?? false,
    isUnique: source.unique ?? false,
    isCaseSensitive: source.caseSensitive ?? false,
    isExternalId: source.externalId ?? false,
    isNameField: source.nameField ?? false,
    isAutoNumber: source.auto !== undefined,
    displayFormat: source.auto ?? null,
    formula: source.formula ?? null,
    isCreateable: source.create ?? true,
    isUpdateable: source.update ?? true,
    isFilterable: source.filter ?? true,
    isRestrictedPicklist: source.restricted ?? false,
    isLongText: source.type === 'textarea' && (source.length ?? 255) > 255,
    defaultValue: defaultFormula(source),
    picklistValues: (source.values ?? []).map((value) =>
      makePicklistValue(value, { label: source.labels?.[value] ?? value, isDefault: value === source.default }),
    ),
    referenceTo: source.to ?? [],
    relationshipName: source.rel ?? null,
    childRelationshipName: source.children ?? null,
    deleteConstraint: source.to ? (source.onDelete ?? 'setNull') : null,
    ...(source.label === undefined ? {} : { label: source.label }),
    ...(source.length === undefined ? {} : { length: source.length }),
    ...(source.precision === undefined ? {} : { precision: source.precision }),
    ...(source.scale === undefined ? {} : { scale: source.scale }),
  };
  return makeField(name, source.type, details);
}

function defaultFormula(source: StandardField): string | null {
  const value = source.default;
  if (value === undefined) return source.type === 'boolean' ? 'FALSE' : null;
  return typeof value === 'string' ? `'${value.replace(/'/g, "\\'")}'` : String(value).toUpperCase();
}
