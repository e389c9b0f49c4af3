/** Expressions of a query as SQL, with the field that says how their values are kept. */
import { makeField } from '../../schema/make';
import type { FieldSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { typeStorage } from '../sql/storage';
import type { BoundExpression, BoundFunction } from './bound';
import { CONVERT_TIME_ZONE, SOQL_FUNCTIONS } from './functions';
import type { SqlScope } from './scope';

export interface Operand {
  readonly sql: string;
  /** How values are encoded and decoded: the field itself, or one made up for what a function answers. */
  readonly field: FieldSchema;
  /** A column, which brings its collation along. */
  readonly isPlain: boolean;
  /** Read through a relationship, so it may be null where the field never is. */
  readonly isOfParent: boolean;
}

const INTEGER = makeField('integer', 'integer');
const TEXT = makeField('text', 'string');
const DAY = makeField('day', 'date');
const INSTANT = makeField('instant', 'datetime');

/** Translates an expression. @throws UnsupportedError for functions the local org does not have */
export function operand(scope: SqlScope, expression: BoundExpression): Operand {
  if (expression.kind === 'function') return call(scope, expression);
  const { sql, isPlain } = scope.column(expression);
  return { sql, field: expression.field, isPlain, isOfParent: expression.steps.length > 0 };
}

function call(scope: SqlScope, expression: BoundFunction): Operand {
  const known = SOQL_FUNCTIONS.get(expression.name);
  if (!known) throw new UnsupportedError(`SOQL function ${expression.name}`);
  const [argument] = expression.arguments;
  const inner = argument ? operand(scope, argument) : null;
  const result = (sql: string, field: FieldSchema): Operand => ({ sql, field, isPlain: false, isOfParent: false });
  if (expression.name === 'COUNT') return result(`count(${inner?.sql ?? '*'})`, INTEGER);
  if (!inner) throw new UnsupportedError(`SOQL function ${expression.name} without argument`);
  if (known.sql !== null)
    return result(known.sql.replaceAll('$', asDate(inner)), expression.type === 'date' ? DAY : INTEGER);
  switch (expression.name) {
    case 'COUNT_DISTINCT':
      return result(`count(DISTINCT ${collated(inner)})`, INTEGER);
    case 'SUM':
    case 'AVG':
      return result(`${expression.name.toLowerCase()}(${inner.sql})`, numberLike(inner.field));
    case 'MIN':
    case 'MAX':
      return result(`${expression.name.toLowerCase()}(${collated(inner)})`, inner.field);
    case CONVERT_TIME_ZONE:
      return result(
        `apex_wall(${inner.sql}, ${scope.parameters.add(scope.environment.options.user.timeZone)})`,
        INSTANT,
      );
    case 'TOLABEL':
      return result(label(scope, inner), TEXT);
    default:
      throw new UnsupportedError(`SOQL function ${expression.name}`);
  }
}

/** Numbers come as they are kept, times 10^scale. */
function numberLike(field: FieldSchema): FieldSchema {
  return makeField(field.name, 'double', { scale: field.scale, precision: 18 });
}

function asDate(inner: Operand): string {
  return typeStorage(inner.field) === 'datetime' ? `${inner.sql} / 1000, 'unixepoch'` : inner.sql;
}

/** Text compares without regard to case; a column says so itself. */
export function collated(inner: Operand): string {
  return !inner.isPlain && typeStorage(inner.field) === 'text' ? `${inner.sql} COLLATE NOCASE` : inner.sql;
}

function label(scope: SqlScope, inner: Operand): string {
  const cases = inner.field.picklistValues
    .filter((each) => each.label !== each.value)
    .map((each) => `WHEN ${scope.parameters.add(each.value)} THEN ${scope.parameters.add(each.label)}`);
  return cases.length > 0 ? `CASE ${inner.sql} ${cases.join(' ')} ELSE ${inner.sql} END` : inner.sql;
}
