/** Reads what became of the demo's messages out of the org. */
import type { LocalOrg } from '../local-org/org';
import type { SObjectValue } from '../local-org/values/sobject';

/** One line of a message's timeline, as `CourierAttempts` keeps it. */
export interface DemoAttempt {
  readonly at: string;
  readonly outcome: string;
  readonly status?: number;
  readonly ms?: number;
  readonly error?: string;
}

export interface DemoMessage {
  readonly name: string;
  readonly state: string;
  readonly attemptCount: number;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly attempts: readonly DemoAttempt[];
}

/** @returns the messages by their idempotency key; the body of a delivered one is erased */
export function readMessages(org: LocalOrg): Map<string, DemoMessage> {
  const messages = new Map<string, DemoMessage>();
  const rows = org.query(
    'SELECT Name, State__c, AttemptCount__c, CreatedDate, IdempotencyKey__c, Attempts__c FROM CourierMessage__c',
  );
  for (const row of rows) {
    const attempts = textOf(row, 'Attempts__c');
    messages.set(textOf(row, 'IdempotencyKey__c'), {
      name: textOf(row, 'Name'),
      state: textOf(row, 'State__c'),
      attemptCount: Number(row.getField('AttemptCount__c')),
      acceptedAt: (row.getField('CreatedDate') as { ms: number }).ms,
      attempts: attempts === '' ? [] : (JSON.parse(attempts) as DemoAttempt[]),
    });
  }
  return messages;
}

/** A text field of a row; empty where it is null. */
export function textOf(row: SObjectValue, field: string): string {
  const value = row.getField(field);
  return typeof value === 'string' ? value : '';
}
