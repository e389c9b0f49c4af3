/** The fields and properties of Apex classes, as JSON sees them. */
import type { ApexType, FieldMember } from '../../values/types';
import type { Value } from '../../values/value';

/** A field or property of instances of a class. */
export interface JsonField {
  readonly name: string;
  readonly type: ApexType;
  read(target: object): Value;
  /** Null where nothing can be written: a property without setter. */
  readonly write: ((target: object, value: Value) => void) | null;
}

const cache = new WeakMap<ApexType, readonly JsonField[]>();

/** Fields and properties, those of super classes first, each in the order declared; static and transient ones left out. */
function fieldsOf(type: ApexType): readonly JsonField[] {
  let fields = cache.get(type);
  if (!fields) {
    const own = [...type.members.fields.values()]
      .filter((member) => !member.isStatic && !member.isTransient)
      .map(jsonField);
    fields = [...(type.superType ? fieldsOf(type.superType) : []), ...own];
    cache.set(type, fields);
  }
  return fields;
}

/** What of a class is written: everything that can be read. */
export function serializableFields(type: ApexType): readonly JsonField[] {
  return fieldsOf(type).filter((field) => field.read !== unreadable);
}

/** The field a JSON name means, null when there is none. As all of Apex, it ignores case. */
export function fieldNamed(type: ApexType, name: string): JsonField | null {
  const wanted = name.toLowerCase();
  return fieldsOf(type).find((field) => field.name.toLowerCase() === wanted) ?? null;
}

/**
 * Whether `@JsonAccess` keeps instances of a class from being written, or read. There is one namespace and one package here: of what it
 * may say, `never` alone forbids anything. Subclasses do not inherit it.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/api/apex_classes_annotation_JsonAccess.htm
 */
export function isForbidden(type: ApexType, what: 'serializable' | 'deserializable'): boolean {
  const access = type.annotations.find(({ name }) => name === 'jsonaccess')?.parameters[what];
  return String(access).toLowerCase() === 'never';
}

function unreadable(): Value {
  return null;
}

type Slots = Record<string, Value>;
type Getter = (target: object) => Value;
type Setter = (target: object, value: Value) => void;

/** Fields of library classes go through their functions; those of project classes stand on the object itself. */
function jsonField({ name, type, emitName, getter, setter, implementation }: FieldMember): JsonField {
  if (implementation) return { name, type, read: implementation.get as Getter, write: implementation.set as Setter };
  return {
    name,
    type,
    read: getter === null ? unreadable : (target) => (target as Slots)[emitName] ?? null,
    write:
      setter === null
        ? null
        : (target, value) => {
            (target as Slots)[emitName] = value;
          },
  };
}
