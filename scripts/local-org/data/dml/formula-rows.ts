/** Whole rows with their formula fields, as triggers see them. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { SObjectValue } from '../../values/sobject';
import { Parameters, type SqlEnvironment } from '../soql/environment';
import { SqlScope } from '../soql/scope';
import { columnForJson, decoderOf } from '../sql/codec';
import type { SqlDatabase } from '../sql/database';
import { typeStorage } from '../sql/storage';

/** The rows with these ids, also from the recycle bin, by id. */
export function rowsWithFormulas(
  database: SqlDatabase,
  environment: SqlEnvironment,
  object: ObjectSchema,
  ids: readonly string[],
  wanted: readonly FieldSchema[] | null = null,
): Map<string, SObjectValue> {
  const scope = new SqlScope(environment, new Parameters(), object);
  const fields = [...object.fields.values()].filter(
    (field) => typeStorage(field) !== 'none' && (wanted === null || field.name === 'Id' || wanted.includes(field)),
  );
  const columns = fields.map((field) => columnForJson(field, scope.column({ steps: [], field }).sql));
  const decoders = fields.map(decoderOf);
  const list = scope.parameters.add(JSON.stringify(ids));
  const sql =
    `SELECT json_array(${columns.join(', ')}) FROM ${scope.from} ` +
    `WHERE ${scope.alias}."Id" IN (SELECT value FROM json_each(${list}))`;
  const rows = database.rows(sql, scope.parameters.values).map((row) => {
    const record = new SObjectValue(object);
    fields.forEach((field, place) => record.store(field.name, decoders[place]?.(row[place] ?? null) ?? null));
    return record;
  });
  return new Map(rows.map((row) => [row.id ?? '', row]));
}
