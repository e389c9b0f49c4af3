/** `System.Messaging`: e-mail is recorded in the org, not sent. */
import { current } from '../../platform/current';
import type { Org } from '../../platform/services';
import { apexException, required } from '../../values/errors';
import { ApexList } from '../../values/list';
import type { Bean } from '../bean';
import { listOf } from '../collections';
import { enumValue } from '../enums';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';
import { unsupportedIn } from '../unsupported';
import { reserveEmails } from './daily-emails';

/** An e-mail Apex sent. */
export interface SentEmail {
  readonly at: number;
  readonly to: readonly string[];
  readonly subject: string | null;
  readonly plainTextBody: string | null;
  readonly htmlBody: string | null;
  readonly targetObjectId: string | null;
}

const outboxes = new WeakMap<Org, SentEmail[]>();

/** What was sent from an org, oldest first. */
export function sentEmails(org: Org): readonly SentEmail[] {
  return outboxes.get(org) ?? [];
}

interface EmailError {
  readonly statusCode: string;
  readonly message: string;
}

class SendEmailResult extends PlatformObject {
  protected readonly typeName = 'Messaging.SendEmailResult';

  constructor(readonly error: EmailError | null) {
    super();
  }
}

class SendEmailError extends PlatformObject {
  protected readonly typeName = 'Messaging.SendEmailError';

  constructor(readonly error: EmailError) {
    super();
  }
}

function texts(value: unknown): string[] {
  return value instanceof ApexList ? value.items.map(String) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function problemOf(message: Bean): EmailError | null {
  const recipients = [...texts(message.read('toAddresses')), ...texts(message.read('ccAddresses'))];
  if (recipients.length === 0 && texts(message.read('bccAddresses')).length === 0 && !message.read('targetObjectId')) {
    return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Add a recipient to send an email.' };
  }
  const wrong = recipients.find((each) => !/^[^@\s]+@[^@\s]+$/.test(each) && !/^[a-zA-Z0-9]{15,18}$/.test(each));
  if (wrong !== undefined) return { statusCode: 'INVALID_EMAIL_ADDRESS', message: `Invalid to address : ${wrong}` };
  if (message.read('templateId')) return null;
  if (!text(message.read('plainTextBody')) && !text(message.read('htmlBody'))) {
    return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Missing body, need at least one of html or plainText' };
  }
  return null;
}

/** Sends when the transaction commits. @throws System.EmailException when one is wrong and all or nothing is asked for */
function send(messages: ApexList, allOrNothing: boolean): ApexList {
  const transaction = current();
  transaction.limits.use('emailInvocations');
  const results = (messages.items as readonly Bean[]).map((message, index) => {
    const error = problemOf(message);
    if (error && allOrNothing) {
      throw apexException(
        'System.EmailException',
        `SendEmail failed. First exception on row ${index}; first error: ${error.statusCode}, ${error.message}: []`,
        {
          rows: [
            { index, id: null, message: error.message, statusCode: error.statusCode, fieldNames: [], objectName: '' },
          ],
        },
      );
    }
    if (!error) transaction.afterCommit(() => record(transaction.org, message));
    return new SendEmailResult(error);
  });
  return listOf('Messaging.SendEmailResult', results);
}

function record(org: Org, message: Bean): void {
  const outbox = outboxes.get(org) ?? [];
  outboxes.set(org, outbox);
  outbox.push({
    at: org.clock.now(),
    to: texts(message.read('toAddresses')),
    subject: text(message.read('subject')),
    plainTextBody: text(message.read('plainTextBody')),
    htmlBody: text(message.read('htmlBody')),
    targetObjectId: text(message.read('targetObjectId')),
  });
}

const unsupported = unsupportedIn('Messaging');

export const MESSAGING_CLASSES: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Messaging',
    {
      'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': (messages: ApexList) =>
        send(messages, true),
      'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNothing)': (
        messages: ApexList,
        allOrNothing: boolean | null,
      ) => send(messages, allOrNothing ?? true),
      'static void reserveSingleEmailCapacity(Integer amountReserved)': (amount: number | null) =>
        reserveEmails('single', required(amount)),
      'static void reserveMassEmailCapacity(Integer amountReserved)': (amount: number | null) =>
        reserveEmails('mass', required(amount)),
      'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> emailMessageIds)':
        unsupported('sendEmailMessage'),
      'static Messaging.SingleEmailMessage renderStoredEmailTemplate(String templateId, String whoId, String whatId)':
        unsupported('renderStoredEmailTemplate'),
      'static Messaging.InboundEmail extractInboundEmail(Object source, Boolean includeForwardedAttachments)':
        unsupported('extractInboundEmail'),
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_messaging.htm',
    },
  ),
  libraryClass(
    'Messaging.SendEmailResult',
    withProperties({
      'List<Messaging.SendEmailError> getErrors()': (self: SendEmailResult) =>
        listOf('Messaging.SendEmailError', self.error ? [new SendEmailError(self.error)] : []),
      'Boolean isSuccess()': (self: SendEmailResult) => self.error === null,
    }),
  ),
  libraryClass('Messaging.SendEmailError', {
    'List<String> getFields()': () => listOf('System.String'),
    ...withProperties({
      'String getMessage()': (self: SendEmailError) => self.error.message,
      'System.StatusCode getStatusCode()': (self: SendEmailError) =>
        enumValue('System.StatusCode', self.error.statusCode),
      'String getTargetObjectId()': () => null,
    }),
  }),
];
