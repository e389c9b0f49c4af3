/**
 * No message body, credential or header outside the allow-list reaches a log, an error, an event, a job, or a field that a person sees:
 * one secret in everything that a caller and a receiver say, and then a look behind every door, however the message ended.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEndpoints } from '../chaos/endpoints';
import { isApexFailure } from '../local-org/platform/apex-failure';
import { createOrg, type LocalOrg } from '../local-org/org';
import type { CalloutTransport, WireOutcome } from '../local-org/platform/callouts/transport';
import { LimitError } from '../local-org/values/errors';

const PACKAGE = join(__dirname, '..', '..', 'force-app', 'main');
const SECRET = 'geheim';
/** Where Courier keeps what must still be sent, or told to a handler. No permission set of Courier grants one of them. */
const KEPT = ['CourierMessage__c.Body__c', 'CourierMessage__c.Headers__c', 'CourierMessage__c.Path__c'];
const ANSWER = 'CourierMessage__c.Answer__c';

const APEX: Readonly<Record<string, string>> = {
  Caller: `public inherited sharing class Caller {
  private static CourierRequestBuilder request() {
    return Courier.to('Shop').post('/orders').query('email', '${SECRET}').header('X-Customer', '${SECRET}')
      .header('X-Shown', 'shown').body(new Map<String, String>{ 'name' => '${SECRET}' });
  }
  public static void store() { request().enqueue(); }
  public static void storeLong() { request().body('"' + '${SECRET} '.repeat(30000) + '"').enqueue(); }
  public static void now() { System.debug(request().send().statusCode()); }
  public static void parse() { request().send().parse(List<Integer>.class); }
  public static void parseApi() { CourierJson.parse(request().send().body()); }
  public static void nowOrLater() { request().sendOrEnqueue(); }
  public static void lineBreak() { request().header('X-Bad', '${SECRET}' + String.fromCharArray(new List<Integer>{ 10 })); }
  public static void credential() { request().header('Authorization', '${SECRET}').enqueue(); }
  public static void bodyOfGet() { Courier.to('Shop').get('/orders').query('email', '${SECRET}').body('${SECRET}').enqueue(); }
  public static void pathValue() { Courier.to('Shop').post('/orders').path('id', '${SECRET}').enqueue(); }
  public static void longHeader() { request().header('X-Long', '${SECRET} '.repeat(20000)).enqueue(); }
  public static void unknown() { Courier.to('Nobody').post('/orders').query('email', '${SECRET}').body('${SECRET}').enqueue(); }
}`,
  Keys: `public inherited sharing class Keys implements CourierSigningKeys {
  public List<Blob> keysFor(String endpoint) { return new List<Blob>{ Blob.valueOf('${SECRET}') }; }
}`,
  LostKeys: `public inherited sharing class LostKeys implements CourierSigningKeys {
  public List<Blob> keysFor(String endpoint) { throw new IllegalArgumentException('${SECRET}'); }
}`,
  Verifier: `public inherited sharing class Verifier implements CourierVerifier {
  public CourierVerdict verify(CourierDelivery delivery) { throw new IllegalArgumentException('${SECRET}'); }
}`,
  Handler: `public inherited sharing class Handler implements CourierHandler {
  public void onDelivered(List<CourierDelivery> deliveries) {}
  public void onDead(List<CourierDelivery> deliveries) {}
}`,
};

/** Keeps the events of Courier as whoever subscribes to them sees them. */
const SPY = `trigger Spy on CourierWake__e (after insert) {
  List<Account> seen = new List<Account>();
  for (CourierWake__e each : Trigger.new) seen.add(new Account(Name = 'event', Description = JSON.serialize(each)));
  insert as system seen;
}`;

const POLICY = { Lanes__c: 1, RetrySchedule__c: '0, 1m, 5m', HeaderAllowList__c: 'X-Shown', SigningKeys__c: 'Keys' };

let folder: string;
let restore: (seed: number) => void;
let org: LocalOrg;
let receiver: () => WireOutcome;
const transport: CalloutTransport = { exchange: () => receiver() };

