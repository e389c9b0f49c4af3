/** Binds `new`. */
import type { ExpressionOf, NewExpression } from '../ast';
import { quote } from '../emit/text';
import type { ApexType } from '../../values/types';
import { bindArguments, convertArguments, resolveWithRows } from './calls';
import { coerce, isUnknown, required } from './coerce';
import type { BodyContext } from './context';
import { bindExpression } from './expressions';
import { initializerProblem } from './call-rules';
import { constructorName } from './invoke';
import { writeProblem } from './record-writes';
import { typed, type Typed } from './typed';

export function bindNew(expression: ExpressionOf<'new'>, context: BodyContext): Typed {
  const type = context.type(expression.type);
  const { creation } = expression;
  switch (creation.form) {
    case 'arguments':
      return withArguments(type, creation.arguments, expression, context);
    case 'named':
      return withFields(type, creation, expression, context);
    case 'elements':
      return withElements(type, creation.elements, expression, context);
    case 'entries':
      return withEntries(type, creation, expression, context);
    case 'sized':
      return sized(
        coerce(bindExpression(creation.size, context), context.types.integer, context, creation.size.at),
        type,
        context,
      );
  }
}

/** `new Integer[size]`, and what no page of the documentation has but the compiler's own messages: `new List<Integer>(size)`. */
function sized(size: Typed, type: ApexType, context: BodyContext): Typed {
  return made(`$.sizedList(${context.tables.type(type)},${required(size)})`, type);
}

type Creation<F extends NewExpression['creation']['form']> = Extract<NewExpression['creation'], { form: F }>;

function made(js: string, type: ApexType): Typed {
  return typed(js, type, { nonNull: true, isStatement: true });
}

function withArguments(
  type: ApexType,
  expressions: Creation<'arguments'>['arguments'],
  { at }: NewExpression,
  context: BodyContext,
): Typed {
  const args = bindArguments(expressions, context);
  if (isUnknown(type) || args.some((each) => isUnknown(each.type)))
    return { ...context.unknown(), type, isStatement: true };
  const { types, tables } = context;
  const [only] = args;
  if (types.isList(type) && args.length === 1 && only?.type === types.integer) return sized(only, type, context);
  if (type.kind === 'sobject' && type !== types.sobjectBase) {
    if (args.length === 0) return made(`F.newRecord(${tables.type(type)})`, type);
    return context.fail(at, `Type requires name=value pair construction: ${type.displayName}`, 'unknown-constructor');
  }
  const found = resolveWithRows(args, (each) => context.resolver.resolveConstructor(type, each, context.scope));
  const problem = initializerProblem(
    type,
    args.map((each) => each.type),
    found.member !== undefined,
    context,
  );
  if (problem !== null) return { ...context.fail(at, problem, 'initializer'), type, isStatement: true };
  if (!found.member) return { ...context.fail(at, found.problem, found.rule), type, isStatement: true };
  const js = convertArguments(args, found.member.parameters, expressions, context);
  if (found.member.implementation) {
    const all = type.generic ? [tables.type(type), ...js] : js;
    return made(`${tables.library(found.member)}(${all.join(',')})`, type);
  }
  return made(`new ${tables.classReference(type)}().${constructorName(found.member)}(${js.join(',')})`, type);
}

/** `new Account(Name = 'x', Parent = p)`. */
function withFields(type: ApexType, creation: Creation<'named'>, { at }: NewExpression, context: BodyContext): Typed {
  const { types, tables } = context;
  const names: string[] = [];
  const values: string[] = [];
  const seen = new Set<string>();
  for (const each of creation.values) {
    const value = bindExpression(each.value, context);
    if (isUnknown(type) || isComponent(type)) continue;
    const field = types.sobjectField(type, each.name);
    const relationship = field ? null : types.sobjectRelationship(type, each.name);
    if (!field && relationship?.kind !== 'parent') {
      context.report(each.at, `Field does not exist: ${each.name} on ${type.displayName}`, 'unknown-field');
      continue;
    }
    const problem = field && writeProblem(type, field.field, types);
    if (problem) context.report(each.at, problem, 'field-not-writeable');
    const parent = relationship?.kind === 'parent' ? relationship.field.relationshipName : null;
    const key = field?.field.name ?? parent ?? each.name;
    if (seen.has(key))
      context.report(each.at, `Duplicate field initialization: ${each.name}`, 'duplicate-field-initialization');
    seen.add(key);
    names.push(quote(key));
    values.push(coerce(value, field?.type ?? relationship?.type ?? types.object, context, each.value.at).js);
  }
  if (isUnknown(type)) return { ...context.unknown(), type };
  if (isComponent(type)) return made(`F.unsupported(${quote(type.displayName)})`, type);
  if (type.kind !== 'sobject' || type === types.sobjectBase)
    return {
      ...context.fail(
        at,
        `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type.displayName}`,
        'initializer',
      ),
      type,
    };
  return made(`F.newRecordWith(${tables.type(type)},[${names.join(',')}],[${values.join(',')}])`, type);
}

/** Visualforce components are made so, too; the local org shows none. */
function isComponent(type: ApexType): boolean {
  return type.namespace === 'Component';
}

function withElements(
  type: ApexType,
  elements: Creation<'elements'>['elements'],
  { at }: NewExpression,
  context: BodyContext,
): Typed {
  const { types, tables } = context;
  const element = types.isList(type) || types.isSet(type) ? type.typeArguments[0] : undefined;
  const values = elements.map((each) => {
    const value = bindExpression(each, context);
    const problem = `Initial expression is of incorrect type, expected: ${element?.displayName} but was: ${value.type.displayName}`;
    return element ? coerce(value, element, context, each.at, problem).js : value.js;
  });
  if (isUnknown(type)) return { ...context.unknown(), type };
  if (!element) {
    if (types.isMap(type) && elements.length === 0) return made(`F.newMap(${tables.type(type)},[])`, type);
    return { ...context.fail(at, `Invalid initializer for type: ${type.displayName}`, 'initializer'), type };
  }
  return made(`F.${types.isSet(type) ? 'newSet' : 'newList'}(${tables.type(type)},[${values.join(',')}])`, type);
}

function withEntries(
  type: ApexType,
  creation: Creation<'entries'>,
  { at }: NewExpression,
  context: BodyContext,
): Typed {
  const { types, tables } = context;
  const [keyType, valueType] = types.isMap(type) ? type.typeArguments : [];
  const parts = creation.entries.flatMap(({ key, value }) => {
    const boundKey = bindExpression(key, context);
    const boundValue = bindExpression(value, context);
    if (!keyType || !valueType) return [];
    const problem = (part: 'key' | 'value', { type: found }: Typed): string =>
      `Invalid ${part} type ${found.displayName} for ${type.displayName}`;
    return [
      coerce(boundKey, keyType, context, key.at, problem('key', boundKey)).js,
      coerce(boundValue, valueType, context, value.at, problem('value', boundValue)).js,
    ];
  });
  if (isUnknown(type)) return { ...context.unknown(), type };
  if (!keyType)
    return { ...context.fail(at, `Invalid initializer for type: ${type.displayName}`, 'initializer'), type };
  return made(`F.newMap(${tables.type(type)},[${parts.join(',')}])`, type);
}
