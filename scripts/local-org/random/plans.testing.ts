/** Random plans of DML and SOQL: mostly near what works, with everything in them that does not. */
import fc from 'fast-check';
import type { FieldSchema, Schema } from '../schema/model';

/** What `RandomDml.cls` carries out. */
export interface Step {
  readonly do: 'record' | 'parent' | 'dml' | 'query' | 'savepoint' | 'rollback';
}

const OBJECTS = [
  ['Account', 'Contact', 'Opportunity', 'Case', 'Lead', 'Task', 'CaseComment', 'OpportunityLineItem', 'Product2'],
  ['Depot__c', 'Item__c', 'Parcel__c', 'Crate__c', 'Applicant__c', 'Tuning__c', 'Notice__e', 'Rule__mdt'],
  ['User', 'Group', 'GroupMember', 'UserRole', 'PermissionSet', 'PermissionSetAssignment', 'FieldPermissions'],
  [
    'AccountShare',
    'Parcel__Share',
    'ContentVersion',
    'ContentDocumentLink',
    'Attachment',
    'EmailMessage',
    'RecordType',
  ],
  ['Profile', 'AsyncApexJob', 'CronTrigger', 'Organization', 'AggregateResult', 'AccountHistory', 'Pricebook2', 'Name'],
].flat();

const MOST_RECORDS = 5;
const index = fc.integer({ min: 0, max: MOST_RECORDS - 1 });

const TEXTS = [
  '',
  'a',
  'A',
  ' ',
  'refuse',
  'throw',
  'again',
  'null',
  "o'b",
  '%',
  'true',
  '2026-02-30',
  '😀',
  'a\u0000b',
];

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...TEXTS, null, true, false, 0, 1, -1, 2_147_483_647) },
  fc.record({ id: index }),
  fc.constantFrom<unknown>(
    { own: 1 },
    { record: 0 },
    { list: [1] },
    { times: 256 },
    { times: 200_000 },
    { date: 4_000_000 },
    { date: -4_000_000 },
    { date: 2027 },
    { datetime: 0 },
    { datetime: 253_402_300_800_000_000 },
    { time: 23 },
    { decimal: '1e30' },
    { decimal: '-0.000000000000000000000001' },
    { double: '1e300' },
    { long: '9223372036854775807' },
    { blob: 'a' },
    '001000000000001',
    '001000000000001AAA',
    '00a000000000001AAA',
    '003000000000001AAZ',
  ),
);

/** What the type of a field takes, more or less. */
function fitting({ type, picklistValues, length }: FieldSchema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'id':
    case 'reference':
      return fc.oneof({ weight: 3, arbitrary: fc.record({ id: index }) }, fc.constant({ own: 1 }));
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return fc.constantFrom<unknown>(0, 1, -7, { decimal: '12.345' }, { decimal: '1e17' });
    case 'date':
    case 'datetime':
      return fc.constantFrom({ date: 2026 }, { date: 1600 }, { datetime: 1_764_000_000_000 });
    case 'time':
      return fc.constant({ time: 7 });
    case 'base64':
      return fc.constant({ blob: 'a' });
    case 'email':
      return fc.constantFrom('a@b.example', 'a');
    case 'picklist':
    case 'multipicklist':
      return fc.constantFrom('a', ...picklistValues.slice(0, 3).map((each) => each.value));
    default:
      return fc.constantFrom<unknown>('a', 'b', { times: length }, { times: length + 1 });
  }
}

const fieldsOf = (schema: Schema, object: string): FieldSchema[] => [...(schema.object(object)?.fields.values() ?? [])];

/** Names of an object's fields, and one it has not. */
function fieldName(schema: Schema, object: string): fc.Arbitrary<string> {
  return fc.constantFrom(...fieldsOf(schema, object).map(({ name }) => name), 'No__c');
}

