import { Bean, beanAccessors } from '../bean';
import { libraryClass } from '../declare';

/** `EventBus.ChangeEventHeader`. */
export const changeEventHeaderClass = libraryClass(
  'EventBus.ChangeEventHeader',
  {
    'new()': () => new Bean('EventBus.ChangeEventHeader'),
    ...beanAccessors([
      'List<String> changedFields',
      'String changeOrigin',
      'String changeType',
      'Long commitNumber',
      'Long commitTimestamp',
      'String commitUser',
      'List<String> diffFields',
      'String entityName',
      'List<String> nulledFields',
      'List<String> recordIds',
      'Integer sequenceNumber',
      'String transactionKey',
    ]),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_ChangeEventHeader.htm',
  },
);