function deploy(policy: Readonly<Record<string, string | number | boolean>>): LocalOrg {
  folder = mkdtempSync(join(tmpdir(), 'secrecy-'));
  writeEndpoints(folder, [{ name: 'Shop', policy: { ...POLICY, ...policy } }]);
  for (const kind of ['classes', 'triggers']) mkdirSync(join(folder, kind));
  for (const [name, text] of Object.entries(APEX)) write(join('classes', `${name}.cls`), text, 'ApexClass');
  write(join('triggers', 'Spy.trigger'), SPY, 'ApexTrigger');
  const deployed = createOrg({ projectFolders: [PACKAGE, folder], transport });
  deployed.callStatic('CourierSetup', 'start');
  return deployed;
}

function write(path: string, text: string, kind: string): void {
  writeFileSync(join(folder, path), text);
  writeFileSync(
    join(folder, `${path}-meta.xml`),
    `<${kind}><apiVersion>67.0</apiVersion><status>Active</status></${kind}>`,
  );
}

const answer = (statusCode: number, body = JSON.stringify({ name: SECRET, error: SECRET })): WireOutcome => ({
  answer: {
    statusCode,
    status: SECRET,
    headers: [
      ['X-Echo', SECRET],
      ['Retry-After', '7200'],
    ],
    body: Buffer.from(body),
  },
});

/** Everything that a person, a log or a subscriber can come by, as far as the secret is in it. */
class Doors {
  readonly found: string[] = [];
  readonly stop: () => void;

  constructor(private readonly from: LocalOrg) {
    this.stop = from.listen((event) => {
      if (event.kind === 'debug') this.look('log', event.text);
      if (event.kind === 'jobFinished' && event.error) this.look('error of a job', textOf(event.error));
      if (event.kind === 'eventsDelivered' && event.error) this.look('error of a trigger', textOf(event.error));
    });
  }

  /** What the caller is told. */
  call(method: string): void {
    try {
      this.from.callStatic('Caller', method);
    } catch (error) {
      if (!isApexFailure(error)) throw error;
      this.look('error', textOf(error));
    }
  }

  /** Every column of every row there is. */
  lookAtRows(): void {
    const { database } = this.from.data;
    for (const table of database.texts(`SELECT name FROM sqlite_master WHERE type = 'table'`)) {
      for (const column of database.texts(`SELECT name FROM pragma_table_info('${table}')`)) {
        for (const value of database.texts(
          `SELECT CAST("${column}" AS TEXT) FROM "${table}" WHERE "${column}" IS NOT NULL`,
        ))
          this.look(`${table}.${column}`, value);
      }
    }
  }

