import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Org } from '../../platform/services';
import { loadSchema } from '../../schema';
import { SObjectValue } from '../../values/sobject';
import { execute } from '../testing';

const folder = mkdtempSync(join(tmpdir(), 'metadata-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, xml: string): void {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
}

write(
  'objects/Plan__mdt/Plan__mdt.object-meta.xml',
  '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Plan</label><pluralLabel>Plans</pluralLabel></CustomObject>',
);
write(
  'objects/Plan__mdt/fields/Notes__c.field-meta.xml',
  '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Notes__c</fullName><label>Notes</label><type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines></CustomField>',
);
const { schema } = loadSchema([folder]);

/** A store with one record. */
const database: Partial<Database> = {
  systemQuery: () => {
    const object = schema.object('Plan__mdt');
    if (!object) throw new Error('no Plan__mdt');
    const record = new SObjectValue(object);
    record.id = 'm00000000000001AAA';
    record.store('DeveloperName', 'Fast');
    record.store('Notes__c', 'x'.repeat(300));
    return [record];
  },
};
const org: Partial<Org> = { schema };

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
describe('custom metadata types', () => {
  it('are found by name and id, long texts cut to 255 characters', () => {
    expect(
      execute(
        `Plan__mdt plan = Plan__mdt.getInstance('fast'); return plan.DeveloperName + '|' + plan.Notes__c.length() + '|' + (Plan__mdt.getInstance('slow') == null) + '|' + Plan__mdt.getAll().keySet();`,
        { database, org },
      ),
    ).toBe('Fast|255|true|{Fast}');
  });
});
