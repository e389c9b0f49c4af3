/** `Messaging.CustomNotification`: recorded in the org. */
import { current } from '../../platform/current';
import type { Org } from '../../platform/services';
import { apexException } from '../../values/errors';
import type { ApexSet } from '../../values/set';
import { Bean } from '../bean';
import { libraryClass, type MemberTable } from '../declare';

/** A notification Apex sent. */
export interface SentNotification {
  readonly at: number;
  readonly typeId: string;
  readonly title: string;
  readonly body: string;
  readonly target: string;
  readonly recipients: readonly string[];
}

const sent = new WeakMap<Org, SentNotification[]>();

/** What was sent from an org, oldest first. */
export function sentNotifications(org: Org): readonly SentNotification[] {
  return sent.get(org) ?? [];
}

/** Characters and recipients: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Messaging_CustomNotification.htm */
const MAX = { title: 250, body: 750, recipients: 500 } as const;
const NAME = 'Messaging.CustomNotification';

function refuse(message: string): never {
  throw apexException('System.IllegalArgumentException', message);
}

function text(self: Bean, name: string): string {
  const value = self.read(name);
  return typeof value === 'string' ? value : '';
}

function send(self: Bean, users: ApexSet | null): void {
  const transaction = current();
  const recipients = users ? users.values().map(String) : [];
  const title = text(self, 'title');
  const body = text(self, 'body');
  const target = text(self, 'targetId') || text(self, 'targetPageRef');
  if (!text(self, 'notificationTypeId')) refuse('Notification type ID is required');
  if (!title) refuse('Notification title is required');
  if (!body) refuse('Notification body is required');
  if (!target) refuse('Either a target ID or a target page reference is required');
  if (title.length > MAX.title) refuse(`Notification title is longer than ${MAX.title} characters`);
  if (body.length > MAX.body) refuse(`Notification body is longer than ${MAX.body} characters`);
  if (recipients.length === 0 || recipients.length > MAX.recipients) {
    refuse(`A notification has 1 to ${MAX.recipients} recipients`);
  }
  const { org } = transaction;
  const notification = { typeId: text(self, 'notificationTypeId'), title, body, target, recipients };
  transaction.afterCommit(() => {
    sent.set(org, [...sentNotifications(org), { at: org.clock.now(), ...notification }]);
  });
}

function setter(name: string): MemberTable[string] {
  return (self: Bean, value: unknown) => self.write(name, value);
}

/** `Messaging.CustomNotification`. */
export const customNotificationClass = libraryClass(
  NAME,
  {
    'new()': () => new Bean(NAME),
    'new(String typeId, String sender, String title, String body, String targetId, String targetPageRef)': (
      typeId: string | null,
      sender: string | null,
      title: string | null,
      body: string | null,
      targetId: string | null,
      targetPageRef: string | null,
    ): Bean => {
      const notification = new Bean(NAME);
      const values = { notificationTypeId: typeId, senderId: sender, title, body, targetId, targetPageRef };
      for (const [name, value] of Object.entries(values)) notification.write(name, value);
      return notification;
    },
    'void setNotificationTypeId(String id)': setter('notificationTypeId'),
    'void setSenderId(String id)': setter('senderId'),
    'void setTitle(String title)': setter('title'),
    'void setBody(String body)': setter('body'),
    'void setTargetId(String targetId)': setter('targetId'),
    'void setTargetPageRef(String pageRef)': setter('targetPageRef'),
    'void setActionGroup(String actionGroup)': setter('actionGroup'),
    'void send(Set<String> users)': send,
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Messaging_CustomNotification.htm',
  },
);
