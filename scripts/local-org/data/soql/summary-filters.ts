/**
 * The filters of roll-up summary fields as SQL. A comma between values means any of them (none of them behind
 * "not equal to"), and text is compared without regard to case.
 * https://help.salesforce.com/s/articleView?id=sf.fields_defining_summary_fields.htm
 * https://help.salesforce.com/s/articleView?id=sf.customviews_entering_filter_criteria.htm
 */
import type { ObjectSchema, SummaryFilter } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { isStored, quoted, typeStorage } from '../sql/storage';
import { comparisonSql } from './comparisons';
import type { Operand } from './operands';
import type { ComparisonOperator, QueryValue } from './query';
import type { SqlScope } from './scope';

/** The `FilterOperation`s of the metadata; a negative one holds when none of its values fits. */
const OPERATORS: Readonly<Record<string, { readonly operator: ComparisonOperator; readonly pattern?: string }>> = {
  equals: { operator: '=' },
  notEqual: { operator: '!=' },
  lessThan: { operator: '<' },
  lessOrEqual: { operator: '<=' },
  greaterThan: { operator: '>' },
  greaterOrEqual: { operator: '>=' },
  contains: { operator: 'like', pattern: '%$%' },
  startsWith: { operator: 'like', pattern: '$%' },
};

/**
 * @param alias what the rows of `child` are called in the query
 * @param summary `Object.Field` of the roll-up, for messages
 * @throws UnsupportedError for formula fields, dates, other fields as value and operators that are not listed
 */
export function filterSql(
  scope: SqlScope,
  child: ObjectSchema,
  alias: string,
  filter: SummaryFilter,
  summary: string,
): string {
  const field = child.fields.get(filter.field.toLowerCase());
  const known = OPERATORS[filter.operator];
  const unsupported = new UnsupportedError(
    `roll-up summary field ${summary} with the filter ${filter.field} ${filter.operator} ${filter.valueField ?? filter.value}`,
  );
  if (!field || !isStored(field) || !known || filter.valueField !== null) throw unsupported;
  const left: Operand = { sql: `${alias}.${quoted(field.name)}`, field, isPlain: true, isOfParent: false };
  const conditions = valuesOf(filter.value).map((text) => {
    const value = known.pattern === undefined ? valueOf(left, text) : likeValue(left, known.pattern, text);
    if (value === null) throw unsupported;
    return comparisonSql(scope, left, { operator: known.operator, value });
  });
  return `(${conditions.join(known.operator === '!=' ? ' AND ' : ' OR ')})`;
}

/** The values between the commas; quotation marks keep a comma. */
function valuesOf(text: string): string[] {
  const values = text.match(/(?:"[^"]*"|[^,"])+/g) ?? [''];
  return values.map((each) => each.trim().replace(/^"([^"]*)"$/, '$1'));
}

/** Null for what a value of the field cannot be, and for dates, which the metadata writes in many ways. */
function valueOf(left: Operand, text: string): QueryValue | null {
  if (text === '') return { kind: 'null' };
  switch (typeStorage(left.field)) {
    case 'boolean':
      if (/^(true|1)$/i.test(text)) return { kind: 'boolean', value: true };
      return /^(false|0)$/i.test(text) ? { kind: 'boolean', value: false } : null;
    case 'decimal':
    case 'integer':
    case 'long':
      return /^[+-]?\d+(\.\d+)?$/.test(text) ? { kind: 'number', text } : null;
    case 'text':
    case 'exactText':
      return { kind: 'string', value: text };
    default:
      return null;
  }
}

function likeValue(left: Operand, pattern: string, text: string): QueryValue | null {
  if (text === '' || typeStorage(left.field) !== 'text') return null;
  return { kind: 'string', value: pattern.replace('$', () => text.replace(/[\\%_]/g, '\\$&')) };
}
