/** A platform event on its way: what publishing adds to it and takes from it. */
import { ApexDatetime } from '../../values/datetime';
import type { SObjectValue } from '../../values/sobject';
import type { Engine } from '../engine';

/** An event as it waits for its subscribers. */
export interface PublishedEvent {
  readonly record: SObjectValue;
  readonly uuid: string;
  /** Given by the log when the event is in it. */
  replayId: number;
  readonly publishedAt: number;
}

/** The event as subscribers get it, ready for the log. */
export function deliverable(engine: Engine, record: SObjectValue, publisherId: string): PublishedEvent {
  const copy = record.clone();
  const now = engine.clock.now();
  for (const [name, value] of [...copy.populated()]) {
    // An empty text arrives as null, a time without its milliseconds.
    if (value === '') copy.store(name, null);
    else if (value instanceof ApexDatetime) copy.store(name, new ApexDatetime(Math.floor(value.ms / 1000) * 1000));
  }
  const uuid = (copy.rawField('EventUuid') as string | null) ?? engine.random.uuid();
  copy.store('EventUuid', uuid);
  copy.store('CreatedDate', new ApexDatetime(Math.floor(now / 1000) * 1000));
  copy.store('CreatedById', publisherId);
  return { record: copy, uuid, replayId: 0, publishedAt: now };
}
