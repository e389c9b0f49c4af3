/**
 * `FOR VIEW` and `FOR REFERENCE` note when somebody saw a record. Nothing but two fields tells, and when each user saw each
 * record the local org does not know: a query of the fields stops once anything was noted.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_for_view.htm
 */
import { UnsupportedError } from '../../values/errors';
import type { SqlDatabase } from '../sql/database';
import type { BoundQuery } from './bound';

const FIELDS: ReadonlySet<string> = new Set(['LastViewedDate', 'LastReferencedDate']);

export class Views {
  constructor(private readonly database: SqlDatabase) {
    database.execute('CREATE TABLE "$viewed" ("object" TEXT PRIMARY KEY)');
  }

  /** @throws UnsupportedError for a query of what was noted */
  check({ references, object, query }: BoundQuery): void {
    for (const { object: of, field } of references)
      if (FIELDS.has(field.name) && this.isNoted(of.name))
        throw new UnsupportedError(`${of.name}.${field.name} after FOR VIEW or FOR REFERENCE`);
    if (query.forClause === 'view' || query.forClause === 'reference')
      this.database.run('INSERT OR IGNORE INTO "$viewed" VALUES (?)', [object.name]);
  }

  private isNoted(object: string): boolean {
    return this.database.rows('SELECT json_array(1) FROM "$viewed" WHERE "object" = ?', [object]).length > 0;
  }
}
