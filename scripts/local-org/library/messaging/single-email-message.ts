import { Bean, beanAccessors } from '../bean';
import { libraryClass } from '../declare';

/** Base of the outbound messages. */
export const emailClass = libraryClass('Messaging.Email', {}, { abstract: true });

/** `Messaging.SingleEmailMessage`. */
export const singleEmailMessageClass = libraryClass(
  'Messaging.SingleEmailMessage',
  {
    'new()': (): Bean => {
      const message = new Bean('Messaging.SingleEmailMessage');
      message.write('saveAsActivity', true);
      message.write('useSignature', true);
      message.write('treatTargetObjectAsRecipient', true);
      return message;
    },
    ...beanAccessors(
      [
        'List<String> bccAddresses',
        'Boolean bccSender',
        'List<String> ccAddresses',
        'String charset',
        'Map<String, String> customHeaders',
        'List<Id> documentAttachments',
        'String emailPriority',
        'List<String> entityAttachments',
        'List<Messaging.EmailFileAttachment> fileAttachments',
        'String htmlBody',
        'String inReplyTo',
        'Boolean oneClickPost',
        'String optOutPolicy',
        'Id orgWideEmailAddressId',
        'String plainTextBody',
        'String references',
        'String replyTo',
        'Boolean saveAsActivity',
        'String senderDisplayName',
        'String subject',
        'Id targetObjectId',
        'Id templateId',
        'List<String> toAddresses',
        'Boolean treatBodiesAsTemplate',
        'Boolean treatTargetObjectAsRecipient',
        'String unsubscribeComment',
        'List<String> unsubscribeUrls',
        'Boolean useSignature',
        'Id whatId',
      ],
      ['treatBodiesAsTemplate', 'treatTargetObjectAsRecipient'],
    ),
  },
  {
    extends: 'Messaging.Email',
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_single.htm',
  },
);

/** `Messaging.EmailFileAttachment`. */
export const emailFileAttachmentClass = libraryClass(
  'Messaging.EmailFileAttachment',
  {
    'new()': () => new Bean('Messaging.EmailFileAttachment'),
    ...beanAccessors(['Blob body', 'String contentType', 'String fileName', 'Boolean inline']),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_attachment.htm',
  },
);
