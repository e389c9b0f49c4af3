import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Metering } from './compiler';
import type { CalloutTransport, WireRequest } from './platform/callouts/transport';
import type { OrgEvent } from './platform/observers';
import { createOrg, type LocalOrg } from './org';

const META = '<?xml version="1.0" encoding="UTF-8"?>\n';
const XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

const field = (name: string, length: number): string => `${META}<CustomField ${XMLNS}>
  <fullName>${name}</fullName><label>${name}</label><type>Text</type><length>${length}</length>
</CustomField>`;

const FILES: Readonly<Record<string, string>> = {
  'objects/Season__mdt/Season__mdt.object-meta.xml': `${META}<CustomObject ${XMLNS}>
  <label>Season</label><pluralLabel>Seasons</pluralLabel>
</CustomObject>`,
  'objects/Season__mdt/fields/Begins__c.field-meta.xml': `${META}<CustomField ${XMLNS}>
  <fullName>Begins__c</fullName><label>Begins</label><type>Date</type>
</CustomField>`,
  'customMetadata/Season.Winter.md-meta.xml': `${META}<CustomMetadata ${XMLNS} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <label>Winter</label><protected>false</protected>
  <values><field>Begins__c</field><value xsi:type="xsd:date">2026-12-21</value></values>
</CustomMetadata>`,
  'objects/Wake__e/Wake__e.object-meta.xml': `${META}<CustomObject ${XMLNS}>
  <deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>
  <label>Wake</label><pluralLabel>Wakes</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>
</CustomObject>`,
  'objects/Wake__e/fields/Lane__c.field-meta.xml': field('Lane__c', 40),
  'remoteSiteSettings/Erp.remoteSite-meta.xml': `${META}<RemoteSiteSetting ${XMLNS}>
  <disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://erp.example</url>
</RemoteSiteSetting>`,
  'triggers/Wakes.trigger': `trigger Wakes on Wake__e (after insert) {
  for (Wake__e wake : Trigger.new) System.enqueueJob(new Worker(wake.Lane__c));
}`,
  'classes/Worker.cls': `public without sharing class Worker implements Queueable, Database.AllowsCallouts {
  private final String lane;
  private transient String note = 'gone';
  public Worker(String lane) { this.lane = lane; }
  public void execute(QueueableContext context) {
    Journal journal = new Journal(lane + note);
    System.attachFinalizer(journal);
    for (Integer call = 1; call <= 4; call++) {
      HttpRequest request = new HttpRequest();
      request.setMethod('POST');
      request.setEndpoint('https://erp.example/' + call);
      journal.statuses.add(new Http().send(request).getStatusCode());
    }
    insert as system new Account(Name = 'never');
  }
}`,
  'classes/Journal.cls': `public without sharing class Journal implements Finalizer {
  public List<Integer> statuses = new List<Integer>();
  private String name;
  public Journal(String name) { this.name = name; }
  public void execute(FinalizerContext context) {
    insert as system new Account(
      Name = name + ' ' + statuses + ' ' + context.getResult(),
      Description = context.getException()?.getMessage()
    );
  }
}`,
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-org-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    const kind = path.endsWith('.cls') ? 'ApexClass' : path.endsWith('.trigger') ? 'ApexTrigger' : null;
    if (kind)
      writeFileSync(
        join(folder, `${path}-meta.xml`),
        `${META}<${kind} ${XMLNS}><apiVersion>67.0</apiVersion><status>Active</status></${kind}>`,
      );
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Answers 201 to everything. */
class Receiver implements CalloutTransport {
  readonly requests: WireRequest[] = [];

  exchange(request: WireRequest) {
    this.requests.push(request);
    return { answer: { statusCode: 201, status: 'Created', headers: [], body: Buffer.alloc(0) } };
  }
}

function withOrg(body: (org: LocalOrg, receiver: Receiver) => void, metering?: Metering): void {
  const receiver = new Receiver();
  const org = createOrg({ projectFolders: [folder], cache: null, transport: receiver, metering });
  try {
    body(org, receiver);
  } finally {
    org.dispose();
  }
}

const names = (org: LocalOrg): unknown[] => org.query('SELECT Name FROM Account').map((row) => row.getField('Name'));
const WAKE = `EventBus.publishWithAccessLevel(new Wake__e(Lane__c = 'ERP-1'), AccessLevel.SYSTEM_MODE);`;

describe('the local org', () => {
  it('should_come_back_to_a_checkpoint_and_make_the_same_again', () => {
    withOrg((org, receiver) => {
      const back = org.checkpoint();
      const run = (): unknown[] => {
        org.executeAnonymous(WAKE);
        org.runUntilIdle();
        return [org.now(), ...org.query('SELECT Id, Name FROM Account').map((row) => [row.id, row.getField('Name')])];
      };
      const first = run();
      back(1);
      expect(org.query('SELECT Id FROM Account')).toEqual([]);
      expect(org.nextDueAt()).toBeNull();
      expect(run()).toEqual(first);
      expect(receiver.requests.length).toBeGreaterThan(0);
    });
  });

  it('should_stop_apex_at_the_very_block_when_it_counts_every_step', () => {
    withOrg((org) => {
      const seen: number[] = [];
      org.engine.killHook = (point, used) => {
        if (point !== 'statement') return null;
        seen.push(used);
        return used >= 10 ? 'Apex CPU time limit exceeded' : null;
      };
      org.program.countEvery(1);
      expect(() => org.executeAnonymous('Integer i = 0; while (i < 100) { i++; }')).toThrow('CPU time limit');
      org.program.countEvery(null);
      expect(seen.length).toBeGreaterThan(3);
      expect(Math.max(...seen)).toBeLessThan(15);
    });
  });

  it('should_let_apex_be_stopped_between_any_two_statements_when_each_is_paid_for_by_itself', () => {
    const paid = (metering: Metering): number[] => {
      const seen: number[] = [];
      withOrg((org) => {
        org.engine.killHook = (point, used) => {
          if (point === 'statement') seen.push(used);
          return null;
        };
        org.program.countEvery(1);
        org.executeAnonymous('Integer i = 0; i = 1; i = 2; if (i == 2) { i = 3; i = 4; } i = 5; i = 6;');
        org.program.countEvery(null);
      }, metering);
      return seen;
    };
    const byRuns = paid('runs');
    const byStatements = paid('statements');
    expect(byRuns).toHaveLength(3);
    expect(byStatements).toHaveLength(8);
    expect(byStatements.at(-1)).toBe(byRuns.at(-1));
  });

  it('should_settle_from_the_journal_what_a_worker_did_before_an_uncatchable_limit', () => {
    withOrg((org, receiver) => {
      org.engine.killHook = (point, used) =>
        point === 'callouts' && used === 4 ? 'Apex CPU time limit exceeded' : null;
      org.executeAnonymous(WAKE);
      expect(receiver.requests).toEqual([]);
      org.runUntilIdle();
      while (org.nextDueAt() !== null) org.step();
      expect(receiver.requests.map(({ url }) => url)).toEqual([1, 2, 3].map((call) => `https://erp.example/${call}`));
      expect(
        org
          .query('SELECT Name, Description FROM Account')
          .map((row) => [row.getField('Name'), row.getField('Description')]),
      ).toEqual([['ERP-1null (201, 201, 201) UNHANDLED_EXCEPTION', 'Apex CPU time limit exceeded']]);
      expect(
        org
          .query('SELECT Status, ApexClass.Name FROM AsyncApexJob')
          .map((row) => [row.getField('Status'), row.parent('ApexClass')?.getField('Name')]),
      ).toEqual([['Failed', 'Worker']]);
    });
  });

  it('should_roll_back_what_an_uncaught_exception_leaves_and_publish_nothing', () => {
    withOrg((org, receiver) => {
      expect(() =>
        org.executeAnonymous(
          `insert as system new Account(Name = 'x'); ${WAKE} throw new IllegalArgumentException('no');`,
        ),
      ).toThrow('no');
      expect(org.step()).toBe(false);
      expect(names(org)).toEqual([]);
      expect(receiver.requests).toEqual([]);
    });
  });

  it('should_refuse_anonymous_apex_that_does_not_compile', () => {
    withOrg((org) => {
      expect(() => org.executeAnonymous('Integer i = nobody;')).toThrow('The anonymous Apex does not compile:');
    });
  });

  it('should_tell_observers_and_keep_totals', () => {
    withOrg((org) => {
      const events: OrgEvent[] = [];
      const stop = org.listen((event) => events.push(event));
      org.executeAnonymous(WAKE);
      while (org.step()) continue;
      stop();
      org.executeAnonymous('System.debug(1);');
      expect(events.map(({ kind }) => kind)).toEqual([
        'transactionStarted',
        'eventPublished',
        'transactionEnded',
        'transactionStarted',
        'jobEnqueued',
        'transactionEnded',
        'eventsDelivered',
        'transactionStarted',
        'callout',
        'callout',
        'callout',
        'callout',
        'transactionEnded',
        'transactionStarted',
        'transactionEnded',
        'jobFinished',
        'jobFinished',
      ]);
      expect(org.totals).toMatchObject({ callouts: 4, dmlStatements: 3, asyncJobs: 1, eventsDelivered: 1 });
    });
  });

  it('should_run_the_same_way_twice', () => {
    const runs: unknown[] = [];
    for (let run = 0; run < 2; run++) {
      withOrg((org) => {
        const seen: unknown[] = [];
        org.listen((event) => seen.push(event.kind === 'transactionEnded' ? [event.requestId, event.used] : event));
        org.executeAnonymous(WAKE);
        while (org.step()) continue;
        runs.push(seen);
      });
    }
    expect(runs[0]).toEqual(runs[1]);
  });
});

it('should_read_the_dates_of_custom_metadata_records_as_they_are_written', () => {
  withOrg((org) => {
    const [season] = org.query('SELECT Begins__c FROM Season__mdt');
    expect(String(season?.getField('Begins__c'))).toBe('2026-12-21');
  });
});
