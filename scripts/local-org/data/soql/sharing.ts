/**
 * Which records a user reaches: what the object's sharing model leaves open, what the user owns, what is shared.
 * Users reach what those below them in the role hierarchy own or are given. Sharing and restriction rules stop by name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
 */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { enforcesSharing } from '../access';
import { shareColumns, shareObject } from '../dml/shares';
import { quoted } from '../sql/storage';
import type { SqlEnvironment } from './environment';
import { implicitSql } from './implicit-sharing';
import { reachedSql } from './reached';
import type { SqlScope } from './scope';

/** The object that decides who sees the records of one that is controlled by its parent. */
export function controllingParent(
  schema: Schema,
  object: ObjectSchema,
): { field: FieldSchema; object: ObjectSchema } | null {
  for (const field of object.fields.values()) {
    const [parentName] = field.referenceTo;
    const decides = field.isMasterDetail || (!object.name.endsWith('__c') && field.deleteConstraint === 'cascade');
    const parent = decides && parentName !== undefined ? schema.object(parentName) : null;
    if (parent) return { field, object: parent };
  }
  return null;
}

/**
 * How far a user has to reach a master to write its details.
 * https://help.salesforce.com/s/articleView?id=platform.relationships_considerations.htm
 */
export function masterAccess(field: FieldSchema): 'read' | 'edit' {
  return field.needsMasterReadOnly ? 'read' : 'edit';
}

/** The condition a row has to meet to be the user's own, or of somebody below him: who may share it. */
export function ownSql(scope: SqlScope, alias: string): string {
  const { user } = scope.environment.options;
  return `${alias}."OwnerId" IN ${reachedSql(scope.environment, scope.parameters.add(user.id))}`;
}

/** The condition a row has to meet for the user to read it; null when every row does. */
export function sharingSql(scope: SqlScope, object: ObjectSchema, alias: string): string | null {
  if (!enforcesSharing(scope.environment.options)) return null;
  return reachSql(scope, object, alias, 'read');
}

/** The condition a row has to meet for the user to read or change it; null when every row does. */
export function reachSql(scope: SqlScope, object: ObjectSchema, alias: string, to: 'read' | 'edit'): string | null {
  const { schema, options } = scope.environment;
  const { user } = options;
  if (schema.restrictionRules?.some((each) => each.toLowerCase() === object.name.toLowerCase()))
    throw new UnsupportedError(`restriction rules of ${object.name}`);
  if (to === 'read' ? user.viewAll(object) || user.modifyAll(object) : user.modifyAll(object)) return null;
  if (object.sharingModel === 'controlledByParent') return throughParent(scope, object, alias, to);
  if (object.sharingModel === 'readWrite' || (object.sharingModel === 'read' && to === 'read')) return null;
  if (!object.fields.has('ownerid')) return null;
  if (schema.sharingRules?.some((each) => each.toLowerCase() === object.name.toLowerCase()))
    throw new UnsupportedError(`sharing rules of ${object.name}`);
  const reached = reachedSql(scope.environment, scope.parameters.add(user.id));
  const direct = directSql(scope.environment, object, alias, to, reached);
  return implicitSql(scope, object, alias, to, reached, direct) ?? direct;
}

/** What the user owns, and what is shared with him. */
export function directSql(
  { schema, tables }: SqlEnvironment,
  object: ObjectSchema,
  alias: string,
  to: 'read' | 'edit',
  reached: string,
): string {
  const choices = [`${alias}."OwnerId" IN ${reached}`];
  const share = shareObject(schema, object);
  if (share && tables.exists(share)) {
    const { record, level } = shareColumns(share, object);
    const enough = to === 'edit' ? ` AND ${quoted(level)} <> 'Read'` : '';
    choices.push(
      `${alias}."Id" IN (SELECT ${quoted(record)} FROM ${quoted(share.name)} WHERE "UserOrGroupId" IN ${reached}${enough})`,
    );
  }
  return `(${choices.join(' OR ')})`;
}

function throughParent(scope: SqlScope, object: ObjectSchema, alias: string, to: 'read' | 'edit'): string | null {
  const parent = controllingParent(scope.environment.schema, object);
  if (!parent) return null;
  const inner = scope.parameters.alias();
  const condition = reachSql(scope, parent.object, inner, to === 'edit' ? masterAccess(parent.field) : to);
  if (condition === null) return null;
  const table = scope.environment.tables.ensure(parent.object);
  const reference = `${alias}.${quoted(parent.field.name)}`;
  return `(${reference} IS NULL OR EXISTS (SELECT 1 FROM ${table} ${inner} WHERE ${inner}."Id" = ${reference} AND ${condition}))`;
}
