/**
 * DML: what is saved, what is refused and how.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml.htm
 */
import { Big } from 'bigdecimal.js';
import { makeField, makePicklistValue } from '../../schema';
import { ApexBlob } from '../../values/blob';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexException, type DmlFailure } from '../../values/errors';
import type { Value } from '../../values/value';
import { customObject, NOON, schemaWith, TestStore } from '../testing';

const thing = customObject(
  'Thing__c',
  [
    makeField('Key__c', 'string', { isExternalId: true, isUnique: true, length: 20 }),
    makeField('Long__c', 'textarea', { length: 32_000, isLongText: true }),
    makeField('Short__c', 'string', { length: 5, label: 'Short' }),
    makeField('Needed__c', 'string', { isRequired: true, defaultValue: '"given"' }),
    makeField('Small__c', 'double', { precision: 4, scale: 2, label: 'Small' }),
    makeField('Mail__c', 'email', { label: 'Mail' }),
    makeField('Kind__c', 'picklist', {
      isRestrictedPicklist: true,
      picklistValues: [makePicklistValue('A', { isDefault: true }), makePicklistValue('B')],
    }),
    makeField('Due__c', 'date', { defaultValue: 'TODAY() + 7' }),
    makeField('Moment__c', 'datetime'),
    makeField('Number__c', 'string', {
      isAutoNumber: true,
      displayFormat: 'T-{000}',
      isCreateable: false,
      isUpdateable: false,
    }),
    makeField('Account__c', 'reference', { referenceTo: ['Account'], relationshipName: 'Account__r' }),
  ],
  {
    validationRules: [
      {
        name: 'No_Bad',
        formula: 'AND(NOT(ISNEW()), ISCHANGED(Short__c), Account__r.Name = "Locked")',
        message: 'The account is locked.',
        field: 'Short__c',
      },
    ],
  },
);

const CUTTING = { allowFieldTruncation: true, optAllOrNone: null, assignmentRule: null, localeName: null };

