/**
 * The same workload through Courier and through public peers: orders handed over, a receiver that fails now and then, a day
 * on the clock. What a peer has no word for is left out and said so, never played.
 */
import Table from 'cli-table3';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hostOf, writeEndpoints } from '../chaos/endpoints';
import { CommandError, ExitCode } from '../cli/errors';
import { createOrg, type LocalOrg } from '../local-org/org';
import type { CalloutTransport, WireOutcome, WireRequest } from '../local-org/platform/callouts/transport';

const PROJECT = join(__dirname, '..', '..');
const ADAPTERS = join(PROJECT, 'config', 'bench', 'peers');
const RECEIVER = 'Receiver';
const MESSAGES = 1000;
const TRANSACTION = 200;
/** Everything the retry schedules ask for happens within a day and a half. */
const LONGEST = 36 * 3600_000;
const FAILURES = [0, 10, 100] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Peer {
  readonly name: string;
  /** A file by which its checkout is known. */
  readonly probe: string;
  /** Folders of its checkout that are deployed. */
  readonly folders: readonly string[];
  /** Our adapter: the workload as the peer wants it written. */
  readonly adapter: string;
  /** Conditions of a query over its queue: what waits, and what somebody must look at. */
  readonly queue: { readonly object: string; readonly waiting: string; readonly dead: string };
}

const COURIER: Peer = {
  name: 'Courier',
  probe: '',
  folders: [join(PROJECT, 'force-app', 'main')],
  adapter: 'courier',
  queue: {
    object: 'CourierMessage__c',
    waiting: `State__c IN ('Queued', 'Sending', 'Retrying')`,
    dead: `State__c IN ('Dead', 'Parked', 'Expired')`,
  },
};

const PEERS: readonly Peer[] = [
  {
    name: 'apex-transactional-outbox',
    probe: 'force-app/main/default/classes/TB_OutboxRelayQueuable.cls',
    folders: ['force-app'],
    adapter: 'transactional-outbox',
    queue: {
      object: 'TB_Subscription_Outbox__c',
      waiting: 'Completed_Timestamp__c = null AND Dead_Lettered__c = false',
      dead: 'Completed_Timestamp__c = null AND Dead_Lettered__c = true',
    },
  },
  {
    name: 'eventQueue',
    probe: 'force-app/main/default/classes/EventQueueTriggerHandler.cls',
    folders: ['force-app', 'logger', 'notifier', 'retention', 'demo/main/default/objects'],
    adapter: 'event-queue',
    queue: {
      object: 'Queue__c',
      waiting: `Status__c = 'QUEUED' OR (Status__c = 'ERROR' AND RetryCount__c > 0)`,
      dead: `Status__c = 'ERROR' AND RetryCount__c = 0`,
    },
  },
  {
    name: 'apex-async-actions',
    probe: 'force-app/main/default/classes/AsyncActionJob.cls',
    folders: ['force-app'],
    adapter: 'async-actions',
    queue: { object: 'AsyncAction__c', waiting: `Status__c = 'Pending'`, dead: `Status__c = 'Failed'` },
  },
];

/** What one peer did at one rate of failure. */
export interface PeerResult {
  readonly peer: string;
  /** Requests that fail, in percent; null for an hour after everything was delivered. */
  readonly failures: number | null;
  readonly asyncJobs: number;
  readonly soqlQueries: number;
  readonly dmlStatements: number;
  readonly dmlRows: number;
  readonly callouts: number;
  /** Orders the receiver has. */
  readonly arrived: number;
  /** Orders it has twice: sent again after they had arrived, without a key by which it could tell. */
  readonly duplicated: number;
  /** Orders that neither arrived nor are in the queue in any state somebody can see. */
  readonly lost: number;
  /** In the queue as dead or failed, for somebody to look at. */
  readonly dead: number;
  /** Still waiting after a day and a half. */
  readonly leftBehind: number;
  /** Why there are no figures; null when there are. */
  readonly refusal: string | null;
}

/**
 * Runs the workload.
 *
 * @param checkouts folders with the peers' sources
 * @throws CommandError when a folder holds none of the peers
 */
export function benchPeers(
  checkouts: readonly string[],
  onProgress: (text: string) => void,
  messages = MESSAGES,
): PeerResult[] {
  const found = checkouts.map((folder) => peerIn(resolve(folder)));
  return [COURIER, ...found].flatMap((peer) =>
    FAILURES.flatMap((failures) => {
      onProgress(`${peer.name}, ${failures} % failures …`);
      return run(peer, failures, messages);
    }),
  );
}

function peerIn(folder: string): Peer {
  const peer = PEERS.find(({ probe }) => existsSync(join(folder, probe)));
  if (!peer) {
    throw new CommandError(
      ExitCode.usage,
      `${folder} holds none of the peers: ${PEERS.map(({ name }) => name).join(', ')}.`,
    );
  }
  return { ...peer, folders: peer.folders.map((each) => join(folder, each)).filter((each) => existsSync(each)) };
}