/** A field and a value for it: the more likely the fitter. */
function pair(schema: Schema, object: string): fc.Arbitrary<readonly [string, unknown]> {
  const fields = fieldsOf(schema, object);
  const writable = fields.filter((field) => field.isCreateable && field.formula === null);
  const ofWritable = fc.constantFrom(...(writable.length ? writable : fields));
  const withAnyValue = (field: FieldSchema) => value.map((given) => [field.name, given] as const);
  return fc.oneof(
    { weight: 5, arbitrary: ofWritable.chain((field) => fitting(field).map((fit) => [field.name, fit] as const)) },
    { weight: 1, arbitrary: ofWritable.chain(withAnyValue) },
    { weight: 1, arbitrary: fc.constantFrom(...fields).chain(withAnyValue) },
  );
}

/** What an object must have, so that most rows are good ones. */
function needed(schema: Schema, object: string): fc.Arbitrary<readonly (readonly [string, unknown])[]> {
  const fields = fieldsOf(schema, object).filter((field) => field.isRequired && field.isCreateable && !field.isSystem);
  return fc.tuple(...fields.map((field) => fitting(field).map((fit) => [field.name, fit] as const)));
}

function records(schema: Schema): fc.Arbitrary<Step> {
  const known = OBJECTS.filter((object) => fieldsOf(schema, object).length > 0);
  return fc.constantFrom(...known, 'Account', 'Account', 'Account', 'Parcel__c').chain((type) =>
    fc.record({
      do: fc.constant('record' as const),
      type: fc.constant(type),
      values: fc
        .tuple(needed(schema, type), fc.array(pair(schema, type), { maxLength: 4 }))
        .map(([first, more]) => [...first, ...more]),
    }),
  );
}

const VERBS = [
  ['insert', 'insert', 'insert', 'update', 'upsert', 'delete', 'undelete', 'merge', 'EventBus.publish'],
  ['Database.insert', 'Database.insert one', 'Database.insert options', 'Database.update', 'Database.update options'],
  ['Database.upsert', 'Database.upsert key', 'Database.delete', 'Database.delete ids', 'Database.undelete'],
  ['Database.undelete ids', 'Database.merge', 'Database.merge ids', 'Database.emptyRecycleBin'],
  ['Database.emptyRecycleBin ids', 'Database.convertLead'],
].flat();

const dml: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('dml' as const),
  verb: fc.constantFrom(...VERBS),
  rows: fc.array(fc.option(index, { freq: 12 }), { maxLength: 4 }),
  typed: fc.boolean(),
  user: fc.boolean(),
  allOrNone: fc.constantFrom(true, false, false, null),
  key: fc.constantFrom('Key__c', 'Id', 'Name', 'Code__c', 'Closed - Converted', null),
});

const parent: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('parent' as const),
  record: index,
  name: fc.constantFrom('Account', 'Owner', 'Parent', 'Depot__r', 'Parent__r', 'No__r'),
  other: fc.option(index),
});

const others: fc.Arbitrary<Step> = fc.constantFrom<Step>({ do: 'savepoint' }, { do: 'rollback' });

/** Some records, then statements about them. */
export function dmlPlan(schema: Schema): fc.Arbitrary<readonly Step[]> {
  return fc
    .tuple(
      fc.array(records(schema), { minLength: MOST_RECORDS, maxLength: MOST_RECORDS }),
      fc.array(fc.oneof({ weight: 6, arbitrary: dml }, parent, others), { minLength: 2, maxLength: 5 }),
    )
    .map(([made, done]) => [...made, ...done]);
}

const PATHS = [
  'Owner.Name',
  'Account.Name',
  'Account.Owner.Profile.Name',
  'Parent.Parent.Name',
  'Depot__r.Price__c',
  'What.Type',
];
const FUNCTIONS = [
  'COUNT()',
  'COUNT(Id)',
  'MAX(CreatedDate)',
  'SUM(Amount)',
  'toLabel(Status)',
  'FORMAT(Amount)',
  'FIELDS(ALL)',
];
const SUBQUERIES = [
  '(SELECT Id FROM Contacts)',
  '(SELECT Name FROM Items__r WHERE Id != null LIMIT 1)',
  '(SELECT No FROM None)',
];
const VALUES = [
  "'a'",
  "'%a_'",
  "''",
  'null',
  'true',
  '1',
  '-1.5',
  '1e400',
  '2026-02-30',
  '2026-01-01',
  '2026-01-01T25:00:00Z',
];
const MORE_VALUES = [
  'TODAY',
  'LAST_N_DAYS:3',
  'LAST_N_DAYS:x',
  ':text',
  ':none',
  ':whole',
  ':ids',
  ':day',
  ':unknown',
  'USD5',
  "'001'",
];
const LISTS = [
  "('a','b')",
  '(1)',
  '()',
  '(null)',
  ':ids',
  ':texts',
  ':text',
  '(SELECT OwnerId FROM Account)',
  '(TODAY)',
];
const OPERATORS = ['=', '!=', '<', '>', '<=', '>=', 'LIKE', 'IN', 'NOT IN', 'INCLUDES', 'EXCLUDES', '==', '<>'];
const TAILS = [
  'LIMIT 1',
  'LIMIT :whole',
  'LIMIT -1',
  'OFFSET 3000',
  'ALL ROWS',
  'FOR UPDATE',
  'FOR VIEW',
  'WITH SECURITY_ENFORCED',
];
const NOISE = ["'", ')', '(', ',', ';', '\u0000', ' AND', '"', '{', 'WHERE', '\\'];

