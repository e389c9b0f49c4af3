/** `EventBusSubscriber` rows: how the subscriptions of the org stand. */
import { ApexDatetime } from '../../values/datetime';
import type { Engine } from '../engine';
import type { Subscription } from './event-log';

/** Brings the row of a subscription up to date, making it when it is not there. */
export function noteSubscriber(engine: Engine, subscription: Subscription): void {
  if (!engine.schema.object('EventBusSubscriber')) return;
  const { trigger, state, retries, lastError } = subscription;
  const values = {
    Status: state,
    Retries: retries,
    LastError: lastError,
    LastProcessed: new ApexDatetime(engine.clock.now()),
  };
  const [row] = engine.rows.find('EventBusSubscriber', { Name: trigger.name });
  if (row) engine.rows.update('EventBusSubscriber', row.Id as string, values);
  else
    engine.rows.insert('EventBusSubscriber', {
      Name: trigger.name,
      Type: 'ApexTrigger',
      Topic: trigger.object,
      ExternalId: trigger.name,
      ...values,
    });
}
