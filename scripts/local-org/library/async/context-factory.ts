import type { ContextFactory } from '../../platform/services';
import { ApexException, apexException, FatalError } from '../../values/errors';
import { EventPublishResult } from '../eventbus/trigger-context';
import { BatchableContextImpl, FinalizerContextImpl, QueueableContextImpl, SchedulableContextImpl } from './contexts';

/** The context objects of asynchronous Apex, for the platform to hand out. */
export const contextFactory: ContextFactory = {
  queueableContext: (jobId) => new QueueableContextImpl(jobId),
  finalizerContext: ({ jobId, requestId, exception }) =>
    new FinalizerContextImpl(jobId, requestId, asException(exception)),
  batchableContext: (jobId, childJobId) => new BatchableContextImpl(jobId, childJobId),
  schedulableContext: (triggerId) => new SchedulableContextImpl(triggerId),
  publishResult: (kind, eventUuids) => new EventPublishResult(kind, eventUuids),
};

/** A job that died of a limit shows its finalizer a System.LimitException, which no Apex could catch. */
function asException(exception: object | null): ApexException | null {
  if (exception === null || exception instanceof ApexException) return exception;
  if (exception instanceof FatalError) return apexException(exception.typeName, exception.message);
  const message = exception instanceof Error ? exception.message : 'The job died of an unknown error';
  return apexException('System.UnexpectedException', message);
}
