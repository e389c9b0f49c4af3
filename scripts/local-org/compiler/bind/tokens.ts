/**
 * Names that stand for metadata: custom labels, and the sObject and field tokens of the Schema namespace.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_describe_objects_understanding.htm
 */
import type { ExpressionOf } from '../ast';
import { quote } from '../emit/text';
import type { ApexType } from '../../values/types';
import type { BodyContext } from './context';
import { labelText } from './names';
import { typed, type Typed } from './typed';

/** What a dotted name that begins with no variable stands for in the metadata; null when it is none of these. */
export function bindToken(
  name: readonly string[],
  expression: ExpressionOf<'member'>,
  context: BodyContext,
): Typed | null {
  const words = name.map((each) => each.toLowerCase());
  return (
    label(name, words, expression, context) ??
    describeToken(name, words, expression, context) ??
    objectToken(name, words, context) ??
    sharingReason(name, context) ??
    fieldToken(name, context)
  );
}

/** `Label.Greeting`, `System.Label.Greeting`, `Label.ns.Greeting`; `Page.Name`. */
function label(
  name: readonly string[],
  words: readonly string[],
  expression: ExpressionOf<'member'>,
  context: BodyContext,
): Typed | null {
  const at = words[0] === 'system' ? 1 : 0;
  const rest = name.slice(at + 1);
  if (words[at] === 'label' && rest.length > 0 && !context.types.userType('Label')) {
    return (
      labelText(rest.at(-1) ?? '', context) ??
      context.fail(expression.at, `Variable does not exist: ${rest.join('.')}`, 'unknown-variable')
    );
  }
  if (words[at] === 'page' && rest.length === 1 && !context.types.userType('Page')) {
    const type = context.types.lookupQualified('System.PageReference');
    return typed(`F.unsupported(${quote(`Page.${rest[0] ?? ''}`)})`, type ?? context.types.object, { nonNull: true });
  }
  return null;
}

/** `SObjectType.Account` and `Schema.SObjectType.Account` (a describe), and `….fields.Name` (a field's describe). */
function describeToken(
  name: readonly string[],
  words: readonly string[],
  expression: ExpressionOf<'member'>,
  context: BodyContext,
): Typed | null {
  const at = words[0] === 'schema' ? 1 : 0;
  if (words[at] !== 'sobjecttype' || words.length < at + 2) return null;
  const object = context.types.sobject(name[at + 1] ?? '');
  if (!object) return context.fail(expression.at, `Invalid type: ${name[at + 1] ?? ''}`, 'unknown-type');
  const rest = name.slice(at + 2);
  if (rest.length === 0)
    return describe(`F.objectToken(${quote(object.name)})`, 'SObjectType', 'DescribeSObjectResult', context);
  if (rest.length === 2 && rest[0]?.toLowerCase() === 'fields') {
    const field = context.types.sobjectField(object, rest[1] ?? '');
    if (!field) return context.fail(expression.at, `Variable does not exist: ${rest[1] ?? ''}`, 'unknown-variable');
    const token = `F.fieldToken(${quote(object.name)},${quote(field.field.name)})`;
    return describe(token, 'SObjectField', 'DescribeFieldResult', context);
  }
  if (rest.length === 2 && rest[0]?.toLowerCase() === 'fieldsets')
    return fieldSet(object, rest[1] ?? '', expression, context);
  return null;
}

/**
 * `SObjectType.Account.fieldSets.Name`: what the map of field sets has under the name.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_FieldSet.htm
 */
function fieldSet(
  object: ApexType,
  name: string,
  expression: ExpressionOf<'member'>,
  context: BodyContext,
): Typed | null {
  const { types, tables } = context;
  const result = describe(`F.objectToken(${quote(object.name)})`, 'SObjectType', 'DescribeSObjectResult', context);
  const type = types.lookupQualified('Schema.FieldSet');
  const getMap = types.lookupQualified('Schema.SObjectTypeFieldSets')?.members.methods.get('getmap')?.[0];
  if (!result || !type || !getMap) return null;
  const declared = types.objectSchema(object)?.fieldSets ?? [];
  if (!declared.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    return context.fail(expression.at, `Variable does not exist: ${name}`, 'unknown-variable');
  const js = `${tables.library(getMap)}(${result.js}.fieldSets).get(${quote(name)})`;
  return typed(js, type, { nonNull: true });
}

/** The token's `getDescribe()`. */
function describe(token: string, tokenType: string, resultType: string, context: BodyContext): Typed | null {
  const { types, tables } = context;
  const owner = types.lookupQualified(`Schema.${tokenType}`);
  const result = types.lookupQualified(`Schema.${resultType}`);
  const method = owner?.members.methods.get('getdescribe')?.find((each) => each.parameters.length === 0);
  if (!method || !result)
    return typed(`F.unsupported("Schema.${resultType}")`, result ?? types.object, { nonNull: true });
  return typed(`${tables.library(method)}(${token})`, result, { nonNull: true });
}

/** `Account.SObjectType`. */
function objectToken(name: readonly string[], words: readonly string[], context: BodyContext): Typed | null {
  if (words.at(-1) !== 'sobjecttype' || words.length < 2) return null;
  const object = sobjectNamed(name.slice(0, -1), context);
  const type = context.types.lookupQualified('Schema.SObjectType');
  return object && type ? typed(`F.objectToken(${quote(object.name)})`, type, { nonNull: true }) : null;
}

/** `Account.Name`, `Schema.Account.Name`, `Account.SObjectType.fields.Name`, and through a relationship `Contact.Account.Name`. */
function fieldToken(name: readonly string[], context: BodyContext): Typed | null {
  const type = context.types.lookupQualified('Schema.SObjectField');
  if (!type || name.length < 2) return null;
  let object = sobjectNamed(name.slice(0, 1), context);
  let at = 1;
  if (!object && name[0]?.toLowerCase() === 'schema') {
    object = sobjectNamed(name.slice(0, 2), context);
    at = 2;
  }
  for (; object && at < name.length - 1; at++) {
    const relationship = context.types.sobjectRelationship(object, name[at] ?? '');
    if (relationship?.kind === 'parent') object = relationship.type;
    else if (!/^(fields|sobjecttype)$/i.test(name[at] ?? '')) return null;
  }
  const field = object && context.types.sobjectField(object, name[at] ?? '');
  if (!object || !field) return null;
  return typed(`F.fieldToken(${quote(object.name)},${quote(field.field.name)})`, type, { nonNull: true });
}

/**
 * `Schema.Job__Share.RowCause.Recruiter__c`: the reason a record is shared for, as the text the field holds.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_bulk_sharing_creating_with_apex.htm
 */
function sharingReason(name: readonly string[], context: BodyContext): Typed | null {
  const [share = '', field = '', reason = '', ...more] = name[0]?.toLowerCase() === 'schema' ? name.slice(1) : name;
  if (field.toLowerCase() !== 'rowcause' || reason === '' || more.length > 0) return null;
  const object = sobjectNamed([share], context);
  const values = object && context.types.sobjectField(object, field)?.field.picklistValues;
  const value = values?.find((each) => each.value.toLowerCase() === reason.toLowerCase());
  return value ? typed(quote(value.value), context.types.string, { nonNull: true, isText: true }) : null;
}

function sobjectNamed(name: readonly string[], context: BodyContext): ApexType | null {
  const found = context.resolver.findType(name, context.scope);
  return found?.kind === 'sobject' ? found : null;
}
