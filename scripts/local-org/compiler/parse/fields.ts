/**
 * Field paths and functions of a query.
 */
import type {
  CoordinateValueContext,
  DateFieldNameContext,
  FieldNameContext,
  LocationValueContext,
  SoqlFunctionContext,
} from '@apexdevtools/apex-parser';
import type { FieldItem, FieldOrFunction, FieldPath, FunctionItem, QueryValue } from '../../data/soql/query';
import { type Build, present, word } from './build';
import { stringValue } from './literals';
import { bind } from './values';

export function fieldPath(context: FieldNameContext): FieldPath {
  return context.soqlId_list().map(word);
}

export function fieldItem(build: Build, context: FieldNameContext): FieldItem {
  return { kind: 'field', path: fieldPath(context), at: build.at(context) };
}

export function functionItem(build: Build, context: SoqlFunctionContext): FunctionItem {
  const base = { kind: 'function', name: word(context), at: build.at(context) } as const;
  if (present(context.DISTANCE())) return { ...base, ...distance(build, context) };
  if (present(context.FIELDS())) {
    build.unexpected(base.at, base.name);
    return { ...base, arguments: [] };
  }
  const nested = context.soqlFunction();
  if (present(nested)) return { ...base, arguments: [functionItem(build, nested)] };
  const date = context.dateFieldName();
  if (present(date)) return { ...base, arguments: [dateField(build, date)] };
  const field = context.fieldName();
  return { ...base, arguments: present(field) ? [fieldItem(build, field)] : [] };
}

/** `CALENDAR_YEAR(convertTimezone(CreatedDate))` */
function dateField(build: Build, context: DateFieldNameContext): FieldOrFunction {
  const field = fieldItem(build, context.fieldName());
  if (!present(context.CONVERT_TIMEZONE())) return field;
  return { kind: 'function', name: word(context), arguments: [field], at: build.at(context) };
}

function distance(build: Build, context: SoqlFunctionContext): Pick<FunctionItem, 'arguments' | 'parameters'> {
  const unit = context.StringLiteral() ?? context.MultilineStringLiteral();
  return {
    arguments: context.locationValue_list().map((each) => location(build, each)),
    parameters: [{ kind: 'string', value: stringValue(unit.getText()) }],
  };
}

function location(build: Build, context: LocationValueContext): FieldOrFunction {
  const at = build.at(context);
  const field = context.fieldName();
  if (present(field)) return fieldItem(build, field);
  const bound = context.boundExpression();
  const parameters = present(bound)
    ? [bind(build, bound)]
    : context.coordinateValue_list().map((each) => coordinate(build, each));
  return { kind: 'function', name: 'GEOLOCATION', arguments: [], parameters, at };
}

function coordinate(build: Build, context: CoordinateValueContext): QueryValue {
  const bound = context.boundExpression();
  return present(bound) ? bind(build, bound) : { kind: 'number', text: context.signedNumber().getText() };
}
