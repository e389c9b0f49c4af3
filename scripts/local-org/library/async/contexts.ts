/** The context objects the platform hands to asynchronous Apex. */
import type { EnumValue } from '../../values/enum';
import type { ApexException } from '../../values/errors';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';

/** What a queueable's `execute` is given. */
export class QueueableContextImpl extends PlatformObject {
  protected readonly typeName = 'System.QueueableContextImpl';

  constructor(readonly jobId: string) {
    super();
  }
}

/** What a schedulable's `execute` is given. */
export class SchedulableContextImpl extends PlatformObject {
  protected readonly typeName = 'System.SchedulableContextImpl';

  constructor(readonly triggerId: string) {
    super();
  }
}

/** What the methods of a batch class are given. */
export class BatchableContextImpl extends PlatformObject {
  protected readonly typeName = 'Database.BatchableContextImpl';

  constructor(
    readonly jobId: string,
    readonly childJobId: string | null,
  ) {
    super();
  }
}

/** What a finalizer's `execute` is given. */
export class FinalizerContextImpl extends PlatformObject {
  protected readonly typeName = 'System.FinalizerContextImpl';

  constructor(
    readonly jobId: string,
    readonly requestId: string,
    readonly exception: ApexException | null,
  ) {
    super();
  }

  get result(): EnumValue {
    return enumValue('System.ParentJobResult', this.exception ? 'UNHANDLED_EXCEPTION' : 'SUCCESS');
  }
}

export const ASYNC_CONTEXTS: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.QueueableContextImpl',
    { 'Id getJobId()': (self: QueueableContextImpl) => self.jobId },
    { implements: ['System.QueueableContext'] },
  ),
  libraryClass(
    'System.SchedulableContextImpl',
    { 'Id getTriggerId()': (self: SchedulableContextImpl) => self.triggerId },
    { implements: ['System.SchedulableContext'] },
  ),
  libraryClass(
    'Database.BatchableContextImpl',
    {
      'Id getJobId()': (self: BatchableContextImpl) => self.jobId,
      'Id getChildJobId()': (self: BatchableContextImpl) => self.childJobId,
    },
    { implements: ['Database.BatchableContext'] },
  ),
  libraryClass(
    'System.FinalizerContextImpl',
    {
      'Id getAsyncApexJobId()': (self: FinalizerContextImpl) => self.jobId,
      'Exception getException()': (self: FinalizerContextImpl) => self.exception,
      'String getRequestId()': (self: FinalizerContextImpl) => self.requestId,
      'System.ParentJobResult getResult()': (self: FinalizerContextImpl) => self.result,
    },
    { implements: ['System.FinalizerContext'] },
  ),
];
