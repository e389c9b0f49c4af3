/** `Test.loadData`: records from a CSV file among the static resources. */
import { current } from '../../platform/current';
import { apexException, UnsupportedError } from '../../values/errors';
import { ApexList } from '../../values/list';
import { requiredType, typeRegistry } from '../../values/type-registry';
import { staticResource } from '../http/static-resource-mocks';
import { scalarValue } from '../json/scalars';
import type { SObjectTypeToken } from '../schema/tokens';
import { fieldType } from '../sobject/field-type';
import { newRecord } from '../sobject/new-record';
import { parseCsv } from './csv';

/** Inserts a record for each row of the file and answers them. */
export function loadData(token: SObjectTypeToken, resource: string): ApexList {
  const { object } = token;
  if (!current().org.schema.staticResources.has(resource.toLowerCase()))
    throw new UnsupportedError(`Test.loadData of a static resource that is not there: ${resource}`);
  const [header = [], ...rows] = parseCsv(staticResource(resource).toString('utf8'));
  const fields = header.map((name) => {
    const field = object.fields.get(name.trim().toLowerCase());
    if (!field) throw apexException('System.UnexpectedException', `Invalid field ${name} for ${object.name}`);
    return field;
  });
  const records = rows.map((row) => {
    const record = newRecord(object, { id: null });
    fields.forEach((field, column) => {
      const text = row[column] ?? '';
      // Ids in the file only tie its rows together; the org gives its own.
      if (text === '' || field.type === 'id') return;
      record.store(field.name, scalarValue({ kind: 'string', text }, fieldType(field).name.toLowerCase()));
    });
    return record;
  });
  current().database.dml('insert', records, { allOrNone: true, access: 'system', sharing: 'without' });
  const type = typeRegistry().sobject(object.name) ?? requiredType('System.SObject');
  return new ApexList(typeRegistry().list(type), records);
}
