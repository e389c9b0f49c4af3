/** What happens in the org, told to whoever watches: the demo's live view, benchmarks, chaos tests. */
import type { JobKind, Quiddity } from './services';

export type OrgEvent =
  | {
      readonly kind: 'transactionStarted';
      readonly at: number;
      readonly quiddity: Quiddity;
      readonly requestId: string;
    }
  | {
      readonly kind: 'transactionEnded';
      readonly at: number;
      readonly quiddity: Quiddity;
      readonly requestId: string;
      readonly committed: boolean;
      readonly error: unknown;
      readonly used: TransactionUse;
    }
  | {
      readonly kind: 'jobEnqueued';
      readonly at: number;
      readonly jobId: string;
      readonly jobKind: JobKind;
      readonly className: string;
      readonly dueAt: number;
    }
  | {
      readonly kind: 'jobFinished';
      readonly at: number;
      readonly jobId: string;
      readonly jobKind: JobKind;
      readonly className: string;
      readonly error: unknown;
    }
  | {
      readonly kind: 'callout';
      readonly at: number;
      readonly method: string;
      readonly url: string;
      readonly outcome: number | string;
      readonly milliseconds: number;
    }
  | { readonly kind: 'eventPublished'; readonly at: number; readonly object: string; readonly count: number }
  | {
      readonly kind: 'eventsDelivered';
      readonly at: number;
      readonly object: string;
      readonly trigger: string;
      readonly count: number;
      readonly error: unknown;
    }
  | { readonly kind: 'debug'; readonly at: number; readonly level: string; readonly text: string };

export interface TransactionUse {
  readonly soqlQueries: number;
  readonly dmlStatements: number;
  readonly dmlRows: number;
  readonly callouts: number;
  readonly statements: number;
}

/** Sums since the org was made. */
export interface Totals {
  readonly transactions: number;
  readonly asyncJobs: number;
  readonly soqlQueries: number;
  readonly dmlStatements: number;
  readonly dmlRows: number;
  readonly callouts: number;
  readonly statements: number;
  readonly eventsDelivered: number;
}

export type OrgListener = (event: OrgEvent) => void;

/** Passes events on and keeps the totals. */
export class Observers {
  private readonly listeners = new Set<OrgListener>();
  private readonly sums = {
    transactions: 0,
    asyncJobs: 0,
    soqlQueries: 0,
    dmlStatements: 0,
    dmlRows: 0,
    callouts: 0,
    statements: 0,
    eventsDelivered: 0,
  };

  /** Answers how to stop listening. */
  listen(listener: OrgListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  notify(event: OrgEvent): void {
    this.count(event);
    for (const listener of this.listeners) listener(event);
  }

  get totals(): Totals {
    return { ...this.sums };
  }

  private count(event: OrgEvent): void {
    const sums = this.sums;
    switch (event.kind) {
      case 'transactionEnded':
        sums.transactions += 1;
        sums.soqlQueries += event.used.soqlQueries;
        sums.dmlStatements += event.used.dmlStatements;
        sums.dmlRows += event.used.dmlRows;
        sums.callouts += event.used.callouts;
        sums.statements += event.used.statements;
        break;
      case 'jobFinished':
        // "Using a finalizer doesn't count as an extra execution."
        if (event.jobKind !== 'Finalizer') sums.asyncJobs += 1;
        break;
      case 'eventsDelivered':
        sums.eventsDelivered += event.count;
        break;
      default:
        break;
    }
  }
}
