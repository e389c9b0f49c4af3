/**
 * A SOQL or SOSL query as data. Static queries in Apex and dynamic ones are parsed by the same grammar into this form
 * (compiler/parse), bound against the schema and translated to SQL (data/soql).
 */

/** A place in the query text, counted from 1, relative to the file (static) or to the text (dynamic). */
export interface QueryPosition {
  readonly line: number;
  readonly column: number;
}

/** `Account.Owner.Name` as its parts, in the spelling of the source. */
export type FieldPath = readonly string[];

export type SoqlAccess = 'user' | 'system' | 'securityEnforced' | null;

export interface SoqlQuery {
  readonly select: readonly SelectItem[];
  /** The object, or in a sub-query the child relationship. */
  readonly from: string;
  readonly alias: string | null;
  readonly scope: string | null;
  readonly where: Condition | null;
  readonly access: SoqlAccess;
  readonly groupBy: { readonly kind: 'plain' | 'rollup' | 'cube'; readonly items: readonly FieldOrFunction[] } | null;
  readonly having: Condition | null;
  readonly orderBy: readonly OrderItem[];
  readonly limit: QueryValue | null;
  readonly offset: QueryValue | null;
  readonly allRows: boolean;
  readonly forClause: 'update' | 'view' | 'reference' | null;
  readonly at: QueryPosition;
}

export type FieldOrFunction = FieldItem | FunctionItem;

export interface FieldItem {
  readonly kind: 'field';
  readonly path: FieldPath;
  readonly at: QueryPosition;
}

/** `COUNT()`, `SUM(Amount)`, `CALENDAR_YEAR(CreatedDate)`, `FORMAT(x)`, `toLabel(x)`. Name as written. */
export interface FunctionItem {
  readonly kind: 'function';
  readonly name: string;
  readonly arguments: readonly FieldOrFunction[];
  /**
   * What is no field: the unit of `DISTANCE(field, GEOLOCATION(…), 'km')`, the two coordinates of `GEOLOCATION` (or one
   * bind), the text of `FORMULA('…')`.
   */
  readonly parameters?: readonly QueryValue[];
  readonly at: QueryPosition;
}

export type SelectItem =
  | { readonly kind: 'expression'; readonly expression: FieldOrFunction; readonly alias: string | null }
  | { readonly kind: 'subQuery'; readonly query: SoqlQuery }
  | {
      readonly kind: 'typeOf';
      readonly field: FieldPath;
      readonly cases: readonly { readonly object: string; readonly fields: readonly FieldPath[] }[];
      readonly otherwise: readonly FieldPath[];
      readonly at: QueryPosition;
    }
  /** `FIELDS(ALL | CUSTOM | STANDARD)`. */
  | { readonly kind: 'fields'; readonly set: 'all' | 'custom' | 'standard'; readonly at: QueryPosition };

export type ComparisonOperator =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'compare';
      readonly field: FieldOrFunction;
      readonly operator: ComparisonOperator;
      readonly value: QueryValue;
      readonly at: QueryPosition;
    };

export type QueryValue =
  | { readonly kind: 'null' }
  /** Unescaped, except that `\_` and `\%` stay: in a LIKE pattern they mean the character itself. */
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Text of the number as written, sign included. */
  | { readonly kind: 'number'; readonly text: string }
  /** `2026-11-23` and `2026-11-23T10:00:00Z`, as written. */
  | { readonly kind: 'date' | 'dateTime' | 'time'; readonly text: string }
  /** `TODAY`, `LAST_N_DAYS:3`: name in upper case. */
  | { readonly kind: 'dateLiteral'; readonly name: string; readonly n: number | null }
  | { readonly kind: 'currency'; readonly code: string; readonly text: string }
  | { readonly kind: 'list'; readonly values: readonly QueryValue[] }
  | { readonly kind: 'subQuery'; readonly query: SoqlQuery }
  /** Index into the binds that travel beside the query; `name` is the text after the colon. */
  | { readonly kind: 'bind'; readonly index: number; readonly name: string };

export interface OrderItem {
  readonly by: FieldOrFunction;
  readonly direction: 'asc' | 'desc';
  /** `null` when not written: the platform then puts nulls first, whatever the direction. */
  readonly nulls: 'first' | 'last' | null;
}

export interface SoslQuery {
  readonly search: QueryValue;
  readonly group: 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';
  readonly returning: readonly {
    readonly object: string;
    readonly fields: readonly FieldPath[];
    readonly where: Condition | null;
    readonly orderBy: readonly OrderItem[];
    readonly limit: QueryValue | null;
  }[];
  readonly limit: QueryValue | null;
  readonly access: SoqlAccess;
  readonly at: QueryPosition;
}
