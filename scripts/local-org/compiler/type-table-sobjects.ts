/** sObject types: what the schema's objects, fields and relationships are to Apex. */
import { apexTypeOf } from '../schema/field-types';
import type { ChildRelationship, FieldSchema, ObjectSchema } from '../schema/model';
import { ApexType, NO_MEMBERS, type MethodMember, type TypeMembers } from '../values/types';
import type { TypeTable } from './type-table';

/** A field of an sObject type, and the Apex type of its values. */
export interface SObjectField {
  readonly field: FieldSchema;
  readonly type: ApexType;
}

/** A relationship of an sObject type: up to one record, or down to a list. */
export type SObjectRelationship =
  /** `type` is `SObject` where the reference is polymorphic and the schema has no `Name` object. */
  | { readonly kind: 'parent'; readonly field: FieldSchema; readonly type: ApexType }
  | { readonly kind: 'child'; readonly relationship: ChildRelationship; readonly type: ApexType };

export class SObjectTypes {
  private readonly made = new Map<string, ApexType>();

  constructor(private readonly table: TypeTable) {}

  /** The type of a concrete object, null when the schema has none of that name. */
  get(name: string): ApexType | null {
    const key = name.toLowerCase();
    const known = this.made.get(key);
    if (known) return known;
    const object = this.table.schema.object(name);
    if (!object) return null;
    const made = this.make(object.name, object);
    this.made.set(key, made);
    return made;
  }

  objectOf(type: ApexType): ObjectSchema | null {
    return type.kind === 'sobject' && type !== this.table.sobjectBase ? this.table.schema.object(type.name) : null;
  }

  field(type: ApexType, name: string): SObjectField | null {
    // Of a generic SObject, only the id can be read by name.
    if (type === this.table.sobjectBase) {
      const id = name.toLowerCase() === 'id' ? this.table.schema.object('Account')?.fields.get('id') : undefined;
      return id ? { field: id, type: this.table.id } : null;
    }
    const field = this.objectOf(type)?.fields.get(name.toLowerCase());
    if (!field) return null;
    return { field, type: this.table.lookupQualified(`System.${apexTypeOf(field)}`) ?? this.table.object };
  }

  relationship(type: ApexType, name: string): SObjectRelationship | null {
    const object = this.objectOf(type);
    if (!object) return null;
    const wanted = name.toLowerCase();
    for (const field of object.fields.values()) {
      if (field.relationshipName?.toLowerCase() === wanted)
        return { kind: 'parent', field, type: this.parentType(field) };
    }
    const relationship = object.childRelationships.find((each) => childName(each) === wanted);
    if (!relationship) return null;
    const child = this.get(relationship.childObject) ?? this.table.sobjectBase;
    return { kind: 'child', relationship, type: this.table.list(child) };
  }

  private parentType(field: FieldSchema): ApexType {
    const [only, ...others] = field.referenceTo;
    const single = only !== undefined && others.length === 0 ? this.get(only) : this.get('Name');
    return single ?? this.table.sobjectBase;
  }

  private make(name: string, object: ObjectSchema | null): ApexType {
    const type = new ApexType({ kind: 'sobject', name, namespace: '' });
    type.superType = this.table.sobjectBase;
    type.visibility = 'global';
    const extras = object && extrasOf(object);
    if (extras) type.complete(() => this.extraMembers(type, extras));
    return type;
  }

  /**
   * Static methods that custom settings and custom metadata types have beside the sObject's. The library declares them
   * as instance methods of a generic class; the receiver they get is the sObject type.
   */
  private extraMembers(type: ApexType, extras: string): TypeMembers {
    const generic = this.table.lookupQualified(extras);
    if (!generic) return NO_MEMBERS;
    const source = this.table.instantiate(generic, [type]).members;
    const methods = new Map<string, readonly MethodMember[]>();
    for (const [name, overloads] of source.methods) {
      methods.set(
        name,
        overloads.map((each) => ({ ...each, owner: type, isStatic: true, implementation: bound(each, type) })),
      );
    }
    return { ...NO_MEMBERS, methods };
  }
}

function bound(member: MethodMember, type: ApexType): MethodMember['implementation'] {
  const implementation = member.implementation as ((...args: unknown[]) => unknown) | null;
  return implementation && ((...args: never[]) => implementation(type, ...args));
}

/** The library class whose instance methods are the object's static ones. */
export function extrasOf(object: ObjectSchema): string | null {
  if (object.kind === 'customMetadata') return 'Schema.CustomMetadataType';
  if (object.kind !== 'customSetting') return null;
  return object.customSettingsType === 'hierarchy' ? 'Schema.HierarchyCustomSetting' : 'Schema.ListCustomSetting';
}

/** `Invoices__r` as Apex writes the relationship, also where the schema leaves the suffix away. */
function childName(relationship: ChildRelationship): string | null {
  const name = relationship.name?.toLowerCase() ?? null;
  if (name === null || name.endsWith('__r')) return name;
  return relationship.field.toLowerCase().endsWith('__c') ? `${name}__r` : name;
}
