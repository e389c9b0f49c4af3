/** Reads what became of the demo's messages out of the org. */
import type { LocalOrg } from '../local-org/org';

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

/** @returns the messages by the reference of their order */
export function readMessages(org: LocalOrg): Map<string, DemoMessage> {
  const messages = new Map<string, DemoMessage>();
  const rows = org.query(
    'SELECT Name, State__c, AttemptCount__c, CreatedDate, Body__c, Attempts__c FROM CourierMessage__c',
  );
  for (const row of rows) {
    const body = JSON.parse(String(row.getField('Body__c'))) as { reference: string };
    const attempts = row.getField('Attempts__c');
    messages.set(body.reference, {
      name: String(row.getField('Name')),
      state: String(row.getField('State__c')),
      attemptCount: Number(row.getField('AttemptCount__c')),
      acceptedAt: (row.getField('CreatedDate') as { ms: number }).ms,
      attempts: attempts === null ? [] : (JSON.parse(String(attempts)) as DemoAttempt[]),
    });
  }
  return messages;
}
