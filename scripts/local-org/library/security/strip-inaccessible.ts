/** `Security.stripInaccessible`: records without what the user may not touch. */
import { current } from '../../platform/current';
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import type { EnumValue } from '../../values/enum';
import { apexException } from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { SObjectValue } from '../../values/sobject';
import { requiredType, typeRegistry } from '../../values/type-registry';
import { setOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupported } from '../unsupported';

type AccessType = 'CREATABLE' | 'READABLE' | 'UPDATABLE' | 'UPSERTABLE';

/** A `System.SObjectAccessDecision`. */
export class SObjectAccessDecision extends PlatformObject {
  protected readonly typeName = 'System.SObjectAccessDecision';

  constructor(
    readonly records: ApexList,
    readonly modified: ReadonlySet<number>,
    /** Object name → API names of removed fields. */
    readonly removed: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    super();
  }
}

/** Object access the operation needs. */
function mayUseObject(object: ObjectSchema, type: AccessType): boolean {
  const { user } = current();
  switch (type) {
    case 'READABLE':
      return user.canReadObject(object);
    case 'CREATABLE':
      return user.canCreate(object);
    case 'UPDATABLE':
      return user.canEdit(object);
    case 'UPSERTABLE':
      return user.canCreate(object) && user.canEdit(object);
  }
}

function mayUseField(object: ObjectSchema, field: FieldSchema, type: AccessType): boolean {
  if (field.type === 'id') return true;
  const { user } = current();
  if (type === 'READABLE') return user.canReadField(object, field);
  const creates = type !== 'UPDATABLE';
  const updates = type !== 'CREATABLE';
  if (creates && !field.isCreateable) return false;
  if (updates && !field.isUpdateable) return false;
  return user.canEditField(object, field);
}

class Stripper {
  readonly removed = new Map<string, Set<string>>();

  constructor(private readonly type: AccessType) {}

  /** A copy with what may be used; relations are read-only, so they are checked for reading. */
  strip(record: SObjectValue): SObjectValue {
    // What is taken away reads as if it had not been queried.
    const queried = record.queriedFields && new Set(record.queriedFields);
    const copy = new SObjectValue(record.object, queried);
    const remove = (name: string): void => {
      queried?.delete(name.toLowerCase());
      this.note(record.object, name);
    };
    for (const [name, value] of record.populated()) {
      const field = record.object.fields.get(name.toLowerCase());
      if (field) {
        if (mayUseField(record.object, field, this.type)) copy.store(name, value);
        else remove(field.name);
      } else if (value instanceof SObjectValue) {
        if (this.mayUseRelation(record.object, name)) copy.store(name, this.strip(value));
        else remove(name);
      } else if (value instanceof ApexList) {
        const child = value.items.find((item) => item instanceof SObjectValue);
        if (child && !mayUseObject(child.object, 'READABLE')) remove(name);
        else copy.store(name, this.stripList(value));
      } else copy.store(name, value);
    }
    return copy;
  }

  private stripList(list: ApexList): ApexList {
    return new ApexList(
      list.type,
      list.items.map((item) => (item instanceof SObjectValue ? this.strip(item) : item)),
    );
  }

  private mayUseRelation(object: ObjectSchema, relationship: string): boolean {
    const wanted = relationship.toLowerCase();
    const field = [...object.fields.values()].find((each) => each.relationshipName?.toLowerCase() === wanted);
    return !field || current().user.canReadField(object, field);
  }

  private note(object: ObjectSchema, field: string): void {
    const fields = this.removed.get(object.name) ?? new Set();
    this.removed.set(object.name, fields.add(field));
  }

  get count(): number {
    return [...this.removed.values()].reduce((sum, fields) => sum + fields.size, 0);
  }
}

/**
 * Strips a list of records.
 *
 * @throws System.NoAccessException when the user may not use the object at all and `enforceRootObjectCRUD` says so
 */
function stripInaccessible(
  access: EnumValue,
  source: ApexList,
  enforceRootObjectCrud: boolean | null,
): SObjectAccessDecision {
  const type = access.name as AccessType;
  const removed = new Map<string, Set<string>>();
  const modified = new Set<number>();
  const records = source.items.map((item, index) => {
    if (!(item instanceof SObjectValue)) return item;
    if (enforceRootObjectCrud !== false && !mayUseObject(item.object, type)) {
      throw apexException('System.NoAccessException', `No access to entity: ${item.object.name}`);
    }
    const stripper = new Stripper(type);
    const stripped = stripper.strip(item);
    if (stripper.count > 0) modified.add(index);
    for (const [object, fields] of stripper.removed) {
      const all = removed.get(object) ?? new Set();
      for (const field of fields) all.add(field);
      removed.set(object, all);
    }
    return stripped;
  });
  return new SObjectAccessDecision(new ApexList(source.type, records), modified, removed);
}

function removedFields({ removed }: SObjectAccessDecision): ApexMap {
  const text = requiredType('System.String');
  const types = typeRegistry();
  return new ApexMap(
    types.map(text, types.set(text)),
    [...removed].map(([object, fields]) => [object, setOf('System.String', fields)]),
  );
}

export const SECURITY: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Security',
    {
      'static System.SObjectAccessDecision stripInaccessible(System.AccessType accessCheckType, List<SObject> sourceRecords)':
        (access: EnumValue, source: ApexList) => stripInaccessible(access, source, true),
      'static System.SObjectAccessDecision stripInaccessible(System.AccessType accessCheckType, List<SObject> sourceRecords, Boolean enforceRootObjectCRUD)':
        stripInaccessible,
      'static System.SObjectAccessDecision stripInaccessible(System.AccessType accessCheckType, List<SObject> sourceRecords, Boolean enforceRootObjectCRUD, Id permissionSetId)':
        unsupported('Security.stripInaccessible with a permission set'),
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Security.htm' },
  ),
  libraryClass(
    'System.SObjectAccessDecision',
    {
      'Set<Integer> getModifiedIndexes()': (self: SObjectAccessDecision) => setOf('System.Integer', self.modified),
      'List<SObject> getRecords()': (self: SObjectAccessDecision) => self.records,
      'Map<String, Set<String>> getRemovedFields()': removedFields,
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_SObjectAccessDecision.htm',
    },
  ),
];
