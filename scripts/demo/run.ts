/** The walk-through: orders in, a misbehaving ERP, every message at its end. */
import { join } from 'node:path';
import { createOrg, type LocalOrg } from '../local-org/org';
import { startErp, type DemoErp } from './erp';
import { dealOrders, type DemoOrder } from './personalities';
import { readMessages, textOf, type DemoMessage } from './messages';

export interface DemoOptions {
  readonly orders: number;
  /** Deals the ERP's moods to orders; the same seed gives the same figures. */
  readonly seed: number;
  /** Called now and then while the demo runs. */
  readonly onProgress?: (progress: DemoProgress) => void;
}

export interface DemoProgress {
  readonly accepted: number;
  /** How many messages are in each state. */
  readonly states: Readonly<Record<string, number>>;
  readonly callouts: number;
  readonly virtualSeconds: number;
}

/** One order, how it was to end and how it did. */
export interface DemoEnding extends DemoOrder {
  readonly message: DemoMessage | null;
  /** How often the ERP took the order. */
  readonly effects: number;
  readonly isAsScripted: boolean;
}

/** The figures of a run: the object that `--json` prints. */
export interface DemoFigures {
  readonly accepted: number;
  readonly delivered: number;
  readonly dead: number;
  /** Attempts that counted; a 429 does not. */
  readonly attempts: number;
  readonly callouts: number;
  readonly asyncJobs: number;
  readonly soqlQueries: number;
  readonly dmlStatements: number;
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  readonly receiverEffects: number;
}

export interface DemoResult {
  readonly figures: DemoFigures;
  readonly endings: readonly DemoEnding[];
  /** Whether every order ended as its script says, with exactly the effects it says. */
  readonly isAsScripted: boolean;
}

const PROJECT = join(__dirname, '..', '..');
/** Orders are placed in transactions of this many, as a person or an import would. */
const ORDERS_A_TRANSACTION = 200;
/** Apex's ten seconds before a timeout are this share of ten real seconds. */
const TIMEOUT_SCALE = 0.02;
/** Nothing in the demo takes longer than this on the virtual clock. */
const LONGEST_SECONDS = 48 * 3600;
/** How often progress is told, in milliseconds of real time. */
const PROGRESS_EVERY = 50;

/**
 * Runs the demo: real Apex in the local org, real HTTP, virtual time.
 *
 * @param options how many orders and which seed
 * @returns the figures, and how each order ended
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const startedAt = performance.now();
  const orders = dealOrders(options.orders, options.seed);
  const erp = await startErp(orders);
  try {
    const org = createOrg({
      projectFolders: [join(PROJECT, 'force-app', 'main'), join(PROJECT, 'config', 'demo')],
      options: { seed: options.seed, endpoints: { DemoErp: erp.url }, timeoutScale: TIMEOUT_SCALE },
    });
    try {
      return await deliver(org, erp, orders, options, startedAt);
    } finally {
      org.dispose();
    }
  } finally {
    await erp.stop();
  }
}

async function deliver(
  org: LocalOrg,
  erp: DemoErp,
  orders: readonly DemoOrder[],
  options: DemoOptions,
  startedAt: number,
): Promise<DemoResult> {
  const begin = org.now();
  const virtualSeconds = (): number => Math.round((org.now() - begin) / 1000);
  org.executeAnonymous('CourierSetup.start();');
  place(org, orders);
  let nextProgress = 0;
  while (isUnsettled(org) && virtualSeconds() < LONGEST_SECONDS && org.step()) {
    if (performance.now() >= nextProgress) {
      nextProgress = performance.now() + PROGRESS_EVERY;
      options.onProgress?.(progressOf(org, virtualSeconds()));
      // Lets the terminal draw and Ctrl-C be heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  options.onProgress?.(progressOf(org, virtualSeconds()));
  const endings = endingsOf(orders, messagesOf(org), (await erp.record()).effects);
  return {
    figures: figuresOf(org, endings, virtualSeconds(), (performance.now() - startedAt) / 1000),
    endings,
    isAsScripted: endings.every((ending) => ending.isAsScripted),
  };
}

/** The messages by the reference of their order: its id is the idempotency key. */
function messagesOf(org: LocalOrg): Map<string, DemoMessage> {
  const messages = readMessages(org);
  const messageOf = new Map<string, DemoMessage>();
  for (const order of org.query('SELECT Id, Name FROM Order')) {
    const message = messages.get(textOf(order, 'Id'));
    if (message) messageOf.set(textOf(order, 'Name'), message);
  }
  return messageOf;
}

function place(org: LocalOrg, orders: readonly DemoOrder[]): void {
  for (let index = 0; index < orders.length; index += ORDERS_A_TRANSACTION) {
    const references = orders.slice(index, index + ORDERS_A_TRANSACTION).map((order) => `'${order.reference}'`);
    org.executeAnonymous(`DemoOrders.place(new List<String>{ ${references.join(', ')} });`);
  }
}

const TERMINAL_STATES = ['Delivered', 'Dead', 'Parked', 'Expired', 'Cancelled'];

function statesOf(org: LocalOrg): Record<string, number> {
  const states: Record<string, number> = {};
  for (const row of org.query('SELECT State__c state, COUNT(Id) messages FROM CourierMessage__c GROUP BY State__c')) {
    states[textOf(row, 'state')] = Number(row.getField('messages'));
  }
  return states;
}

function isUnsettled(org: LocalOrg): boolean {
  return Object.keys(statesOf(org)).some((state) => !TERMINAL_STATES.includes(state));
}

function progressOf(org: LocalOrg, virtualSeconds: number): DemoProgress {
  const states = statesOf(org);
  const accepted = Object.values(states).reduce((sum, count) => sum + count, 0);
  return { accepted, states, callouts: org.totals.callouts, virtualSeconds };
}

function endingsOf(
  orders: readonly DemoOrder[],
  messages: ReadonlyMap<string, DemoMessage>,
  effects: readonly string[],
): DemoEnding[] {
  const effectsByReference = new Map<string, number>();
  for (const reference of effects) effectsByReference.set(reference, (effectsByReference.get(reference) ?? 0) + 1);
  return orders.map((order) => {
    const message = messages.get(order.reference) ?? null;
    const taken = effectsByReference.get(order.reference) ?? 0;
    const { personality } = order;
    const isAsScripted =
      message?.state === personality.ends &&
      message.attemptCount === personality.attempts &&
      taken === (personality.ends === 'Delivered' ? 1 : 0);
    return { ...order, message, effects: taken, isAsScripted };
  });
}

function figuresOf(
  org: LocalOrg,
  endings: readonly DemoEnding[],
  virtualSeconds: number,
  wallSeconds: number,
): DemoFigures {
  const messages = endings.flatMap((ending) => ending.message ?? []);
  const { callouts, asyncJobs, soqlQueries, dmlStatements } = org.totals;
  return {
    accepted: messages.length,
    delivered: messages.filter((message) => message.state === 'Delivered').length,
    dead: messages.filter((message) => message.state === 'Dead').length,
    attempts: messages.reduce((sum, message) => sum + message.attemptCount, 0),
    callouts,
    asyncJobs,
    soqlQueries,
    dmlStatements,
    virtualSeconds,
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    receiverEffects: endings.reduce((sum, ending) => sum + ending.effects, 0),
  };
}
