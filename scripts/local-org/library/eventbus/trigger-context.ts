import { current } from '../../platform/current';
import type { EventBatchContext } from '../../platform/services';
import { listOf } from '../collections';
import { libraryClass, libraryInterface, type LibraryDeclaration } from '../declare';
import { platformException } from '../exception-class';
import { PlatformObject } from '../platform-object';

/** An `EventBus.TriggerContext`: the event batch the running trigger works on. Outside event triggers it says nothing. */
class TriggerContext extends PlatformObject {
  protected readonly typeName = 'EventBus.TriggerContext';

  constructor(readonly batch: EventBatchContext | null) {
    super();
  }
}

/** What publish callbacks are given: `EventBus.SuccessResult` or `EventBus.FailureResult`. */
export class EventPublishResult extends PlatformObject {
  protected readonly typeName: string;

  constructor(
    kind: 'success' | 'failure',
    readonly eventUuids: readonly string[],
  ) {
    super();
    this.typeName = kind === 'success' ? 'EventBus.SuccessResultImpl' : 'EventBus.FailureResultImpl';
  }
}

const UUIDS = {
  'List<String> getEventUuids()': (self: EventPublishResult) => listOf('System.String', self.eventUuids),
};

export const EVENT_BUS_TYPES: readonly LibraryDeclaration[] = [
  platformException('EventBus.RetryableException'),
  platformException('EventBus.InvalidReplayIdException'),
  libraryClass(
    'EventBus.TriggerContext',
    {
      'static EventBus.TriggerContext currentContext()': () => new TriggerContext(current().eventBatch),
      'Integer retries': { get: (self: TriggerContext) => self.batch?.retries ?? 0 },
      'String lastError': { get: (self: TriggerContext) => self.batch?.lastError ?? null },
      'String getResumeCheckpoint()': (self: TriggerContext) => self.batch?.resumeCheckpoint ?? null,
      'void setResumeCheckpoint(String resumeReplayId)': (self: TriggerContext, replayId: string) =>
        self.batch?.setResumeCheckpoint(replayId),
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_TriggerContext.htm',
    },
  ),
  libraryInterface('EventBus.EventPublishFailureCallback', ['void onFailure(EventBus.FailureResult result)']),
  libraryInterface('EventBus.EventPublishSuccessCallback', ['void onSuccess(EventBus.SuccessResult result)']),
  libraryInterface('EventBus.FailureResult', ['List<String> getEventUuids()']),
  libraryInterface('EventBus.SuccessResult', ['List<String> getEventUuids()']),
  libraryClass('EventBus.FailureResultImpl', UUIDS, { implements: ['EventBus.FailureResult'] }),
  libraryClass('EventBus.SuccessResultImpl', UUIDS, { implements: ['EventBus.SuccessResult'] }),
];
