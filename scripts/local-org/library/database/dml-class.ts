/** The DML methods of `Database`: every verb with its overloads. */
import { current } from '../../platform/current';
import type { DmlRequest, DmlVerb } from '../../platform/services';
import { UnsupportedError } from '../../values/errors';
import { ApexList } from '../../values/list';
import { toText } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { listOf } from '../collections';
import type { MemberTable } from '../declare';
import type { SObjectFieldToken } from '../schema/tokens';
import { recordOfId } from '../sobject/new-record';
import { AccessLevel } from './access-level';
import { DmlOptions } from './dml-options';
import { dmlResults, DmlResult } from './results';
import { unsupportedMembers } from '../unsupported';

const RESULT_TYPES: Readonly<Record<DmlVerb, string>> = {
  insert: 'Database.SaveResult',
  update: 'Database.SaveResult',
  upsert: 'Database.UpsertResult',
  delete: 'Database.DeleteResult',
  undelete: 'Database.UndeleteResult',
};

/** What stands after the records: `allOrNone` or options, and the access level; each may be missing. */
function requestOf(rest: readonly Value[]): DmlRequest {
  let allOrNone = true;
  let more: Partial<DmlRequest> = {};
  for (const each of rest) {
    if (typeof each === 'boolean') allOrNone = each;
    else if (each instanceof AccessLevel) more = { ...more, access: each.mode };
    else if (each instanceof DmlOptions) {
      // With options a statement is partial unless they say otherwise.
      allOrNone = each.optAllOrNone ?? false;
      more = { ...more, saveOptions: each };
    }
  }
  return { allOrNone, ...more };
}

/** Records as they are; ids as records of their object. */
function recordsOf(items: readonly Value[]): SObjectValue[] {
  return items.map((item) => (item instanceof SObjectValue ? item : recordOfId(item as string | null)));
}

function run(verb: DmlVerb, target: Value, request: DmlRequest): Value {
  const items = target instanceof ApexList ? target.items : [target];
  const rows = current().database.dml(verb, recordsOf(items), request);
  const results = dmlResults(RESULT_TYPES[verb], rows);
  return target instanceof ApexList ? listOf(RESULT_TYPES[verb], results) : (results[0] ?? null);
}

/** Ways to end the parameter list. */
const ENDINGS = [
  '',
  ', Boolean allOrNone',
  ', System.AccessLevel accessLevel',
  ', Boolean allOrNone, System.AccessLevel accessLevel',
];
const OPTION_ENDINGS = [
  ', Database.DMLOptions dmlOptions',
  ', Database.DMLOptions dmlOptions, System.AccessLevel accessLevel',
];

function verb(name: DmlVerb, takesIds: boolean): MemberTable {
  const table: Record<string, MemberTable[string]> = {};
  const result = RESULT_TYPES[name];
  const call = (target: Value, ...rest: Value[]): Value => run(name, target, requestOf(rest));
  const endings = name === 'insert' || name === 'update' ? [...ENDINGS, ...OPTION_ENDINGS] : ENDINGS;
  for (const ending of endings) {
    table[`static ${result} ${name}(SObject record${ending})`] = call;
    table[`static List<${result}> ${name}(List<SObject> records${ending})`] = call;
    if (takesIds) {
      table[`static ${result} ${name}(Id recordId${ending})`] = call;
      table[`static List<${result}> ${name}(List<Id> recordIds${ending})`] = call;
    }
  }
  return table;
}

/** What an org says to a field that cannot be meant, no page tells. */
function checkKeyOf(target: Value, field: SObjectFieldToken | null): void {
  if (field === null) throw new UnsupportedError('Database.upsert with a field that is null');
  const records = target instanceof ApexList ? target.items : [target];
  for (const record of records)
    if (record instanceof SObjectValue && record.object !== field.object)
      throw new UnsupportedError(`upsert of ${record.object.name} by ${field.object.name}.${field.field.name}`);
}

function upsertByField(): MemberTable {
  const table: Record<string, MemberTable[string]> = {};
  const call = (target: Value, field: SObjectFieldToken | null, ...rest: Value[]): Value => {
    checkKeyOf(target, field);
    return run('upsert', target, { ...requestOf(rest), externalIdField: field?.field.name ?? null });
  };
  for (const ending of ENDINGS) {
    const after = `, Schema.SObjectField externalIdField${ending}`;
    table[`static Database.UpsertResult upsert(SObject record${after})`] = call;
    table[`static List<Database.UpsertResult> upsert(List<SObject> records${after})`] = call;
  }
  return table;
}

function merge(): MemberTable {
  const table: Record<string, MemberTable[string]> = {};
  const call = (master: SObjectValue, duplicates: Value, ...rest: Value[]): Value => {
    const records = recordsOf(duplicates instanceof ApexList ? duplicates.items : [duplicates]);
    const rows = current().database.merge(master, records, requestOf(rest));
    const results = rows.map(
      (row, index) =>
        new DmlResult(
          'Database.MergeResult',
          master.id,
          row.success,
          dmlResults('Database.MergeResult', [row])[0]?.errors ?? [],
          null,
          row.success ? [records[index]?.id ?? ''] : [],
          row.moved,
        ),
    );
    return duplicates instanceof ApexList ? listOf('Database.MergeResult', results) : (results[0] ?? null);
  };
  for (const ending of ENDINGS) {
    table[`static Database.MergeResult merge(SObject master, Id duplicateId${ending})`] = call;
    table[`static Database.MergeResult merge(SObject master, SObject duplicate${ending})`] = call;
    table[`static List<Database.MergeResult> merge(SObject master, List<Id> duplicateIds${ending})`] = call;
    table[`static List<Database.MergeResult> merge(SObject master, List<SObject> duplicates${ending})`] = call;
  }
  return table;
}

function emptyRecycleBin(target: Value): Value {
  const items = target instanceof ApexList ? target.items : [target];
  const ids = items.map((item) => (item instanceof SObjectValue ? (item.id ?? '') : toText(item)));
  const results = dmlResults('Database.EmptyRecycleBinResult', current().database.emptyRecycleBin(ids));
  return target instanceof ApexList ? listOf('Database.EmptyRecycleBinResult', results) : (results[0] ?? null);
}

/** A conversion makes an account, a contact and an opportunity by the org's own lead settings. */
function convertLead(): MemberTable {
  const signatures = ['', ', Boolean allOrNone', ', Database.DMLOptions options'].flatMap((how) =>
    ['', ', System.AccessLevel accessLevel'].flatMap((access) => [
      `static Database.LeadConvertResult convertLead(Database.LeadConvert lead${how}${access})`,
      `static List<Database.LeadConvertResult> convertLead(List<Database.LeadConvert> leads${how}${access})`,
    ]),
  );
  return unsupportedMembers('Database', signatures);
}

/** Members of `System.Database`: DML. */
export const DML_MEMBERS: MemberTable = {
  ...verb('insert', false),
  ...verb('update', false),
  ...verb('upsert', false),
  ...upsertByField(),
  ...verb('delete', true),
  ...verb('undelete', true),
  ...merge(),
  'static Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)': emptyRecycleBin,
  'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)': emptyRecycleBin,
  'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> recordIds)': emptyRecycleBin,
  ...convertLead(),
};
