/** `System.abortJob`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm */
import { apexException } from '../../values/errors';
import type { ApexTransaction } from '../transaction';
import { JobRows } from './job-rows';

/** @throws System.StringException when there is no such job */
export function abortJob(transaction: ApexTransaction, id: string): void {
  const { engine } = transaction;
  const { rows } = engine;
  const jobRows = new JobRows(engine);
  transaction.work.add();
  const trigger = rows.get('CronTrigger', id);
  if (trigger) {
    rows.delete('CronTrigger', id);
    rows.delete('CronJobDetail', trigger.CronJobDetailId as string);
    for (const job of rows.find('AsyncApexJob', { CronTriggerId: id })) jobRows.abort(job.Id as string);
    transaction.afterCommit(() => {
      engine.work.schedules.delete(id);
      engine.work.queue.remove(id);
    });
    return;
  }
  if (jobRows.status(id) === null) throw apexException('System.StringException', `Invalid job id: ${id}`);
  // One that runs goes on to the end of its transaction; whether another follows is asked of the row.
  if (!jobRows.isAlive(id)) return;
  jobRows.abort(id);
  transaction.afterCommit(() => {
    for (const [signature, jobId] of engine.work.signatures) {
      if (jobId === id) engine.work.signatures.delete(signature);
    }
  });
}
