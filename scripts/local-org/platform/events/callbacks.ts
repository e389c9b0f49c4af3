/**
 * Publish callbacks: told what finally became of events.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_callback.htm
 */
import { isApexFailure } from '../apex-failure';
import type { Engine } from '../engine';
import type { TestRun } from '../test-context';

/** The interfaces a callback may implement, one or both. */
const INTERFACES = {
  success: { name: 'EventBus.EventPublishSuccessCallback', method: 'onSuccess' },
  failure: { name: 'EventBus.EventPublishFailureCallback', method: 'onFailure' },
} as const;

/** A callback that waits to be told of its events. */
export interface PublishCallback {
  readonly instance: object;
  readonly eventUuids: readonly string[];
  readonly test: TestRun | null;
}

/** Runs the callback, as the Automated Process user in a transaction of its own, if it wants to hear of this. */
export function runCallback(engine: Engine, kind: keyof typeof INTERFACES, callback: PublishCallback): void {
  const { name, method } = INTERFACES[kind];
  if (!engine.program.implementsInterface(callback.instance, name)) return;
  try {
    engine.run(
      {
        quiddity: 'PLATFORM_EVENT_PUBLISH_CALLBACK',
        column: 'sync',
        user: engine.users.automatedProcess,
        test: callback.test,
        roots: [callback.instance],
      },
      () => {
        const result = engine.contexts.publishResult(kind, callback.eventUuids);
        engine.program.invoke(callback.instance, name, method, [result]);
      },
    );
  } catch (error) {
    // Nobody waits for it: the platform logs the failure and goes on.
    if (!isApexFailure(error)) throw error;
  }
}
