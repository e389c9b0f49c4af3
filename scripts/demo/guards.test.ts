/** What the package does when the org runs out of something: nothing is lost, and what could not be done is visible. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEndpoints } from '../chaos/endpoints';
import { createOrg, type LocalOrg } from '../local-org/org';
import type { PlatformOptions } from '../local-org/platform/options';
import type { CalloutTransport } from '../local-org/platform/callouts/transport';
import { textOf } from './messages';

// The package is compiled first.
jest.setTimeout(120_000);

const FORCE_APP = join(__dirname, '..', '..', 'force-app', 'main');
const MINUTE = 60_000;

let folder: string;
let org: LocalOrg;
/** The idempotency keys of the requests that arrived. */
let received: string[];
let onArrival: () => void;

const receiver: CalloutTransport = {
  exchange: ({ headers }) => {
    onArrival();
    received.push(headers.find(([name]) => name.toLowerCase() === 'idempotency-key')![1]);
    return { answer: { statusCode: 201, status: 'Created', headers: [], body: Buffer.from('{}') } };
  },
};

function start(options: Partial<PlatformOptions>): void {
  received = [];
  onArrival = () => undefined;
  folder = mkdtempSync(join(tmpdir(), 'courier-guards-'));
  writeEndpoints(folder, [{ name: 'OneLane', policy: { Lanes__c: 1 } }]);
  org = createOrg({ projectFolders: [FORCE_APP, folder], transport: receiver, options });
}

afterEach(() => {
  org.dispose();
  rmSync(folder, { recursive: true });
});

function enqueue(count: number): void {
  org.executeAnonymous(`
    CourierOutbox outbox = Courier.outbox();
    for (Integer i = 0; i < ${count}; i++) outbox.add(Courier.to('OneLane').post('/orders').body('{}'));
    outbox.save();`);
}

function states(): Record<string, number> {
  const rows = org.query('SELECT State__c state, COUNT(Id) messages FROM CourierMessage__c GROUP BY State__c');
  return Object.fromEntries(rows.map((row) => [textOf(row, 'state'), Number(row.getField('messages'))]));
}

it('goes on by an event where a chain of jobs ends at a depth of five', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
  start({ maximumStackDepth: 5 });
  enqueue(800);

  org.runUntilIdle();

  expect(states()).toEqual({ Delivered: 800 });
  expect(new Set(received).size).toBe(800);
  expect(received.length).toBe(800);
});

it('waits and says why while the org takes no more jobs', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
  start({ dailyAsyncLimit: 0 });
  enqueue(3);

  org.runUntilIdle();

  expect(states()).toEqual({ Queued: 3 });
  const [lane] = org.query('SELECT LastProblem__c, WorkerJobId__c FROM CourierLane__c');
  expect(lane!.getField('LastProblem__c')).toMatch(/^The platform took no worker: /);
  expect(lane!.getField('WorkerJobId__c')).toBeNull();
  const attempts = org.query('SELECT AttemptCount__c FROM CourierMessage__c');
  expect(attempts.map((row) => Number(row.getField('AttemptCount__c')))).toEqual([0, 0, 0]);
});

it('settles what nobody could write once its row is free, and sends it with no other key', () => {
  start({});
  org.executeAnonymous('CourierSetup.start();');
  enqueue(1);
  const [message] = org.query('SELECT Id FROM CourierMessage__c');
  const holder = {};
  // Somebody holds the row from the moment it is sent.
  onArrival = () => org.engine.locks.take(holder, [message!.id!]);
  org.runUntilIdle();
  expect(states()).toEqual({ Sending: 1 });
  onArrival = () => undefined;

  org.engine.locks.releaseAll(holder);
  org.advanceTo(org.now() + 60 * MINUTE);

  expect(states()).toEqual({ Delivered: 1 });
  expect(new Set(received).size).toBe(1);
});
