/**
 * Known failure modes that one transaction cannot show: the real Apex in the local org, broken in exactly one way each.
 * "Crash point N" and "trap N" are rows of the lists in failure-modes.ts. The others stand in `CourierKnownFailureModesTest`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { store, withPackageOrg } from '../bench/package-org';
import { textOf } from '../demo/messages';
import type { LocalOrg } from '../local-org/org';
import type { CalloutTransport } from '../local-org/platform/callouts/transport';
import type { Quiddity } from '../local-org/platform/services';
import { LimitError } from '../local-org/values/errors';
import { ApexList } from '../local-org/values/list';
import { violations } from './invariants';
import type { Fault, Order, Schedule, Step } from './schedule';
import { World } from './world';

const PROJECT = join(__dirname, '..', '..');
const PLAIN = 0;
const ORDERED = 1;
const PARKING = 3;
const HOUR = 3600_000;
const STORAGE_FULL = { statusCode: 'STORAGE_LIMIT_EXCEEDED', message: 'storage limit exceeded', fields: [] };

const order = (endpoint: number, key: number | null = null): Order => ({
  endpoint,
  key,
  isRejected: false,
  delayMinutes: 0,
  handler: null,
});
const accept = (orders: readonly Order[], after = 0): Step => ({
  after,
  action: { kind: 'accept', orders, fails: false },
});
const three = accept([order(ORDERED), order(ORDERED, 0), order(ORDERED, 0)]);

let world: World;

beforeAll(() => {
  world = new World();
});

afterAll(() => world.dispose());

/** Runs a schedule, holds it to everything that must hold, and answers what each order heard. */
function run(changes: Partial<Schedule>): {
  readonly heard: string[][];
  readonly states: string[];
  readonly faults: number;
} {
  const schedule: Schedule = { seed: 1, steps: [three], moods: [], faults: [], ...changes };
  const after = world.run(schedule);
  expect(violations(world.org, schedule, after)).toEqual([]);
  return {
    heard: after.accepted.map(({ reference }) =>
      after.receiver.arrivals.filter((each) => each.order.reference === reference).map((each) => each.heard),
    ),
    states: world.org
      .query('SELECT State__c FROM CourierMessage__c ORDER BY Name')
      .map((row) => textOf(row, 'State__c')),
    faults: after.faults,
  };
}

const once = [['delivered'], ['delivered'], ['delivered']];

