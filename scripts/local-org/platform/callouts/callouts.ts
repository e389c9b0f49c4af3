/**
 * Callouts of a transaction.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_timeouts.htm
 */
import { gzipSync } from 'node:zlib';
import { apexException } from '../../values/errors';
import { lockOwner } from '../locks';
import type { Callouts, HttpAnswer, HttpCall } from '../services';
import type { ApexTransaction } from '../transaction';
import { calloutException, destination } from './endpoint';
import { calloutFailure } from './failures';
import type { WireAnswer, WireOutcome, WireRequest } from './transport';

/** Milliseconds all callouts of a transaction may take together. */
const CUMULATIVE_TIMEOUT = 120_000;
const LONGEST_TIMEOUT = 120_000;
/** Largest request or response body; v68 says nothing of a rise with the heap, so the documented numbers hold. */
const BODY_LIMIT = { sync: 6_000_000, async: 12_000_000 };
const HTTP_MOCK = 'System.HttpCalloutMock';
const SOAP_MOCK = 'System.WebServiceMock';

export class ApexCallouts implements Callouts {
  constructor(private readonly transaction: ApexTransaction) {}

  send<T>(call: HttpCall, mock: (instance: object) => T, real: (answer: HttpAnswer) => T): T {
    const { transaction } = this;
    this.checkContext();
    if (!(call.timeout >= 1 && call.timeout <= LONGEST_TIMEOUT))
      throw calloutException(`Timeout must be between 1 and ${LONGEST_TIMEOUT} milliseconds: ${call.timeout}`);
    this.checkBody(call.body?.length ?? 0);
    transaction.limits.use('callouts');
    transaction.engine.locks.releaseAll(lockOwner(transaction));
    if (transaction.test) return mock(this.mockOf(HTTP_MOCK));
    return real(this.exchange(call));
  }

  webService<T>(mock: (instance: object) => T): T {
    this.checkContext();
    this.transaction.limits.use('callouts');
    this.transaction.engine.locks.releaseAll(lockOwner(this.transaction));
    return mock(this.mockOf(SOAP_MOCK));
  }

  /** Where callouts are not allowed at all, and what must not be open when they are. */
  private checkContext(): void {
    const { transaction } = this;
    if (transaction.triggers.depth > 0) throw calloutException('Callout from triggers are currently not supported.');
    const { job } = transaction;
    if (job && !job.allowsCallouts) throw calloutException(NOT_ALLOWED[job.kind] ?? 'Callout not allowed');
    transaction.work.mustBeNone();
  }

