/**
 * `BatchApexErrorEvent`: what a batch that raises platform events tells of its failures.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_platformevents.htm
 */
import { SObjectValue } from '../../values/sobject';
import { toText } from '../../values/text';
import type { Value } from '../../values/value';
import type { Engine } from '../engine';
import { deliverable } from '../events/event-record';
import type { BatchJob, BatchPhase } from './batch';
import { extendedStatus } from './job-run';

const JOB_SCOPE_LENGTH = 40_000;
const TEXT_LENGTH = 5_000;

export function publishBatchError(
  engine: Engine,
  batch: BatchJob,
  phase: BatchPhase,
  error: Error,
  scope: readonly Value[],
): void {
  const object = engine.schema.object('BatchApexErrorEvent');
  if (!object) return;
  const ids = scope.map((value) => (value instanceof SObjectValue ? (value.id ?? '') : toText(value))).join(',');
  const event = new SObjectValue(object);
  const type = extendedStatus(error).split(':')[0]!;
  event.store('AsyncApexJobId', batch.id);
  event.store('ExceptionType', type);
  event.store('Message', error.message.slice(0, TEXT_LENGTH));
  event.store('StackTrace', engine.program.stackTrace(error).slice(0, TEXT_LENGTH));
  event.store('JobScope', ids.slice(0, JOB_SCOPE_LENGTH));
  event.store('DoesExceedJobScopeMaxLength', ids.length > JOB_SCOPE_LENGTH);
  event.store('Phase', phase);
  event.store('RequestId', engine.newRequestId());
  engine.work.events.append(engine, [deliverable(engine, event, batch.userId)]);
}