describe('known failure modes', () => {
  it.each<[string, Fault[], string[][]]>([
    ['crash point 2: the wake-up is lost', [{ kind: 'loseEvent', at: 0 }], once],
    ['crash point 2: the wake-up comes hours late', [{ kind: 'delayEvent', at: 0, seconds: 7200 }], once],
    [
      'crash point 3, trap 21: no event is ever delivered',
      Array.from({ length: 20 }, (_, at) => ({ kind: 'loseEvent' as const, at })),
      once,
    ],
    ['crash point 4: the platform takes no job', [{ kind: 'refuseJob', at: 0, length: 3 }], once],
    [
      'crash point 5: another dispatcher comes in between',
      [1, 2, 3, 4].map((at) => ({
        kind: 'meanwhile' as const,
        at,
        action: { kind: 'wake' as const, endpoint: ORDERED },
      })),
      once,
    ],
    [
      'crash point 6, trap 11: a dispatcher and the watchdog run during the callouts',
      Array.from({ length: 30 }, (_, at) => ({ kind: 'meanwhile' as const, at, action: { kind: 'heal' as const } })),
      once,
    ],
    [
      'crash point 7: a limit stops the worker before its first callout',
      [{ kind: 'kill', point: 'callouts', at: 0 }],
      once,
    ],
    ['crash point 7: a limit stops the worker before it commits', [{ kind: 'kill', point: 'commit', at: 3 }], once],
    [
      'crash point 8, trap 16: the worker dies and its finalizer does not run',
      [
        { kind: 'kill', point: 'callouts', at: 1 },
        { kind: 'loseFinalizer', at: 0 },
      ],
      [['delivered', 'delivered'], ['delivered'], ['delivered']],
    ],
    ['crash point 10: rows are locked when outcomes are written', [{ kind: 'lockRow', at: 3, length: 2 }], once],
    ['crash point 10: rows are locked when messages are claimed', [{ kind: 'lockRow', at: 0, length: 3 }], once],
    [
      'crash point 14: the platform lets the worker wait for two hours',
      [{ kind: 'delayJob', at: 0, seconds: 7200 }],
      once,
    ],
  ])('%s', (_, faults, heard) => {
    const after = run({ faults });
    expect(after.faults).toBeGreaterThan(0);
    // The one under way when a worker died may be sent twice: a receiver that honours the key takes it once.
    expect(after.heard).toEqual(heard);
  });

  it.each([
    ['before the first dispatcher has made the lanes, is in time', 1, [[], [], []]],
    ['when it has made them and claims, is told that they are busy', 2, once],
  ])('crash point 5: whoever cancels %s', (_, at, heard) => {
    const action = { kind: 'cancel', message: 0, count: 3 } as const;
    const after = run({ faults: [{ kind: 'beside', point: 'dml', at, action }] });
    expect(after).toMatchObject({ heard, faults: 1 });
  });

  it('crash point 5: whoever cancels leaves alone what a worker puts off, and moves to another lane, just before its lane is locked', () => {
    withPackageOrg([{ name: 'Shop', policy: { Lanes__c: 2 } }], (org) => {
      store(org, [{ endpoint: 'Shop', reference: 'first', key: null }]);
      const [stored] = org.query('SELECT Id, Lane__c FROM CourierMessage__c');
      const lane = textOf(stored!, 'Lane__c');
      const put = (values: string): void => org.data.database.execute(`UPDATE "CourierMessage__c" SET ${values}`);
      put(`"State__c" = 'Sending', "SendingLane__c" = '${lane}', "ReadyLane__c" = NULL`);
      const other = lane === 'Shop#1' ? 'Shop#2' : 'Shop#1';
      let moves = 0;
      org.engine.faults = {
        meanwhile: ({ object }) => {
          if (object !== 'CourierLane__c' || moves++ > 0) return;
          put(`"State__c" = 'Retrying', "SendingLane__c" = NULL, "ReadyLane__c" = '${other}', "Lane__c" = '${other}'`);
        },
      };

      expect(org.callStatic('ChaosActions', 'cancel', [textOf(stored!, 'Id')])).toBe('');

      expect(moves).toBeGreaterThan(0);
      expect(states(org)).toEqual(['Retrying']);
      expect(org.callStatic('ChaosActions', 'cancel', [textOf(stored!, 'Id')])).toBe(textOf(stored!, 'Id'));
    });
  });

  it('crash point 16: nothing is sent while the org is read-only, and everything after it', () => {
    const steps: Step[] = [
      three,
      { after: 0, action: { kind: 'readOnly', on: true } },
      { after: 600, action: { kind: 'readOnly', on: false } },
    ];
    expect(run({ steps })).toMatchObject({ heard: once, states: ['Delivered', 'Delivered', 'Delivered'] });
  });

  it('crash point 16: the org becomes read-only while a request is under way, and no other request leaves until it is over', () => {
    const arrivals: { readonly key: string | undefined; readonly isReadOnly: boolean }[] = [];
    let org: LocalOrg | null = null;
    const receiver: CalloutTransport = {
      exchange({ headers }) {
        const key = headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
        arrivals.push({ key, isReadOnly: org!.engine.isReadOnly });
        if (arrivals.length === 1) org!.engine.isReadOnly = true;
        return { answer: { statusCode: 201, status: '', headers: [], body: Buffer.alloc(0) } };
      },
    };
    withPackageOrg(
      [{ name: 'Shop', policy: { Lanes__c: 1 } }],
      (created) => {
        org = created;
        org.callStatic('CourierSetup', 'start');
        store(
          org,
          ['first', 'second', 'third'].map((reference) => ({ endpoint: 'Shop', reference, key: null })),
        );
        org.advanceTo(org.now() + HOUR);
        expect(arrivals.map(({ key }) => key)).toEqual(['first']);
        org.engine.isReadOnly = false;
        org.advanceTo(org.now() + HOUR);
        // Nobody could write down that the first had gone: it is sent again under its key, the others once.
        expect(arrivals.map(({ key }) => key).sort()).toEqual(['first', 'first', 'second', 'third']);
        expect(arrivals.some(({ isReadOnly }) => isReadOnly)).toBe(false);
        expect(states(org)).toEqual(['Delivered', 'Delivered', 'Delivered']);
      },
      receiver,
    );
  });

  it('crash point 9: the finalizer dies of a limit as its worker did, and what it would have settled is settled all the same', () => {
    const keys: (string | undefined)[] = [];
    const receiver: CalloutTransport = {
      exchange({ headers }) {
        keys.push(headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1]);
        return { answer: { statusCode: 201, status: '', headers: [], body: Buffer.alloc(0) } };
      },
    };
    withPackageOrg(
      [{ name: 'Shop', policy: { Lanes__c: 1 } }],
      (org) => {
        org.callStatic('CourierSetup', 'start');
        const died: string[] = [];
        org.engine.killHook = (point, _used, { quiddity }) => {
          const isWorker = quiddity === 'QUEUEABLE' && point === 'callouts' && keys.length === 1;
          const isFinalizer = quiddity === 'TRANSACTION_FINALIZER_QUEUEABLE' && point === 'commit';
          if (died.length > 1 || !(died.length === 0 ? isWorker : isFinalizer)) return null;
          died.push(quiddity);
          return 'Apex CPU time limit exceeded';
        };
        store(
          org,
          ['first', 'second', 'third'].map((reference) => ({ endpoint: 'Shop', reference, key: null })),
        );
        org.advanceTo(org.now() + 3 * HOUR);
        expect(died).toEqual(['QUEUEABLE', 'TRANSACTION_FINALIZER_QUEUEABLE']);
        expect(states(org)).toEqual(['Delivered', 'Delivered', 'Delivered']);
        expect([...new Set(keys)].sort()).toEqual(['first', 'second', 'third']);
        // The journal went with the finalizer: what it knew is in doubt now, and the key makes it one effect.
        expect(keys.filter((key) => key === 'first')).toHaveLength(2);
      },
      receiver,
    );
  });

  it('crash point 17: an admin who asks is told that the watchdog was taken off the schedule, and what to do', () => {
    withPackageOrg([{ name: 'Shop', policy: {} }], (org) => {
      const problems = (): string => {
        const found = org.callStatic('CourierSetup', 'check');
        return found instanceof ApexList ? found.items.filter((each) => typeof each === 'string').join() : '';
      };
      org.callStatic('CourierSetup', 'start');
      expect(problems()).not.toContain('watchdog');
      org.executeAnonymous('for (CronTrigger each : [SELECT Id FROM CronTrigger]) System.abortJob(each.Id);');
      expect(problems()).toContain('The watchdog is not scheduled: run CourierSetup.start()');
    });
  });

  it('crash point 17: without any watchdog, the next traffic takes what a lost wake-up left', () => {
    withPackageOrg([{ name: 'Shop', policy: { Lanes__c: 1 } }], (org) => {
      org.engine.faults = { eventDelay: () => Infinity };
      store(org, [{ endpoint: 'Shop', reference: 'first', key: null }]);
      org.runUntilIdle();
      org.engine.faults = {};
      store(org, [{ endpoint: 'Shop', reference: 'second', key: null }]);
      org.runUntilIdle();
      expect(states(org)).toEqual(['Delivered', 'Delivered']);
    });
  });

  it('crash point 18: the scheduled class knows its work by name only', () => {
    const source = readFileSync(join(PROJECT, 'force-app/main/delivery/classes/CourierWatchdog.cls'), 'utf8');
    const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'[^']*'/g, '');
    const own = ['CourierWatchdog'];
    expect([...code.matchAll(/\bCourier\w+/g)].map(([name]) => name).filter((name) => !own.includes(name))).toEqual([]);
    expect(source).toContain('Type.forName');
  });

  it('crash point 19: storing fails loudly and leaves nothing when the storage is full', () => {
    // What is refused is not accepted: the invariants say that no row of it is there.
    const after = run({
      steps: [three, accept([order(PLAIN)], 60)],
      faults: [{ kind: 'fullStorage', at: 1, length: 1 }],
    });
    expect(after).toMatchObject({ heard: [['delivered']], states: ['Delivered'], faults: 1 });
  });

  it.each([
    ['refuses the login', 401, [], 0],
    ['asks for an hour of rest', 429, [['Retry-After', '3600']], 0],
    ['fails', 503, [], 1],
  ] as const)(
    'crash point 19: nothing is lost when the storage is full, the row to hold an endpoint was deleted, and the receiver %s',
    (_, statusCode, headers, attempts) => {
      let requests = 0;
      const receiver: CalloutTransport = {
        exchange: () => {
          requests += 1;
          if (requests === 1) {
            org.executeAnonymous('delete [SELECT Id FROM CourierEndpointState__c];');
            org.engine.faults = {
              rowError: (operation, { object }) =>
                object.name === 'CourierEndpointState__c' && operation !== 'delete' ? STORAGE_FULL : null,
            };
          }
          return { answer: { statusCode, status: '', headers, body: Buffer.alloc(0) } };
        },
      };
      let org!: LocalOrg;
      withPackageOrg(
        [{ name: 'Shop', policy: { Lanes__c: 1, BreakerFailures__c: 1, RetrySchedule__c: '0, 1m, 6h' } }],
        (packageOrg) => {
          org = packageOrg;
          org.callStatic('CourierSetup', 'start');
          store(
            org,
            [1, 2, 3].map((each) => ({ endpoint: 'Shop', reference: `order-${each}`, key: null })),
          );
          org.advanceTo(org.now() + 60_000);
          const fields = 'State__c, AttemptCount__c, LastStatusCode__c';
          const rows = org.query(`SELECT ${fields} FROM CourierMessage__c ORDER BY Name`);
          expect(rows.map((row) => textOf(row, 'State__c'))).toEqual(['Retrying', 'Retrying', 'Retrying']);
          expect([rows[0]?.getField('AttemptCount__c'), rows[0]?.getField('LastStatusCode__c')].map(Number)).toEqual([
            attempts,
            statusCode,
          ]);
          const [lane] = org.query('SELECT LastProblem__c FROM CourierLane__c');
          expect(textOf(lane!, 'LastProblem__c')).toContain('The storage is full');
          // Whoever comes next finds out the same way: one request for each, no more.
          expect(requests).toBeLessThanOrEqual(2);
          org.engine.faults = {};
          org.advanceTo(org.now() + 11 * 60_000);
          expect(org.query('SELECT Id FROM CourierEndpointState__c')).toHaveLength(1);
        },
        receiver,
      );
    },
  );

  it('crash point 11: of a batch, the message that kills every worker ends dead, and the others are delivered', () => {
    const killer = {
      exchange(request: { readonly body: Uint8Array | null }) {
        if (Buffer.from(request.body ?? []).includes('"poison"')) throw new LimitError('Apex heap size too large: 1');
        return { answer: { statusCode: 201, status: '', headers: [], body: Buffer.alloc(0) } };
      },
    };
    withPackageOrg(
      [{ name: 'Shop', policy: { Lanes__c: 1 } }],
      (org) => {
        org.callStatic('CourierSetup', 'start');
        store(
          org,
          ['first', 'poison', 'last'].map((reference) => ({ endpoint: 'Shop', reference, key: null })),
        );
        org.advanceTo(org.now() + 3 * 3600_000);
        expect(states(org)).toEqual(['Delivered', 'Dead', 'Delivered']);
        const [dead] = org.query(`SELECT LastError__c FROM CourierMessage__c WHERE State__c = 'Dead'`);
        expect(dead?.getField('LastError__c')).toMatch(/^WORKER_KILLED/);
      },
      killer,
    );
  });

  it('crash point 13, trap 20: eight workers in a row die, and the ninth goes on', () => {
    withPackageOrg([{ name: 'Shop', policy: { Lanes__c: 1 } }], (org) => {
      // An alarm may be among what is killed, and then only the watchdog comes back.
      org.callStatic('CourierSetup', 'start');
      let killed = 0;
      // What finalizers enqueue counts against a budget of five in a row: they leave it to a wake-up.
      const running: Quiddity[] = [];
      const enqueuing: (Quiddity | undefined)[] = [];
      org.listen((event) => {
        if (event.kind === 'transactionStarted') running.push(event.quiddity);
        if (event.kind === 'transactionEnded') running.pop();
        if (event.kind === 'jobEnqueued') enqueuing.push(running.at(-1));
      });
      org.engine.killHook = (point, used, { quiddity }) =>
        quiddity === 'QUEUEABLE' && point === 'queries' && used === 1 && killed++ < 8
          ? 'Too many SOQL queries: 201'
          : null;
      store(
        org,
        Array.from({ length: 10 }, (_, index) => ({ endpoint: 'Shop', reference: `m${index}`, key: null })),
      );
      org.advanceTo(org.now() + 3 * 3600_000);
      expect(killed).toBeGreaterThan(8);
      expect(enqueuing.length).toBeGreaterThan(8);
      expect(enqueuing).not.toContain('TRANSACTION_FINALIZER_QUEUEABLE');
      // They all died before the turn of any message, so it is no message's fault.
      expect(states(org)).toEqual(Array<string>(10).fill('Delivered'));
    });
  });

  it('crash point 12: batches follow each other although a chain of jobs may be five deep', () => {
    withPackageOrg(
      [{ name: 'Shop', policy: { Lanes__c: 1 } }],
      (org) => {
        for (let batch = 0; batch < 4; batch++)
          store(
            org,
            Array.from({ length: 200 }, (_, index) => ({
              endpoint: 'Shop',
              reference: `${batch}-${index}`,
              key: null,
            })),
          );
        org.runUntilIdle();
        expect(new Set(states(org))).toEqual(new Set(['Delivered']));
      },
      undefined,
      { maximumStackDepth: 5 },
    );
  });

  it('crash point 23: a delivery that changes a record whose trigger stores the next message ends after five more, and says why', () => {
    const after = run({ steps: [accept([{ ...order(PLAIN), handler: 'echo' }])] });
    expect(after.heard).toEqual(Array<string[]>(6).fill(['delivered']));
    const told = world.org.query(
      'SELECT Depth__c, ReactionError__c FROM CourierMessage__c WHERE ReactionError__c != null',
    );
    expect(told.map((row) => row.getField('Depth__c'))).toHaveLength(1);
    expect(textOf(told[0]!, 'ReactionError__c')).toBe(
      'The handler ended with System.DmlException. POST Plain /orders was refused: it is caused by a chain of 6 messages ' +
        'whose handlers store messages. Have one of the handlers check whether there is still something to send.',
    );
    // The change of the record is rolled back with it: five were made.
    expect(world.org.query("SELECT Id FROM Account WHERE Type = 'Echo'")).toHaveLength(5);
  });

  it('at most once: what may have arrived is parked and never sent again', () => {
    const after = run({
      steps: [accept([order(PARKING)])],
      moods: [{ endpoint: PARKING, from: 0, length: 1, reaction: { kind: 'silence', taken: true } }],
    });
    expect(after).toMatchObject({ heard: [['nothing']], states: ['Parked'] });
  });
});

