/**
 * Copies values as asynchronous Apex stores them between the transaction that enqueues and the one that runs.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_transient.htm
 */
import { apexException } from '../values/errors';
import { ApexList } from '../values/list';
import { ApexMap } from '../values/map';
import { ApexObject, LibraryObject } from '../values/object';
import { ApexSet } from '../values/set';
import { SObjectValue } from '../values/sobject';
import type { ApexType } from '../values/types';
import type { Value } from '../values/value';

/** Namespaces whose objects are tokens: the same object everywhere. */
const TOKEN_NAMESPACES = new Set(['Schema']);

/** Handles on something the org keeps: "Cursors are serializable." They are the same object in every copy. */
const HANDLES = new Set(['Database.Cursor', 'Database.PaginationCursor']);

/** Constants of the library: the same object in every copy. Public suites that pass on an org hold them in jobs. */
const CONSTANTS = new Set(['AccessLevel']);

/** Library objects that jobs may hold in their fields: public suites that pass on the platform depend on it. */
const HELD_BY_JOBS = new Set([
  'AsyncOptions',
  'FinalizerContextImpl',
  'QueueableContextImpl',
  'QueueableDuplicateSignature',
  'QueueableDuplicateSignature.Builder',
]);

/**
 * A deep copy: what is the same object stays the same object in the copy, transient fields are null.
 *
 * @throws System.SerializationException for what the platform does not serialise
 */
export function serialise<T extends Value>(value: T): T {
  return new Copier().copy(value) as T;
}

class Copier {
  private readonly copies = new Map<object, object>();

  copy(value: Value): Value {
    if (typeof value !== 'object' || value === null) return value;
    const known = this.copies.get(value);
    return known ?? this.copyObject(value);
  }

  private copyObject(value: object): Value {
    if (value instanceof ApexList) {
      const list = this.keep(value, new ApexList(value.type));
      list.items.push(...value.items.map((item) => this.copy(item)));
      return list;
    }
    if (value instanceof ApexSet)
      return this.keep(
        value,
        new ApexSet(
          value.type,
          [...value].map((item) => this.copy(item)),
        ),
      );
    if (value instanceof ApexMap) {
      const entries = [...value.entries()].map(([key, item]) => [this.copy(key), this.copy(item)] as const);
      return this.keep(value, value.with(entries));
    }
    if (value instanceof SObjectValue) return this.copyRecord(value);
    if (value instanceof ApexObject || value instanceof Error) return this.copyInstance(value);
    if (value instanceof LibraryObject && !isShared(value.$type)) {
      if (HELD_BY_JOBS.has(value.$type.displayName)) return this.copyInstance(value);
      throw apexException('System.SerializationException', `Not Serializable: ${value.$type.displayName}`);
    }
    // Dates, numbers, blobs, enum constants, types: values that never change.
    return value;
  }

  private copyRecord(record: SObjectValue): SObjectValue {
    const copy = this.keep(record, new SObjectValue(record.object, record.queriedFields));
    for (const [name, value] of record.populated()) copy.store(name, this.copy(value));
    return copy;
  }

  private copyInstance(instance: object): object {
    const copy = this.keep(instance, Object.create(Object.getPrototypeOf(instance) as object) as object);
    const transient = instance instanceof ApexObject ? transientFields(instance.$type) : new Set<string>();
    for (const [name, value] of Object.entries(instance) as [string, Value][]) {
      Reflect.set(copy, name, transient.has(name) ? null : this.copy(value));
    }
    return copy;
  }

  private keep<T extends object>(original: object, copy: T): T {
    this.copies.set(original, copy);
    return copy;
  }
}

function isShared(type: ApexType): boolean {
  const name = type.displayName;
  return TOKEN_NAMESPACES.has(type.namespace) || type.kind === 'enum' || HANDLES.has(name) || CONSTANTS.has(name);
}

function transientFields(type: ApexType): Set<string> {
  const names = new Set<string>();
  for (let each: ApexType | null = type; each; each = each.superType) {
    for (const field of each.members.fields.values()) if (field.isTransient) names.add(field.emitName);
  }
  return names;
}
