/** `record.get(name)` and its like: fields and relations by names that are checked now. */
import { apexException, nullArgument } from '../../values/errors';
import type { ApexList } from '../../values/list';
import type { SObjectValue } from '../../values/sobject';
import type { FieldSchema } from '../../schema/model';
import type { Value } from '../../values/value';
import { SObjectFieldToken } from '../schema/tokens';
import { fieldValue } from './field-type';

type FieldReference = string | SObjectFieldToken | null;

function nameOf(reference: FieldReference): string {
  if (reference === null) throw nullArgument();
  return typeof reference === 'string' ? reference : reference.field.name;
}

/** @throws System.SObjectException `Invalid field X for Account` */
function fieldOf(self: SObjectValue, reference: FieldReference): FieldSchema | null {
  if (reference instanceof SObjectFieldToken && reference.object !== self.object && !isAlias(self)) {
    const sameName = self.object.fields.get(reference.field.name.toLowerCase());
    if (!sameName || reference.object.name !== self.object.name) {
      throw apexException(
        'System.SObjectException',
        `SObject.FieldName does not belong to SObject type ${self.object.name}`,
      );
    }
  }
  const name = nameOf(reference);
  const field = self.object.fields.get(name.toLowerCase());
  if (!field && !isAlias(self)) throw invalidField(self, name);
  return field ?? null;
}

/** Rows of aggregates have whatever fields the query named. */
function isAlias(self: SObjectValue): boolean {
  return self.object.name === 'AggregateResult';
}

function invalidField(self: SObjectValue, name: string): Error {
  return apexException('System.SObjectException', `Invalid field ${name} for ${self.object.name}`);
}

/** `get(field)`. */
export function getField(self: SObjectValue, reference: FieldReference): Value {
  const field = fieldOf(self, reference);
  if (field) return self.getField(field.name);
  const name = nameOf(reference);
  if (!self.isSet(name)) throw invalidField(self, name);
  return self.rawField(name);
}

/** `put(field, value)`: answers the value before. */
export function putField(self: SObjectValue, reference: FieldReference, value: Value): Value {
  const field = fieldOf(self, reference);
  if (!field) throw invalidField(self, nameOf(reference));
  const isComputed = field.formula !== null || field.summary !== undefined;
  if (isComputed || (field.isSystem && !field.isCreateable && field.type !== 'id')) {
    throw apexException('System.SObjectException', `Field ${field.name} is not editable`);
  }
  const before = self.rawField(field.name);
  self.putField(field.name, fieldValue(field, value));
  return before;
}

/** `isSet(field)`. */
export function isSet(self: SObjectValue, reference: FieldReference): boolean {
  const field = fieldOf(self, reference);
  return self.isSet(field?.name ?? nameOf(reference));
}

/** A parent relation by its own name or that of its field. */
function parentRelation(self: SObjectValue, reference: FieldReference): string {
  const wanted = nameOf(reference).toLowerCase();
  for (const field of self.object.fields.values()) {
    if (field.relationshipName === null) continue;
    if (field.relationshipName.toLowerCase() === wanted || field.name.toLowerCase() === wanted) {
      return field.relationshipName;
    }
  }
  throw apexException('System.SObjectException', `Invalid relationship ${nameOf(reference)} for ${self.object.name}`);
}

/** `getSObject(field)`. */
export function getParent(self: SObjectValue, reference: FieldReference): SObjectValue | null {
  return self.parent(parentRelation(self, reference));
}

/** `putSObject(field, record)`: answers the record before. */
export function putParent(
  self: SObjectValue,
  reference: FieldReference,
  record: SObjectValue | null,
): SObjectValue | null {
  const relation = parentRelation(self, reference);
  const before = self.isSet(relation) ? self.parent(relation) : null;
  self.putParent(relation, record);
  return before;
}

/** `getSObjects(relation)`: null where there are none. */
export function getChildren(self: SObjectValue, name: string | null): ApexList | null {
  if (name === null) throw nullArgument();
  const wanted = name.toLowerCase();
  const relation = self.object.childRelationships.find(
    (each) => each.name?.toLowerCase() === wanted || `${each.name?.toLowerCase()}__r` === wanted,
  );
  if (!relation?.name) {
    throw apexException('System.SObjectException', `Invalid relationship ${name} for ${self.object.name}`);
  }
  const stored = self.children(relation.name);
  return stored && stored.size > 0 ? stored : null;
}
