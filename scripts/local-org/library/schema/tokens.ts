/** The tokens of dynamic Apex: `Account.SObjectType` and `Account.Name`. There is one object for each thing they name. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { PlatformObject } from '../platform-object';

/** A `Schema.SObjectType`. */
export class SObjectTypeToken extends PlatformObject {
  protected readonly typeName = 'Schema.SObjectType';

  constructor(readonly object: ObjectSchema) {
    super();
  }

  override toApexText(): string {
    return this.object.name;
  }
}

/** A `Schema.SObjectField`. */
export class SObjectFieldToken extends PlatformObject {
  protected readonly typeName = 'Schema.SObjectField';

  constructor(
    readonly object: ObjectSchema,
    readonly field: FieldSchema,
  ) {
    super();
  }

  override toApexText(): string {
    return this.field.name;
  }
}

const objectTokens = new WeakMap<ObjectSchema, SObjectTypeToken>();
const fieldTokens = new WeakMap<FieldSchema, Map<ObjectSchema, SObjectFieldToken>>();

/** The token of an object. */
export function sobjectTypeToken(object: ObjectSchema): SObjectTypeToken {
  let token = objectTokens.get(object);
  if (!token) objectTokens.set(object, (token = new SObjectTypeToken(object)));
  return token;
}

/** The token of a field. Objects may share a field schema (`CreatedDate`), so the object is part of the key. */
export function sobjectFieldToken(object: ObjectSchema, field: FieldSchema): SObjectFieldToken {
  let byObject = fieldTokens.get(field);
  if (!byObject) fieldTokens.set(field, (byObject = new Map<ObjectSchema, SObjectFieldToken>()));
  let token = byObject.get(object);
  if (!token) byObject.set(object, (token = new SObjectFieldToken(object, field)));
  return token;
}
