/**
 * The order of execution around triggers.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_bulk_exceptions.htm
 */
import { ApexDate } from '../../values/date';
import type { Value } from '../../values/value';
import { TestStore } from '../testing';

describe('triggers', () => {
  let org: TestStore;
  let log: string[];

  beforeEach(() => {
    org = new TestStore();
    log = [];
    for (const each of [
      'beforeInsert',
      'afterInsert',
      'beforeUpdate',
      'afterUpdate',
      'beforeDelete',
      'afterDelete',
      'afterUndelete',
    ]) {
      org.triggers.set(`Account ${each}`, ({ newRecords, oldRecords }) => {
        log.push(`${each} ${newRecords?.length ?? '-'} ${oldRecords?.length ?? '-'}`);
      });
    }
  });
  afterEach(() => org.close());

  it('should run before and after in chunks of 200', () => {
    const records = org.insert('Account', ...Array.from({ length: 201 }, (_, index) => ({ Name: `A${index}` })));
    expect(log).toEqual(['beforeInsert 200 -', 'afterInsert 200 -', 'beforeInsert 1 -', 'afterInsert 1 -']);
    log = [];
    const [one] = records;
    org.dml('update', one ? [one] : []);
    org.dml('delete', one ? [one] : []);
    org.dml('undelete', one ? [one] : []);
    expect(log).toEqual([
      'beforeUpdate 1 1',
      'afterUpdate 1 1',
      'beforeDelete - 1',
      'afterDelete - 1',
      'afterUndelete 1 -',
    ]);
  });

  it('should stop by name at an id that a trigger makes up', () => {
    org.triggers.set('Account beforeInsert', ({ newRecords }) => {
      for (const record of newRecords ?? []) record.putField('Id', '001000000000001AAA');
    });
    expect(() => org.insert('Account', { Name: 'Acme' })).toThrow('Id set by a before insert trigger');
  });

  it('should save what before triggers set, and validate it', () => {
    org.triggers.set('Account beforeInsert', ({ newRecords }) => {
      for (const record of newRecords ?? []) record.putField('Site', record.getField('Name'));
    });
    const [account] = org.insert('Account', { Name: 'Acme' });
    expect(account?.isSet('Site')).toBe(false);
    expect(org.column('SELECT Site FROM Account', 'Site')).toEqual(['Acme']);
    org.triggers.set('Account beforeInsert', ({ newRecords }) =>
      newRecords?.forEach((record) => record.putField('Name', null)),
    );
    expect(org.dml('insert', [org.record('Account', { Name: 'x' })])[0]?.errors[0]?.statusCode).toBe(
      'REQUIRED_FIELD_MISSING',
    );
  });

  it('should show ids and saved values to after triggers, read-only', () => {
    const seen: Value[] = [];
    org.triggers.set('Account afterUpdate', ({ newRecords, oldRecords }) => {
      seen.push(
        newRecords?.[0]?.id ?? null,
        newRecords?.[0]?.getField('Name') ?? null,
        oldRecords?.[0]?.getField('Name') ?? null,
      );
      expect(() => newRecords?.[0]?.putField('Name', 'z')).toThrow('Record is read-only');
    });
    const [account] = org.insert('Account', { Name: 'old' });
    account?.store('Name', 'new');
    org.dml('update', account ? [account] : [], { allOrNone: true });
    expect(seen).toEqual([account?.id, 'new', 'old']);
  });

  it('should refuse rows with addError', () => {
    org.triggers.set('Account beforeInsert', ({ newRecords }) => newRecords?.[0]?.addError('Not this one', 'Name'));
    expect(() => org.dml('insert', [org.record('Account', { Name: 'x' })], { allOrNone: true })).toThrow(
      'Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, Not this one: [Name]',
    );
  });

  it('should try the rows that are left again when some fail, triggers and all', () => {
    org.triggers.set('Account afterInsert', ({ newRecords }) => {
      log.push(`afterInsert ${newRecords?.length}`);
      for (const record of newRecords ?? []) if (record.getField('Name') === 'bad') record.addError('bad');
    });
    const results = org.dml(
      'insert',
      ['a', 'bad', 'b'].map((Name) => org.record('Account', { Name })),
    );
    expect(results.map((result) => result.success)).toEqual([true, false, true]);
    expect(log).toEqual(['beforeInsert 3 -', 'afterInsert 3', 'beforeInsert 2 -', 'afterInsert 2']);
    expect(org.column('SELECT Name FROM Account ORDER BY Name', 'Name')).toEqual(['a', 'b']);
  });

  it('should keep nothing of rows that are all refused once they are saved', () => {
    org.triggers.set('Account afterInsert', ({ newRecords }) => newRecords?.forEach((record) => record.addError('no')));
    expect(org.dml('insert', [org.record('Account', { Name: 'a' })])[0]?.success).toBe(false);
    expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
  });

  it('should give up when every try has failures', () => {
    org.triggers.set('Account afterInsert', ({ newRecords }) => newRecords?.[0]?.addError('the first'));
    const results = org.dml(
      'insert',
      ['a', 'b', 'c', 'd', 'e'].map((Name) => org.record('Account', { Name })),
    );
    expect(results.every((result) => !result.success)).toBe(true);
    expect(results[4]?.errors[0]?.message).toBe(
      'Too many batch retries in the presence of Apex triggers and partial failures.',
    );
    expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
  });

  it('should make what a trigger throws the error of its rows', () => {
    const failure = Object.assign(new Error('T: execution of BeforeInsert'), {
      statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
    org.triggers.set('Account beforeInsert', () => {
      throw failure;
    });
    expect(() => org.dml('insert', [org.record('Account', { Name: 'x' })], { allOrNone: true })).toThrow(
      'Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, T: execution of BeforeInsert: []',
    );
  });

  it('should undo everything when something uncatchable ends the statement', () => {
    org.triggers.set('Account afterInsert', () => {
      throw new RangeError('over');
    });
    expect(() => org.dml('insert', [org.record('Account', { Name: 'x' })])).toThrow('over');
    expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
    expect(org.store.database.depth).toBe(0);
  });
});

describe('savepoints', () => {
  it('should roll rows and tables back, level by level', () => {
    const org = new TestStore();
    const outer = org.store.savepoint();
    org.insert('Account', { Name: 'a' });
    const inner = org.store.savepoint();
    org.insert('Account', { Name: 'b' });
    org.insert('Opportunity', { Name: 'o', StageName: 'Prospecting', CloseDate: ApexDate.of(2026, 12, 1) });
    org.store.rollbackTo(inner);
    expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['a']);
    expect(org.query('SELECT COUNT() FROM Opportunity').count).toBe(0);
    org.store.rollbackTo(outer);
    org.store.release(outer);
    expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
    org.close();
  });
});
