import { current } from '../../platform/current';
import { ApexDatetime } from '../../values/datetime';
import type { EnumValue } from '../../values/enum';
import { equals, hashCode } from '../../values/equality';
import { required, UnsupportedError } from '../../values/errors';
import { isInstance, toText, typeOf } from '../../values/operations';
import { hooks, requiredType } from '../../values/type-registry';
import type { Value } from '../../values/value';
import type { AsyncOptions } from '../async/options';
import { libraryClass } from '../declare';
import { enumValue } from '../enums';
import { assertEqual, assertNotEqual, assertTrue } from '../language/assert';
import { unsupportedIn } from '../unsupported';

const debug = (level: string, message: Value): void => current().org.debug(level, toText(message));
const unsupported = unsupportedIn('System');

/** How the platform refuses a name of nothing but space, no page says. */
function jobName(name: string | null, method: string): string {
  if (required(name).trim() === '') throw new UnsupportedError(`System.${method} with a blank name`);
  return required(name);
}

/** The compiler takes anything; how the platform refuses what is no job when it runs, no page says. */
function jobOf(value: Value): object {
  const job = required(value);
  const isJob = typeof job === 'object' && isInstance(job, requiredType('System.Queueable'));
  if (!isJob) throw new UnsupportedError(`System.enqueueJob of ${typeOf(job)?.displayName ?? 'what is no job'}`);
  return job;
}

/** `System.System`. */
export const systemClass = libraryClass(
  'System.System',
  {
    'static void assert(Boolean condition)': assertTrue,
    'static void assert(Boolean condition, Object message)': assertTrue,
    'static void assertEquals(Object expected, Object actual)': assertEqual,
    'static void assertEquals(Object expected, Object actual, Object message)': assertEqual,
    'static void assertNotEquals(Object expected, Object actual)': assertNotEqual,
    'static void assertNotEquals(Object expected, Object actual, Object message)': assertNotEqual,
    'static void debug(Object message)': (message: Value) => debug('DEBUG', message),
    'static void debug(System.LoggingLevel level, Object message)': (level: EnumValue, message: Value) =>
      debug(level.name, message),
    'static Long currentTimeMillis()': () => BigInt(hooks().now()),
    'static Datetime now()': () => new ApexDatetime(hooks().now()),
    'static Date today()': () => new ApexDatetime(hooks().now()).dateIn(hooks().timeZone),
    'static Boolean equals(Object left, Object right)': (left: Value, right: Value) => equals(left, right),
    'static Integer hashCode(Object value)': (value: Value) => hashCode(value),

    'static Id enqueueJob(Object queueable)': (queueable: Value) => current().jobs.enqueue(jobOf(queueable)),
    'static Id enqueueJob(Object queueable, Integer delay)': (queueable: Value, delay: number) =>
      current().jobs.enqueue(jobOf(queueable), { delayMinutes: delay }),
    'static Id enqueueJob(Object queueable, System.AsyncOptions options)': (
      queueable: Value,
      options: AsyncOptions | null,
    ) => {
      const asked = required(options);
      return current().jobs.enqueue(jobOf(queueable), {
        delayMinutes: asked.minimumQueueableDelayInMinutes,
        maximumStackDepth: asked.maximumQueueableStackDepth,
        duplicateSignature: asked.duplicateSignature?.text ?? null,
      });
    },
    'static void attachFinalizer(System.Finalizer finalizer)': (finalizer: object | null) => {
      current().jobs.attachFinalizer(required(finalizer));
    },
    'static void abortJob(String jobId)': (jobId: string) => current().jobs.abort(jobId),
    'static String schedule(String jobName, String cronExpression, System.Schedulable schedulable)': (
      name: string | null,
      cron: string | null,
      schedulable: object | null,
    ) => current().jobs.schedule(jobName(name, 'schedule'), required(cron), required(schedulable)),
    'static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow)': (
      batchable: object | null,
      name: string | null,
      minutes: number | null,
    ) => current().jobs.scheduleBatch(required(batchable), jobName(name, 'scheduleBatch'), required(minutes)),
    'static String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow, Integer scopeSize)': (
      batchable: object | null,
      name: string | null,
      minutes: number | null,
      scope: number | null,
    ) =>
      current().jobs.scheduleBatch(
        required(batchable),
        jobName(name, 'scheduleBatch'),
        required(minutes),
        required(scope),
      ),
    'static Boolean isBatch()': () => current().job?.kind === 'BatchApex',
    'static Boolean isFuture()': () => current().job?.kind === 'Future',
    'static Boolean isQueueable()': () => current().job?.kind === 'Queueable',
    'static Boolean isScheduled()': () => current().job?.kind === 'ScheduledApex',
    'static Boolean isFunctionCallback()': () => false,

    'static System.ApplicationReadWriteMode getApplicationReadWriteMode()': () =>
      enumValue('System.ApplicationReadWriteMode', current().org.isReadOnly ? 'READ_ONLY' : 'DEFAULT'),
    // Versions are those of managed packages, and what is here belongs to none.
    'static System.Version requestVersion()': unsupported('requestVersion'),
    'static void runAs(System.Version version)': unsupported('runAs'),
    'static System.PageReference currentPageReference()': unsupported('currentPageReference'),
    'static Integer purgeOldAsyncJobs(Date date)': unsupported('purgeOldAsyncJobs'),
    'static Integer purgeOldAsyncJobs(Date date, Integer numberOfJobs)': unsupported('purgeOldAsyncJobs'),
    'static void pauseJobById(String cronTriggerId)': unsupported('pauseJobById'),
    'static void pauseJobByName(String jobName)': unsupported('pauseJobByName'),
    'static void resumeJobById(String cronTriggerId)': unsupported('resumeJobById'),
    'static void resumeJobByName(String jobName)': unsupported('resumeJobByName'),
    'static void setPassword(Id userId, String password)': unsupported('setPassword'),
    'static void movePassword(Id targetUserId, Id sourceUserId)': unsupported('movePassword'),
    'static void changeOwnPassword(String oldPassword, String newPassword)': unsupported('changeOwnPassword'),
    'static String getQuiddityShortCode(System.Quiddity quiddity)': unsupported('getQuiddityShortCode'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm' },
);
