/**
 * Two transactions that both write, at the same time.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg, type LocalOrg } from './org';

const META = '<ApexClass><apiVersion>67.0</apiVersion></ApexClass>';
const FIELD = `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
  <fullName>Code__c</fullName><label>Code</label><type>Text</type><length>20</length>
  <externalId>true</externalId><unique>true</unique>
</CustomField>`;

const APEX = `public without sharing class Stock {
  private static Integer calls = 0;

  /** Reads, and writes what it makes of it. */
  public static void takeOne() {
    calls++;
    Account stock = [SELECT NumberOfEmployees FROM Account WHERE Name = 'stock' WITH SYSTEM_MODE];
    stock.NumberOfEmployees -= 1;
    stock.Site = 'call ' + calls;
    update as system stock;
  }

  public static void takeOneLocked() {
    Account stock = [SELECT NumberOfEmployees FROM Account WHERE Name = 'stock' WITH SYSTEM_MODE FOR UPDATE];
    stock.NumberOfEmployees -= 1;
    update as system stock;
  }

  public static void writeTwice() {
    insert as system new Account(Name = 'first', Code__c = 'A-1');
    Savepoint before = Database.setSavepoint();
    insert as system new Account(Name = 'second');
    Database.rollback(before);
    insert as system new Account(Name = 'third');
  }

  public static void fail() {
    insert as system new Account(Name = 'first', Code__c = 'A-1');
    insert as system new Account(Name = 'second');
    throw new IllegalArgumentException('no');
  }

  public static Integer seen() {
    return [SELECT COUNT() FROM Account WHERE Name != 'stock' WITH SYSTEM_MODE];
  }

  public static void add(String code) {
    insert as system new Account(Name = 'other', Code__c = code);
  }

  public static void put(String code) {
    upsert as system new Account(Name = 'put', Code__c = code) Account.Code__c;
  }

  public static void touchAll() {
    List<Account> all = [SELECT Id FROM Account WITH SYSTEM_MODE];
    for (Account each : all) each.Site = 'touched';
    update as system all;
  }
}`;

let folder: string;
let org: LocalOrg;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beside-'));
  mkdirSync(join(folder, 'classes'));
  mkdirSync(join(folder, 'objects', 'Account', 'fields'), { recursive: true });
  writeFileSync(join(folder, 'classes', 'Stock.cls'), APEX);
  writeFileSync(join(folder, 'classes', 'Stock.cls-meta.xml'), META);
  writeFileSync(join(folder, 'objects', 'Account', 'fields', 'Code__c.field-meta.xml'), FIELD);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  org = createOrg({ projectFolders: [folder], cache: null });
  org.engine.rows.insert('Account', { Name: 'stock', NumberOfEmployees: 10 });
});
afterEach(() => org.dispose());

/**
 * Runs `body` beside the transaction that `method` is, at the so-manieth of its points.
 *
 * @returns what the body answered or threw; undefined where there is no such point
 */
function beside(point: number, method: string, body: () => unknown): unknown {
  let count = 0;
  let answer: unknown;
  org.engine.faults = {
    beside: () => {
      count += 1;
      if (count !== point) return null;
      return () => {
        try {
          answer = body();
        } catch (error) {
          answer = error instanceof Error ? error.message : error;
        }
      };
    },
  };
  try {
    org.callStatic('Stock', method);
  } finally {
    org.engine.faults = {};
  }
  return answer;
}

const call = (method: string, ...args: string[]) => org.callStatic('Stock', method, args);
const left = () =>
  org.query(`SELECT NumberOfEmployees FROM Account WHERE Name = 'stock'`)[0]?.rawField('NumberOfEmployees');
const names = () =>
  org.query(`SELECT Name FROM Account WHERE Name != 'stock' ORDER BY Name`).map((row) => row.rawField('Name'));

const BEFORE_QUERY = 1;
const BEFORE_UPDATE = 2;
const BEFORE_COMMIT = 3;

describe('two transactions at the same time', () => {
  it('should_lose_an_update_when_both_read_before_either_writes', () => {
    beside(BEFORE_UPDATE, 'takeOne', () => call('takeOne'));
    expect(left()).toBe(9);
  });

  it('should_see_what_the_other_committed_when_it_reads_afterwards', () => {
    beside(BEFORE_QUERY, 'takeOne', () => call('takeOne'));
    expect(left()).toBe(8);
  });

  it('should_make_the_other_wait_in_vain_when_rows_are_locked', () => {
    const startedAt = org.now();
    expect(beside(BEFORE_UPDATE, 'takeOneLocked', () => call('takeOneLocked'))).toMatch(
      /^Record Currently Unavailable/,
    );
    expect(org.now() - startedAt).toBe(10_000);
    expect(left()).toBe(9);
    call('takeOneLocked');
    expect(left()).toBe(8);
  });

  it('should_refuse_the_other_a_row_that_was_written_and_is_not_committed', () => {
    expect(beside(BEFORE_COMMIT, 'takeOne', () => call('takeOne'))).toMatch(/UNABLE_TO_LOCK_ROW/);
    expect(left()).toBe(9);
  });

  it('should_keep_statics_apart', () => {
    beside(BEFORE_QUERY, 'takeOne', () => call('takeOne'));
    expect(org.query(`SELECT Site FROM Account`)[0]?.rawField('Site')).toBe('call 1');
  });

  // Before each of: insert, savepoint's insert, insert, commit.
  it.each([1, 2, 3, 4])('should_hide_what_is_not_committed_at_point_%d_and_lose_nothing_of_it', (point) => {
    expect(beside(point, 'writeTwice', () => call('seen'))).toBe(0);
    expect(names()).toEqual(['first', 'third']);
  });

  it.each([1, 2, 3, 4])('should_keep_what_both_wrote_at_point_%d', (point) => {
    expect(beside(point, 'writeTwice', () => call('add', 'B-1'))).toBeNull();
    expect(names()).toEqual(['first', 'other', 'third']);
  });

  it.each([1, 2, 3])('should_keep_what_the_other_wrote_at_point_%d_when_the_transaction_fails', (point) => {
    let other: unknown = 'not run';
    expect(() =>
      beside(point, 'fail', () => {
        other = call('add', 'B-1');
      }),
    ).toThrow('no');
    expect(other).toBe(point === 3 ? 'not run' : null);
    expect(names()).toEqual(point === 3 ? [] : ['other']);
  });

  it('should_refuse_the_other_a_unique_value_that_was_written_and_is_not_committed', () => {
    expect(beside(4, 'writeTwice', () => call('add', 'a-1'))).toMatch(/UNABLE_TO_LOCK_ROW/);
    expect(names()).toEqual(['first', 'third']);
  });

  it('should_refuse_the_other_an_upsert_by_the_key_of_a_row_that_is_locked', () => {
    call('add', 'B-1');
    expect(beside(BEFORE_COMMIT, 'touchAll', () => call('put', 'B-1'))).toMatch(/UNABLE_TO_LOCK_ROW/);
    call('put', 'B-1');
    expect(names()).toEqual(['put']);
  });
});
