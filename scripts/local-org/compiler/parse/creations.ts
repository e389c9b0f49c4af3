/**
 * `new`: constructors, sObjects with field values, collections and arrays.
 */
import {
  AssignExpressionContext,
  type CreatedNameContext,
  type CreatorContext,
  type ExpressionContext,
  IdPrimaryContext,
  type NewExpressionContext,
  PrimaryExpressionContext,
} from '@apexdevtools/apex-parser';
import type { NewExpression, TypeRef } from '../ast';
import { type Build, listOf, present, typeArguments, word } from './build';
import { expression } from './expressions';

type Creation = NewExpression['creation'];
type NamedValue = Extract<Creation, { form: 'named' }>['values'][number];

export function creation(build: Build, context: NewExpressionContext): NewExpression {
  const creator = context.creator();
  const created = createdType(build, creator.createdName());
  const type = present(creator.arrayCreatorRest()) ? listOf(created) : created;
  return { kind: 'new', at: build.at(context), type, creation: rest(build, creator, created) };
}

/** `Map<Id, Account>`, `Outer.Inner`. */
function createdType(build: Build, context: CreatedNameContext): TypeRef {
  const parts = context.idCreatedNamePair_list();
  const last = parts[parts.length - 1];
  return {
    at: build.at(context),
    name: parts.map((part) => word(part.anyId())),
    typeArguments: typeArguments(build, last?.typeList() ?? null),
  };
}

function rest(build: Build, creator: CreatorContext, created: TypeRef): Creation {
  const constructor = creator.classCreatorRest();
  if (present(constructor))
    return constructorArguments(build, constructor.arguments().expressionList()?.expression_list() ?? []);

  const map = creator.mapCreatorRest();
  if (present(map)) {
    const entries = map.mapCreatorRestPair_list().map((pair) => ({
      key: expression(build, pair.expression(0)),
      value: expression(build, pair.expression(1)),
    }));
    return { form: 'entries', entries };
  }

  const elements = creator.setCreatorRest();
  if (present(elements)) {
    return { form: 'elements', elements: elements.expression_list().map((each) => expression(build, each)) };
  }

  const array = creator.arrayCreatorRest();
  if (present(array)) {
    if (present(array.expression())) return { form: 'sized', size: expression(build, array.expression()) };
    const initializer = array.arrayInitializer();
    const values = present(initializer) ? initializer.expression_list() : [];
    return { form: 'elements', elements: values.map((each) => expression(build, each)) };
  }

  // nothing but `{}`
  const isMap = created.name[created.name.length - 1]?.toLowerCase() === 'map';
  return isMap ? { form: 'entries', entries: [] } : { form: 'elements', elements: [] };
}

/** `Name = 'x'` in every argument makes them field values; an assignment to a variable has no use there. */
function constructorArguments(build: Build, values: readonly ExpressionContext[]): Creation {
  const named: NamedValue[] = [];
  for (const value of values) {
    const field = value instanceof AssignExpressionContext ? fieldName(value) : null;
    if (!(value instanceof AssignExpressionContext) || field === null) {
      return { form: 'arguments', arguments: values.map((each) => expression(build, each)) };
    }
    named.push({ name: field, value: expression(build, value.expression(1)), at: build.at(value) });
  }
  return named.length > 0 ? { form: 'named', values: named } : { form: 'arguments', arguments: [] };
}

function fieldName(context: AssignExpressionContext): string | null {
  if (!present(context.ASSIGN())) return null;
  const target = context.expression(0);
  if (!(target instanceof PrimaryExpressionContext)) return null;
  const name = target.primary();
  return name instanceof IdPrimaryContext ? word(name) : null;
}
