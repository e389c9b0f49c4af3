/**
 * How many e-mails an org may send a day, and what a transaction puts aside of them.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_messaging.htm
 */
import { current, type Transaction } from '../../platform/current';
import { apexException } from '../../values/errors';
import { sentEmails } from './messaging-class';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_forcecom_email_outbound.htm */
export const DAILY_EMAILS = 5_000;
const DAY = 86_400_000;

export type EmailKind = 'single' | 'mass';

const reserved = new WeakMap<Transaction, Map<EmailKind, number>>();

/** Addresses that single e-mails went to within a day. */
export function emailsToday(): number {
  const { org } = current();
  const since = org.clock.now() - DAY;
  return sentEmails(org).reduce((count, { at, to }) => count + (at > since ? to.length : 0), 0);
}

/** @throws System.HandledException when fewer are left, counting what the transaction has already put aside */
export function reserveEmails(kind: EmailKind, amount: number): void {
  const transaction = current();
  const byKind = reserved.get(transaction) ?? new Map<EmailKind, number>();
  reserved.set(transaction, byKind);
  const total = (byKind.get(kind) ?? 0) + amount;
  // Mass e-mails cannot be sent here, so none are used.
  if (total + (kind === 'single' ? emailsToday() : 0) > DAILY_EMAILS)
    throw apexException('System.HandledException', 'The daily limit for the org would be exceeded by this request');
  byKind.set(kind, total);
}
