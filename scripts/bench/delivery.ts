/** What delivery costs of the org's limits, and whether that stays so as the queue fills with what is over. */
import type { Endpoint } from '../chaos/endpoints';
import type { LocalOrg } from '../local-org/org';
import type { TransactionUse } from '../local-org/platform/observers';
import { rounded, type Figure } from './figure';
import { store, withPackageOrg } from './package-org';

const BATCH = 100;
const MILLION = 1_000_000;
const endpoint = (name: string): Endpoint => ({ name, policy: { Lanes__c: 1 } });
const TEN = Array.from({ length: 10 }, (_, index) => endpoint(`Bench${index}`));

type Message = Parameters<typeof store>[1][number];
const messages = (count: number, to: (index: number) => string, key: (index: number) => string | null): Message[] =>
  Array.from({ length: count }, (_, index) => ({ endpoint: to(index), reference: `m-${index}`, key: key(index) }));

/** What batches may look like: the cost of each must be the same. In the first three, a worker settles and claims the next. */
const BATCHES: Readonly<Record<string, readonly Message[]>> = {
  '300 messages, one lane': messages(
    3 * BATCH,
    () => 'Bench0',
    () => null,
  ),
  '300 messages of 300 ordering keys, one lane': messages(
    3 * BATCH,
    () => 'Bench0',
    (index) => `k${index}`,
  ),
  '300 messages of 1 ordering key, one lane': messages(
    3 * BATCH,
    () => 'Bench0',
    () => 'k',
  ),
  '1,000 messages to 10 endpoints, 5 keys each': messages(
    10 * BATCH,
    (index) => `Bench${index % 10}`,
    (index) => `k${Math.floor(index / 10) % 5}`,
  ),
};

/** @returns the governor cost of accepting, of a batch, and of a claim with nothing and with a million rows over */
export function benchDelivery(): Figure[] {
  return [...benchAccept(), ...Object.keys(BATCHES).flatMap(benchBatch), ...benchClaims()];
}

function benchAccept(): Figure[] {
  return withPackageOrg([endpoint('Bench0')], (org) => {
    const uses = usesDuring(org, 'ANONYMOUS', () =>
      store(
        org,
        messages(
          200,
          () => 'Bench0',
          () => 'k',
        ),
      ),
    );
    const [use] = uses as [TransactionUse];
    return figures('accept 200 messages', {
      'SOQL queries': use.soqlQueries,
      'DML statements (one insert, one publish)': use.dmlStatements,
    });
  });
}

/** The most that one worker uses, from its first callout to its successor's job. */
function benchBatch(name: string): Figure[] {
  return withPackageOrg(TEN, (org) => {
    const all = BATCHES[name]!;
    for (let from = 0; from < all.length; from += 200) store(org, all.slice(from, from + 200));
    const before = org.totals;
    const uses = usesDuring(org, 'QUEUEABLE', () => org.runUntilIdle()).filter(({ callouts }) => callouts > 0);
    const most = (count: (use: TransactionUse) => number): number => Math.max(...uses.map(count));
    return figures(name, {
      'async jobs': org.totals.asyncJobs - before.asyncJobs,
      'callouts in a batch, at most': most((use) => use.callouts),
      'SOQL queries of a batch, at most': most((use) => use.soqlQueries),
      'DML statements of a batch, at most': most((use) => use.dmlStatements),
    });
  });
}

function benchClaims(): Figure[] {
  return withPackageOrg([endpoint('Bench0')], (org) => {
    const empty = claim(org, 'first');
    multiply(org, MILLION);
    const full = claim(org, 'second');
    return [
      ...figures('claim with 100 terminal messages', empty),
      ...figures(`claim with ${MILLION.toLocaleString('en-US')} terminal messages`, full),
    ];
  });
}

/** Stores a batch, looks at how its claim finds it, and delivers it. */
function claim(org: LocalOrg, round: string): Record<string, number> {
  if (round === 'first') deliver(org, 'before');
  store(
    org,
    messages(
      BATCH,
      () => 'Bench0',
      () => 'k',
    ).map((each) => ({ ...each, reference: `${round} ${each.reference}` })),
  );
  const examined = Object.fromEntries(
    CLAIM_QUERIES.map((where) => [`rows examined: ${where.split(' ')[0]!}`, rowsExamined(org, where)]),
  );
  const startedAt = performance.now();
  org.runUntilIdle();
  return { ...examined, 'milliseconds for the batch': rounded(performance.now() - startedAt) };
}

function deliver(org: LocalOrg, round: string): void {
  store(
    org,
    messages(
      BATCH,
      () => 'Bench0',
      () => null,
    ).map((each) => ({ ...each, reference: `${round} ${each.reference}` })),
  );
  org.runUntilIdle();
}

/** What a claim reads of the messages: those that are ready, and those of their ordering keys that are open. */
const CLAIM_QUERIES = [`ReadyLane__c = 'Bench0#1'`, `OpenKey__c = 'Bench0|k'`];

/** How many rows the database reaches on the way its plan says: those the index has for the value, or all there are. */
function rowsExamined(org: LocalOrg, where: string): number {
  const soql = `SELECT Id FROM CourierMessage__c WHERE ${where} ORDER BY DueAt__c, Name LIMIT ${BATCH}`;
  const field = where.split(' ')[0]!;
  const usesIndex = org.explain(soql).some((line) => line.includes('SEARCH') && line.includes(field));
  return org.query(`SELECT Id FROM CourierMessage__c${usesIndex ? ` WHERE ${where}` : ''}`).length;
}

/** Copies delivered messages until there are so many: in SQL, since only their number matters. */
function multiply(org: LocalOrg, count: number): void {
  const { database } = org.data;
  const table = '"CourierMessage__c"';
  const columns = database.texts(`SELECT name FROM pragma_table_info('CourierMessage__c')`).map((name) => `"${name}"`);
  const values = columns.map((column) => {
    if (column === '"Id"') return `printf('a00Lo1%012d', n)`;
    if (column === '"Name"' || column === '"UniqueKey__c"' || column === '"IdempotencyKey__c"')
      return `${column} || ' ' || n`;
    return column;
  });
  database.execute(
    `INSERT INTO ${table} (${columns.join(', ')}) ` +
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count}) ` +
      `SELECT ${values.join(', ')} FROM numbers, (SELECT * FROM ${table} WHERE "State__c" = 'Delivered' LIMIT 1)`,
  );
}

function usesDuring(org: LocalOrg, quiddity: string, body: () => void): TransactionUse[] {
  const uses: TransactionUse[] = [];
  const stop = org.listen((event) => {
    if (event.kind === 'transactionEnded' && event.quiddity === quiddity) uses.push(event.used);
  });
  try {
    body();
  } finally {
    stop();
  }
  return uses;
}

function figures(bench: string, values: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(values).map(([name, value]) => ({ bench, name, value, unit: '' }));
}
