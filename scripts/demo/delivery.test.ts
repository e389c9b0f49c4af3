/** The delivery contract over real HTTP: the package's Apex in the local org, with faults that Apex tests cannot make. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg, type LocalOrg } from '../local-org/org';
import { startErp, type DemoErp } from './erp';
import { readMessages } from './messages';
import { PERSONALITIES, type DemoOrder } from './personalities';

// The package is compiled first.
jest.setTimeout(60_000);

const FORCE_APP = join(__dirname, '..', '..', 'force-app', 'main');
const steady = PERSONALITIES.find((each) => each.name === 'steady')!;
const orders: DemoOrder[] = Array.from({ length: 10 }, (_, index) => ({
  reference: `ORD-${index}`,
  personality: steady,
}));
const references = orders.map((order) => order.reference);

let folder: string;
let erp: DemoErp;
let org: LocalOrg;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'courier-delivery-'));
  writeEndpoint(folder);
  erp = await startErp(orders);
  org = createOrg({ projectFolders: [FORCE_APP, folder], options: { endpoints: { OneLane: erp.url } } });
});

afterEach(async () => {
  org.dispose();
  await erp.stop();
  rmSync(folder, { recursive: true });
});

/** An endpoint with one lane, so that all ten messages are one worker's. */
function writeEndpoint(root: string): void {
  mkdirSync(join(root, 'customMetadata'), { recursive: true });
  mkdirSync(join(root, 'namedCredentials'), { recursive: true });
  writeFileSync(
    join(root, 'customMetadata', 'CourierEndpoint.OneLane.md-meta.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <label>One lane</label>
  <protected>false</protected>
  <values><field>NamedCredential__c</field><value xsi:type="xsd:string">OneLane</value></values>
  <values><field>Lanes__c</field><value xsi:type="xsd:double">1</value></values>
</CustomMetadata>`,
  );
  writeFileSync(
    join(root, 'namedCredentials', 'OneLane.namedCredential-meta.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata">
  <label>One lane</label>
  <namedCredentialType>SecuredEndpoint</namedCredentialType>
  <namedCredentialParameters>
    <parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://erp.example</parameterValue>
  </namedCredentialParameters>
</NamedCredential>`,
  );
}

function enqueueAll(after = ''): void {
  org.executeAnonymous(`
    CourierOutbox outbox = Courier.outbox();
    for (String reference : new List<String>{ ${references.map((each) => `'${each}'`).join(', ')} }) {
        outbox.add(Courier.to('OneLane').post('/orders').body('{"reference":"' + reference + '"}').idempotencyKey(reference));
    }
    outbox.save();
    ${after}`);
}

it('settles three, calls one ambiguous and sends the other six once when a worker is killed after its third of ten callouts', async () => {
  let isKilled = false;
  org.engine.killHook = (point, used) => {
    if (point !== 'callouts' || used !== 4 || isKilled) return null;
    isKilled = true;
    return 'Apex CPU time limit exceeded';
  };
  enqueueAll();

  org.runUntilIdle();

  expect(isKilled).toBe(true);
  const messages = readMessages(org);
  const fourth = messages.get('ORD-3')!;
  expect(fourth.attempts.map((attempt) => attempt.outcome)).toEqual(['ambiguous']);
  expect(fourth.state).toBe('Retrying');
  for (const reference of references.filter((each) => each !== 'ORD-3')) {
    expect(messages.get(reference)).toMatchObject({ state: 'Delivered', attemptCount: 1 });
  }
  const { attempts } = await erp.record();
  expect(attempts).toEqual(Object.fromEntries(references.filter((each) => each !== 'ORD-3').map((each) => [each, 1])));

  org.advanceTo(org.now() + 30 * 60_000);

  expect(readMessages(org).get('ORD-3')).toMatchObject({ state: 'Delivered', attemptCount: 2 });
  expect([...(await erp.record()).effects].sort()).toEqual(references);
});

it('stores and sends nothing when the transaction throws after the outbox was saved', async () => {
  expect(() => enqueueAll("throw new CourierException('after enqueue');")).toThrow('after enqueue');

  org.advanceTo(org.now() + 60 * 60_000);

  expect(org.query('SELECT Id FROM CourierMessage__c')).toEqual([]);
  expect(await erp.record()).toEqual({ effects: [], attempts: {} });
});

it('uses one job for a batch of messages and a fixed number of statements', () => {
  enqueueAll();
  const before = org.totals;

  org.runUntilIdle();

  expect(org.totals.callouts - before.callouts).toBe(10);
  expect(org.totals.asyncJobs - before.asyncJobs).toBeLessThanOrEqual(2);
});

it('leaves a lane that somebody else holds alone, and the watchdog finds its messages later', async () => {
  org.executeAnonymous('CourierSetup.start();');
  org.executeAnonymous(
    `Courier.to('OneLane').post('/orders').body('{"reference":"ORD-0"}').idempotencyKey('ORD-0').enqueue();`,
  );
  org.runUntilIdle();
  const [lane] = org.query('SELECT Id FROM CourierLane__c');
  const holder = {};
  org.engine.locks.take(holder, [lane!.id!]);

  org.executeAnonymous(
    `Courier.to('OneLane').post('/orders').body('{"reference":"ORD-1"}').idempotencyKey('ORD-1').enqueue();`,
  );
  org.runUntilIdle();
  expect(readMessages(org).get('ORD-1')).toMatchObject({ state: 'Queued', attemptCount: 0 });

  org.engine.locks.releaseAll(holder);
  org.advanceTo(org.now() + 6 * 60_000);
  expect(readMessages(org).get('ORD-1')).toMatchObject({ state: 'Delivered', attemptCount: 1 });
  expect((await erp.record()).attempts).toEqual({ 'ORD-0': 1, 'ORD-1': 1 });
});
