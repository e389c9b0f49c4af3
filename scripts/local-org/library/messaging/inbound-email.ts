/** The inbound e-mail classes: plain data that tests of handlers fill in. */
import { Bean, beanProperties } from '../bean';
import { libraryClass, libraryInterface, type LibraryDeclaration } from '../declare';

/** Declares a class of properties, all null at first: `['String subject', …]`. */
function beanClass(name: string, signatures: readonly string[]): LibraryDeclaration {
  return libraryClass(
    name,
    { 'new()': () => new Bean(name), ...beanProperties(signatures) },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_inbound_inbound.htm',
    },
  );
}

export const INBOUND_EMAIL: readonly LibraryDeclaration[] = [
  beanClass('Messaging.InboundEmail', [
    'List<Messaging.InboundEmail.AuthenticationResult> authenticationResults',
    'List<Messaging.InboundEmail.BinaryAttachment> binaryAttachments',
    'List<String> ccAddresses',
    'String fromAddress',
    'String fromName',
    'List<Messaging.InboundEmail.Header> headers',
    'String htmlBody',
    'Boolean htmlBodyIsTruncated',
    'String inReplyTo',
    'String messageId',
    'String plainTextBody',
    'Boolean plainTextBodyIsTruncated',
    'List<String> references',
    'String replyTo',
    'String subject',
    'List<Messaging.InboundEmail.TextAttachment> textAttachments',
    'List<String> toAddresses',
  ]),
  beanClass('Messaging.InboundEmail.AuthenticationResult', [
    'List<Messaging.InboundEmail.AuthenticationResultField> authenticationResultFields',
    'String method',
    'String result',
  ]),
  beanClass('Messaging.InboundEmail.AuthenticationResultField', ['String name', 'String value']),
  beanClass('Messaging.InboundEmail.BinaryAttachment', [
    'Blob body',
    'String fileName',
    'List<Messaging.InboundEmail.Header> headers',
    'String mimeTypeSubType',
  ]),
  beanClass('Messaging.InboundEmail.TextAttachment', [
    'String body',
    'Boolean bodyIsTruncated',
    'String charset',
    'String fileName',
    'List<Messaging.InboundEmail.Header> headers',
    'String mimeTypeSubType',
  ]),
  beanClass('Messaging.InboundEmail.Header', ['String name', 'String value']),
  beanClass('Messaging.InboundEmailResult', ['String message', 'Boolean success']),
  beanClass('Messaging.InboundEnvelope', ['String fromAddress', 'String toAddress']),
  libraryInterface('Messaging.InboundEmailHandler', [
    'Messaging.InboundEmailResult handleInboundEmail(Messaging.InboundEmail email, Messaging.InboundEnvelope envelope)',
  ]),
];
