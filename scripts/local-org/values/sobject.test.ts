// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm
import { loadSchema } from '../schema';
import type { ObjectSchema } from '../schema/model';
import { equals } from './equality';
import { SObjectValue } from './sobject';
import { toText } from './text';

const { schema } = loadSchema([]);

function object(name: string): ObjectSchema {
  const found = schema.object(name);
  if (!found) throw new Error(`no object ${name}`);
  return found;
}

function contact(fields: Readonly<Record<string, string>>): SObjectValue {
  const record = new SObjectValue(object('Contact'));
  for (const [name, value] of Object.entries(fields)) record.putField(name, value);
  return record;
}

describe('a record made in memory', () => {
  it('answers null for what was never set, and spells names as the schema does', () => {
    const record = contact({ lastname: 'Smith' });
    expect(record.getField('FIRSTNAME')).toBeNull();
    expect(record.isSet('firstname')).toBe(false);
    expect([...record.populated()]).toEqual([['LastName', 'Smith']]);
    expect(toText(record)).toBe('Contact:{LastName=Smith}');
  });

  // https://salesforce.stackexchange.com/questions/127548: support's words on case 14025277.
  it('reads a checkbox without a value as false', () => {
    const record = contact({});
    record.putField('HasOptedOutOfEmail', null);
    expect(record.getField('HasOptedOutOfEmail')).toBe(false);
    expect(record.rawField('HasOptedOutOfEmail')).toBeNull();
  });

  it('is equal to another with the same values', () => {
    expect(equals(contact({ LastName: 'a' }), contact({ LastName: 'a' }))).toBe(true);
    expect(equals(contact({ LastName: 'a' }), contact({ LastName: 'A' }))).toBe(false);
    const withNull = contact({ LastName: 'a' });
    withNull.putField('FirstName', null);
    expect(equals(withNull, contact({ LastName: 'a' }))).toBe(true);
  });
});

describe('a queried record', () => {
  const row = new SObjectValue(object('Contact'), new Set(['lastname']));
  row.store('LastName', 'Smith');

  it('refuses fields the query did not ask for', () => {
    expect(row.getField('LastName')).toBe('Smith');
    expect(() => row.getField('firstname')).toThrow(
      'SObject row was retrieved via SOQL without querying the requested field: Contact.FirstName',
    );
    expect(() => row.parent('Account')).toThrow('requested field: Contact.Account');
  });

  it('takes fields set later', () => {
    const copy = row.duplicate();
    copy.putField('FirstName', 'Jo');
    expect(copy.getField('FirstName')).toBe('Jo');
    expect(row.isSet('FirstName')).toBe(false);
  });
});

describe('clone', () => {
  const original = contact({ LastName: 'a', Id: '003000000000001AAA' });
  original.putField('CreatedById', '005000000000001AAA');
  original.putParent('Account', new SObjectValue(object('Account')));

  it('leaves id and audit fields away unless told', () => {
    expect(original.clone().id).toBeNull();
    expect(original.clone().isSet('CreatedById')).toBe(false);
    expect(
      original.clone({ preserveId: true, preserveReadonlyTimestamps: true }).rawField('CreatedById'),
    ).not.toBeNull();
    expect(original.clone().cloneSourceId).toBe(original.id);
  });

  it('shares related records unless it is deep', () => {
    expect(original.clone().parent('Account')).toBe(original.parent('Account'));
    expect(original.clone({ deep: true }).parent('Account')).not.toBe(original.parent('Account'));
  });
});

it('cannot be changed where it is read-only', () => {
  const record = contact({ LastName: 'a' });
  record.isReadOnly = true;
  expect(() => record.putField('LastName', 'b')).toThrow('Record is read-only');
});