  private mockOf(interfaceName: string): object {
    const found = this.transaction.test?.mock(interfaceName) ?? null;
    if (found) return found;
    throw apexException('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  }

  private checkBody(bytes: number): void {
    if (bytes > this.bodyLimit)
      throw calloutException(`Exceeded max size limit of ${this.bodyLimit} with request size ${bytes}`);
  }

  private get bodyLimit(): number {
    const kind = this.transaction.job?.kind;
    return kind === 'Queueable' || kind === 'Future' || kind === 'BatchApex' ? BODY_LIMIT.async : BODY_LIMIT.sync;
  }

  private exchange(call: HttpCall): HttpAnswer {
    const { transaction } = this;
    const { engine } = transaction;
    const { url, headers } = destination(call.endpoint, transaction.user, engine.schema, engine.options);
    const left = CUMULATIVE_TIMEOUT - transaction.calloutTime;
    if (left <= 0) throw exhausted();
    const timeout = Math.min(call.timeout, left);
    const startedAt = Date.now();
    const request = this.wireRequest(call, url, headers, timeout);
    const outcome = engine.stepAside(transaction, () => engine.transport.exchange(request));
    const cost = this.cost(outcome, timeout, Date.now() - startedAt);
    transaction.calloutTime += cost;
    engine.clock.spend(cost);
    this.notify(call.method, url, outcome, cost);
    if ('failure' in outcome) {
      // The time allowed to all callouts together ran out before this one's own did.
      if (outcome.failure.code === 'TIMEOUT' && timeout < call.timeout) throw exhausted();
      throw calloutFailure(outcome.failure, url, this.bodyLimit);
    }
    transaction.limits.allocate(outcome.answer.body.length);
    return answerOf(outcome.answer);
  }

  private wireRequest(
    call: HttpCall,
    url: string,
    added: Readonly<Record<string, string>>,
    timeout: number,
  ): WireRequest {
    const headers = new Map<string, string>();
    const set = (name: string, value: string): void => {
      for (const known of headers.keys()) if (known.toLowerCase() === name.toLowerCase()) headers.delete(known);
      headers.set(name, value);
    };
    set('User-Agent', 'SFDC-Callout/68.0');
    for (const [name, value] of call.headers) set(name, value);
    for (const [name, value] of Object.entries(added)) set(name, value);
    const body = call.body && call.compressed ? gzipSync(call.body) : call.body;
    if (body && call.compressed) set('Content-Encoding', 'gzip');
    if (body) set('Content-Length', String(body.length));
    return {
      // "If a GET request has a body, it is sent as a POST."
      method: call.method === 'GET' && body ? 'POST' : call.method,
      url,
      headers: [...headers],
      body,
      timeout: Math.max(1, Math.round(timeout * this.transaction.engine.options.timeoutScale)),
      maximumBytes: this.bodyLimit,
    };
  }

  /**
   * What the exchange costs in the org's time. On the virtual clock that must not depend on the machine: an exchange that
   * came to an end costs the nominal latency, one that timed out its whole timeout.
   */
  private cost(outcome: WireOutcome, timeout: number, elapsed: number): number {
    const { clock, options } = this.transaction.engine;
    const isTimeout = 'failure' in outcome && outcome.failure.code === 'TIMEOUT';
    if (isTimeout) return timeout;
    if ('answer' in outcome && outcome.answer.milliseconds !== undefined)
      return Math.min(outcome.answer.milliseconds, timeout);
    return clock.isVirtual ? Math.min(options.calloutLatency, timeout) : elapsed;
  }

  private notify(method: string, url: string, outcome: WireOutcome, milliseconds: number): void {
    const { observers, clock } = this.transaction.engine;
    observers.notify({
      kind: 'callout',
      at: clock.now(),
      method,
      url,
      outcome: 'answer' in outcome ? outcome.answer.statusCode : outcome.failure.code,
      milliseconds,
    });
  }
}

/** Jobs that may call out only when their class says so. */
const NOT_ALLOWED: Readonly<Record<string, string>> = {
  Queueable:
    'Callout not allowed from this queueable job. Please enable callout by implementing Database.AllowsCallouts',
  Future:
    'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)',
  BatchApex: 'Callout not allowed from this batch job. Please enable callout by implementing Database.AllowsCallouts',
  ScheduledApex: 'Callout from scheduled Apex not supported.',
};

function exhausted(): Error {
  return calloutException(`Exceeded maximum time allotted for callout (${CUMULATIVE_TIMEOUT} ms)`);
}

/** Repeated headers become one: a cookie a line, everything else in a list. */
function answerOf(answer: WireAnswer): HttpAnswer {
  const headers = new Map<string, string>();
  const spelling = new Map<string, string>();
  for (const [name, value] of answer.headers) {
    const known = spelling.get(name.toLowerCase());
    if (known === undefined) {
      spelling.set(name.toLowerCase(), name);
      headers.set(name, value);
    } else {
      const separator = name.toLowerCase() === 'set-cookie' ? '\n' : ', ';
      headers.set(known, `${headers.get(known)}${separator}${value}`);
    }
  }
  return { statusCode: answer.statusCode, status: answer.status, headers, body: Buffer.from(answer.body) };
}
