/**
 * Whether the Apex values bound into a query go with what they are compared with.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_variables.htm
 */
import type { Expression } from '../ast';
import { describeSelect } from '../../data/soql/check';
import type { SoqlQuery } from '../../data/soql/query';
import type { FieldType } from '../../schema/model';
import type { ApexType } from '../../values/types';
import { isUnknown } from './coerce';
import type { BodyContext } from './context';
import type { Typed } from './typed';

const TEXT = ['String', 'Id'];
const NUMBERS = ['Integer', 'Long', 'Double', 'Decimal'];

/** Names of the primitives a field of a type is compared with, and how Salesforce calls the type. */
const COMPARABLE: Partial<Record<FieldType, { readonly column: string; readonly types: readonly string[] }>> = {
  id: { column: 'Id', types: TEXT },
  reference: { column: 'Id', types: TEXT },
  string: { column: 'String', types: TEXT },
  textarea: { column: 'String', types: TEXT },
  email: { column: 'String', types: TEXT },
  phone: { column: 'String', types: TEXT },
  url: { column: 'String', types: TEXT },
  picklist: { column: 'String', types: TEXT },
  multipicklist: { column: 'String', types: TEXT },
  boolean: { column: 'Boolean', types: ['Boolean'] },
  integer: { column: 'Integer', types: NUMBERS },
  long: { column: 'Long', types: NUMBERS },
  double: { column: 'Decimal', types: NUMBERS },
  currency: { column: 'Decimal', types: NUMBERS },
  percent: { column: 'Decimal', types: NUMBERS },
  date: { column: 'Date', types: ['Date', 'Datetime'] },
  datetime: { column: 'Datetime', types: ['Date', 'Datetime'] },
  time: { column: 'Time', types: ['Time'] },
};

/** @param values of the query's binds, in their order */
export function checkBinds(
  query: SoqlQuery,
  values: readonly Typed[],
  expressions: readonly Expression[],
  context: BodyContext,
): void {
  for (const { index, type } of describeSelect(query, context.types.schema).binds) {
    const value = values[index];
    const at = expressions[index]?.at;
    const comparable = COMPARABLE[type];
    if (!value || !at || !comparable) continue;
    const element = elementOf(value.type, context);
    if (isUnknown(element) || element.kind !== 'primitive' || comparable.types.includes(element.name)) continue;
    context.report(
      at,
      `Invalid bind expression type of ${value.type.displayName} for column of type ${comparable.column}`,
      'bind-type',
    );
  }
}

/** A list or set is compared one by one, whatever the operator. */
function elementOf(type: ApexType, context: BodyContext): ApexType {
  const isMany = context.types.isList(type) || context.types.isSet(type);
  return (isMany ? type.typeArguments[0] : undefined) ?? type;
}
