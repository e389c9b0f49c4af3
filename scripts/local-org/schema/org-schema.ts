/** The schema of one project: its own objects over the standard ones. */

import { childRelationshipOf, makeObject } from './make';
import type { ChildRelationship, FieldSchema, ObjectSchema, Schema } from './model';
import type { StandardObjects } from './standard';

/** What of a schema does not come from objects. */
export type SchemaRest = Omit<Schema, 'object' | 'objectByKeyPrefix' | 'objects'>;

/**
 * References of standard objects that may point at any custom object of the project.
 * Tasks and events only at those that allow activities.
 */
const OPEN_REFERENCES: Readonly<Record<string, { readonly field: string; readonly needsActivities: boolean }>> = {
  Task: { field: 'WhatId', needsActivities: true },
  Event: { field: 'WhatId', needsActivities: true },
  Attachment: { field: 'ParentId', needsActivities: false },
  Note: { field: 'ParentId', needsActivities: false },
  ContentDocumentLink: { field: 'LinkedEntityId', needsActivities: false },
  ContentVersion: { field: 'FirstPublishLocationId', needsActivities: false },
  ProcessInstance: { field: 'TargetObjectId', needsActivities: false },
  TopicAssignment: { field: 'EntityId', needsActivities: false },
  FeedItem: { field: 'ParentId', needsActivities: false },
};

/** Objects are put together when they are first asked for; asking twice gives the same object. */
export class OrgSchema implements Schema {
  readonly customMetadata;
  readonly permissionSets;
  readonly customPermissions;
  readonly namedCredentials;
  readonly permissionSetGroups;
  readonly externalCredentials;
  readonly cachePartitions;
  readonly assignmentRules;
  readonly notificationTypes;
  readonly publicGroups;
  readonly roles;
  readonly restrictionRules;
  readonly sharingRules;
  readonly queues;
  readonly mutingPermissionSets;
  readonly remoteSites;
  readonly eventSubscribers;
  readonly labels;
  readonly staticResources;
  readonly fingerprint;

  private readonly own = new Map<string, ObjectSchema>();
  private readonly finished = new Map<string, ObjectSchema>();
  private readonly prefixes = new Map<string, string>();
  /** Relationships the project adds, by the parent's lower-case name. */
  private readonly addedRelationships = new Map<string, ChildRelationship[]>();
  private readonly customNames: readonly string[];
  private readonly activityNames: readonly string[];
  private all: readonly ObjectSchema[] | null = null;

  /**
   * @param own the project's objects: custom ones and standard ones it extends
   * @param standard the standard objects beneath
   */
  constructor(
    own: readonly ObjectSchema[],
    private readonly standard: StandardObjects,
    rest: SchemaRest,
  ) {
    this.customMetadata = rest.customMetadata;
    this.permissionSets = rest.permissionSets;
    this.customPermissions = rest.customPermissions;
    this.namedCredentials = rest.namedCredentials;
    this.permissionSetGroups = rest.permissionSetGroups ?? [];
    this.mutingPermissionSets = rest.mutingPermissionSets ?? [];
    this.queues = rest.queues ?? [];
    this.publicGroups = rest.publicGroups ?? [];
    this.roles = rest.roles ?? [];
    this.restrictionRules = rest.restrictionRules ?? [];
    this.sharingRules = rest.sharingRules ?? [];
    this.notificationTypes = rest.notificationTypes ?? [];
    this.cachePartitions = rest.cachePartitions ?? [];
    this.assignmentRules = rest.assignmentRules ?? [];
    this.externalCredentials = rest.externalCredentials ?? [];
    this.remoteSites = rest.remoteSites ?? [];
    this.eventSubscribers = rest.eventSubscribers ?? [];
    this.labels = rest.labels;
    this.staticResources = rest.staticResources;
    this.fingerprint = rest.fingerprint;
    for (const object of own) {
      this.own.set(object.name.toLowerCase(), object);
      if (object.kind !== 'standard' && !this.prefixes.has(object.keyPrefix))
        this.prefixes.set(object.keyPrefix, object.name);
    }
    const customs = own.filter((object) => object.kind === 'custom');
    this.customNames = customs.map((object) => object.name);
    this.activityNames = customs.filter((each) => each.fields.has('lastactivitydate')).map((each) => each.name);
    this.collectRelationships(own);
  }

  object(name: string): ObjectSchema | null {
    const key = name.toLowerCase();
    const known = this.finished.get(key);
    if (known) return known;
    const base = this.own.get(key) ?? this.standard.object(name);
    if (!base) return null;
    const object = this.finish(base);
    this.finished.set(key, object);
    return object;
  }

  objectByKeyPrefix(prefix: string): ObjectSchema | null {
    const name = this.prefixes.get(prefix) ?? this.standard.nameByKeyPrefix(prefix);
    return name ? this.object(name) : null;
  }

  /** Standard objects, then the project's, each in order of name. */
  get objects(): readonly ObjectSchema[] {
    if (!this.all) {
      const custom = [...this.own.values()].filter((object) => !this.standard.nameOf(object.name));
      const names = [...this.standard.names, ...custom.map((object) => object.name)];
      this.all = names.flatMap((name) => this.object(name) ?? []);
    }
    return this.all;
  }

  private finish(base: ObjectSchema): ObjectSchema {
    const added = this.addedRelationships.get(base.name.toLowerCase()) ?? [];
    const open = OPEN_REFERENCES[base.name];
    const targets = open ? this.openTargets(base.name) : [];
    if (added.length === 0 && targets.length === 0) return base;
    return makeObject(base.name, {
      ...base,
      childRelationships: [...base.childRelationships, ...added],
      fields: open && targets.length > 0 ? widen(base.fields, open.field, targets) : base.fields,
    });
  }

  private openTargets(standardName: string): readonly string[] {
    return OPEN_REFERENCES[standardName]?.needsActivities ? this.activityNames : this.customNames;
  }

  private collectRelationships(own: readonly ObjectSchema[]): void {
    const add = (parent: string, relationship: ChildRelationship): void => {
      const key = parent.toLowerCase();
      const list = this.addedRelationships.get(key);
      if (list) list.push(relationship);
      else this.addedRelationships.set(key, [relationship]);
    };
    for (const object of own) {
      const isCompanion = object.kind === 'share' || object.kind === 'history';
      for (const field of object.fields.values()) {
        if (field.type !== 'reference' || !(field.isCustom || (isCompanion && field.childRelationshipName))) continue;
        const relationship = childRelationshipOf(object.name, field);
        for (const parent of field.referenceTo) add(parent, relationship);
      }
    }
    for (const [standardName, open] of Object.entries(OPEN_REFERENCES)) {
      const field = this.standard.object(standardName)?.fields.get(open.field.toLowerCase());
      if (!field) continue;
      const relationship = childRelationshipOf(standardName, field);
      for (const parent of this.openTargets(standardName)) add(parent, relationship);
    }
  }
}

function widen(
  fields: ReadonlyMap<string, FieldSchema>,
  name: string,
  targets: readonly string[],
): ReadonlyMap<string, FieldSchema> {
  const widened = new Map(fields);
  const field = fields.get(name.toLowerCase());
  if (field) widened.set(name.toLowerCase(), { ...field, referenceTo: [...field.referenceTo, ...targets] });
  return widened;
}
