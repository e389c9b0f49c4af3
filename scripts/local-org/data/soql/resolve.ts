/**
 * Names in queries against the schema: fields, parent paths, child relationships.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_understanding.htm
 */
import type { ChildRelationship, FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import type { FieldPath, QueryPosition } from './query';
import type { SoqlProblem } from './description';

/** One relationship of a path: from an object along a reference field to its parent. */
export interface PathStep {
  readonly from: ObjectSchema;
  readonly reference: FieldSchema;
  /** The parent; `Name`, the union of everything an owner, who or what can be, when there are several. */
  readonly to: ObjectSchema;
  readonly isPolymorphic: boolean;
  readonly relationship: string;
}

export interface ResolvedField {
  readonly steps: readonly PathStep[];
  /** The object that has the field: the last parent, or the query's own object. */
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  /** The path in the schema's spelling. */
  readonly path: readonly string[];
}

/** A query that does not fit the schema. The message is Salesforce's. */
export class SoqlError extends Error implements SoqlProblem {
  constructor(
    message: string,
    readonly at: QueryPosition,
  ) {
    super(message);
  }
}

const WSDL_HINT = 'Please reference your WSDL or the describe call for the appropriate names.';

export function noSuchColumn(name: string, entity: string): string {
  return (
    `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, ` +
    `be sure to append the '__c' after the custom field name. ${WSDL_HINT}`
  );
}

export function noSuchObject(name: string): string {
  return (
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, ` +
    `be sure to append the '__c' after the entity name. ${WSDL_HINT}`
  );
}

function noSuchRelationship(name: string): string {
  return (
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, ` +
    `be sure to append the '__r' after the custom relationship name. ${WSDL_HINT}`
  );
}

function noSuchChildRelationship(name: string): string {
  return (
    `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom ` +
    `relationship, be sure to append the '__r' after the custom relationship name. ${WSDL_HINT}`
  );
}

/** The object a query reads. */
export function resolveObject(schema: Schema, name: string, at: QueryPosition): ObjectSchema {
  const object = schema.object(name);
  if (!object?.isQueryable) throw new SoqlError(noSuchObject(name), at);
  return object;
}

const relationships = new WeakMap<ObjectSchema, Map<string, FieldSchema>>();

/** The reference field behind a parent relationship: `AccountId` for `Account`. */
export function referenceField(object: ObjectSchema, relationship: string): FieldSchema | null {
  let byName = relationships.get(object);
  if (!byName) {
    byName = new Map();
    for (const field of object.fields.values()) {
      if (field.relationshipName) byName.set(field.relationshipName.toLowerCase(), field);
    }
    relationships.set(object, byName);
  }
  return byName.get(relationship.toLowerCase()) ?? null;
}

/** The parent a reference leads to, or null when the schema does not know any of its objects. */
export function parentObject(
  schema: Schema,
  reference: FieldSchema,
): { object: ObjectSchema; isPolymorphic: boolean } | null {
  if (reference.referenceTo.length > 1) {
    const name = schema.object('Name');
    return name && { object: name, isPolymorphic: true };
  }
  const [only] = reference.referenceTo;
  const object = only === undefined ? null : schema.object(only);
  return object && { object, isPolymorphic: false };
}

/**
 * Resolves a field path from an object. The path may begin with the query's alias or the object's own name.
 *
 * @throws SoqlError for a relationship or field the object does not have
 */
export function resolveField(
  schema: Schema,
  object: ObjectSchema,
  path: FieldPath,
  at: QueryPosition,
  alias: string | null = null,
): ResolvedField {
  const names = withoutAlias(object, path, alias);
  const steps: PathStep[] = [];
  let current = object;
  for (const name of names.slice(0, -1)) {
    const reference = referenceField(current, name);
    const parent = reference && parentObject(schema, reference);
    if (!reference || !parent) throw new SoqlError(noSuchRelationship(name), at);
    const relationship = reference.relationshipName ?? name;
    steps.push({ from: current, reference, to: parent.object, isPolymorphic: parent.isPolymorphic, relationship });
    current = parent.object;
  }
  const last = names[names.length - 1] ?? '';
  const field = current.fields.get(last.toLowerCase());
  if (!field) throw new SoqlError(noSuchColumn(last, current.name), at);
  return { steps, object: current, field, path: [...steps.map((step) => step.relationship), field.name] };
}

function withoutAlias(object: ObjectSchema, path: FieldPath, alias: string | null): FieldPath {
  const [first, ...rest] = path;
  if (first === undefined || rest.length === 0) return path;
  if (alias !== null && first.toLowerCase() === alias.toLowerCase()) return rest;
  // `Account.Name FROM Contact` is the parent's name, `Account.Name FROM Account` its own.
  if (first.toLowerCase() === object.name.toLowerCase() && !referenceField(object, first)) return rest;
  return path;
}

export interface ResolvedChildren {
  readonly relationship: ChildRelationship;
  readonly name: string;
  readonly object: ObjectSchema;
  /** The field of the child that holds the parent's id. */
  readonly field: FieldSchema;
}

/** The child relationship a sub-query reads; `Account.Contacts` is the same as `Contacts`. */
export function resolveChildren(
  schema: Schema,
  parent: ObjectSchema,
  from: string,
  at: QueryPosition,
): ResolvedChildren {
  const name = from.slice(from.lastIndexOf('.') + 1);
  const relationship = parent.childRelationships.find((each) => each.name?.toLowerCase() === name.toLowerCase());
  const object = relationship && schema.object(relationship.childObject);
  const field = relationship && object?.fields.get(relationship.field.toLowerCase());
  if (!relationship?.name || !object || !field) throw new SoqlError(noSuchChildRelationship(name), at);
  return { relationship, name: relationship.name, object, field };
}
