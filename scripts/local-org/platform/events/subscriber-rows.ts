/** `EventBusSubscriber` rows: how the subscriptions of the org stand. */
import { ApexDatetime } from '../../values/datetime';
import type { Engine } from '../engine';
import type { Subscription } from './event-log';

/** "For high-volume platform events … the value for Tip isn't available and is always -1." */
const NO_TIP = -1;

/** The row of each trigger on an event object, from the day it is deployed. */
export function seedSubscribers(engine: Engine, objects: Iterable<string>): void {
  for (const object of new Set(objects)) {
    if (engine.schema.object(object)?.kind !== 'platformEvent') continue;
    for (const subscription of engine.work.events.subscribers(engine, object))
      noteSubscriber(engine, subscription, null);
  }
}

/** Brings the row of a subscription up to date, making it when it is not there. */
export function noteSubscriber(
  engine: Engine,
  subscription: Subscription,
  lastProcessed: number | null = engine.clock.now(),
): void {
  if (!engine.schema.object('EventBusSubscriber')) return;
  const { trigger, state, retries, lastError, position } = subscription;
  const values = {
    Status: state,
    Retries: retries,
    LastError: lastError,
    Position: position,
    LastProcessed: lastProcessed === null ? null : new ApexDatetime(lastProcessed),
  };
  const [row] = engine.rows.find('EventBusSubscriber', { Name: trigger.name });
  if (row) engine.rows.update('EventBusSubscriber', row.Id as string, values);
  else
    engine.rows.insert('EventBusSubscriber', {
      Name: trigger.name,
      Type: 'ApexTrigger',
      Topic: trigger.object,
      ExternalId: trigger.name,
      Tip: NO_TIP,
      ...values,
    });
}
