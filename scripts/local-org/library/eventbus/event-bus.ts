import { current } from '../../platform/current';
import type { PublishRequest, PublishResult } from '../../platform/services';
import { apexException, required } from '../../values/errors';
import type { ApexList } from '../../values/list';
import type { SObjectValue } from '../../values/sobject';
import { listOf } from '../collections';
import type { AccessLevel } from '../database/access-level';
import { databaseError, DmlResult } from '../database/results';
import { libraryClass } from '../declare';

const operationIds = new WeakMap<DmlResult, string>();

function saveResult(result: PublishResult): DmlResult {
  const saved = new DmlResult('Database.SaveResult', result.id, result.success, result.errors.map(databaseError));
  if (result.operationId !== null) operationIds.set(saved, result.operationId);
  return saved;
}

function publish(events: readonly (SObjectValue | null)[], request: PublishRequest = {}): DmlResult[] {
  return current().events.publish(events.map(required), request).map(saveResult);
}

function publishOne(event: SObjectValue | null, request?: PublishRequest): DmlResult {
  const [result] = publish([event], request);
  if (!result) throw new Error('publishing one event gave no result');
  return result;
}

function publishAll(events: ApexList | null, request?: PublishRequest): ApexList {
  return listOf('Database.SaveResult', publish(required(events).items as readonly (SObjectValue | null)[], request));
}

/** `System.EventBus`. */
export const eventBusClass = libraryClass(
  'System.EventBus',
  {
    'static Database.SaveResult publish(SObject event)': (event: SObjectValue | null) => publishOne(event),
    'static List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList | null) => publishAll(events),
    'static Database.SaveResult publish(SObject event, Object callback)': (
      event: SObjectValue | null,
      callback: object | null,
    ) => publishOne(event, { callback }),
    'static List<Database.SaveResult> publish(List<SObject> events, Object callback)': (
      events: ApexList | null,
      callback: object | null,
    ) => publishAll(events, { callback }),
    'static Database.SaveResult publishWithAccessLevel(SObject event, System.AccessLevel accessLevel)': (
      event: SObjectValue | null,
      level: AccessLevel | null,
    ) => publishOne(event, { access: required(level).mode }),
    'static List<Database.SaveResult> publishWithAccessLevel(List<SObject> events, System.AccessLevel accessLevel)': (
      events: ApexList | null,
      level: AccessLevel | null,
    ) => publishAll(events, { access: required(level).mode }),
    'static String getOperationId(Object result)': (result: object): string | null => {
      if (!(result instanceof DmlResult)) {
        throw apexException(
          'System.IllegalArgumentException',
          'The argument must be a Database.SaveResult of EventBus.publish',
        );
      }
      return operationIds.get(result) ?? null;
    },
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_eventbus.htm' },
);
