/**
 * The functions of SOQL: what they work on and answer.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions.htm
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm
 */
import type { FieldType } from '../../schema/model';

export interface SoqlFunction {
  readonly isAggregate: boolean;
  /** The type of the answer; `same` as the argument. */
  readonly type: FieldType | 'same';
  /** Date functions: the `strftime` format or the SQL that gives the number, from a SQLite date in place of `$`. */
  readonly sql: string | null;
}

const dateNumber = (sql: string): SoqlFunction => ({ isAggregate: false, type: 'integer', sql });
const strftime = (format: string): SoqlFunction => dateNumber(`CAST(strftime('${format}', $) AS INTEGER)`);
const aggregate = (type: FieldType | 'same'): SoqlFunction => ({ isAggregate: true, type, sql: null });

/** Moves an instant into the user's time zone, for the date function around it. */
export const CONVERT_TIME_ZONE = 'CONVERTTIMEZONE';

/** By name in upper case. Fiscal periods are those of a fiscal year that begins in January, the org's default. */
export const SOQL_FUNCTIONS: ReadonlyMap<string, SoqlFunction> = new Map([
  ['COUNT', aggregate('integer')],
  ['COUNT_DISTINCT', aggregate('integer')],
  ['SUM', aggregate('double')],
  ['AVG', aggregate('double')],
  ['MIN', aggregate('same')],
  ['MAX', aggregate('same')],
  ['CALENDAR_YEAR', strftime('%Y')],
  ['CALENDAR_MONTH', strftime('%m')],
  ['CALENDAR_QUARTER', dateNumber(`(CAST(strftime('%m', $) AS INTEGER) + 2) / 3`)],
  ['DAY_IN_MONTH', strftime('%d')],
  ['DAY_IN_WEEK', dateNumber(`CAST(strftime('%w', $) AS INTEGER) + 1`)],
  ['DAY_IN_YEAR', strftime('%j')],
  ['FISCAL_YEAR', strftime('%Y')],
  ['FISCAL_MONTH', strftime('%m')],
  ['FISCAL_QUARTER', dateNumber(`(CAST(strftime('%m', $) AS INTEGER) + 2) / 3`)],
  ['HOUR_IN_DAY', strftime('%H')],
  // Weeks of seven days from the first of the month or of January, not calendar weeks.
  ['WEEK_IN_MONTH', dateNumber(`(CAST(strftime('%d', $) AS INTEGER) + 6) / 7`)],
  ['WEEK_IN_YEAR', dateNumber(`(CAST(strftime('%j', $) AS INTEGER) + 6) / 7`)],
  ['DAY_ONLY', { isAggregate: false, type: 'date', sql: 'date($)' }],
  [CONVERT_TIME_ZONE, { isAggregate: false, type: 'datetime', sql: null }],
  ['TOLABEL', { isAggregate: false, type: 'string', sql: null }],
  ['FORMAT', { isAggregate: false, type: 'string', sql: null }],
]);
