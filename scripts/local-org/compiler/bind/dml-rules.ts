/**
 * What each DML statement takes.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_section.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_merging.htm
 */
import type { DmlVerb, StatementOf } from '../ast';
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import type { ApexType } from '../../values/types';
import { isUnknown } from './coerce';
import type { BodyContext } from './context';

const MERGEABLE: ReadonlySet<string> = new Set(['Account', 'Case', 'Contact', 'Individual', 'Lead']);

/**
 * Checks a statement whose operands are records or lists of them.
 *
 * @param records type of its operand
 * @param into type of merge's second operand; null elsewhere
 */
export function checkDml(
  statement: StatementOf<'dml'>,
  records: ApexType,
  into: ApexType | null,
  context: BodyContext,
): void {
  const { types } = context;
  const element = elementOf(records, context);
  if (element.kind !== 'sobject') return;
  const report = (message: string): void => context.report(statement.value.at, message, 'dml-operand');
  const { operation, key } = statement;
  const isGeneric = element === types.sobjectBase;
  const object = types.objectSchema(element);
  if (!isGeneric && !takes(operation, element, object))
    return report(`DML operation ${operation.toUpperCase()} not allowed on ${element.displayName}`);
  if (operation === 'merge') {
    if (isGeneric) return report(`Merge requires a concrete SObject type: ${element.displayName}`);
    if (!MERGEABLE.has(element.name)) return report(`Specified type ${element.displayName} cannot be merged`);
    if (into && !isDuplicateOf(into, element, context))
      context.report(statement.into?.at ?? statement.at, 'Invalid type for duplicate records', 'dml-operand');
  }
  if (operation !== 'upsert' || key === null) return;
  if (isGeneric) return report('Upsert with a field specification requires a concrete SObject type');
  const name = key.at(-1) ?? '';
  const field = object?.fields.get(name.toLowerCase());
  if (!field || !identifies(field))
    report(`Invalid field for upsert, must be an External Id custom or standard indexed field: ${name}`);
}

function elementOf(type: ApexType, context: BodyContext): ApexType {
  return (context.types.isList(type) ? type.typeArguments[0] : undefined) ?? type;
}

/** Rows of aggregate queries have no object; what the org lets nobody write, no statement does. */
function takes(operation: DmlVerb, type: ApexType, object: ObjectSchema | null): boolean {
  if (!object) return type.name !== 'AggregateResult';
  if (object.kind === 'customMetadata') return false;
  if (object.kind !== 'platformEvent' && object.kind !== 'standard') return true;
  switch (operation) {
    case 'insert':
      return object.isCreateable;
    case 'update':
    case 'upsert':
      return object.isUpdateable;
    case 'delete':
      return object.isDeletable;
    case 'undelete':
    case 'merge':
      return object.kind !== 'platformEvent';
  }
}

/** A standard field may be indexed without the schema's knowing it. */
function identifies(field: FieldSchema): boolean {
  return !field.isCustom || field.isExternalId;
}

/** One record or id, or a list of them. */
function isDuplicateOf(type: ApexType, master: ApexType, context: BodyContext): boolean {
  const element = elementOf(type, context);
  return isUnknown(type) || element === context.types.id || element === master || element === context.types.sobjectBase;
}
