/**
 * Policies as an org holds them: what custom metadata records give without a query has long texts cut, and a policy must not be.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEndpoints } from '../chaos/endpoints';
import { textOf } from '../chaos/rows';
import { createOrg, type LocalOrg } from '../local-org/org';

// The package is compiled first.
jest.setTimeout(60_000);

const FORCE_APP = join(__dirname, '..', '..', 'force-app', 'main');
/** Over 255 characters of JSON paths; the last one is what would be cut off. */
const PATHS = [...Array.from({ length: 30 }, (_, number) => `customer.field${number}`), 'payment.card'];

let folder: string;
let org: LocalOrg;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-policy-'));
  writeEndpoints(folder, [
    { name: 'Long', policy: { MaskedPaths__c: PATHS.join('\n'), HeaderAllowList__c: 'X-Source' } },
    { name: 'Short', policy: {} },
  ]);
  org = createOrg({ projectFolders: [FORCE_APP, folder] });
});

afterAll(() => {
  org.dispose();
  rmSync(folder, { recursive: true });
});

it('masks what the end of a long list of paths names', () => {
  org.executeAnonymous(`
    Integer before = Limits.getQueries();
    Courier.to('Long').post('/orders').header('X-Source', 'test')
      .body('{"payment":{"card":"4711","kind":"visa"},"note":"seen"}').enqueue();
    Assert.areEqual(1, Limits.getQueries() - before, 'one query for all records');
    CourierEndpoints.get('Short');
    Assert.areEqual(1, Limits.getQueries() - before, 'and no more in this transaction');`);

  const message = org.query('SELECT ShownBody__c, ShownHeaders__c FROM CourierMessage__c')[0]!;
  expect(JSON.parse(textOf(message, 'ShownBody__c'))).toEqual({
    payment: { card: '***', kind: 'visa' },
    note: 'seen',
  });
  expect(textOf(message, 'ShownHeaders__c')).toContain('test');
});
