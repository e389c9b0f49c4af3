/** Runs queries. */
import type { ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { ApexList } from '../../values/list';
import { SObjectValue } from '../../values/sobject';
import { typeRegistry } from '../../values/type-registry';
import type { SqlDatabase } from '../sql/database';
import type { BoundQuery, BoundSelectItem } from './bound';
import type { SqlEnvironment } from './environment';
import { aggregateFunctions } from './query-rules';
import { aggregateStatement, countStatement, rowsStatement, type ParentFilter } from './select';

export interface QueryResult {
  /** Records, or rows of AggregateResult; empty for `SELECT COUNT()`. */
  readonly records: SObjectValue[];
  /** The answer of `SELECT COUNT()`, null for other queries. */
  readonly count: number | null;
  readonly object: ObjectSchema;
  /** Rows read, with those of sub-queries: what counts against the limit. */
  readonly rowCount: number;
}

/** The object aggregate rows are of. */
const AGGREGATE_RESULT = 'AggregateResult';

/**
 * Runs a query that has no problems and that the user may run.
 *
 * @throws UnsupportedError for objects whose rows the local org does not have
 */
export function runQuery(database: SqlDatabase, environment: SqlEnvironment, query: BoundQuery): QueryResult {
  const { object } = query;
  if (query.kind === 'count') {
    const { sql, parameters } = countStatement(environment, query);
    const count = Number(database.rows(sql, parameters)[0]?.[0] ?? 0);
    return { records: [], count, object, rowCount: 1 };
  }
  if (query.kind === 'aggregate') {
    const records = aggregateRows(database, environment, query);
    return { records, count: null, object, rowCount: aggregatedCount(database, environment, query) ?? records.length };
  }
  const { records, rowCount } = new RowReader(database, environment).read(query, null);
  return { records: records.map((each) => each.record), count: null, object, rowCount };
}

/** SQLite's plan for a query. */
export function explainQuery(database: SqlDatabase, environment: SqlEnvironment, query: BoundQuery): string[] {
  const statements = { count: countStatement, aggregate: aggregateStatement, rows: rowsStatement };
  const { sql, parameters } = statements[query.kind](environment, query, null);
  return database.explain(sql, parameters);
}

function aggregateRows(database: SqlDatabase, environment: SqlEnvironment, query: BoundQuery): SObjectValue[] {
  const { sql, parameters, columns } = aggregateStatement(environment, query);
  const names = new Set(columns.map((column) => column.alias.toLowerCase()));
  const object = environment.schema.object(AGGREGATE_RESULT);
  if (!object) throw new Error('the schema has no AggregateResult');
  return database.rows(sql, parameters).map((row) => {
    const record = new SObjectValue(object, names);
    columns.forEach(({ alias, decode }, place) => record.store(alias, decode(row[place] ?? null)));
    return record;
  });
}

/**
 * Rows an aggregate query counts with. Only COUNT counts by its results; everything else by the rows it looked at. Of groups
 * without a function nothing is documented, and the dearer reading is taken.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_agg_fns.htm
 *
 * @returns the rows looked at; null when the results count
 */
function aggregatedCount(database: SqlDatabase, environment: SqlEnvironment, query: BoundQuery): number | null {
  const functions = aggregateFunctions(query);
  if (functions.length > 0 && functions.every(({ name }) => name === 'COUNT')) return null;
  const { sql, parameters } = countStatement(environment, { ...query, limit: null, offset: null });
  return Number(database.rows(sql, parameters)[0]?.[0] ?? 0);
}

interface ReadRecord {
  readonly record: SObjectValue;
  readonly parentId: string | null;
}

class RowReader {
  private rowCount = 0;

  constructor(
    private readonly database: SqlDatabase,
    private readonly environment: SqlEnvironment,
  ) {}

  read(query: BoundQuery, parents: ParentFilter | null): { records: ReadRecord[]; rowCount: number } {
    const names = query.select.flatMap((item) => (item.kind === 'children' ? [item.children.name] : []));
    // No page says which of the two lists the records would have.
    if (new Set(names).size < names.length) throw new UnsupportedError('the same children twice in one SOQL query');
    const { sql, parameters, plan, parentColumn } = rowsStatement(this.environment, query, parents);
    const records = this.database.rows(sql, parameters).map((row) => ({
      record: plan.build(row),
      parentId: parentColumn < 0 ? null : (row[parentColumn] as string | null),
    }));
    this.rowCount += records.length;
    for (const item of query.select) if (item.kind === 'children') this.readChildren(records, item);
    return { records, rowCount: this.rowCount };
  }

  /** One statement for the children of all records. */
  private readChildren(
    parents: readonly ReadRecord[],
    { children, query }: BoundSelectItem & { kind: 'children' },
  ): void {
    if (query.query.forClause !== null) throw new UnsupportedError('FOR UPDATE and its like in a query for children');
    const ids = parents.flatMap(({ record }) => record.id ?? []);
    const byParent = new Map<string, SObjectValue[]>();
    if (ids.length > 0) {
      for (const { record, parentId } of this.read(query, { field: children.field.name, ids }).records) {
        const known = byParent.get(parentId ?? '');
        if (known) known.push(record);
        else byParent.set(parentId ?? '', [record]);
      }
    }
    const type = listType(children.object);
    for (const { record } of parents) {
      record.store(children.name, new ApexList(type, byParent.get(record.id ?? '') ?? []));
    }
  }
}

function listType(object: ObjectSchema) {
  const types = typeRegistry();
  const element = types.sobject(object.name);
  if (!element) throw new Error(`the program has no type for ${object.name}`);
  return types.list(element);
}