/** @returns what the workload cost until nothing waited any more; and where nothing failed, what an hour costs after that */
function run(peer: Peer, failures: number, messages: number): PeerResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'courier-peers-'));
  const receiver = new FailingReceiver(failures);
  let org: LocalOrg | null = null;
  try {
    writeEndpoints(folder, [{ name: RECEIVER, policy: {} }], peer === COURIER);
    org = createOrg({ projectFolders: [...peer.folders, join(ADAPTERS, peer.adapter), folder], transport: receiver });
    const used = meter(org);
    const references = Array.from({ length: messages }, (_, index) => `order-${index}`);
    org.callStatic('PeerWorkload', 'start');
    for (let from = 0; from < messages; from += TRANSACTION)
      org.callStatic('PeerWorkload', 'accept', [references.slice(from, from + TRANSACTION).join(',')]);
    const deadline = org.now() + LONGEST;
    const rows = (condition: string, limit: number): number =>
      org!.query(`SELECT Id FROM ${peer.queue.object} WHERE ${condition} LIMIT ${limit}`).length;
    while (rows(peer.queue.waiting, 1) > 0 && org.now() < deadline) org.advanceTo(org.now() + MINUTE);
    const sums = used();
    const [waiting, dead] = [rows(peer.queue.waiting, messages), rows(peer.queue.dead, messages)];
    const result: PeerResult = {
      peer: peer.name,
      failures,
      ...sums,
      arrived: receiver.effects.size,
      duplicated: [...receiver.effects.values()].filter((times) => times > 1).length,
      lost: Math.max(0, receiver.missing(references).length - waiting - dead),
      dead,
      leftBehind: waiting,
      refusal: null,
    };
    if (failures > 0) return [result];
    const usedIdle = meter(org);
    org.advanceTo(org.now() + HOUR);
    return [result, { ...result, ...NOTHING, ...usedIdle(), failures: null }];
  } catch (error) {
    const detail = error instanceof CommandError ? error.details.slice(0, 3).join(' · ') : '';
    const refusal = `${error instanceof Error ? error.message : String(error)} ${detail}`;
    return [{ peer: peer.name, failures, ...NOTHING, refusal }];
  } finally {
    org?.dispose();
    rmSync(folder, { recursive: true });
  }
}

const NO_USE = { asyncJobs: 0, soqlQueries: 0, dmlStatements: 0, dmlRows: 0, callouts: 0 };
const NOTHING = { ...NO_USE, arrived: 0, duplicated: 0, lost: 0, dead: 0, leftBehind: 0 };

/** @returns what tells how much the org has used since */
function meter(org: LocalOrg): () => typeof NO_USE {
  const before = org.totals;
  const kinds = Object.keys(NO_USE) as (keyof typeof NO_USE)[];
  return () => {
    const { totals } = org;
    return Object.fromEntries(kinds.map((kind) => [kind, totals[kind] - before[kind]])) as typeof NO_USE;
  };
}

/**
 * Of every so many requests one fails: by turns it is refused with 503, or it is taken and never answered. At 100 % all are
 * refused. Answers 200, because one of the peers takes nothing else for a success.
 */
class FailingReceiver implements CalloutTransport {
  /** How often each order had its effect. A repeated idempotency key has none. */
  readonly effects = new Map<string, number>();
  private readonly keys = new Set<string>();
  private requests = 0;
  private failed = 0;

  constructor(private readonly percent: number) {}

  missing(references: readonly string[]): string[] {
    return references.filter((each) => !this.effects.has(each));
  }

  exchange(request: WireRequest): WireOutcome {
    if (new URL(request.url).hostname !== hostOf(RECEIVER)) throw new Error(`a request to ${request.url}`);
    const { reference } = JSON.parse(Buffer.from(request.body ?? []).toString('utf8')) as { reference: string };
    this.requests += 1;
    const fails = this.percent > 0 && this.requests % Math.round(100 / this.percent) === 0;
    if (!fails) {
      this.take(reference, request);
      return { answer: { statusCode: 200, status: 'OK', headers: [], body: Buffer.from('{}') } };
    }
    this.failed += 1;
    if (this.percent === 100 || this.failed % 2 === 1)
      return { answer: { statusCode: 503, status: 'Service Unavailable', headers: [], body: Buffer.alloc(0) } };
    this.take(reference, request);
    return { failure: { code: 'TIMEOUT', message: 'timeout' } };
  }

  private take(reference: string, { headers }: WireRequest): void {
    const key = headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
    if (key !== undefined) {
      if (this.keys.has(key)) return;
      this.keys.add(key);
    }
    this.effects.set(reference, (this.effects.get(reference) ?? 0) + 1);
  }
}

const COLUMNS: readonly (readonly [string, (result: PeerResult) => number])[] = [
  ['async jobs', (each) => each.asyncJobs],
  ['SOQL', (each) => each.soqlQueries],
  ['DML', (each) => each.dmlStatements],
  ['DML rows', (each) => each.dmlRows],
  ['callouts', (each) => each.callouts],
  ['arrived', (each) => each.arrived],
  ['duplicated', (each) => each.duplicated],
  ['lost', (each) => each.lost],
  ['dead', (each) => each.dead],
  ['left behind', (each) => each.leftBehind],
];

/** One row a peer and rate of failure. */
export function peersTable(results: readonly PeerResult[]): string {
  const made = new Table({
    head: ['', 'failing', ...COLUMNS.map(([name]) => name)],
    colAligns: ['left', ...Array<'right'>(COLUMNS.length + 1).fill('right')],
    style: { head: [], border: [] },
  });
  for (const result of results) {
    const cells = result.refusal ? [result.refusal] : COLUMNS.map(([, value]) => value(result).toLocaleString('en-US'));
    made.push([result.peer, result.failures === null ? 'idle hour' : `${result.failures} %`, ...cells]);
  }
  return made.toString();
}