describe('DML', () => {
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore(schemaWith(thing));
  });
  afterEach(() => org.close());

  const failure = (action: () => unknown): ApexException => {
    try {
      action();
    } catch (error) {
      if (error instanceof ApexException) return error;
      throw error;
    }
    throw new Error('nothing failed');
  };
  const insertError = (object: string, values: Readonly<Record<string, Value>>): string =>
    failure(() => org.dml('insert', [org.record(object, values)], { allOrNone: true })).message;

  it('should fill ids, defaults, auto-numbers and system fields', () => {
    const [record] = org.insert('Thing__c', { Moment__c: new ApexDatetime(NOON + 123) });
    const [row] = org.query(
      'SELECT FIELDS(STANDARD), Needed__c, Kind__c, Due__c, Number__c, Moment__c FROM Thing__c',
    ).records;
    expect(record?.id).toBe(row?.id);
    expect(row?.getField('Name')).toBe(row?.id);
    expect(row?.getField('Needed__c')).toBe('given');
    expect(row?.getField('Kind__c')).toBe('A');
    expect(row?.getField('Due__c')).toEqual(ApexDate.of(2026, 11, 30));
    expect(row?.getField('Number__c')).toBe('T-001');
    expect(row?.getField('OwnerId')).toBe(org.admin.id);
    expect(row?.getField('CreatedDate')).toEqual(new ApexDatetime(NOON));
    // Milliseconds are not kept.
    expect(row?.getField('Moment__c')).toEqual(new ApexDatetime(NOON));
    // In memory only the id is new.
    expect([...(record?.populated() ?? [])].map(([name]) => name)).toEqual(['Moment__c', 'Id']);
  });

  it('should keep a null that was set in place of a default', () => {
    org.insert('Thing__c', { Kind__c: null });
    expect(org.column('SELECT Kind__c FROM Thing__c', 'Kind__c')).toEqual([null]);
  });

  it('should word its refusals as the platform does', () => {
    expect(insertError('Account', {})).toBe(
      'Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]',
    );
    expect(insertError('Thing__c', { Short__c: 'too long' })).toContain(
      'STRING_TOO_LONG, Short: data value too large: too long (max length=5): [Short__c]',
    );
    expect(insertError('Thing__c', { Small__c: Big(100) })).toContain(
      'NUMBER_OUTSIDE_VALID_RANGE, Small: value outside of valid range on numeric field: 100: [Small__c]',
    );
    expect(insertError('Thing__c', { Mail__c: 'nobody' })).toContain(
      'INVALID_EMAIL_ADDRESS, Mail: invalid email address: nobody: [Mail__c]',
    );
    expect(insertError('Thing__c', { Kind__c: 'C' })).toContain('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    expect(insertError('Thing__c', { Account__c: org.admin.id })).toContain('FIELD_INTEGRITY_EXCEPTION');
    expect(insertError('Thing__c', { Account__c: '001000000000001AAA' })).toContain(
      'INVALID_CROSS_REFERENCE_KEY, invalid cross reference id',
    );
    expect(insertError('Thing__c', { Id: 'a00000000000001AAA' })).toBe(
      'Insert failed. First exception on row 0 with id a00000000000001AAA; first error: INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]',
    );
    expect(insertError('Thing__c', { CreatedDate: new ApexDatetime(NOON) })).toContain(
      'INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: CreatedDate.',
    );
  });

  it('should refuse a second row with a unique value, by the id of the first', () => {
    const [one] = org.insert('Thing__c', { Key__c: 'k' });
    expect(insertError('Thing__c', { Key__c: 'K' })).toContain(
      `DUPLICATE_VALUE, duplicate value found: Key__c duplicates value on record with id: ${one?.id?.slice(0, 15)}: []`,
    );
    const results = org.dml('insert', [
      org.record('Thing__c', { Key__c: 'x' }),
      org.record('Thing__c', { Key__c: 'X' }),
    ]);
    expect(results.map((result) => result.success)).toEqual([true, false]);
  });

  it('should know a unique value in another case in every script', () => {
    org.insert('Thing__c', { Key__c: 'Ärger' });
    expect(insertError('Thing__c', { Key__c: 'ÄRGER' })).toContain('DUPLICATE_VALUE');
    expect(insertError('Thing__c', { Key__c: 'ärger' })).toContain('DUPLICATE_VALUE');
    expect(org.insert('Thing__c', { Key__c: 'Arger' })).toHaveLength(1);
  });

  it('should keep a text as it is, however long and with a NUL in it', () => {
    const texts = [`${'a'.repeat(3000)}é`, 'before\u0000after', `\u0000${'b'.repeat(3000)}`];
    for (const text of texts) org.insert('Thing__c', { Long__c: text });
    expect(org.column('SELECT Long__c FROM Thing__c WHERE Long__c != null ORDER BY Id', 'Long__c')).toEqual(texts);
    const compared = (): unknown => org.query('SELECT Id FROM Thing__c WHERE Short__c = :x', ['a\u0000b']);
    expect(compared).toThrow('not supported by the local org: comparing text that holds a NUL');
  });

  it('should keep nothing when one of all fails, and all but the failed ones otherwise', () => {
    const records = [org.record('Thing__c', { Name: 'ok' }), org.record('Thing__c', { Short__c: 'too long' })];
    const error = failure(() => org.dml('insert', records, { allOrNone: true }));
    expect(error.typeName).toBe('System.DmlException');
    expect((error.details as DmlFailure).rows.map((row) => [row.index, row.statusCode])).toEqual([
      [1, 'STRING_TOO_LONG'],
    ]);
    expect(records[0]?.id).toBeNull();
    expect(org.query('SELECT COUNT() FROM Thing__c').count).toBe(0);
    expect(org.dml('insert', records).map((result) => result.success)).toEqual([true, false]);
    expect(org.query('SELECT COUNT() FROM Thing__c').count).toBe(1);
  });

  it('should cut text that is too long when the options say so', () => {
    org.dml('insert', [org.record('Thing__c', { Short__c: 'too long' })], { saveOptions: CUTTING });
    expect(org.column('SELECT Short__c FROM Thing__c', 'Short__c')).toEqual(['too l']);
  });

  it.each([
    [{ optAllOrNone: true }, 'SObject.setOptions with another optAllOrNone than the statement has'],
    [{ localeName: 'fr' }, 'Database.DMLOptions.localeOptions'],
    [{ assignmentRule: { id: '01Q000000000001AAA' } }, 'Database.DMLOptions.assignmentRuleHeader'],
  ])('should stop by name at the option %j, which would have an effect on an org', (option, name) => {
    const record = org.record('Lead', { LastName: 'Doe', Company: 'Acme' });
    record.saveOptions = { ...CUTTING, ...option };
    expect(() => org.dml('insert', [record])).toThrow(`not supported by the local org: ${name}`);
  });

  it('should change what is set and nothing else', () => {
    const [record] = org.insert('Thing__c', { Name: 'a', Short__c: 'x' });
    org.now = NOON + 60_000;
    org.dml('update', [org.record('Thing__c', { Id: record?.id ?? null, Name: 'b' })], { allOrNone: true });
    const [row] = org.query('SELECT Name, Short__c, CreatedDate, LastModifiedDate FROM Thing__c').records;
    expect([row?.getField('Name'), row?.getField('Short__c')]).toEqual(['b', 'x']);
    expect(row?.getField('CreatedDate')).toEqual(new ApexDatetime(NOON));
    expect(row?.getField('LastModifiedDate')).toEqual(new ApexDatetime(NOON + 60_000));
  });

  it('should refuse updates without id, of deleted rows and of rows that are not there', () => {
    const [gone] = org.insert('Thing__c', { Name: 'gone' });
    org.dml('delete', gone ? [gone] : []);
    const results = org.dml('update', [
      org.record('Thing__c'),
      org.record('Thing__c', { Id: gone?.id ?? null }),
      org.record('Thing__c', { Id: 'a00000000000001AAA' }),
    ]);
    expect(results.map((result) => result.errors[0]?.statusCode)).toEqual([
      'MISSING_ARGUMENT',
      'ENTITY_IS_DELETED',
      'INVALID_CROSS_REFERENCE_KEY',
    ]);
    expect(failure(() => org.dml('update', gone ? [gone, gone] : [])).message).toBe(
      `Duplicate id in list: ${gone?.id}`,
    );
  });

  it('should hold validation rules over changes and parents', () => {
    const [locked] = org.insert('Account', { Name: 'Locked' });
    const [record] = org.insert('Thing__c', { Short__c: 'x', Account__c: locked?.id ?? null });
    record?.store('Short__c', 'y');
    const error = failure(() => org.dml('update', record ? [record] : [], { allOrNone: true }));
    expect(error.message).toBe(
      `Update failed. First exception on row 0 with id ${record?.id}; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, The account is locked.: [Short__c]`,
    );
    record?.store('Short__c', 'x');
    expect(org.dml('update', record ? [record] : [])[0]?.success).toBe(true);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_upsert.htm
  it('should upsert by external id, without regard to case', () => {
    const [one] = org.insert('Thing__c', { Key__c: 'one', Name: 'old' });
    const records = [
      org.record('Thing__c', { Key__c: 'ONE', Name: 'new' }),
      org.record('Thing__c', { Key__c: 'two', Name: 'two' }),
      org.record('Thing__c', { Key__c: 'thrice' }),
      org.record('Thing__c', { Key__c: 'THRICE' }),
      org.record('Thing__c'),
    ];
    const results = org.dml('upsert', records, { externalIdField: 'Key__c' });
    expect(results.map((result) => [result.success, result.created])).toEqual([
      [true, false],
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
    expect(results[2]?.errors[0]?.message).toBe('Duplicate external id specified: thrice');
    expect(results[4]?.errors[0]?.statusCode).toBe('MISSING_ARGUMENT');
    expect(records[0]?.id).toBe(one?.id);
    expect(org.column('SELECT Name FROM Thing__c ORDER BY Name', 'Name')).toEqual(['new', 'two']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_nested_object.htm
  it('should find parents by external id', () => {
    const keyed = {
      ...thing,
      name: 'Child__c',
      keyPrefix: 'a01',
      validationRules: [],
      fields: new Map([
        ...thing.fields,
        [
          'parent__c',
          makeField('Parent__c', 'reference', { referenceTo: ['Thing__c'], relationshipName: 'Parent__r' }),
        ],
      ]),
    };
    const other = new TestStore(schemaWith(thing, keyed));
    try {
      const [parent] = other.insert('Thing__c', { Key__c: 'p' });
      other.insert('Child__c', { Parent__r: other.record('Thing__c', { Key__c: 'p' }) });
      expect(other.column('SELECT Parent__c FROM Child__c', 'Parent__c')).toEqual([parent?.id]);
    } finally {
      other.close();
    }
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_customsettings.htm
  it('should keep one row of a hierarchy custom setting for each owner', () => {
    const limits = customObject(
      'Limits__c',
      [makeField('SetupOwnerId', 'reference', { referenceTo: ['Organization', 'Profile', 'User'] })],
      {
        kind: 'customSetting',
        customSettingsType: 'hierarchy',
      },
    );
    const other = new TestStore(schemaWith(limits));
    try {
      const organization = other.store.insertRow('Organization', { Name: 'Org' });
      other.insert('Limits__c', {}, { SetupOwnerId: other.admin.id });
      expect(other.column('SELECT SetupOwnerId FROM Limits__c', 'SetupOwnerId')).toEqual([
        organization,
        other.admin.id,
      ]);
      const [again] = other.dml('insert', [other.record('Limits__c')]);
      expect(again?.errors[0]?.message).toContain(
        'duplicate value found: SetupOwnerId duplicates value on record with id:',
      );
    } finally {
      other.close();
    }
  });

  it('should not take custom metadata records', () => {
    expect(() =>
      org.dml(
        'insert',
        [org.record('Account')].map((record) =>
          Object.assign(record, { object: { ...record.object, kind: 'customMetadata', name: 'X__mdt' } }),
        ),
      ),
    ).toThrow('DML operation INSERT not allowed on X__mdt');
  });
});

describe('deleting', () => {
  const master = customObject('Master__c', [], {
    childRelationships: [
      { name: 'Details__r', childObject: 'Line__c', field: 'Master__c', cascadeDelete: true },
      { name: 'Notes__r', childObject: 'Line__c', field: 'Loose__c', cascadeDelete: false },
      { name: 'Keeps__r', childObject: 'Line__c', field: 'Strict__c', cascadeDelete: false },
    ],
  });
  const line = customObject(
    'Line__c',
    [
      makeField('Master__c', 'reference', {
        referenceTo: ['Master__c'],
        relationshipName: 'Master__r',
        isMasterDetail: true,
        deleteConstraint: 'cascade',
      }),
      makeField('Loose__c', 'reference', {
        referenceTo: ['Master__c'],
        relationshipName: 'Loose__r',
        deleteConstraint: 'setNull',
      }),
      makeField('Strict__c', 'reference', {
        referenceTo: ['Master__c'],
        relationshipName: 'Strict__r',
        deleteConstraint: 'restrict',
      }),
    ],
    { keyPrefix: 'a01' },
  );
  let org: TestStore;

  beforeEach(() => {
    org = new TestStore(schemaWith(master, line));
  });
  afterEach(() => org.close());

  it('should take details along, clear look-ups, and bring both back from the recycle bin', () => {
    const [one] = org.insert('Master__c', { Name: 'one' });
    org.insert('Line__c', { Name: 'detail', Master__c: one?.id ?? null }, { Name: 'loose', Loose__c: one?.id ?? null });
    org.dml('delete', one ? [one] : [], { allOrNone: true });
    expect(org.column('SELECT Name FROM Line__c', 'Name')).toEqual(['loose']);
    expect(org.column('SELECT Loose__c FROM Line__c', 'Loose__c')).toEqual([null]);
    org.dml('undelete', one ? [one] : [], { allOrNone: true });
    expect(org.column('SELECT Name FROM Line__c ORDER BY Name', 'Name')).toEqual(['detail', 'loose']);
    expect(org.column('SELECT Name FROM Master__c', 'Name')).toEqual(['one']);
  });

  it('should refuse where a look-up restricts it', () => {
    const [one] = org.insert('Master__c', { Name: 'one' });
    org.insert('Line__c', { Name: 'strict', Strict__c: one?.id ?? null });
    expect(org.dml('delete', one ? [one] : [])[0]?.errors[0]?.statusCode).toBe('DELETE_FAILED');
    expect(org.query('SELECT COUNT() FROM Master__c').count).toBe(1);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm
  it('should empty the recycle bin for good, and show what was in it to ALL ROWS for a day', () => {
    const [one, two] = org.insert('Master__c', { Name: 'one' }, { Name: 'two' });
    org.insert('Line__c', { Name: 'detail', Master__c: one?.id ?? null });
    org.dml('delete', one && two ? [one, two] : []);
    expect(org.store.emptyRecycleBin([one?.id ?? ''])[0]?.success).toBe(true);
    expect(org.store.emptyRecycleBin([one?.id ?? ''])[0]?.success).toBe(false);
    expect(org.dml('undelete', one ? [one] : [])[0]?.errors[0]?.statusCode).toBe('UNDELETE_FAILED');
    expect(org.query('SELECT COUNT() FROM Master__c').count).toBe(0);
    expect(org.query('SELECT COUNT() FROM Master__c WHERE IsDeleted = TRUE ALL ROWS').count).toBe(2);
    org.now += 25 * 60 * 60 * 1000;
    expect(org.store.emptyRecycleBin([two?.id ?? ''])[0]?.success).toBe(true);
    expect(org.column('SELECT Name FROM Master__c ALL ROWS', 'Name')).toEqual(['two']);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_merge.htm
  it('should hand what belongs to duplicates over to the master', () => {
    const [keep, drop] = org.insert('Account', { Name: 'Keep' }, { Name: 'Drop' });
    org.insert('Contact', { LastName: 'Smith', AccountId: drop?.id ?? null });
    keep?.store('Phone', '1');
    if (keep && drop)
      org.store.merge(keep, [drop], {
        ...org.system,
        allOrNone: true,
        saveOptions: null,
        externalIdField: null,
      });
    expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['Keep']);
    expect(org.column('SELECT AccountId FROM Contact', 'AccountId')).toEqual([keep?.id]);
    expect(org.column('SELECT MasterRecordId FROM Account WHERE IsDeleted = true ALL ROWS', 'MasterRecordId')).toEqual([
      keep?.id,
    ]);
  });

  it('should make a document of a file', () => {
    org.insert('ContentVersion', {
      Title: 'Notes',
      PathOnClient: 'notes.txt',
      VersionData: new ApexBlob(Buffer.from('x')),
    });
    const [version] = org.query(
      'SELECT ContentDocument.Title, VersionNumber, IsLatest, FileExtension FROM ContentVersion',
    ).records;
    expect(version?.parent('ContentDocument')?.getField('Title')).toBe('Notes');
    expect([
      version?.getField('VersionNumber'),
      version?.getField('IsLatest'),
      version?.getField('FileExtension'),
    ]).toEqual(['1', true, 'txt']);
  });
});
