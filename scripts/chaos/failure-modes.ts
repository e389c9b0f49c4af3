/**
 * The known failure modes: what can happen to a delivery, and what other products were seen to get wrong. Tests name the rows they hold
 * in a comment or in their own name ("crash point 7", "traps 1 and 2"); a test of this list sees to it that none is left out.
 */

/** Moments at which something can break. */
export const CRASH_POINTS: Readonly<Record<number, string>> = {
  1: "no job can be enqueued in the caller's transaction",
  2: 'a wake-up is lost or late',
  3: 'the event trigger is suspended and misses events',
  4: 'the platform takes no worker',
  5: 'two dispatchers run at once',
  6: 'locks end when a callout is made',
  7: 'a limit that cannot be caught stops a worker',
  8: 'the finalizer of a dead worker does not run',
  9: 'the finalizer itself fails',
  10: 'rows are locked when outcomes are written',
  11: 'a message kills every worker that sends it',
  12: 'a chain of jobs is as deep as it may be',
  13: 'finalizers may not enqueue again and again',
  14: 'the platform lets a worker wait for hours',
  15: 'a worker that was given up wakes after all',
  16: 'the org becomes read-only, even during a callout',
  17: 'the watchdog is gone',
  18: 'an upgrade meets a scheduled class',
  19: 'the storage is full',
  20: 'the running user has no access to the credential',
  21: 'the receiver is slow, not down',
  22: 'clocks are put forward or back',
  23: 'a delivery causes the next one, for ever',
  24: 'there is uncommitted work before a callout',
};

/** Mistakes found in products that do the same. */
export const TRAPS: Readonly<Record<number, string>> = {
  1: 'a success other than 200 counts as a failure',
  2: 'a redirect counts as a success',
  3: 'every 4xx is tried again',
  4: 'what is to be tried again has no date',
  5: 'a wait of zero switches retries off',
  6: 'no answer at all goes past breaker and retries',
  7: 'equal content counts as the same message',
  8: 'the purge deletes what is open and keeps what is over',
  9: 'instructions name a class that does not exist',
  10: 'all rows are locked at once',
  11: 'a lock is thought to hold during a callout',
  12: 'a whole batch is sent again since a part of it failed',
  13: 'a trigger enqueues a job for each chunk of rows',
  14: 'one slow endpoint keeps the others waiting',
  15: 'timeouts add up to more than a transaction has',
  16: 'rows are left in a state nobody looks at',
  17: 'the query of a claim filters by a formula',
  18: 'bodies are copied into logs',
  19: 'the debug log is the only report of an error',
  20: 'a finalizer uses up how often it may go on',
  21: 'a subscriber drops events after some tries',
  22: 'a permission set mixes credentials with classes',
  23: 'documentation and code contradict each other',
};
