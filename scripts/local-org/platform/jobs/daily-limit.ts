/** The org's allowance of asynchronous executions in 24 hours. Enqueuing counts, not running. */
import { apexException } from '../../values/errors';
import type { ApexTransaction } from '../transaction';

/**
 * Takes `executions` from the allowance; a rollback gives nothing back, since the count is of what was asked for.
 *
 * @throws System.AsyncException when it is used up
 */
export function checkDailyLimit(transaction: ApexTransaction, executions = 1): void {
  const { work, clock, options } = transaction.engine;
  if (work.asyncExecutions.count(clock.now()) + executions > options.dailyAsyncLimit) throw jobsRefused();
  for (let each = 0; each < executions; each++) work.asyncExecutions.add(clock.now());
}

/** What the platform throws when it takes no more jobs. */
export function jobsRefused(): Error {
  return apexException('System.AsyncException', 'AsyncApexExecutions Limit exceeded.');
}
