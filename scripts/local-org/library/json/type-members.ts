/** The fields and properties of Apex classes, as JSON sees them. */
import type { ApexType, FieldMember, LibraryFunction } from '../../values/types';
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
export function serializableFields(type: ApexType): readonly JsonField[] {
  let fields = cache.get(type);
  if (!fields) {
    const own = [...type.members.fields.values()]
      .filter((member) => !member.isStatic && !member.isTransient)
      .map(jsonField);
    const inherited = type.superType ? serializableFields(type.superType) : [];
    fields = [...inherited, ...own];
    cache.set(type, fields);
  }
  return fields.filter((field) => field.read !== unreadable);
}

/** The field a JSON name means, null when there is none. As all of Apex, it ignores case. */
export function fieldNamed(type: ApexType, name: string): JsonField | null {
  const wanted = name.toLowerCase();
  return serializableFields(type).find((field) => field.name.toLowerCase() === wanted) ?? null;
}

function unreadable(): Value {
  return null;
}

type Slots = Record<string, Value>;

function jsonField(member: FieldMember): JsonField {
  const { implementation } = member;
  if (implementation) {
    const get = implementation.get as (target: object) => Value;
    const set = implementation.set! as ((target: object, value: Value) => void) | null;
    return { name: member.name, type: member.type, read: get, write: set };
  }
  return {
    name: member.name,
    type: member.type,
    read: member.getter === null ? unreadable : (target) => (target as Slots)[member.emitName] ?? null,
    write:
      member.setter === null
        ? null
        : (target, value) => {
            (target as Slots)[member.emitName] = value;
          },
  };
}
