/** A query with every name settled against the schema: what is checked, described and translated to SQL. */
import type { FieldSchema, FieldType, ObjectSchema } from '../../schema/model';
import type { BindUse, SoqlProblem } from './description';
import type { ComparisonOperator, QueryPosition, QueryValue, SoqlQuery } from './query';
import type { ResolvedChildren, ResolvedField } from './resolve';

export interface BoundField extends ResolvedField {
  readonly kind: 'field';
  readonly at: QueryPosition;
}

export interface BoundFunction {
  readonly kind: 'function';
  /** In upper case. */
  readonly name: string;
  readonly isAggregate: boolean;
  readonly arguments: readonly BoundExpression[];
  /** The field it works on, where it works on one. */
  readonly field: FieldSchema | null;
  readonly type: FieldType;
  readonly at: QueryPosition;
}

export type BoundExpression = BoundField | BoundFunction;

export type BoundCondition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly BoundCondition[] }
  | { readonly kind: 'not'; readonly condition: BoundCondition }
  | {
      readonly kind: 'compare';
      readonly left: BoundExpression;
      readonly operator: ComparisonOperator;
      readonly value: QueryValue;
      /** The query behind IN, when the value is one. */
      readonly subQuery: BoundQuery | null;
      readonly at: QueryPosition;
    };

export type BoundSelectItem =
  | { readonly kind: 'expression'; readonly expression: BoundExpression; readonly alias: string | null }
  | { readonly kind: 'children'; readonly children: ResolvedChildren; readonly query: BoundQuery }
  | {
      readonly kind: 'typeOf';
      readonly reference: FieldSchema;
      readonly cases: readonly { readonly object: ObjectSchema; readonly fields: readonly BoundField[] }[];
      readonly otherwise: readonly BoundField[];
    };

export interface BoundOrder {
  readonly by: BoundExpression;
  readonly direction: 'asc' | 'desc';
  readonly nulls: 'first' | 'last' | null;
}

/** A field the query names, for access checks. */
export interface FieldReference {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
}

export interface BoundQuery {
  readonly query: SoqlQuery;
  readonly object: ObjectSchema;
  readonly kind: 'rows' | 'count' | 'aggregate';
  readonly select: readonly BoundSelectItem[];
  readonly where: BoundCondition | null;
  readonly groupBy: { readonly kind: 'plain' | 'rollup' | 'cube'; readonly items: readonly BoundExpression[] } | null;
  readonly having: BoundCondition | null;
  readonly orderBy: readonly BoundOrder[];
  readonly limit: QueryValue | null;
  readonly offset: QueryValue | null;
  /** Every field named anywhere, with those of the sub-queries. */
  readonly references: readonly FieldReference[];
  readonly binds: readonly BindUse[];
  readonly problems: readonly SoqlProblem[];
}

/** The expressions an expression is made of, itself included. */
export function* parts(expression: BoundExpression): Generator<BoundExpression> {
  yield expression;
  if (expression.kind === 'function') for (const each of expression.arguments) yield* parts(each);
}

/** Whether two expressions are the same: what GROUP BY names and what SELECT repeats. */
export function isSame(left: BoundExpression, right: BoundExpression): boolean {
  if (left.kind === 'field' && right.kind === 'field') return left.path.join('.') === right.path.join('.');
  if (left.kind !== 'function' || right.kind !== 'function') return false;
  return (
    left.name === right.name &&
    left.arguments.length === right.arguments.length &&
    left.arguments.every((each, index) => isSame(each, right.arguments[index]!))
  );
}

/** The field an expression is about: itself, or the one a function works on. */
export function fieldOf(expression: BoundExpression): FieldSchema | null {
  for (const part of parts(expression)) if (part.kind === 'field') return part.field;
  return null;
}

/** The type of an expression's values. */
export function typeOf(expression: BoundExpression): FieldType {
  return expression.kind === 'field' ? expression.field.type : expression.type;
}
