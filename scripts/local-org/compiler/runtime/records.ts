/** From sObject types to the objects of the schema the running program was compiled against. */
import type { ObjectSchema } from '../../schema/model';
import type { ApexType } from '../../values/types';

const schemas = new WeakMap<ApexType, ObjectSchema>();

/** Makes the object of an sObject type known to emitted code; the loader does it for every type a module refers to. */
export function registerObject(type: ApexType, object: ObjectSchema): void {
  schemas.set(type, object);
}

/** The object of a concrete sObject type. */
export function objectSchemaOf(type: ApexType): ObjectSchema {
  const object = schemas.get(type);
  if (!object) throw new Error(`the loader did not register ${type.displayName}`);
  return object;
}