/** A query text. */
export function queryPlan(schema: Schema): fc.Arbitrary<readonly Step[]> {
  const text = fc.constantFrom(...OBJECTS, 'Account', 'Contact', 'Parcel__c', 'None').chain((object) => {
    const field = fc.oneof({ weight: 5, arbitrary: fieldName(schema, object) }, fc.constantFrom(...PATHS));
    const selected = fc.oneof({ weight: 4, arbitrary: field }, fc.constantFrom(...FUNCTIONS, ...SUBQUERIES));
    const right = fc.oneof(fc.constantFrom(...VALUES), fc.constantFrom(...MORE_VALUES), fc.constantFrom(...LISTS));
    const compared = fc.oneof(
      { weight: 6, arbitrary: field },
      fc.constantFrom(...FUNCTIONS, 'CALENDAR_YEAR(CreatedDate)'),
    );
    const condition = fc
      .tuple(fc.constantFrom('', '', 'NOT '), compared, fc.constantFrom(...OPERATORS), right)
      .map(([not, left, operator, than]) => `${not}${left} ${operator} ${than}`);
    const where = fc
      .array(condition, { maxLength: 3 })
      .map((all) => (all.length ? ` WHERE ${all.join(all.length > 2 ? ' OR ' : ' AND ')}` : ''));
    const group = fc.oneof(
      fc.constant(''),
      fc.constant(''),
      field.map((name) => ` GROUP BY ${name}`),
    );
    const order = fc.oneof(
      fc.constant(''),
      field.map((name) => ` ORDER BY ${name} DESC NULLS LAST`),
    );
    const tail = fc.oneof(
      fc.constant(''),
      fc.constant(''),
      fc.constantFrom(...TAILS).map((each) => ` ${each}`),
    );
    const noise = fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      fc.tuple(fc.constantFrom(...NOISE), fc.nat(80)),
    );
    return fc
      .tuple(fc.array(selected, { minLength: 1, maxLength: 3 }), where, group, order, tail, noise)
      .map(([fields, ...rest]) => {
        const [conditions, grouped, ordered, end, spoilt] = rest;
        const query = `SELECT ${fields.join(', ')} FROM ${object}${conditions}${grouped}${ordered}${end}`;
        return spoilt ? query.slice(0, spoilt[1]) + spoilt[0] + query.slice(spoilt[1]) : query;
      });
  });
  const find = fc
    .tuple(fc.constantFrom('{a*}', '{a AND b}', '{}', '{"a', ':text', "'a'"), fieldName(schema, 'Account'))
    .map(([term, name]) => `FIND ${term} IN ALL FIELDS RETURNING Account(${name} WHERE ${name} = 'a'), Contact`);
  const query = fc.record({
    do: fc.constant('query' as const),
    text: text,
    form: fc.constantFrom('query', 'query', 'query', 'count', 'locator', 'cursor', 'find'),
    user: fc.boolean(),
  });
  const search = fc.record({
    do: fc.constant('query' as const),
    text: find,
    form: fc.constant('find'),
    user: fc.boolean(),
  });
  return fc.array(fc.oneof({ weight: 12, arbitrary: query }, search), { minLength: 1, maxLength: 1 });
}