describe('traps that the sources themselves can show', () => {
  const classes = files(join(PROJECT, 'force-app', 'main'), '.cls').map((file) => readFileSync(file, 'utf8'));

  it('trap 10: no query locks all rows there are', () => {
    const queries = classes.flatMap((source) => source.match(/\[\s*SELECT[^\]]*?FOR UPDATE\s*\]/g) ?? []);
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) expect(query).toMatch(/WHERE\s+(Id|Key__c|Endpoint__c)\s+(IN|=)\s+:/);
  });

  it('trap 17: no formula field in the queue, so none in its claim query', () => {
    const fields = files(join(PROJECT, 'force-app/main/delivery/objects/CourierMessage__c/fields'), '.xml');
    expect(fields.filter((file) => readFileSync(file, 'utf8').includes('<formula>'))).toEqual([]);
  });

  it('trap 19: no System.debug as the only report of an error', () => {
    expect(classes.filter((source) => /System\.debug/i.test(source))).toEqual([]);
  });

  it('trap 22: no permission set that grants both a credential principal and classes or objects', () => {
    const sets = ['force-app', 'unpackaged']
      .flatMap((folder) => files(join(PROJECT, folder), '.permissionset-meta.xml'))
      .map((file) => readFileSync(file, 'utf8'));
    expect(sets.length).toBeGreaterThan(0);
    const mixed = sets.filter(
      (set) => set.includes('<externalCredentialPrincipalAccesses>') && /<(classAccesses|objectPermissions)>/.test(set),
    );
    expect(mixed).toEqual([]);
  });

  it('traps 9 and 23: what guides name of Courier exists, and so do the commands they tell people to run', () => {
    const guides = ['README.md', 'CONTRIBUTING.md', 'unpackaged/README.md', 'docs/admin.md', 'docs/developer.md'].map(
      (file) => readFileSync(join(PROJECT, file), 'utf8'),
    );
    const there = new Set(
      ['force-app', 'unpackaged', 'config'].flatMap((folder) =>
        files(join(PROJECT, folder), '').map((file) => basename(file).replace(/\..*/, '')),
      ),
    );
    const named = guides.flatMap((guide) => [...guide.matchAll(/`(Courier\w*)/g)].map(([, name]) => name!));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !there.has(name))).toEqual([]);

    const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: object };
    const commands = guides.flatMap((guide) => [...guide.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!));
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('trap 23: the attempts that the guide for admins tells of are those of the code', () => {
    const source = readFileSync(join(PROJECT, 'force-app/main/endpoints/classes/CourierRetrySchedule.cls'), 'utf8');
    const waits = /STANDARD = '([^']+)'/.exec(source)?.[1]?.split(', ') ?? [];
    const guide = readFileSync(join(PROJECT, 'docs/admin.md'), 'utf8').replace(/\s+/g, ' ');
    expect(guide).toContain(`attempts after ${waits.slice(0, -1).join(', ')} and ${waits.at(-1)}`);
  });
});

function states(org: LocalOrg): string[] {
  return org.query('SELECT State__c FROM CourierMessage__c ORDER BY Name').map((row) => textOf(row, 'State__c'));
}

function files(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}
