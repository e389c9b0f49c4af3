import type { EventBus, PublishRequest } from '../../platform/services';
import { execute } from '../testing';

function bus(seen: (PublishRequest | undefined)[]): Partial<EventBus> {
  return {
    publish: (events, request) => {
      seen.push(request);
      return events.map((_, index) =>
        index === 0
          ? { success: true, id: 'e00xx0000000001AAA', errors: [], operationId: 'op-1' }
          : {
              success: false,
              id: null,
              operationId: null,
              errors: [{ statusCode: 'INSUFFICIENT_ACCESS', message: 'no', fields: [] }],
            },
      );
    },
  };
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_eventbus.htm
describe('EventBus.publish', () => {
  it('answers a result for each event', () => {
    const seen: (PublishRequest | undefined)[] = [];
    expect(
      execute(
        `List<Database.SaveResult> results = EventBus.publishWithAccessLevel(new List<SObject>{ new Account(), new Account() }, AccessLevel.SYSTEM_MODE);
         return results[0].isSuccess() + EventBus.getOperationId(results[0]) + results[1].isSuccess() + results[1].getErrors()[0].getMessage();`,
        { events: bus(seen) },
      ),
    ).toBe('trueop-1falseno');
    expect(seen).toEqual([{ access: 'system' }]);
  });

  it('says nothing of a batch outside event triggers', () => {
    expect(
      execute(
        `EventBus.TriggerContext context = EventBus.TriggerContext.currentContext(); return context.retries + '|' + context.lastError;`,
        { eventBatch: null },
      ),
    ).toBe('0|null');
  });
});