  private look(door: string, text: string): void {
    // What the org itself consists of: the classes above are written with the secret in them.
    if (!door.startsWith('Apex') && text.includes(SECRET) && !this.found.includes(door)) this.found.push(door);
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message} ${!error.cause ? '' : textOf(error.cause)}`;
}

/** Stores a message, lets hours pass and looks behind all doors. */
function doorsAfter(method: string, hears: () => WireOutcome): string[] {
  receiver = hears;
  const doors = new Doors(org);
  try {
    doors.call(method);
    org.advanceTo(org.now() + 3 * 3600_000);
    doors.lookAtRows();
  } finally {
    doors.stop();
  }
  return doors.found.sort();
}

describe('with the usual policy', () => {
  beforeAll(() => {
    org = deploy({});
    restore = org.checkpoint();
  });
  beforeEach(() => restore(1));
  afterAll(() => {
    org.dispose();
    rmSync(folder, { recursive: true });
  });

  it('should find the secret where it must still be kept, so that this test can be trusted', () => {
    expect(doorsAfter('store', () => answer(400))).toEqual(KEPT);
    expect(org.query('SELECT Id FROM Account').length).toBeGreaterThan(0);
    const [message] = org.query('SELECT ShownHeaders__c FROM CourierMessage__c');
    expect(message?.getField('ShownHeaders__c')).toContain('shown');
  });

  it.each([200, 201, 204])('should show it nowhere when the receiver took it with %d', (status) => {
    expect(doorsAfter('store', () => answer(status))).toEqual([]);
  });

  it.each([301, 400, 401, 403, 404, 408, 422, 429, 500, 503])(
    'should show it to nobody when the receiver answers %d',
    (status) => {
      expect(doorsAfter('store', () => answer(status))).toEqual(KEPT);
    },
  );

  it.each(['TIMEOUT', 'ECONNREFUSED', 'ECONNRESET', 'ANYTHING'])(
    'should show it to nobody when there is no answer: %s',
    (code) => {
      // The platform names the whole address in some of its texts.
      const message = `Unauthorized endpoint. endpoint = https://shop.example/orders?email=${SECRET}&page=1`;
      expect(doorsAfter('store', () => ({ failure: { code, message } }))).toEqual(KEPT);
    },
  );

  it('should show it to nobody when its workers die', () => {
    const doors = doorsAfter('store', () => {
      throw new LimitError('Apex CPU time limit exceeded');
    });
    expect(doors).toEqual(KEPT);
  });

  it.each(['UNABLE_TO_LOCK_ROW', 'STORAGE_LIMIT_EXCEEDED', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'])(
    'should show it to nobody when rows are refused now and then: %s',
    (statusCode) => {
      let row = 0;
      org.engine.faults = {
        rowError: () => (row++ % 3 === 1 ? { statusCode, message: 'refused', fields: [] } : null),
      };
      expect(KEPT).toEqual(expect.arrayContaining(doorsAfter('store', () => answer(500))));
    },
  );

  it('should show it nowhere but encrypted when the body is kept as a file', () => {
    const [, headers, path] = KEPT;
    expect(doorsAfter('storeLong', () => answer(400))).toEqual([headers, path]);
  });

  it.each(['now', 'lineBreak', 'credential', 'bodyOfGet', 'pathValue', 'longHeader', 'unknown'])(
    'should tell it to no caller whose request is refused or not answered: %s',
    (method) => {
      const message = `Unauthorized endpoint. endpoint = https://shop.example/orders?email=${SECRET}`;
      expect(doorsAfter(method, () => ({ failure: { code: 'ANYTHING', message } }))).toEqual([]);
    },
  );

  it.each(['parse', 'parseApi'])('should tell it to no caller who cannot read the answer: %s', (method) => {
    expect(doorsAfter(method, () => answer(200, `${SECRET}, no JSON`))).toEqual([]);
  });

  it('should show it to nobody when it is sent now and stored because that failed', () => {
    expect(doorsAfter('nowOrLater', () => answer(500))).toEqual(KEPT);
  });
});

describe('with classes of the customer', () => {
  it.each([
    ['its signing keys are lost', { SigningKeys__c: 'LostKeys' }, KEPT],
    ['its verifier fails', { Verifier__c: 'Verifier', AmbiguousPolicy__c: 'Verify' }, KEPT],
    ['its handler is told', { Handler__c: 'Handler' }, KEPT],
  ] as const)('should show it to nobody when %s', (_, policy, kept) => {
    org = deploy(policy);
    try {
      const silent = (): WireOutcome => ({ failure: { code: 'TIMEOUT', message: SECRET } });
      expect(doorsAfter('store', silent)).toEqual([...kept]);
    } finally {
      org.dispose();
      rmSync(folder, { recursive: true });
    }
  });
});

it('should be in no list view, layout, search or permission set of the package', () => {
  const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.xml') && !/CourierMessage__c.fields/.test(file),
  );
  expect(files.length).toBeGreaterThan(50);
  const fields = [...KEPT, ANSWER].map((name) => name.split('.')[1]!);
  const naming = files.filter((file) => {
    const text = readFileSync(join(PACKAGE, file), 'utf8');
    return fields.some((field) => new RegExp(`\\b${field}\\b`).test(text));
  });
  expect(naming).toEqual([]);
});
